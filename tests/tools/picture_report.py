"""A page that shows what was accepted, what is there now, and where they differ."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from picture_difference import Difference

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Looks that differ</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}}
section{{border-top:2px solid #888;padding:1rem 0}}
.row{{display:flex;gap:1.5rem;align-items:flex-start;overflow-x:auto}}
figure{{margin:0}}img{{border:1px solid #888;image-rendering:auto}}</style></head><body>
<h1>Looks that differ</h1>
<p>If the new looks are meant, run <code>make accept-pictures</code> and commit what it writes.</p>
{sections}</body></html>
"""
_SECTION = """<section><h2>{name}</h2><p>{words}</p><div class="row">
<figure><figcaption>Accepted</figcaption>{old}</figure>
<figure><figcaption>New</figcaption>{new}</figure>
<figure><figcaption>Difference, in red</figcaption>{marked}</figure>
</div></section>
"""
_WIDTH = 320  # px of each picture on the page


def report(
    folder: Path, name: str, accepted: Image.Image, shown: Image.Image, found: Difference
) -> Path:
    """Add a section to the report and give its page.

    Tests run in several processes, so that each section is a file of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    section = _SECTION.format(
        name=escape(name),
        words=escape(str(found)),
        old=_image(accepted, f"{name}, accepted"),
        new=_image(shown, f"{name}, new"),
        marked=_image(found.picture, f"{name}, difference"),
    )
    (folder / f"{name}.part").write_text(section, encoding="utf-8")
    sections = "".join(part.read_text(encoding="utf-8") for part in sorted(folder.glob("*.part")))
    page = folder / "index.html"
    page.write_text(_PAGE.format(sections=sections), encoding="utf-8")
    return page


def _image(picture: Image.Image, alt: str) -> str:
    stream = BytesIO()
    picture.save(stream, "PNG")
    data = b64encode(stream.getvalue()).decode()
    return f'<img alt="{escape(alt)}" width="{_WIDTH}" src="data:image/png;base64,{data}">'
