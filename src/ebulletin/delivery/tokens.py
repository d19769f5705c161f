"""Signed tokens: a reader's own way out, and the address that bounces of one delivery come to.

A token names nobody: it holds the keyed hash of an address, never the address. Who does not have
the key can neither make one nor learn anything from one.
"""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

_TOKEN_MAC_BYTES = 16
_ID_BYTES = 3
_KEY_BYTES = 32  # as long as a keyed hash
_BOUNCE_MAC_CHARACTERS = 10  # 40 bits: too many to try by mail
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,400}")
_BOUNCE = re.compile(r"([a-z0-9]+)\.(\d{1,18})\.([0-9a-f]{10})")
_SEPARATOR = b"\0"


@dataclass(frozen=True, slots=True)
class Leave:
    """What a reader's token asks for.

    Attributes:
        key: The keyed hash of the address: 64 hexadecimal digits.
        scope: The series that is left.
    """

    key: str
    scope: str


class TokenKey:
    """Signs and verifies; made from the key that lies beside the lists.

    It is another key than that one, so that a web server that only verifies tokens cannot find
    out whose address a hash is.
    """

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"ebulletin tokens 1", sha256)

    @property
    def id(self) -> str:
        """Six letters and digits that name the key, and tell nothing of it."""
        return sha256(b"id" + self._key).hexdigest()[: 2 * _ID_BYTES]

    def leave_token(self, leave: Leave) -> str:
        """The token of a reader's way out: about 80 characters of A-Z a-z 0-9 - _."""
        said = bytes.fromhex(self.id) + bytes.fromhex(leave.key) + leave.scope.encode("ascii")
        return urlsafe_b64encode(self._mac(b"leave", said) + said).decode("ascii").rstrip("=")

    def read_leave_token(self, token: str) -> Leave | None:
        """What a token asks for; None for one that this key did not make."""
        # A length that base64 never has is one that was cut.
        if not _TOKEN.fullmatch(token) or len(token) % 4 == 1:
            return None
        whole = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        mac, said = whole[:_TOKEN_MAC_BYTES], whole[_TOKEN_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(b"leave", said)):
            return None
        key, scope = said[_ID_BYTES : _ID_BYTES + _KEY_BYTES], said[_ID_BYTES + _KEY_BYTES :]
        return Leave(key.hex(), scope.decode("ascii"))

    def bounce_address(self, base: str, campaign: str, delivery: int) -> str:
        """Where the bounces of one delivery go (a variable envelope return path)."""
        local, _, domain = base.rpartition("@")
        tag = f"{campaign.lower()}.{delivery}"
        return f"{local}+{tag}.{self._bounce_mac(tag)}@{domain}"

    def read_bounce_address(self, address: str) -> tuple[str, int] | None:
        """Campaign's token and delivery of such an address; None for a forged or another one."""
        tag = address.rpartition("@")[0].rpartition("+")[2].lower()
        found = _BOUNCE.fullmatch(tag)
        if not found or not hmac.compare_digest(
            found[3], self._bounce_mac(f"{found[1]}.{found[2]}")
        ):
            return None
        return found[1], int(found[2])

    def _bounce_mac(self, tag: str) -> str:
        return self._mac(b"bounce", tag.encode("ascii")).hex()[:_BOUNCE_MAC_CHARACTERS]

    def _mac(self, purpose: bytes, said: bytes) -> bytes:
        return hmac.digest(self._key, purpose + _SEPARATOR + said, sha256)[:_TOKEN_MAC_BYTES]
