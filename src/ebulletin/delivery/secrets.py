"""Passwords and tokens: from the environment first, then from the computer's own store.

They never stand in a file of the workspace, and are never printed.
"""

import shlex
import subprocess
from collections.abc import Mapping

from ebulletin.errors import EbulletinError

SERVICE = "ebulletin"
"""Under this name the computer's own store (keyring) keeps passwords."""

RELAY_PASSWORD = "EBULLETIN_RELAY_PASSWORD"  # noqa: S105 - the name of a variable
RELAY_TOKEN = "EBULLETIN_RELAY_TOKEN"  # noqa: S105
RELAY_TOKEN_COMMAND = "EBULLETIN_RELAY_TOKEN_COMMAND"  # noqa: S105
INBOX_PASSWORD = "EBULLETIN_INBOX_PASSWORD"  # noqa: S105

_COMMAND_SECONDS = 60.0


class SecretMissingError(EbulletinError):
    """A password or token is needed and was not given."""

    exit_code = 4

    def __init__(self, whom: str, variable: str, *, user: str = "", why: str = "") -> None:
        store = (
            f", or keep it in the computer's own store with `keyring set {SERVICE} {user}`"
            if user
            else ""
        )
        super().__init__(
            f"The {whom} is missing{why}. Set {variable} in this window before you start{store}. "
            "It never belongs into a file of the workspace."
        )


def password_of(user: str, variable: str, whom: str, environment: Mapping[str, str]) -> str:
    """A password from the environment, or from the computer's own store.

    Raises:
        SecretMissingError: It is in neither.
    """
    given = environment.get(variable) or _from_store(user)
    if not given:
        raise SecretMissingError(f"password of {user!r} for {whom}", variable, user=user)
    return given


def token_of(user: str, environment: Mapping[str, str]) -> str:
    """A fresh token: from a program that prints one, or from the environment.

    Raises:
        SecretMissingError: There is none, or the program failed.
    """
    if command := environment.get(RELAY_TOKEN_COMMAND):
        return _printed_by(command, user)
    given = environment.get(RELAY_TOKEN)
    if not given:
        raise SecretMissingError(
            f"token of {user!r} for the mail relay", f"{RELAY_TOKEN} or {RELAY_TOKEN_COMMAND}"
        )
    return given


def _printed_by(command: str, user: str) -> str:
    whom = f"token of {user!r} for the mail relay"
    try:
        done = subprocess.run(  # noqa: S603 - the command is the officer's own, from the environment
            shlex.split(command),
            capture_output=True,
            text=True,
            timeout=_COMMAND_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        why = f": the program in {RELAY_TOKEN_COMMAND} did not run ({error})"
        raise SecretMissingError(whom, RELAY_TOKEN_COMMAND, why=why) from None
    token = done.stdout.strip()
    if done.returncode or not token:
        why = (
            f": the program in {RELAY_TOKEN_COMMAND} ended with {done.returncode} and printed none"
        )
        raise SecretMissingError(whom, RELAY_TOKEN_COMMAND, why=why)
    return token


def _from_store(user: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, user)
    except KeyringError:
        return None
