"""A draft that Outlook opens ready to send, and a page to copy into a message."""

import re
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any
from urllib.parse import quote

from ebulletin.errors import EbulletinError
from ebulletin.export.packaging import pictures_in, with_pictures
from ebulletin.export.slots import spoken
from ebulletin.templates.clients import as_outlook
from ebulletin.templates.content import Content

MOST_BYTES = 10_000_000
"""A draft above this is refused by many Exchange servers once it is sent (encoded size)."""

_UNFOLDED = frozenset(("list-unsubscribe", "list-unsubscribe-post"))
_TYPES = {
    "png": ("image", "png"), "jpg": ("image", "jpeg"), "jpeg": ("image", "jpeg"),
    "gif": ("image", "gif"), "webp": ("image", "webp"), "svg": ("image", "svg+xml"),
    "pdf": ("application", "pdf"), "ics": ("text", "calendar"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}  # fmt: skip
_CLASSES = re.compile(r'\s(?:class|id)="[^"]*"')
_HEAD_STYLES = re.compile(r"<style\b.*?</style>\s*", re.DOTALL)
_BODY = re.compile(r"<body\b", re.IGNORECASE)


OUTLOOK_STEPS = (
    "Double-click {eml}. Classic Outlook opens it as a message that is ready to send.",
    (
        "Put the readers into Bcc only if they may not see one another's addresses, or better "
        "into a list of your mail system; `ebulletin send` sends one message to each."
    ),
    "Look at the subject, the pictures and the attached files, then send it to yourself first.",
    (
        "If your Outlook shows the file as a received message (new Outlook may), take `--for "
        "outlook-paste` instead."
    ),
)
PASTE_STEPS = (
    "Open {html} in Edge or Chrome by double-clicking it.",
    "Press Ctrl+A, then Ctrl+C. (On a Mac: Cmd+A, Cmd+C.)",
    "Start a new message in Outlook, click into its text, and press Ctrl+V.",
    (
        "Paste the subject from subject.txt, and attach the files of the folder attachments/, if "
        "there is one."
    ),
    "Send it to yourself first, and look at every picture and link.",
)


class DraftTooLargeError(EbulletinError):
    """A draft is larger than mail servers take.

    Attributes:
        size_in_bytes: Of the whole draft, pictures and files included.
    """

    def __init__(self, size_in_bytes: int) -> None:
        self.size_in_bytes = size_in_bytes
        super().__init__(
            f"The draft would have {size_in_bytes / 1e6:.1f} MB, and most mail servers refuse more "
            "than 10 MB. Make pictures smaller, or put attached files on the website."
        )


class _Policy(EmailPolicy):
    """SMTP's policy, but addresses to unsubscribe stay on one line.

    The standard library turns a long one into an encoded word, which no mail program takes for an
    address (RFC 2369 wants it bare).
    """

    def fold(self, name: str, value: Any) -> str:
        if name.casefold() in _UNFOLDED:
            return f"{name}: {value}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.casefold() in _UNFOLDED:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(**{**SMTP.__dict__, "cte_type": "7bit"})


def eml_draft(content: Content, *, is_draft: bool = False) -> bytes:
    """A message that classic Outlook and Thunderbird open as a draft, with CRLF line ends.

    It has no sender, date or message id: the program puts them in when the person sends it
    (`X-Unsent: 1` says that it was not). Pictures are inside, by `cid:` (RFC 2392). The same
    content gives the same bytes.

    Raises:
        DraftTooLargeError: It would have more than `MOST_BYTES`.
    """
    mark = "DRAFT: " if is_draft else ""
    pictures = pictures_in(content.html, content.pictures)
    message = EmailMessage(policy=_POLICY)
    message["X-Unsent"] = "1"
    message["Subject"] = mark + spoken(content, content.subject, is_html=False)
    message["To"] = ()
    if content.leave:
        message["List-Unsubscribe"] = f"<{_ascii_address(content.leave)}>"
    message.set_content(spoken(content, content.text, is_html=False), cte="quoted-printable")
    names = {name: f"{number}.{content.digest[:16]}@{content.slug}.invalid"
             for number, name in enumerate(sorted(pictures), start=1)}  # fmt: skip
    html = with_pictures(spoken(content, content.html, is_html=True), names, "cid:")
    for name, cid in names.items():
        html = html.replace(f"cid:{quote(name)}", f"cid:{cid}")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    html_part = message.get_payload()[1]  # type: ignore[index]
    for name, cid in names.items():
        kind, form = _type_of(name)
        html_part.add_related(  # type: ignore[union-attr]
            pictures[name], kind, form, cid=f"<{cid}>", filename=name, disposition="inline"
        )
    for name in sorted(content.attachments):
        kind, form = _type_of(name)
        message.add_attachment(content.attachments[name], kind, form, filename=name)
    _name_boundaries(message, content.digest)
    del message["Date"], message["Message-ID"], message["From"]
    raw = message.as_bytes()
    if len(raw) > MOST_BYTES:
        raise DraftTooLargeError(len(raw))
    return raw


def paste_page(content: Content, pictures_at: str | None) -> str:
    """The e-mail as Outlook's own engine would show it, to be copied into a new message.

    What Outlook reads from conditional comments has been worked out, and every style stands on its
    element, because pasting loses the head of a page, its classes and its conditions.

    Args:
        pictures_at: Address of the folder of pictures; without one they are beside the page, and
            Outlook takes them along when the page is open on the same computer.
    """
    page = as_outlook(spoken(content, content.html, is_html=True))
    prefix = f"{pictures_at.rstrip('/')}/{content.slug}/{content.variant}/" if pictures_at else None
    if prefix is not None:
        page = with_pictures(page, content.pictures, prefix)
    head, body = _cut_at_body(page)
    return _HEAD_STYLES.sub("", head) + _CLASSES.sub("", body)


def _cut_at_body(page: str) -> tuple[str, str]:
    found = _BODY.search(page)
    at = found.start() if found else 0
    return page[:at], page[at:]


def _ascii_address(address: str) -> str:
    return quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")


def _type_of(name: str) -> tuple[str, str]:
    ending = name.rsplit(".", 1)[-1].casefold()
    return _TYPES.get(ending, ("application", "octet-stream"))


def _name_boundaries(message: EmailMessage, digest: str) -> None:
    """Boundaries that depend on the content alone; by itself the library draws them by chance."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{digest[:24]}_{number}")
