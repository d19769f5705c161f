"""A very small content to export or send, so that a test names only what it is about."""

from datetime import date

from ebulletin.templates.content import UNSUBSCRIBE, VIEW_ONLINE, Content

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\xa7\xa8"
    b"\x1b\xcf\x00\x00\x00\x00IEND\xaeB`\x82"
)


def small_content(
    words: str = "Words", *, subject: str = "Subject", text: str | None = None,
    attachments: dict[str, bytes] | None = None,
) -> Content:  # fmt: skip
    """A content with one picture, a greeting and a footer.

    Args:
        words: HTML of the body.
        text: Of the plain text; the words of the body by default.
    """
    html = (
        "<!doctype html><html><head><title>T</title><style>a[x]{color:red}</style></head><body>"
        "<!--[if mso]><table><![endif]-->"
        f'<p>Dear {{{{ first_name | reader }}}},</p><p>{words}</p><img src="images/a b.png" alt="">'
        f'<p><a class="f" href="{VIEW_ONLINE}">Online</a> '
        f'<a class="f" href="{UNSUBSCRIBE}">Unsubscribe</a></p></body></html>'
    )
    plain = f"Dear {{{{ first_name | reader }}}},\n\n{words if text is None else text}\n"
    return Content(
        slug="first", series="news", edition="November 2026", date=date(2026, 11, 2),
        variant="public", level="public", segments=frozenset(), subject=subject,
        preheader="Preheader", html=html, text=f"{plain}\nUnsubscribe: {UNSUBSCRIBE}\n",
        pictures={"a b.png": PNG}, attachments=attachments or {},
        public_page="https://tp.example.org/bulletins/first", leave="mailto:leave@tp.example.org",
    )  # fmt: skip
