"""The way in for `theme.yaml`, which says what a theme stands on and which colours it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.findings import Place
from ebulletin.source import Source, Value, read_yaml_source
from ebulletin.templates.tokens import COLOUR_NAMES, parse_colour
from ebulletin.values.choices import join_words, nearest

THEME_FILE = "theme.yaml"
_KEYS = ("extends", "width", "radius", "colours")
# In px. Mail readers show about 650 wide; below 480 the wide form would be narrower than a phone's.
_SIZES = {"width": (480, 700), "radius": (0, 24)}
_LIGHT_AND_DARK = 2


class ThemeSettingsError(EbulletinError):
    """The file theme.yaml of a theme says something that cannot be followed."""

    def __init__(self, place: Place, what: str) -> None:
        self.place = place
        super().__init__(f"{place}: {what}")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme.yaml as read; what it does not say is None or left out.

    Attributes:
        extends: The built-in theme that it stands on.
        width: Of the e-mail, in px.
        radius: Of corners, in px.
        light: Colours by name, as `#RRGGBB`.
        dark: The same for dark ground.
    """

    extends: str | None = None
    width: int | None = None
    radius: int | None = None
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)


def read_theme_file(path: Path, shown: str) -> ThemeFile:
    """Read one file.

    Args:
        path: Where it lies.
        shown: How errors name it, such as `templates/lantern/theme.yaml`.

    Raises:
        ThemeSettingsError: It is not YAML, or says something that cannot be followed.
    """
    source, findings = read_yaml_source(path.read_text(encoding="utf-8"), shown)
    if source is None:
        first = findings[0]
        raise ThemeSettingsError(first.place, f"{first.message}. {first.help}")
    for key in source.fields:
        if key not in _KEYS:
            what = f"there is no setting {key!r} here; there are {join_words(_KEYS, 'and')}."
            raise ThemeSettingsError(source.key_place(key), what)
    light, dark = _colours(source)
    extends = source.fields.get("extends")
    return ThemeFile(
        extends=str(extends) if extends is not None else None,
        width=_size(source, "width"),
        radius=_size(source, "radius"),
        light=light,
        dark=dark,
    )


def _size(source: Source, key: str) -> int | None:
    text = source.fields.get(key)
    if text is None:
        return None
    least, most = _SIZES[key]
    if not isinstance(text, str) or not text.isdecimal() or not least <= int(text) <= most:
        what = f"{key} is a number of pixels from {least} to {most}, not {text!r}."
        raise ThemeSettingsError(source.place(key), what)
    return int(text)


def _colours(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark colours; one alone is that of light."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    written = source.fields.get("colours", {})
    if not isinstance(written, dict):
        what = "write the colours as lines such as `brand: 7A1F5C` below `colours:`."
        raise ThemeSettingsError(source.place("colours"), what)
    for name, value in written.items():
        pair = _pair(source, name, value)
        light[name] = pair[0]
        if len(pair) == _LIGHT_AND_DARK:
            dark[name] = pair[1]
    return light, dark


def _pair(source: Source, name: str, value: Value) -> list[str]:
    place = source.place("colours", name)
    if name not in COLOUR_NAMES:
        near = nearest(name, COLOUR_NAMES)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise ThemeSettingsError(place, f"no theme has a colour {name!r}.{meant}")
    texts = value if isinstance(value, list) else [value]
    pair = [parse_colour(text) if isinstance(text, str) else None for text in texts]
    if not 1 <= len(pair) <= _LIGHT_AND_DARK or None in pair:
        what = (
            f"{value!r} is not a colour. Write six digits, such as `7A1F5C`, or two colours for "
            "light and dark, such as `[7A1F5C, D9A0C4]`."
        )
        raise ThemeSettingsError(place, what)
    return [colour for colour in pair if colour is not None]
