"""Passwords and tokens, and the transport of the settings: never from a file of the workspace."""

import sys
from pathlib import Path

import pytest

from ebulletin.delivery import secrets
from ebulletin.delivery.folder import FolderTransport
from ebulletin.delivery.secrets import (
    RELAY_PASSWORD,
    RELAY_TOKEN,
    RELAY_TOKEN_COMMAND,
    SecretMissingError,
    password_of,
    token_of,
)
from ebulletin.delivery.smtp import SmtpTransport
from ebulletin.delivery.transports import NoRelayError, relay_from, transport_from
from ebulletin.settings.running import DeliverySettings


@pytest.fixture(autouse=True)
def empty_store(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The computer's own store, as far as a test fills it."""
    import keyring
    from keyring.backend import KeyringBackend

    kept: dict[str, str] = {}

    class Store(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get(f"{service} {username}")

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[f"{service} {username}"] = password

    monkeypatch.setattr(keyring.core, "_keyring_backend", Store())  # type: ignore[no-untyped-call]
    return kept


def test_the_environment_comes_before_the_store(empty_store: dict[str, str]) -> None:
    empty_store["ebulletin bulletin"] = "from the store"
    given = {RELAY_PASSWORD: "from the environment"}

    assert password_of("bulletin", RELAY_PASSWORD, "the relay", given) == "from the environment"
    assert password_of("bulletin", RELAY_PASSWORD, "the relay", {}) == "from the store"


def test_a_missing_password_says_what_to_set() -> None:
    with pytest.raises(SecretMissingError) as caught:
        password_of("bulletin", RELAY_PASSWORD, "the mail relay", {})

    assert caught.value.exit_code == 4
    assert "Set EBULLETIN_RELAY_PASSWORD" in str(caught.value)
    assert "keyring set ebulletin bulletin" in str(caught.value)


def test_a_store_that_is_locked_counts_as_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.errors import NoKeyringError

    def locked(*_: str) -> str:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_password", locked)

    with pytest.raises(SecretMissingError):
        password_of("bulletin", RELAY_PASSWORD, "the mail relay", {})


def test_a_token_comes_fresh_from_a_program(tmp_path: Path) -> None:
    script = tmp_path / "token.py"
    script.write_text("print('t0ken')", encoding="utf-8")
    command = f'"{sys.executable}" "{script}"'.replace("\\", "/")

    assert token_of("bulletin", {RELAY_TOKEN_COMMAND: command, RELAY_TOKEN: "old"}) == "t0ken"
    assert token_of("bulletin", {RELAY_TOKEN: "given"}) == "given"


@pytest.mark.parametrize(
    "command", ["no-such-program-at-all", f'"{sys.executable}" -c "raise SystemExit(3)"', '"']
)
def test_a_program_that_gives_no_token_is_told(command: str) -> None:
    with pytest.raises(SecretMissingError, match=r"the program in EBULLETIN_RELAY_TOKEN_COMMAND"):
        token_of("bulletin", {RELAY_TOKEN_COMMAND: command.replace("\\", "/")})


def settings(**fields: object) -> DeliverySettings:
    return DeliverySettings.model_validate(fields)


def test_settings_name_the_relay_and_how_to_use_it(tmp_path: Path) -> None:
    given = settings(
        host="relay.example.org", port=465, security="tls", user="bulletin", connections=3,
        messages_per_connection=100, certificates=str(tmp_path / "ca.pem"),
    )  # fmt: skip

    relay = relay_from(given, {RELAY_PASSWORD: "words"})

    assert (relay.host, relay.port, relay.security) == ("relay.example.org", 465, "tls")
    assert (relay.most_connections, relay.messages_per_connection) == (3, 100)
    assert relay.certificates == tmp_path / "ca.pem"
    assert relay.sign_in is not None
    assert (relay.sign_in.user, relay.sign_in.secret()) == ("bulletin", "words")
    assert "words" not in repr(relay)


def test_a_token_signs_in_where_the_settings_say_so() -> None:
    given = settings(host="relay.example.org", user="bulletin", auth="token")

    relay = relay_from(given, {RELAY_TOKEN: "t0ken"})

    assert relay.sign_in is not None
    assert relay.sign_in.has_token
    assert relay.sign_in.secret() == "t0ken"


def test_what_is_missing_is_told_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(NoRelayError):
        transport_from(None, tmp_path, {})
    with pytest.raises(NoRelayError):
        transport_from(settings(), tmp_path, {})
    with pytest.raises(SecretMissingError):
        transport_from(settings(host="relay.example.org", user="bulletin"), tmp_path, {})


def test_the_settings_choose_the_transport(tmp_path: Path) -> None:
    folder = transport_from(settings(transport="folder", folder="out/post"), tmp_path, {})
    smtp = transport_from(settings(host="relay.example.org"), tmp_path, {})

    assert isinstance(folder, FolderTransport)
    assert folder.folder == tmp_path / "out/post"
    assert isinstance(smtp, SmtpTransport)
    assert smtp.name == "relay.example.org:587"


def test_the_names_of_the_variables_are_those_of_the_documentation() -> None:
    assert secrets.SERVICE == "ebulletin"
    assert secrets.INBOX_PASSWORD == "EBULLETIN_INBOX_PASSWORD"
