"""What stops a story before it starts."""

from collections.abc import Sequence

from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding
from ebulletin.values.choices import nearest


class UnknownBulletinError(EbulletinError):
    """The command names a bulletin that the workspace does not have."""

    exit_code = 2

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        self.slug = slug
        close = nearest(slug, list(known))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        super().__init__(
            f"There is no bulletin {slug!r} in bulletins/.{hint} `ebulletin list` shows them all."
        )


class UnreadableBulletinError(EbulletinError):
    """The command names a bulletin whose file cannot be read as one."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} cannot be read as a bulletin, so nothing was changed. "
            f"`ebulletin check {path}` says what to mend in it."
        )


class UnknownVariantError(EbulletinError):
    """The command names a variant that the bulletin is not built in."""

    exit_code = 2

    def __init__(self, name: str, slug: str, known: Sequence[str]) -> None:
        super().__init__(
            f"The bulletin {slug!r} has no variant {name!r}. It is built in: {', '.join(known)}."
        )


class UnsoundBulletinError(EbulletinError):
    """Errors were found in a bulletin that was to reach readers.

    Attributes:
        findings: The errors, in order.
    """

    def __init__(self, slug: str, findings: Sequence[Finding]) -> None:
        self.slug = slug
        self.findings = tuple(findings)
        count = len(self.findings)
        listed = "\n\n".join(map(str, self.findings))
        super().__init__(
            f"The bulletin {slug!r} has {count} error{'' if count == 1 else 's'} and cannot go to "
            f"readers. Mend what stands here, then try again.\n\n{listed}"
        )


class NotAllowedToApproveError(EbulletinError):
    """The bulletin cannot be approved yet, or not by this person."""


class AlreadySentError(EbulletinError):
    """The sign-off of what readers have was to be taken back."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(
            f"{slug!r} was sent, so its published edition says what readers were told, and nothing "
            "was changed. To take an item or a person out of it, use `ebulletin withdraw`. To take "
            "it away as a whole all the same, add --even-if-sent."
        )


class NotApprovedError(EbulletinError):
    """There is no sign-off to take back, and no published edition."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(
            f"The bulletin {slug!r} is not approved, so nothing was changed. "
            f"`ebulletin approve {slug} --as NAME` approves it."
        )
