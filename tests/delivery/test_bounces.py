"""What comes back, told apart: reports of servers, complaints, absences, readers who leave."""

import pytest

from ebulletin.delivery.bounces import Arrival, Kind, read_arrival

ORIGINAL = """\
Message-ID: <2026-09-lantern.abcd1234.17@esscp.example.org>
List-Unsubscribe: <https://lists.esscp.example.org/leave/{token}>,
 <mailto:leave@esscp.example.org?subject=unsubscribe%20{token}>
Subject: News
"""
TOKEN = "tOkEn_-" * 12


def report(
    action: str, status: str, diagnostic: str = "smtp; 550 no", *, original: str = ORIGINAL
) -> bytes:
    """A bounce as Postfix writes it (RFC 3464)."""
    return f"""\
Return-Path: <>
Delivered-To: bounces+abcd1234.17.0123456789@esscp.example.org
From: Mail Delivery System <MAILER-DAEMON@mail.example.org>
To: bounces+abcd1234.17.0123456789@esscp.example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <dsn.{action}.{status}@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry to have to tell you.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; moved@school.example.org
Original-Recipient: rfc822;ann@school.example.org
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--b
Content-Type: message/rfc822

{original.format(token=TOKEN)}
Hello
--b--
""".encode()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.1", Kind.HARD_BOUNCE), ("5.1.2", Kind.HARD_BOUNCE), ("5.1.10", Kind.HARD_BOUNCE),
        ("5.4.4", Kind.HARD_BOUNCE), ("5.2.2", Kind.SOFT_BOUNCE), ("5.2.1", Kind.SOFT_BOUNCE),
        ("5.7.1", Kind.SOFT_BOUNCE), ("5.3.4", Kind.SOFT_BOUNCE), ("4.4.1", Kind.SOFT_BOUNCE),
    ],
)  # fmt: skip
def test_a_report_says_whether_an_address_is_gone_or_only_full(status: str, kind: Kind) -> None:
    found = read_arrival(report("failed", status))

    assert found.kind is kind
    assert found.status == status
    assert found.recipient == "ann@school.example.org"
    assert found.original_id == "<2026-09-lantern.abcd1234.17@esscp.example.org>"
    assert found.sent_to[0] == "bounces+abcd1234.17.0123456789@esscp.example.org"
    assert TOKEN in found.tokens


def test_a_report_of_a_delay_is_no_bounce() -> None:
    assert read_arrival(report("delayed", "4.4.1")).kind is Kind.DELAYED


def test_a_report_of_a_delivery_is_for_nobody_to_act_on() -> None:
    assert read_arrival(report("delivered", "2.0.0")).kind is Kind.AWAY


def test_a_report_without_a_status_is_read_by_its_words() -> None:
    found = read_arrival(report("failed", "", "smtp; 550 5.1.1 User unknown"))

    assert found.kind is Kind.HARD_BOUNCE


def test_headers_alone_of_what_was_sent_suffice() -> None:
    raw = report("failed", "5.1.1").replace(b"message/rfc822", b"text/rfc822-headers")

    assert read_arrival(raw).original_id == "<2026-09-lantern.abcd1234.17@esscp.example.org>"


EXIM = b"""\
Return-Path: <>
X-Failed-Recipients: gone@school.example.org
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail2.example.org>
To: bounces@esscp.example.org
Subject: Mail delivery failed: returning message to sender
Message-Id: <exim@mail2.example.org>

This message was created automatically by mail delivery software.

  gone@school.example.org
    SMTP error from remote mail server after RCPT TO:<gone@school.example.org>:
    550 5.1.1 <gone@school.example.org> User doesn't exist
"""
QMAIL = b"""\
From: MAILER-DAEMON@old.example.org
To: bounces@esscp.example.org
Subject: failure notice
Message-Id: <qmail@old.example.org>

Hi. This is the qmail-send program at old.example.org.
<ann@school.example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <bounces@esscp.example.org>
Message-ID: <2026-09-lantern.abcd1234.17@esscp.example.org>
Subject: News
"""
POSTMASTER = b"""\
From: Postmaster <postmaster@old.example.org>
Subject: Our new opening hours
Message-Id: <hours@old.example.org>

We answer from nine to five.
"""
COMPLAINT = f"""\
From: feedback@large.example.org
To: abuse@esscp.example.org
Subject: FW: News
Message-ID: <arf@large.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Large/1.0
Version: 1
Original-Rcpt-To: ann@school.example.org

--b
Content-Type: message/rfc822

{ORIGINAL.format(token=TOKEN)}
Hello
--b--
""".encode()
AWAY = b"""\
From: Ann <ann@school.example.org>
To: team@esscp.example.org
Subject: Automatic reply: News of September
Auto-Submitted: auto-replied
Message-ID: <away@school.example.org>

I am away until Monday. For unsubscribe requests ask my colleague.
"""
HOLIDAY = b"""\
From: Ann <ann@school.example.org>
Subject: Out of Office: unsubscribe
Message-ID: <away2@school.example.org>

I am away.
"""
LEAVES = f"""\
From: Ann <Ann@School.example.org>
To: leave@esscp.example.org
Subject: unsubscribe {TOKEN}
Message-ID: <leave@school.example.org>

Sent from my phone
""".encode()
LEAVES_IN_WORDS = b"""\
From: Ann <ann@school.example.org>
Subject: Re: News of September
Message-ID: <leave2@school.example.org>

Unsubscribe please.
> the bulletin
"""
QUESTION = b"""\
From: Ann <ann@school.example.org>
Subject: =?utf-8?q?A_question_about_the_caf=C3=A9?=
Message-ID: <question@school.example.org>

Is it on Monday?
"""


@pytest.mark.parametrize(
    ("raw", "kind", "recipient"),
    [
        (EXIM, Kind.HARD_BOUNCE, "gone@school.example.org"),
        (QMAIL, Kind.HARD_BOUNCE, ""),
        (POSTMASTER, Kind.OTHER, ""),
        (COMPLAINT, Kind.COMPLAINT, "ann@school.example.org"),
        (AWAY, Kind.AWAY, ""),
        (HOLIDAY, Kind.AWAY, ""),
        (LEAVES, Kind.LEAVE, "Ann@School.example.org"),
        (LEAVES_IN_WORDS, Kind.LEAVE, "ann@school.example.org"),
        (QUESTION, Kind.OTHER, ""),
    ],
    ids=["exim", "qmail", "postmaster", "complaint", "away", "holiday", "leaves", "words", "asks"],
)  # fmt: skip
def test_messages_are_told_apart(raw: bytes, kind: Kind, recipient: str) -> None:
    found = read_arrival(raw)

    assert (found.kind, found.recipient) == (kind, recipient)


def test_what_proves_a_message_is_kept() -> None:
    assert read_arrival(QMAIL).original_id == "<2026-09-lantern.abcd1234.17@esscp.example.org>"
    assert TOKEN in read_arrival(COMPLAINT).tokens
    assert read_arrival(LEAVES).tokens == (TOKEN,)
    assert read_arrival(QUESTION).subject == "A question about the café"


def test_a_complaint_that_is_none_is_left_for_a_person() -> None:
    found = read_arrival(COMPLAINT.replace(b"Feedback-Type: abuse", b"Feedback-Type: not-spam"))

    assert found.kind is Kind.OTHER


def test_the_same_message_is_the_same_event_and_another_is_another() -> None:
    assert read_arrival(EXIM).event == read_arrival(EXIM + b"\nmore").event
    assert read_arrival(EXIM).event != read_arrival(QMAIL).event


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0\xff\xfe", b"Subject: =?x?q?=FF?=\r\n\r\n", b"From: <<<>>>\r\nTo: ,,,@\r\n\r\n",
        b'Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\n',
        b"Content-Type: message/delivery-status\r\n\r\nnothing",
        b"Content-Type: message/feedback-report\r\n\r\n\xff\xff: \xff",
        report("failed", "5.1.1")[:600],
        report("failed", "\r\nBcc: x\r\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_never_an_error(raw: bytes) -> None:
    assert isinstance(read_arrival(raw), Arrival)


def test_words_of_others_never_hold_controls() -> None:
    found = read_arrival(report("failed", "5.1.1", "smtp; 550 \x1b[31mred\x07"))

    assert found.words == "smtp; 550 [31mred"
