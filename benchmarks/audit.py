"""An audit against the parse of the same bytes by html5lib, which only builds the tree."""

from collections.abc import Iterator
from pathlib import Path

from measuring import Ratio, ratio

ROOT = Path(__file__).resolve().parent.parent
EDITION_B = "2026-autumn-newsletter"
SIZE_IN_BYTES = 100 * 1024
AGAINST_HTML5LIB_MOST = 5.0


def audit_against_html5lib(_: Path) -> Iterator[Ratio]:
    """A warm audit of an e-mail of 100 KB: edition B, with parts of it again at the end."""
    import html5lib

    from ebulletin.audit.load import read_email
    from ebulletin.audit.run import audit
    from ebulletin.audit.support.clients import usual_mix

    raw = _of_full_size(_email_of_edition_b()).encode()
    mix = usual_mix()

    def whole_audit() -> None:
        audit(read_email(raw, "email.html"), mix)

    whole_audit()
    yield ratio(
        f"audit of an e-mail of {len(raw) / 1024:.0f} KB, warm / html5lib.parse of the same bytes",
        whole_audit,
        lambda: html5lib.parse(raw),
        AGAINST_HTML5LIB_MOST,
    )


def _email_of_edition_b() -> str:
    from ebulletin.bulletins.compose import compose, variants_of
    from ebulletin.templates.load import load_theme
    from ebulletin.templates.render import render_email
    from ebulletin.workspace import open_workspace

    workspace = open_workspace(ROOT)
    plan = workspace.plans[EDITION_B].plan
    variant = variants_of(plan, workspace.shelf.settings)[0]
    bulletin = compose(plan, workspace.shelf, variant, "email").bulletin
    return render_email(bulletin, load_theme(bulletin.theme, ROOT / "templates"))


def _of_full_size(html: str) -> str:
    """The e-mail with stretches of itself repeated before its end, until it has 100 KB."""
    end = html.rindex("</body>")
    first = html.index('<div id="item-')
    missing = SIZE_IN_BYTES - len(html.encode())
    stretch = html[first:end].encode()[: max(0, missing)].decode(errors="ignore")
    return html[:end] + stretch[: stretch.rfind("<")] + html[end:]
