"""Signs messages for the sender's domain (DKIM, RFC 6376 and 8301), relaxed/simple.

The signature is a function of the message and the key alone: it says no time, so each attempt at a
delivery is the same bytes.
"""

import hashlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from ebulletin.errors import EbulletinError

LEAST_KEY_BITS = 2048
"""Shorter keys are refused by large receivers, and no newer kind is verified by all of them."""

_SIGNED = (
    "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post", "MIME-Version", "Content-Type", "Feedback-ID",
)  # fmt: skip
_FOLD_COLUMNS = 70
_HASH = hashes.SHA256()
_PADDING = padding.PKCS1v15()


class DkimKeyError(EbulletinError):
    """The private key cannot be used."""

    exit_code = 4

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The key that signs messages, {str(path)!r}, cannot be used: {why}. It has to be an "
            f"RSA key of {LEAST_KEY_BITS} bits or more in a PEM file without a passphrase. "
            "`delivery: dkim: key_file` in partnership.yaml says where it lies."
        )


class Signer:
    """Signs messages with one key; used by many threads at once."""

    def __init__(self, domain: str, selector: str, key: rsa.RSAPrivateKey) -> None:
        self.domain = domain
        self.selector = selector
        self._key = key

    @property
    def public_record(self) -> str:
        """What has to stand in the DNS at `selector._domainkey.domain`."""
        der = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return f"v=DKIM1; k=rsa; p={b64encode(der).decode('ascii')}"

    def sign(self, headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
        """The DKIM-Signature header over headers and body, folded, its line ended.

        From is signed once more than it is there, so that nobody can add another one.
        """
        present = {name: value for name, value in headers if name in _SIGNED}
        names = [name for name in _SIGNED if name in present]
        body_hash = b64encode(hashlib.sha256(body).digest()).decode("ascii")
        unsigned = (
            f"v=1; a=rsa-sha256; c=relaxed/simple; d={self.domain};\r\n s={self.selector};\r\n"
            f" h={_named(('From', *names))};\r\n bh={body_hash};\r\n b="
        )
        lines = [f"{name.lower()}:{_relaxed(present[name])}\r\n" for name in names]
        lines.append(f"dkim-signature:{_relaxed(unsigned)}")
        signature = self._key.sign("".join(lines).encode("ascii"), _PADDING, _HASH)
        folded = _folded(b64encode(signature).decode("ascii"))
        return f"DKIM-Signature: {unsigned}{folded}\r\n".encode("ascii")


def load_signer(domain: str, selector: str, path: Path) -> Signer:
    """Read the private key from its file.

    Raises:
        DkimKeyError: There is no key there, or none that may be used.
    """
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise DkimKeyError(path, (error.strerror or "it cannot be read").lower()) from None
    except TypeError:
        raise DkimKeyError(path, "it has a passphrase") from None
    except (ValueError, UnsupportedAlgorithm):
        raise DkimKeyError(path, "it holds no private key") from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise DkimKeyError(path, "it is not an RSA key")
    if key.key_size < LEAST_KEY_BITS:
        raise DkimKeyError(path, f"it has only {key.key_size} bits")
    return Signer(domain, selector, key)


def _relaxed(value: str) -> str:
    """A header's value as RFC 6376, 3.4.2 has it: unfolded, blanks in one, none at the ends."""
    return " ".join(value.split())


def _folded(written: str) -> str:
    """A long word over several lines."""
    starts = range(0, len(written), _FOLD_COLUMNS)
    return "\r\n ".join(written[start : start + _FOLD_COLUMNS] for start in starts)


@lru_cache(maxsize=16)
def _named(names: tuple[str, ...]) -> str:
    """Names of headers with colons, over several lines; the same for thousands of messages."""
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > _FOLD_COLUMNS - 4:
            lines.append("")
        lines[-1] += f"{name}:"
    return "\r\n ".join(lines).removesuffix(":")
