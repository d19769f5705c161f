"""Writes the demonstration's one-page PDF files into `items/assets/`: run by hand, then committed.

Plain PDF 1.7 with real text, a title, a language and tags, so that a screen reader meets headings
and paragraphs in reading order (ISO 32000-1, 14.8). Only the built-in fonts; the same bytes every
time, with no date and no author.

    python tests/tools/write_documents.py
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "items" / "assets"
WIDTH, HEIGHT = 595, 842  # A4 in points
MARGIN = 48

TEAL, AMBER, MIST, DEEP = (11, 79, 92), (255, 180, 92), (221, 241, 244), (8, 58, 68)
WHITE, GREY = (255, 255, 255), (112, 112, 112)

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Words:
    """One tagged block of text.

    Attributes:
        tag: A structure type of PDF: H1, H2 or P.
        lines: Already broken to fit; drawn one under the other.
        x: Points from the left.
        y: Points from the foot of the page to the first baseline.
    """

    tag: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float = 12
    bold: bool = False
    colour: Colour = DEEP


@dataclass(frozen=True)
class Box:
    """A ground behind text or, with `edge`, a field to write in; screen readers skip it."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour
    edge: Colour | None = None


Page = list[Words | Box]


def write_all() -> None:
    """Write every document of the demonstration."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    for name, title, page in (
        ("desk-card.pdf", "Desk card: worried about a child?", desk_card()),
        ("disagreements-chart.pdf", "When professionals disagree: five steps", disagreements()),
        ("cross-boundary-notice.pdf", "Notice: a child moved across a boundary", notice()),
    ):
        (ASSETS / name).write_bytes(as_pdf(title, page))


def desk_card() -> Page:
    """Three numbers in large print, to pin up beside a phone."""
    page = _opening("Worried about a child?", "Keep this card by the phone.")
    rows = (
        ("A child is in danger now", "999", AMBER, DEEP),
        (
            "Monday to Friday, 8:45am to 5pm: Multi-Agency Safeguarding Hub",
            "01632 960110",
            MIST,
            DEEP,
        ),
        ("Evenings, weekends and bank holidays: Emergency Duty Team", "01632 960199", TEAL, WHITE),
    )
    for place, (label, number, ground, ink) in enumerate(rows):
        foot = 536 - place * 160
        page += [
            Box(MARGIN, foot, WIDTH - 2 * MARGIN, 144, ground),
            Words("H2", (label,), 72, foot + 108, 14, bold=True, colour=ink),
            Words("P", (number,), 70, foot + 34, 60, bold=True, colour=ink),
        ]
    lines = ("You do not need proof, and you do not need to have told anyone first.",)
    return [*page, Words("P", lines, MARGIN, 176, 14), _closing()]


def disagreements() -> Page:
    """The five steps for professionals who disagree, one box each."""
    page = _opening("When professionals disagree", "Five steps. Start the day you disagree.")
    steps = (
        (
            "Talk to each other",
            "Ring the person who decided. Say what worries you, and ask why.",
            "The same day",
        ),
        (
            "Ask both managers",
            "Your manager rings theirs. Write down what each of them says.",
            "Within 1 working day",
        ),
        (
            "Ask the safeguarding leads",
            "The named leads of both agencies meet, with both records.",
            "Within 2 working days",
        ),
        (
            "Ask the heads of service",
            "They decide together, and tell everyone in writing.",
            "Within 5 working days",
        ),
        (
            "Ask the partnership",
            "The Independent Chair reviews it, and shares what was learned.",
            "Within 10 working days",
        ),
    )
    for place, (name, what, when) in enumerate(steps):
        foot = 574 - place * 104
        page += [
            Box(MARGIN, foot, WIDTH - 2 * MARGIN, 88, MIST),
            Box(MARGIN, foot, 10, 88, TEAL),
            Words("H2", (f"Step {place + 1}: {name}",), 76, foot + 60, 16, bold=True),
            Words("P", (what,), 76, foot + 39),
            Words("P", (when,), 76, foot + 17, bold=True, colour=TEAL),
        ]
    lines = (
        "If the child is not safe while you disagree, go to step 4 at once.",
        "In danger, call 999.",
    )
    return [*page, Words("P", lines, MARGIN, 124, bold=True), _closing()]


def notice() -> Page:
    """A blank notice form of one side, for a child who may have been moved."""
    page = _opening("A child moved across a boundary", "Notice form. It tells; it does not refer.")
    fields = (
        ("1. Name of the child, and the date of this notice", 40),
        ("2. Home area, school and link officer", 40),
        ("3. Where the child was found, and when", 56),
        ("4. What the school already knew", 96),
        ("5. Who has been told, and by whom", 56),
        ("6. What the child says they need", 72),
    )
    top = 682.0
    for label, height in fields:
        page += [
            Words("P", (label,), MARGIN, top, 12, bold=True),
            Box(MARGIN, top - 10 - height, WIDTH - 2 * MARGIN, height, WHITE, GREY),
        ]
        top -= height + 36
    lines = (
        "Send a referral to the hub as well. Ring first: 01632 960110.",
        "For designated safeguarding leads and police officers only.",
    )
    return [*page, Words("P", lines, MARGIN, 88, bold=True), _closing()]


def as_pdf(title: str, page: Page) -> bytes:
    """Put one page of boxes and words into a tagged PDF file."""
    words = [part for part in page if isinstance(part, Words)]
    drawing = _drawing(page)
    first = 10  # the numbers of the objects before the structure elements
    kids = " ".join(f"{first + n} 0 R" for n in range(len(words)))
    fonts = "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        (
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo << /Marked true >> "
            "/StructTreeRoot 7 0 R /ViewerPreferences << /DisplayDocTitle true >> >>"
        ),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /StructParents 0 "
            "/Tabs /S /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>"
        ),
        fonts % "Helvetica",
        fonts % "Helvetica-Bold",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
        "<< /Type /StructTreeRoot /K 8 0 R /ParentTree << /Nums [0 [" + kids + "]] >> >>",
        f"<< /Type /StructElem /S /Document /P 7 0 R /K [{kids}] >>",
        f"<< /Title ({_escaped(title)}) >>",
        *(
            f"<< /Type /StructElem /S /{part.tag} /P 8 0 R /Pg 3 0 R /K {n} >>"
            for n, part in enumerate(words)
        ),
    ]
    return _assembled(objects)


def _opening(title: str, line: str) -> Page:
    return [
        Box(0, HEIGHT - 118, WIDTH, 118, TEAL),
        Box(0, HEIGHT - 124, WIDTH, 6, AMBER),
        Words("H1", (title,), MARGIN, HEIGHT - 66, 30, bold=True, colour=WHITE),
        Words("P", (line,), MARGIN, HEIGHT - 94, 14, colour=WHITE),
    ]


def _closing() -> Words:
    return Words("P", ("Elmsvale and Saltmere Safeguarding Children Partnership",), MARGIN, 40, 10)


def _drawing(page: Page) -> str:
    parts, marked = [], 0
    for part in page:
        if isinstance(part, Box):
            parts.append(_box(part))
        else:
            parts.append(_words(part, marked))
            marked += 1
    return "\n".join(parts)


def _box(box: Box) -> str:
    edge = f"{_ink(box.edge)} RG 1 w " if box.edge else ""
    paint = "B" if box.edge else "f"
    place = f"{box.x:g} {box.y:g} {box.width:g} {box.height:g} re"
    return f"/Artifact BMC {_ink(box.fill)} rg {edge}{place} {paint} EMC"


def _words(words: Words, number: int) -> str:
    lines = " T* ".join(f"({_escaped(line)}) Tj" for line in words.lines)
    return (
        f"/{words.tag} << /MCID {number} >> BDC BT /F{2 if words.bold else 1} {words.size:g} Tf "
        f"{words.size * 1.4:g} TL {_ink(words.colour)} rg {words.x:g} {words.y:g} Td {lines} ET EMC"
    )


def _ink(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}" for part in colour)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[str]) -> bytes:
    """Number the objects and add the table of their offsets (ISO 32000-1, 7.5)."""
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 9 0 R >>"
    return out + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()


if __name__ == "__main__":
    write_all()
