"""What stops an audit before it starts."""

from ebulletin.errors import EbulletinError


class AuditInputError(EbulletinError):
    """What was given cannot be audited."""


class NotAnEmailError(AuditInputError):
    """A file of another kind."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            f"{name!r} is {kind}, not an e-mail. Save the e-mail as .eml in your mail program "
            "(or as HTML only), and name that file."
        )


class NoHtmlError(AuditInputError):
    """A message or file without any HTML."""

    def __init__(self, name: str, *, is_message: bool) -> None:
        what = "The message" if is_message else "The file"
        super().__init__(
            f"{what} {name!r} holds no HTML, only plain words or attachments. There is nothing to "
            "audit: plain text reads well everywhere."
        )


class TooLargeError(AuditInputError):
    """A file larger than any mail system carries."""

    def __init__(self, name: str, size: int, most: int) -> None:
        super().__init__(
            f"{name!r} has {size / 1024 / 1024:.0f} MB; an e-mail of over "
            f"{most // 1024 // 1024} MB is not carried by any mail system, and is not read here."
        )
