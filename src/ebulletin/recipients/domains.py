"""What a workspace holds of the domains of addresses: allowed, retired, private, or a slip."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ebulletin.values.choices import nearest

# Providers of private mailboxes, and beside them names that only look like a slip of these.
_PRIVATE_LINE = (
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com "
    "yahoo.com yahoo.co.uk ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.co.uk "
    "btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com "
    "blueyonder.co.uk tiscali.co.uk proton.me protonmail.com pm.me gmx.com gmx.net gmx.co.uk "
    "mail.com email.com fastmail.com hotmail.fr outlook.fr yahoo.fr zoho.com"
)
PRIVATE: frozenset[str] = frozenset(_PRIVATE_LINE.split())
# The endings under which British public services have their names.
_ENDINGS = (
    "gov.uk", "nhs.uk", "police.uk", "sch.uk", "ac.uk", "mod.uk", "co.uk", "org.uk", "nhs.net",
)  # fmt: skip
_OTHER_ENDINGS = frozenset(("net.uk", "me.uk", "ltd.uk", "plc.uk", "judiciary.uk"))
# Slips that are further away than two letters.
_USUAL_SLIPS: Mapping[str, str] = {
    "gmail.co.uk": "gmail.com",
    "gmail.org": "gmail.com",
    "icloud.co.uk": "icloud.com",
    "gov.co.uk": "gov.uk",
    "nhs.co.uk": "nhs.uk",
    "sch.co.uk": "sch.uk",
    "police.co.uk": "police.uk",
}
# In a name of this length two slips still point to one name only.
_LONG_NAME = 12


@dataclass(frozen=True, slots=True)
class DomainRules:
    """What partnership.yaml says of domains.

    Attributes:
        allowed: The only ones for professional variants, with what ends in them; empty for any.
        ours: Known to be right, so that a near one is a slip.
        retired: Old ones, each with its successor.
    """

    allowed: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)

    def allows(self, domain: str) -> bool:
        """Whether an address of this domain may be on a list for a professional variant."""
        return not self.allowed or _ends_in(domain, self.allowed)

    def successor_of(self, domain: str) -> str | None:
        """The domain that replaced a retired one."""
        return self.retired.get(domain)

    def likely(self, domain: str) -> str | None:
        """What the domain was probably meant to be, or None where nothing looks like a slip."""
        if domain in PRIVATE or domain in self.ours or _ends_in(domain, (*self.ours, *self._full)):
            return None
        return _near(domain, PRIVATE) or _near(domain, (*self.ours, *self._full)) or _ending(domain)

    @property
    def _full(self) -> tuple[str, ...]:
        """Allowed domains that are names of organisations rather than endings."""
        return tuple(name for name in self.allowed if name not in _ENDINGS and "." in name)


def rule_of(written: str) -> str:
    """A domain as people write it in settings: `.gov.uk`, `@gov.uk` and `*.gov.uk` are one."""
    return written.strip().lower().lstrip("*@.")


def _ends_in(domain: str, names: Iterable[str]) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in names)


def _near(domain: str, names: Iterable[str]) -> str | None:
    if domain in _USUAL_SLIPS:
        return _USUAL_SLIPS[domain]
    for name in sorted(names):
        most = 2 if len(name) >= _LONG_NAME else 1
        if nearest(domain, (name,), most):
            return name
    return None


def _ending(domain: str) -> str | None:
    """The name with the ending that was meant, where one of its two last parts is off by a slip."""
    parts = domain.split(".")
    for length in (3, 2):
        slip = ".".join(parts[-length:])
        if slip in _USUAL_SLIPS and len(parts) > length:
            return ".".join((*parts[:-length], _USUAL_SLIPS[slip]))
    second, last = ["", *parts][-2:]
    ending = f"{second}.{last}"
    if ending in _ENDINGS or ending in _OTHER_ENDINGS:
        return None
    for meant in nearest(ending, _ENDINGS, 1):
        if second == meant.split(".")[0] or last == meant.split(".")[1]:
            return ".".join((*parts[:-2], meant))
    return None
