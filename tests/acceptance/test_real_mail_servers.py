"""A bulletin through real servers: Postfix and Exim take it, Dovecot holds it, bounces come back.

500 people get edition A, in the variant that is theirs; every mailbox is read by IMAP.
"""

import csv
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

import mail_servers
from ebulletin.delivery.dkim import load_signer
from ebulletin.press.contents import contents
from ebulletin.workspace import open_workspace
from mail_servers import DOMAIN, PASSWORD, MailServers
from sending import ROOT, environment

# One start of the servers and one send serve all of these tests, so one process runs them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mail servers")]

SLUG = "2026-09-lantern"
PEOPLE = 500
BY_EXIM = 40
BOUNCES = "bounces@esscp.example.org"
OFFICE = "owen.tansley@esscp.example.org"
GONE = tuple(f"gone{number}@{DOMAIN}" for number in range(3))
PUBLIC_EVERY = 5
_PATIENCE_SECONDS = 60.0
_LINK = re.compile(r"""https?://[^\s"'<>)]+|mailto:[^\s"'<>)]+""")
_COLUMNS = (
    "email", "first_name", "segments", "variant", "address_type", "basis", "added", "confirmed",
    "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A workspace that sends through the real servers, and what its commands said."""

    workspace: Path
    servers: MailServers
    dns: dict[bytes, bytes]

    def published(self, name: bytes, timeout: int = 5) -> bytes | None:
        """What the DNS would say, within any time."""
        assert timeout
        return self.dns.get(name)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        secrets = {"EBULLETIN_RELAY_PASSWORD": PASSWORD, "EBULLETIN_INBOX_PASSWORD": PASSWORD}
        return subprocess.run(
            [sys.executable, "-m", "ebulletin", *words],
            cwd=self.workspace, env={**environment(), **secrets}, text=True,
            capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def send(self, *lists: str, more: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """From the dry run to the last message."""
        chosen = [*(word for name in lists for word in ("--list", name)), *more]
        shown = self.run("send", SLUG, *chosen)
        confirm = re.search(r"Its hash is (\w+)", shown.stderr)
        assert confirm, shown.stdout + shown.stderr
        return self.run("send", SLUG, *chosen, "--live", "--confirm-hash", confirm[1])


def person(number: int) -> str:
    return f"person{number}@{DOMAIN}"


def variant_of(number: int) -> str:
    return "public" if number % PUBLIC_EVERY == 0 else "professional"


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServers]:
    why = mail_servers.missing()
    if why:
        reason = f"{why}: `make servers` says what to do"
        if mail_servers.is_ci():
            pytest.fail(f"Under CI nothing is skipped: {reason}.")
        pytest.skip(f"{reason}.")
    people = [person(number) for number in range(PEOPLE + BY_EXIM)]
    with mail_servers.mail_servers([*people, BOUNCES, OFFICE]) as running:
        yield running


@pytest.fixture(scope="module")
def post(servers: MailServers, tmp_path_factory: pytest.TempPathFactory) -> Post:
    folder = tmp_path_factory.mktemp("post") / "workspace"
    folder.mkdir()
    for name in ("items", "bulletins", "templates", "recipients"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, folder / name)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    written = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "dkim.pem").write_bytes(written)
    use_server(folder, servers, servers.postfix, user=BOUNCES)
    write_list(folder, "schools", [(person(number), number) for number in range(PEOPLE)])
    write_list(folder, "gone", [(each, 1) for each in GONE])
    write_list(folder, "exim", [(person(PEOPLE + number), 1) for number in range(BY_EXIM)])
    (folder / "recipients/sample.csv").unlink()
    record = load_signer("esscp.example.org", "test", folder / "dkim.pem").public_record
    made = Post(folder, servers, {b"test._domainkey.esscp.example.org.": record.encode()})
    approved = made.run("approve", SLUG, "--as", "Owen Tansley")
    assert approved.returncode == 0, approved.stderr + approved.stdout
    tested = made.run("test-send", SLUG, "--to", OFFICE)
    assert tested.returncode == 0, tested.stderr
    return made


def use_server(folder: Path, servers: MailServers, port: int, user: str = "") -> None:
    """Let the workspace send through one of the servers, signed, over TLS."""
    file = folder / "partnership.yaml"
    before = re.sub(r"(?ms)^delivery:.*\Z", "", file.read_text(encoding="utf-8"))
    signing_in = f"  user: {user}\n" if user else ""
    file.write_text(
        f"{before}delivery:\n  host: localhost\n  port: {port}\n  security: starttls\n"
        f"  certificates: {servers.certificate.authority}\n{signing_in}  connections: 4\n"
        "  dkim: {selector: test, key_file: dkim.pem}\n"
        f"  bounce_address: {BOUNCES}\n  own_bounce_addresses: yes\n"
        "  unsubscribe_url: https://lists.esscp.example.org/leave\n"
        f"  inbox: {{host: localhost, port: {servers.imap}, user: {BOUNCES}}}\n"
        "  approvers: [owen-tansley]\n  test_domains: [esscp.example.org]\n",
        encoding="utf-8",
    )


def write_list(folder: Path, name: str, people: list[tuple[str, int]]) -> None:
    with (folder / f"recipients/{name}.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened, lineterminator="\n")
        rows.writerow(_COLUMNS)
        for address, number in people:
            variant = variant_of(number)
            segments = "parents" if variant == "public" else "dsl;schools"
            rows.writerow(
                (address, f"Ann{number}", segments, variant, "named work", "public task",
                 "2026-01-12", "2026-09-02", "form")
            )  # fmt: skip


@pytest.fixture(scope="module")
def mailboxes(post: Post) -> dict[int, list[bytes]]:
    """Every mailbox after the send, by the number of the person."""
    sent = post.send("schools", "gone")
    assert sent.returncode == 0, sent.stdout + sent.stderr
    wait_until(lambda: count_delivered(post) >= PEOPLE)
    return {number: post.servers.mailbox(person(number)) for number in range(PEOPLE)}


@pytest.fixture(scope="module")
def letters(mailboxes: dict[int, list[bytes]]) -> dict[int, EmailMessage]:
    """The first message of each mailbox, parsed once for all tests."""
    return {number: parse(found[0]) for number, found in mailboxes.items() if found}


def count_delivered(post: Post) -> int:
    mail = post.servers.folder / "dovecot/mail"
    return sum(1 for _ in mail.glob(f"person*@{DOMAIN}/new/*"))


def wait_until(is_done: object) -> None:
    assert callable(is_done)
    end = time.monotonic() + _PATIENCE_SECONDS
    while not is_done():
        assert time.monotonic() < end, "it did not come to pass in time"
        time.sleep(0.1)


def parse(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_each_of_500_people_has_one_message_and_the_right_one(
    post: Post, mailboxes: dict[int, list[bytes]], letters: dict[int, EmailMessage]
) -> None:
    made = contents(open_workspace(post.workspace), SLUG)
    marks = {each.variant: each.digest[:24].encode() for each in made}

    for number, found in mailboxes.items():
        assert len(found) == 1, f"{person(number)} has {len(found)} messages"
        message = letters[number]
        html = message.get_body(("html",))
        assert html is not None
        text = html.get_content()

        assert message["To"] == person(number)
        assert message["Delivered-To"] == person(number)
        assert f"Ann{number}" in text
        assert [name for name, mark in marks.items() if mark in found[0]] == [variant_of(number)]
        assert "merge.invalid" not in text
        assert "{{" not in text


def test_messages_have_no_defects_and_headers_stand_once(
    letters: dict[int, EmailMessage],
) -> None:
    ids = set()
    for message in letters.values():
        assert [part for part in message.walk() if part.defects] == []
        for name in ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "MIME-Version"):
            assert len(message.get_all(name) or []) == 1
        assert message.get_content_type() in ("multipart/alternative", "multipart/mixed")
        ids.add(message["Message-ID"])

    assert len(ids) == PEOPLE


def test_a_second_library_verifies_every_signature(
    post: Post, mailboxes: dict[int, list[bytes]]
) -> None:
    for found in mailboxes.values():
        assert dkim.verify(found[0], dnsfunc=post.published)
    changed = mailboxes[1][0].replace(b"Subject: ", b"Subject: x", 1)
    assert not dkim.verify(changed, dnsfunc=post.published)


def test_all_links_of_a_reader_are_only_his_own(letters: dict[int, EmailMessage]) -> None:
    own: dict[str, int] = {}
    shared: set[str] = set()
    for number, message in letters.items():
        bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
        texts = [each.get_content() for each in bodies if each is not None]
        ways = [link for text in texts for link in _LINK.findall(text) if "/leave/" in link]
        header = re.findall(r"<([^>]+)>", str(message["List-Unsubscribe"]))
        assert len(set(ways)) == 1
        assert header[0] == ways[0]
        assert header[1].startswith("mailto:")
        for link in {*ways, header[1], message["Return-Path"]}:
            assert own.setdefault(str(link), number) == number, "two readers share it"
        shared |= {link for text in texts for link in _LINK.findall(text)} - set(ways)
    # The rest is the bulletin itself, and names nobody.
    assert not any("person" in link or "Ann" in link for link in shared)


def test_bounces_and_readers_who_leave_come_back_into_the_suppressions(
    post: Post, mailboxes: dict[int, list[bytes]]
) -> None:
    wait_until(lambda: len(post.servers.mailbox(BOUNCES)) >= len(GONE))
    leave_by_message(post, mailboxes[7][0], person(7))
    leave_by_message(post, mailboxes[8][0], person(9))
    before = len(GONE) + 2
    wait_until(lambda: len(post.servers.mailbox(BOUNCES)) >= before)

    taken = post.run("inbox")
    again = post.run("inbox")
    who = {each: post.run("recipients", "why", each).stdout for each in (*GONE, person(7))}

    assert taken.returncode == 0, taken.stderr
    assert "3 people will not be written to again: bounced." in taken.stdout
    assert "1 person will not be written to again: unsubscribed." in taken.stdout
    # Who has only a forwarded copy takes nobody off the list.
    assert "another address than the one the bulletin went to" in taken.stdout
    assert "@" not in taken.stdout.replace(BOUNCES, "")
    assert "0 messages new" in again.stdout
    assert all("bounced" in who[each] for each in GONE), who
    assert "unsubscribed" in who[person(7)]
    status = post.run("status", SLUG)
    assert "3 bounced for good" in status.stdout


def leave_by_message(post: Post, received: bytes, writer: str) -> None:
    """What a mail program sends when its reader presses our link; here straight to the inbox."""
    link = re.findall(r"<(mailto:[^>]+)>", str(parse(received)["List-Unsubscribe"]))[0]
    subject = link.partition("?subject=")[2].replace("%20", " ")
    message = EmailMessage()
    message["From"] = writer
    message["To"] = BOUNCES
    message["Subject"] = subject
    message.set_content("Sent from my phone")
    post.servers.submit(writer, BOUNCES, message.as_bytes(policy=policy.SMTP))


def test_a_second_server_takes_them_as_well(post: Post, mailboxes: dict[int, list[bytes]]) -> None:
    assert len(mailboxes) == PEOPLE
    use_server(post.workspace, post.servers, post.servers.exim)
    sent = post.send("exim", more=("--missing",))
    assert sent.returncode == 0, sent.stdout + sent.stderr
    wait_until(lambda: count_delivered(post) >= PEOPLE + BY_EXIM)
    found = [post.servers.mailbox(person(PEOPLE + number)) for number in range(BY_EXIM)]

    assert [len(each) for each in found] == [1] * BY_EXIM
    assert all(dkim.verify(each[0], dnsfunc=post.published) for each in found)
