"""One line for all readers, or a line per variant."""

from collections.abc import Mapping
from dataclasses import dataclass

from ebulletin.values.errors import BadValueError

_HELP = "Write one line, or a line per variant: {professional: For leads, public: For families}."


@dataclass(frozen=True, slots=True)
class Texts:
    """A line that may differ between variants.

    Attributes:
        default: The line of variants that have none of their own; None leaves the field's
            default to them.
        by_variant: Name of the variant and its line, in the order written.
    """

    default: str | None = None
    by_variant: tuple[tuple[str, str], ...] = ()

    def of(self, variant_name: str) -> str | None:
        """The line of a variant, or None where the field's own default holds."""
        for name, line in self.by_variant:
            if name == variant_name:
                return line
        return self.default


def parse_texts(value: object) -> Texts:
    """Read one line, or a map of lines by variant name.

    Raises:
        BadValueError: A list, an empty map, or more than one line of text.
    """
    if isinstance(value, str):
        return Texts(_line(value))
    if not isinstance(value, Mapping) or not value:
        raise BadValueError("this is neither a line nor a line per variant", _HELP)
    return Texts(None, tuple((str(name), _line(line)) for name, line in value.items()))


def _line(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValueError("one line of words is needed for each variant", _HELP)
    line = value.strip()
    if "\n" in line:
        raise BadValueError("this text runs over several lines, and one is needed", _HELP)
    return line
