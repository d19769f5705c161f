"""What axe-core looks for: one wrong piece of mark-up for each of its rules that markup can show.

Each rule is answered by a code of `ebulletin audit`; the rules that only a browser can judge, or
that are none of an e-mail's business, stand below with the reason.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

_AUDIT = Path(__file__).parents[1] / "audit"
_PARAGRAPH = "<p>Please replace the poster in your staff room, and tell your colleagues.</p>"

ANSWERED_BY: Mapping[str, str] = {
    "accesskeys": "AUD121", "area-alt": "AUD107", "aria-allowed-attr": "AUD116",
    "aria-allowed-role": "AUD115", "aria-command-name": "AUD118",
    "aria-conditional-attr": "AUD116", "aria-deprecated-role": "AUD115",
    "aria-dialog-name": "AUD118", "aria-hidden-body": "AUD117", "aria-hidden-focus": "AUD117",
    "aria-input-field-name": "AUD118", "aria-meter-name": "AUD118",
    "aria-progressbar-name": "AUD118", "aria-prohibited-attr": "AUD116",
    "aria-required-attr": "AUD116", "aria-required-children": "AUD116",
    "aria-required-parent": "AUD116", "aria-roles": "AUD115", "aria-tab-name": "AUD118",
    "aria-text": "AUD117", "aria-toggle-field-name": "AUD118", "aria-tooltip-name": "AUD118",
    "aria-treeitem-name": "AUD118", "aria-valid-attr": "AUD116",
    "aria-valid-attr-value": "AUD116", "autocomplete-valid": "AUD118",
    "avoid-inline-spacing": "AUD112", "blink": "AUD120", "button-name": "AUD118",
    "color-contrast": "A11101", "definition-list": "AUD104", "dlitem": "AUD104",
    "document-title": "A11103", "duplicate-id-aria": "AUD119", "empty-heading": "A11102",
    "empty-table-header": "AUD106", "frame-title": "AUD118", "heading-order": "A11102",
    "html-has-lang": "A11103", "html-lang-valid": "AUD101", "html-xml-lang-mismatch": "AUD101",
    "image-alt": "A11105", "image-redundant-alt": "IMG103", "input-button-name": "AUD118",
    "input-image-alt": "AUD107", "label": "AUD118", "label-title-only": "AUD118",
    "landmark-banner-is-top-level": "AUD105", "landmark-contentinfo-is-top-level": "AUD105",
    "landmark-main-is-top-level": "AUD105", "landmark-no-duplicate-banner": "AUD105",
    "landmark-no-duplicate-contentinfo": "AUD105", "landmark-no-duplicate-main": "AUD105",
    "landmark-one-main": "AUD105", "landmark-unique": "AUD105", "link-in-text-block": "AUD113",
    "link-name": "AUD110", "list": "AUD104", "listitem": "AUD104", "marquee": "AUD120",
    "meta-refresh": "AUD120", "meta-viewport": "AUD102", "meta-viewport-large": "AUD102",
    "nested-interactive": "AUD121", "no-autoplay-audio": "AUD120", "object-alt": "AUD107",
    "page-has-heading-one": "A11102", "presentation-role-conflict": "AUD117", "region": "AUD105",
    "role-img-alt": "AUD107", "scope-attr-valid": "AUD106", "select-name": "AUD118",
    "server-side-image-map": "AUD107", "skip-link": "LNK118", "summary-name": "AUD118",
    "svg-img-alt": "AUD107", "tabindex": "AUD121", "table-duplicate-name": "AUD106",
    "target-size": "A11106", "td-headers-attr": "AUD106", "th-has-data-cells": "AUD106",
    "valid-lang": "AUD101", "video-caption": "AUD120",
}  # fmt: skip
"""The code with which `audit` tells what a rule of axe-core finds."""

LEFT_TO_A_BROWSER: Mapping[str, str] = {
    "aria-braille-equivalent": "no mail program passes braille labels on",
    "bypass": "skip links are for pages with menus; `audit` asks for headings and a main part",
    "form-field-multiple-labels": "axe itself only asks a person to look",
    "frame-focusable-content": "frames are taken out of e-mails (AUD203)",
    "frame-tested": "frames are taken out of e-mails (AUD203)",
    "frame-title-unique": "frames are taken out of e-mails (AUD203)",
    "scrollable-region-focusable": "needs the laid-out size of a box and of what is in it",
}
"""Rules that markup cannot decide, or that are none of an e-mail's business, and why."""

_INSTEAD = "instead of: "


def wrong_emails() -> dict[str, str]:
    """For each rule of axe-core a sound e-mail but for what that rule finds."""
    return {rule: _wrong(lines) for rule, *lines in _cases()}


def _cases() -> Iterator[list[str]]:
    blocks = (_AUDIT / "axe.txt").read_text(encoding="utf-8").split("\n\n")
    for block in blocks[1:]:
        yield [line.replace("\\n", "\n") for line in block.strip().split("\n")]


def _wrong(lines: list[str]) -> str:
    html = (_AUDIT / "good/plain.html").read_text(encoding="utf-8")
    old, new = _PARAGRAPH, lines[0]
    if new.startswith(_INSTEAD):
        old, new = new.removeprefix(_INSTEAD), "".join(lines[1:])
    if old not in html:
        raise LookupError(f"the sound e-mail does not hold {old!r}")
    return html.replace(old, new, 1)
