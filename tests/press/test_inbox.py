"""Taking in what came back: what is proved leads to a suppression, all else to a person."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ebulletin.delivery.inbox import InboxError, NoInboxError, load_memory
from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.model import Campaign, Delivery, PlannedRecipient, message_id
from ebulletin.delivery.tokens import Leave, TokenKey
from ebulletin.press.campaigns import opened_ledger
from ebulletin.press.contents import contents
from ebulletin.press.inbox import InboxReport, mailbox_of, take_in
from ebulletin.press.leaving import NoWayOutError, entering, leave_app
from ebulletin.press.stationery import stationery
from ebulletin.recipients.key import keyed_hash, load_key
from ebulletin.recipients.suppression import load_suppressions
from ebulletin.settings import Partnership
from ebulletin.workspace import open_workspace

TODAY = date(2026, 11, 24)
ANN, BOB = "ann@school.example.org", "bob@school.example.org"
BOUNCES = "bounces@esscp.example.org"
SERIES = "lantern"


class Office:
    """A workspace from which editions went to Ann and Bob, and a folder of what came back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "came-back"
        self.folder.mkdir()
        self.key = load_key(root / "recipients")
        self.tokens = TokenKey(self.key)
        self.sent: dict[tuple[str, str], tuple[Campaign, Delivery]] = {}
        self._count = 0

    def send(self, *slugs: str) -> None:
        for slug in slugs:
            with opened_ledger(self.root, is_new=True) as ledger:
                assert ledger is not None
                people = [
                    PlannedRecipient(each, keyed_hash(self.key, each), "public")
                    for each in (ANN, BOB)
                ]
                kept = [KeptContent("public", "d" * 64, b"packed")]
                at = datetime(2026, 11, 24, tzinfo=UTC)
                campaign = ledger.freeze(slug, kept, people, at).campaign
                for delivery in ledger.deliveries(campaign.id):
                    self.sent[slug, delivery.address] = campaign, delivery

    def bounce(
        self, slug: str, whom: str, status: str = "5.1.1", *, to: str = BOUNCES, names: str = "",
        token: str = "", id_of: str = "",
    ) -> None:  # fmt: skip
        """A report on the message of an edition to somebody."""
        campaign, delivery = self.sent[slug, whom]
        named = id_of or message_id(campaign, delivery.id, "esscp.example.org")
        way = f"List-Unsubscribe: <https://lists.example.org/{token}>\n" if token else ""
        self.receive(
            f"To: {to}\nFrom: MAILER-DAEMON@mail.example.org\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
            f"Final-Recipient: rfc822; {names or whom}\nAction: failed\nStatus: {status}\n\n"
            f"--b\nContent-Type: message/rfc822\n\nMessage-ID: {named}\n{way}\nHello\n--b--\n"
        )

    def leave(self, writer: str, whom: str = "", series: str = SERIES, token: str = "") -> None:
        """A message that asks to leave, with the token of somebody's copy."""
        if whom:
            token = self.tokens.leave_token(Leave(keyed_hash(self.key, whom), series))
        self.receive(f"From: {writer}\nSubject: unsubscribe {token}\n\nSent from my phone\n")

    def receive(self, text: str) -> None:
        self._count += 1
        head = f"Message-ID: <{self._count}@mail.example.org>\n"
        (self.folder / f"{self._count:03}.eml").write_text(head + text, encoding="utf-8")

    def bounce_address(self, slug: str, whom: str) -> str:
        campaign, delivery = self.sent[slug, whom]
        return self.tokens.bounce_address(BOUNCES, campaign.token, delivery.id)

    def take_in(self, *, is_trial: bool = False) -> InboxReport:
        return take_in(self.root, self.folder, today=TODAY, is_trial=is_trial)

    def reason(self, whom: str, scope: str = SERIES) -> str | None:
        found = load_suppressions(self.root / "recipients").reason_for(whom, scope)
        return found.reason if found else None


@pytest.fixture
def office(tmp_path: Path, root: Path) -> Office:
    folder = tmp_path / "workspace"
    for name in ("items", "bulletins", "recipients"):
        (folder / name).mkdir(parents=True)
    shutil.copy2(root / "partnership.yaml", folder)
    made = Office(folder)
    made.send("edition-1")
    return made


def test_a_bounce_for_good_to_its_own_address_suppresses(office: Office) -> None:
    office.bounce(
        "edition-1", ANN, to=office.bounce_address("edition-1", ANN), names="x@y.example.org"
    )

    report = office.take_in()

    assert report.suppressed == {"bounced": 1}
    assert (office.reason(ANN, "any"), office.reason(BOB)) == ("bounced", None)
    with opened_ledger(office.root) as ledger:
        assert ledger is not None
        assert ledger.counts(ledger.campaigns()[0].id).events == {"bounced for good": 1}


def test_address_and_message_id_together_prove_a_bounce(office: Office) -> None:
    office.bounce("edition-1", ANN)

    assert office.take_in().suppressed == {"bounced": 1}
    assert office.reason(ANN) == "bounced"


def test_a_token_in_what_was_sent_proves_a_bounce_of_a_forwarded_address(office: Office) -> None:
    token = office.tokens.leave_token(Leave(keyed_hash(office.key, ANN), SERIES))
    office.bounce("edition-1", ANN, names="new@elsewhere.example.org", token=token)

    office.take_in()

    assert office.reason(ANN) == "bounced"
    assert office.reason("new@elsewhere.example.org") is None


Forge = Callable[[Office], None]


@pytest.mark.parametrize(
    "forge",
    [
        lambda office: office.bounce("edition-1", ANN, id_of="<edition-1.zzzzzzzz.1@x>"),
        lambda office: office.bounce("edition-1", ANN, names="other@elsewhere.example.org"),
        lambda office: office.bounce("edition-1", ANN, id_of="<nothing@x>"),
        lambda office: office.bounce(
            "edition-1",
            ANN,
            names="x@y.example.org",
            to="bounces+abcd1234.1.0000000000@esscp.example.org",
        ),
    ],
)
def test_a_forged_bounce_changes_nothing_and_is_left_for_a_person(
    office: Office, forge: Forge
) -> None:
    forge(office)

    report = office.take_in()

    assert report.suppressed == {}
    assert [each.why for each in report.left] == [
        "nothing proves that it is about a message of ours"
    ]
    assert office.reason(ANN) is None


def test_only_the_third_edition_that_bounces_for_now_suppresses(office: Office) -> None:
    office.send("edition-2", "edition-3")
    for slug in ("edition-1", "edition-1", "edition-2"):
        office.bounce(slug, ANN, "5.2.2")
    first = office.take_in()
    reason_before = office.reason(ANN)
    office.bounce("edition-3", ANN, "5.2.2")
    second = office.take_in()

    assert first.suppressed == {}
    assert reason_before is None
    assert second.suppressed == {"bounced": 1}
    assert office.reason(ANN) == "bounced"


def test_a_complaint_suppresses_everywhere(office: Office) -> None:
    token = office.tokens.leave_token(Leave(keyed_hash(office.key, BOB), SERIES))
    office.receive(
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
        "--b\nContent-Type: message/rfc822\n\n"
        f"List-Unsubscribe: <https://lists.example.org/{token}>\n\nHello\n--b--\n"
    )

    office.take_in()

    assert office.reason(BOB, "any") == "complained"


def test_who_leaves_by_the_link_leaves_that_series_only(office: Office) -> None:
    office.leave("Ann <ANN@School.example.org>", ANN)

    report = office.take_in()

    assert report.suppressed == {"unsubscribed": 1}
    assert (office.reason(ANN), office.reason(ANN, "newsletter")) == ("unsubscribed", None)


def test_a_forwarded_copy_takes_nobody_off(office: Office) -> None:
    office.leave(BOB, ANN)

    report = office.take_in()

    assert report.suppressed == {}
    assert "another address" in report.left[0].why
    assert (office.reason(ANN), office.reason(BOB)) == (None, None)


def test_a_token_that_is_not_ours_is_left_for_a_person(office: Office) -> None:
    office.leave(ANN, token="A" * 90)

    report = office.take_in()

    assert "not one of ours" in report.left[0].why
    assert office.reason(ANN) is None


def test_who_leaves_in_words_leaves_everything(office: Office) -> None:
    office.leave(ANN)

    office.take_in()

    assert office.reason(ANN, "any") == "unsubscribed"


def test_absences_change_nothing_and_questions_are_left(office: Office) -> None:
    office.receive(f"From: {ANN}\nAuto-Submitted: auto-replied\nSubject: Away\n\nTill Monday\n")
    office.receive(f"From: {BOB}\nSubject: Is it on Monday?\n\nThe training\n")

    report = office.take_in()

    assert report.suppressed == {}
    assert [each.arrival.subject for each in report.left] == ["Is it on Monday?"]
    assert (office.reason(ANN), office.reason(BOB)) == (None, None)


def test_reading_again_does_nothing_again(office: Office) -> None:
    office.bounce("edition-1", ANN)
    office.leave(BOB, BOB)
    office.take_in()
    journal = (office.root / "recipients/journal.csv").read_bytes()

    again = office.take_in()

    assert (again.read, again.known) == (2, 2)
    assert again.suppressed == {}
    assert (office.root / "recipients/journal.csv").read_bytes() == journal


def test_a_dry_run_only_says_what_would_be_done(office: Office) -> None:
    office.bounce("edition-1", ANN)

    trial = office.take_in(is_trial=True)
    reason = office.reason(ANN)
    real = office.take_in()

    assert trial.suppressed == real.suppressed == {"bounced": 1}
    assert reason is None


def test_nothing_that_is_kept_holds_an_address(office: Office) -> None:
    office.bounce("edition-1", ANN, "5.2.2")
    office.leave(BOB, ANN)
    office.take_in()

    memory = (office.root / ".ebulletin/inbox.json").read_text(encoding="utf-8")
    log = (office.root / "bulletins/published/log.jsonl").read_text(encoding="utf-8") if (
        office.root / "bulletins/published/log.jsonl").exists() else ""  # fmt: skip
    assert "@" not in memory + log
    assert load_memory(office.root / ".ebulletin/inbox.json").seen


def test_a_damaged_memory_begins_anew(office: Office) -> None:
    path = office.root / ".ebulletin/inbox.json"
    path.write_text("{", encoding="utf-8")
    office.bounce("edition-1", ANN)

    assert office.take_in().suppressed == {"bounced": 1}


def test_a_folder_or_mailbox_that_is_not_there_is_told(office: Office) -> None:
    settings = settings_of(office.root)
    without = settings.model_copy(update={"delivery": None})

    with pytest.raises(InboxError, match="there is no such folder"):
        take_in(office.root, office.root / "nowhere", today=TODAY)
    with pytest.raises(NoInboxError):
        mailbox_of(without, {})
    assert mailbox_of(settings, {"EBULLETIN_INBOX_PASSWORD": "w"}).user == BOUNCES


def settings_of(root: Path) -> Partnership:
    settings = open_workspace(root).shelf.settings
    assert settings is not None
    return settings


# --- The page -------------------------------------------------------------------------------


def test_who_leaves_by_the_page_is_entered_once(office: Office) -> None:
    asked = Leave(keyed_hash(office.key, ANN), SERIES)
    enter = entering(office.root)

    enter(asked)
    enter(asked)

    assert office.reason(ANN) == "unsubscribed"
    assert len(load_suppressions(office.root / "recipients")) == 1


def test_the_page_needs_an_address_that_readers_find(office: Office) -> None:
    settings = settings_of(office.root)

    with pytest.raises(NoWayOutError):
        leave_app(office.root, settings.model_copy(update={"delivery": None}))
    assert leave_app(office.root, settings) is not None


# --- What messages say ----------------------------------------------------------------------


def test_letterhead_and_messages_are_those_of_the_series(workspace: Path) -> None:
    found = contents(open_workspace(workspace), "2026-09-lantern")
    written = stationery(
        settings_of(workspace), workspace, found, datetime(2026, 11, 24, tzinfo=UTC)
    )

    assert "@" in written.letterhead.leave_email
    assert written.letterhead.list_id == f"{SERIES}.esscp.example.org"
    assert set(written.messages) == {"professional", "public"}
