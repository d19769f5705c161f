"""Small contents and letterheads, and hostile values, for the tests of messages."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime

from ebulletin.delivery.messages import Addressed, Letterhead
from ebulletin.templates.content import UNSUBSCRIBE, VIEW_ONLINE, Content

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3

HTML = f"""<!doctype html>
<html lang="en-GB"><head><title>{{{{ first_name | reader }}}}, hello</title>
<style>p {{ color: red }}</style></head>
<body>
<p>Dear {{{{ first_name | colleague }}}},</p>
<p title="For {{{{ first_name | you &amp; yours }}}}" class=wide>News.</p>
<p><a href="https://esscp.example.org/x?who={{{{ first_name | none }}}}&amp;y=1">link</a></p>
<!-- for {{{{ first_name | all }}}} -->
<!--[if mso]><p>{{{{ organisation | somewhere }}}}</p><![endif]-->
<p><img src="images/lantern.png" alt="A lantern"></p>
.a line with a dot
From here on
<p>Caf\u00e9 \u2013 {"long words " * 30}</p>
<p><a href="{UNSUBSCRIBE}">Leave</a> <a href="{VIEW_ONLINE}">Online</a></p>
</body></html>
"""
TEXT = f"""Dear {{{{ first_name | colleague }}}},

.a line with a dot
From here on, for {{{{ first_name | all }}}}
{{{{ organisation | somewhere }}}}
{"long words " * 30}
Leave: {UNSUBSCRIBE}
Online: {VIEW_ONLINE}
"""


def content(
    subject: str = "News for {{ first_name | all }}",
    html: str = HTML,
    text: str = TEXT,
    *,
    pictures: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, bytes] | None = None,
) -> Content:
    """A variant with a slot in every kind of place."""
    return Content(
        slug="2026-11-test",
        series="newsletter",
        edition="November 2026",
        date=date(2026, 11, 24),
        variant="professional",
        level="professional",
        segments=frozenset(),
        subject=subject,
        preheader="",
        html=html,
        text=text,
        pictures={"lantern.png": PICTURE} if pictures is None else pictures,
        attachments=attachments or {},
        public_page="https://esscp.example.org/b/2026-11-test?a=1&b=2",
        leave="https://esscp.example.org/leave",
    )


def letterhead(**changes: object) -> Letterhead:
    """Of an invented partnership."""
    fields: dict[str, object] = {
        "sender_name": "ESSCP team, Löwenherz",
        "sender": "bulletin@esscp.example.org",
        "date": datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        "list_id": "newsletter.esscp.example.org",
        "list_name": "ESSCP Newsletter",
        "reply_to": "team@esscp.example.org",
        "leave_email": "leave@esscp.example.org",
        "feedback_id": "2026-11-test:professional:newsletter:esscp",
        "archive_url": "https://esscp.example.org/bulletins",
    }
    return Letterhead(**{**fields, **changes})  # type: ignore[arg-type]


def addressed(number: int = 1, **changes: object) -> Addressed:
    """One recipient of many."""
    fields: dict[str, object] = {
        "recipient": f"person{number}@school.example.org",
        "message_id": f"<2026-11-test.abcd1234.{number}@esscp.example.org>",
        "fields": {"first_name": f"Ann{number}", "organisation": "Fenwold School"},
        "leave_url": f"https://lists.esscp.example.org/leave/token{number}",
        "leave_mailto": f"mailto:leave@esscp.example.org?subject=unsubscribe%20token{number}",
    }
    return Addressed(**{**fields, **changes})  # type: ignore[arg-type]


_BITS = (
    "\r\n", "\n", "\r", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\u202e",
    "\u200f", "\u200b", "\ufeff", "\u00a0", "\ud800", '"', "'", "<", ">", "&", "&amp;", "&lt;",
    "<script>alert(1)</script>", "</p>", "-->", "--!>", "<!--", "]]>", "<![endif]-->", "{{", "}}",
    "{{ first_name }}", "{% raw %}", "=", "=3D", "=\r\n", "=?utf-8?q?x?=", "=?utf-8?b?eA==?=",
    ".", "..", "\r\n.\r\n", "\n.\n", "From ", "\nFrom ", "\r\nBcc: all@example.org", "Subject: x",
    "\r\n\r\nbody", "--", "--=_alternative_", ";", ",", ":", "@", "\\", "\\r\\n", "%0d%0a", "%",
    "javascript:alert(1)", "data:text/html,x", "#", "?", "/", "O'Neill", "de la Cruz", "Zoë",
    "José", "Siân", "Łukasz", "李", "小", "محمد", "שלום", "ไทย", "हिन्दी",
    "👩‍👩‍👧‍👦", "🏴\U000e0067\U000e007f", "é",
    "x" * 80, "word " * 30, "ü" * 60, "a" * 998, "😀" * 40, " ", "  ", "\t", "",
)  # fmt: skip


def hostile_values(count: int, seed: int = 20261124) -> list[str]:
    """Random values that try to break out of wherever they are put."""
    chance = random.Random(seed)
    values = [*_BITS]
    while len(values) < count:
        values.append("".join(chance.choices(_BITS, k=chance.randint(1, 5))))
    return values[:count]
