"""What a field's text could not be read as, in words for its author."""

from ebulletin.source.quoting import quoted

__all__ = ["BadValueError", "quoted"]


class BadValueError(ValueError):
    """The text of a field is not a value of its type.

    Attributes:
        message: What is wrong, with the words in question; lower case, no full stop.
        help: One sentence that says what to write, with an example.
        offers: Replacements of the whole value, of which the author may choose one.
        code: The rule that it breaks; `ITM106` unless a rule of its own names the fault.
        key: The name in a group of fields that is at fault, where it is a name.
    """

    def __init__(
        self,
        message: str,
        advice: str,
        offers: tuple[str, ...] = (),
        code: str = "ITM106",
        key: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = advice
        self.offers = offers
        self.code = code
        self.key = key
