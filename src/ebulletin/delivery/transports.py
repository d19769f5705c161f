"""The transport that the settings ask for."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ebulletin.delivery.secrets import RELAY_PASSWORD, password_of, token_of
from ebulletin.delivery.transport import Transport
from ebulletin.errors import EbulletinError

if TYPE_CHECKING:
    from ebulletin.delivery.smtp import Relay
    from ebulletin.settings.running import DeliverySettings


class NoRelayError(EbulletinError):
    """The settings name no relay."""

    def __init__(self) -> None:
        super().__init__(
            "partnership.yaml names no mail relay, so nothing can be sent. Write its name under "
            "`delivery: host`, or `transport: folder` to try everything without one."
        )


def transport_from(
    settings: "DeliverySettings | None", root: Path, environment: Mapping[str, str]
) -> Transport:
    """The transport of a workspace; nothing is opened yet, and every secret is there.

    Raises:
        NoRelayError: No relay is named.
        SecretMissingError: The relay wants a sign-in, and its secret is nowhere.
    """
    if settings is not None and settings.transport == "folder":
        from ebulletin.delivery.folder import FolderTransport

        return FolderTransport(root / settings.folder)
    from ebulletin.delivery.smtp import SmtpTransport

    return SmtpTransport(relay_from(settings, environment))


def relay_from(settings: "DeliverySettings | None", environment: Mapping[str, str]) -> "Relay":
    """The relay of a workspace, its sign-in ready.

    Raises:
        NoRelayError: No relay is named.
        SecretMissingError: The relay wants a sign-in, and its secret is nowhere.
    """
    from ebulletin.delivery.smtp import Relay, SignIn

    if settings is None or settings.host is None:
        raise NoRelayError
    sign_in = None
    if settings.user is not None:
        has_token = settings.auth == "token"
        secret = (
            partial(token_of, settings.user, environment)
            if has_token
            else partial(password_of, settings.user, RELAY_PASSWORD, "the mail relay", environment)
        )
        # Asked now, so that what is missing is told before anything is opened or claimed.
        secret()
        sign_in = SignIn(settings.user, secret, has_token)
    return Relay(
        host=settings.host,
        port=settings.port,
        security=settings.security,
        sign_in=sign_in,
        certificates=Path(settings.certificates) if settings.certificates else None,
        most_connections=max(1, settings.connections),
        messages_per_connection=settings.messages_per_connection,
    )
