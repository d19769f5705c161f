"""Finds a theme by its name: built-in files, and those of the workspace over them.

A folder `templates/<theme>/` of the workspace replaces files of the same name in a built-in theme,
or is a theme of its own, with a `theme.yaml` that says `extends: shield`. Its files run in Jinja's
sandbox. `builtin/<file>` always names the file that comes with the product.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from inspect import isfunction
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ebulletin.bulletins.composed import plain
from ebulletin.errors import EbulletinError
from ebulletin.source import Source, Value, read_yaml_source
from ebulletin.templates import wording
from ebulletin.templates.inline import direction, month_name, runs_filter, words_filter
from ebulletin.templates.tokens import COLOUR_NAMES, PILLS, Tokens, parse_colour
from ebulletin.values.choices import join_words, nearest

_THEMES = Path(__file__).parent / "themes"
_COMMON = "common"
_SETTINGS = "theme.yaml"
_KEYS = ("extends", "width", "radius", "colours")
_BUILTIN_PREFIX = "builtin"
_MOST_SLIPS = 3
# What the templates may ask of `wording`: its public functions and nothing behind them.
_WORDING = MappingProxyType(
    {
        name: function
        for name, function in vars(wording).items()
        if isfunction(function) and function.__module__ == wording.__name__ and name[0] != "_"
    }
)
# In px. Mail readers show about 650 wide; below 480 the wide form would be narrower than a phone's.
_SIZES = {"width": (480, 700), "radius": (0, 24)}


class UnknownThemeError(EbulletinError):
    """A bulletin asks for a theme that is neither built in nor in the workspace."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        near = nearest(name, known, _MOST_SLIPS)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"There is no theme {name!r}.{meant} There are {join_words(list(known), 'and')}; "
            f"a theme of your own is a folder templates/{name}/ with a file theme.yaml in it."
        )


class ThemeSettingsError(EbulletinError):
    """The file theme.yaml of a workspace theme says something that cannot be followed."""

    def __init__(self, place: str, what: str) -> None:
        self.place = place
        super().__init__(f"{place}: {what}")


class TemplateFaultError(EbulletinError):
    """A template of a theme cannot be read or run."""

    def __init__(self, file: str, line: int | None, what: str) -> None:
        self.file = file
        self.line = line
        where = f"{file}, line {line}" if line else file
        super().__init__(
            f"The template {where} does not work: {what.rstrip('.')}. "
            "Mend it, or take the file away to use the built-in one."
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """A look, ready to render.

    Attributes:
        name: As bulletins ask for it.
        base: The built-in theme it is, or stands on.
        width: Of the e-mail, in px.
        radius: Of corners, in px.
        tokens: Its colours, before those of the partnership.
        folder: Its files in the workspace, or None.
    """

    name: str
    base: str
    width: int
    radius: int
    tokens: Tokens
    folder: Path | None
    environment: Environment

    def render(self, template: str, facts: Mapping[str, object]) -> str:
        """Run one template; a fault in it becomes a plain sentence with file and line."""
        try:
            return self.environment.get_template(template).render(facts)
        except TemplateSyntaxError as error:
            _refuse(self.shown_name(error.filename), error.lineno, error.message or "", error)
        except TemplateNotFound as error:
            file, line = self._innermost(error)
            _refuse(file or template, line, f"there is no file {error.name!r}", error)
        except TemplateError as error:
            file, line = self._innermost(error)
            _refuse(file or template, line, str(error), error)
        except Exception as error:
            file, line = self._innermost(error)
            if file is None or file.startswith("built-in"):
                raise
            _refuse(file, line, str(error), error)

    def overrides(self, template: str) -> bool:
        """Whether the workspace has its own file of this name."""
        return self.folder is not None and (self.folder / template).is_file()

    def shown_name(self, filename: str | None) -> str:
        """A template file as people know it: `templates/shield/footer.mjml.j2`."""
        if filename is None:
            return "of this theme"
        path = Path(filename)
        if self.folder is not None and path.is_relative_to(self.folder):
            return f"templates/{self.name}/{path.relative_to(self.folder).as_posix()}"
        return f"built-in {path.parent.name}/{path.name}"

    def _innermost(self, error: BaseException) -> tuple[str | None, int | None]:
        """The last template file, and its line, that was running when an error was raised."""
        found: tuple[str | None, int | None] = (None, None)
        trace = error.__traceback__
        while trace is not None:
            filename = trace.tb_frame.f_code.co_filename
            if filename.endswith(".j2"):
                found = (self.shown_name(filename), trace.tb_lineno)
            trace = trace.tb_next
        return found


def load_theme(name: str, templates: Path | None = None) -> Theme:
    """Find a theme and make it ready; a second call for the same files costs nothing.

    Args:
        name: Such as `shield`, or the name of a folder in `templates`.
        templates: The workspace's folder of that name, or None without a workspace.

    Raises:
        UnknownThemeError: There is no such theme.
        ThemeSettingsError: Its theme.yaml cannot be followed.
    """
    folder = templates / name if templates is not None and _is_plain_name(name) else None
    if folder is not None and not folder.is_dir():
        folder = None
    if folder is None and name not in builtin_themes():
        raise UnknownThemeError(name, theme_names(templates))
    settings = folder / _SETTINGS if folder is not None else None
    stamp = settings.stat().st_mtime_ns if settings is not None and settings.is_file() else 0
    return _load(name, folder.resolve() if folder is not None else None, stamp)


def theme_names(templates: Path | None = None) -> list[str]:
    """The built-in themes, then those of the workspace."""
    own = []
    if templates is not None and templates.is_dir():
        own = sorted(path.name for path in templates.iterdir() if (path / _SETTINGS).is_file())
    return list(dict.fromkeys([*builtin_themes(), *own]))


@lru_cache(maxsize=1)
def builtin_themes() -> tuple[str, ...]:
    """The names of the themes that come with the product, the plainest use first."""
    found = {path.name for path in _THEMES.iterdir() if (path / _SETTINGS).is_file()}
    return tuple(sorted(found, reverse=True))


@lru_cache(maxsize=32)
def _load(name: str, folder: Path | None, stamp: int) -> Theme:
    """Build a theme; `stamp` makes a changed theme.yaml a new one."""
    own = _read_settings(folder / _SETTINGS, name) if folder is not None and stamp else {}
    base = str(own.get("extends", name))
    if base not in builtin_themes():
        place = f"templates/{name}/{_SETTINGS}"
        what = f"a theme stands on one of {join_words(builtin_themes(), 'or')}"
        raise ThemeSettingsError(place, f"{what}; write for example `extends: shield`.")
    built_in = _read_settings(_THEMES / base / _SETTINGS, base)
    tokens = Tokens(*_colours(built_in)).with_colours(*_colours(own))
    own_folders = [folder] if folder is not None else []
    loader = _Layers(own_folders, [_THEMES / base, _THEMES / _COMMON])
    return Theme(
        name=name,
        base=base,
        width=_number(own, built_in, "width"),
        radius=_number(own, built_in, "radius"),
        tokens=tokens,
        folder=folder,
        environment=_environment(loader, is_sandboxed=folder is not None),
    )


def _environment(loader: BaseLoader, *, is_sandboxed: bool) -> Environment:
    """Jinja as all themes use it: escaping on, nothing undefined, no stray white space."""
    kind = ImmutableSandboxedEnvironment if is_sandboxed else Environment
    environment = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.filters |= {
        "direction": direction,
        "month_name": month_name,
        "plain": plain,
        "runs": runs_filter,
        "words": words_filter,
    }
    environment.globals |= {"pills": PILLS, "wording": _WORDING}
    return environment


class _Layers(BaseLoader):
    """Looks for a file in one folder after the other, and never outside them."""

    def __init__(self, own: Sequence[Path], built_in: Sequence[Path]) -> None:
        self.own = own
        self.built_in = built_in

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        pieces = split_template_path(template)
        folders = [*self.own, *self.built_in]
        if pieces[0] == _BUILTIN_PREFIX:
            pieces, folders = pieces[1:], list(self.built_in)
        for folder in folders:
            path = folder.joinpath(*pieces)
            # A link out of the folder is not followed: a theme may hold only its own files.
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return _read(path)
        raise TemplateNotFound(template)


def _read(path: Path) -> tuple[str, str, Callable[[], bool]]:
    changed = path.stat().st_mtime_ns

    def is_fresh() -> bool:
        return path.is_file() and path.stat().st_mtime_ns == changed

    return path.read_text(encoding="utf-8"), str(path), is_fresh


def _is_plain_name(name: str) -> bool:
    return bool(name) and not set(name) & set("/\\:") and not name.startswith(".")


# --- theme.yaml -----------------------------------------------------------------------------


def _read_settings(path: Path, name: str) -> Mapping[str, Value]:
    shown = f"templates/{name}/{_SETTINGS}"
    source, findings = read_yaml_source(path.read_text(encoding="utf-8"), shown)
    if source is None:
        first = findings[0]
        raise ThemeSettingsError(str(first.place), f"{first.message}. {first.help}")
    for key in source.fields:
        if key not in _KEYS:
            what = f"there is no setting {key!r} here; there are {join_words(_KEYS, 'and')}."
            raise ThemeSettingsError(str(source.key_place(key)), what)
    for key, (least, most) in _SIZES.items():
        text = source.fields.get(key, str(least))
        if not isinstance(text, str) or not text.isdecimal() or not least <= int(text) <= most:
            what = f"{key} is a number of pixels from {least} to {most}, not {text!r}."
            raise ThemeSettingsError(str(source.place(key)), what)
    colours = source.fields.get("colours", {})
    if not isinstance(colours, dict):
        raise ThemeSettingsError(
            str(source.place("colours")), "write colours as lines such as `brand: 7A1F5C` below it."
        )
    for colour in colours:
        _check_colour(source, colour)
    return MappingProxyType(source.fields)


def _check_colour(source: Source, name: str) -> None:
    colours = source.fields["colours"]
    assert isinstance(colours, dict)
    place = str(source.place("colours", name))
    if name not in COLOUR_NAMES:
        near = nearest(name, COLOUR_NAMES)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise ThemeSettingsError(place, f"no theme has a colour {name!r}.{meant}")
    for text in _as_list(colours[name]):
        if not isinstance(text, str) or parse_colour(text) is None:
            raise ThemeSettingsError(
                place, f"{text!r} is not a colour. Write six digits, such as \"#0B4F5C\"."
            )


def _colours(settings: Mapping[str, Value]) -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark colours; one alone is that of light."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    colours = settings.get("colours", {})
    for name, written in colours.items() if isinstance(colours, dict) else ():
        pair = [parse_colour(str(text)) or "" for text in _as_list(written)]
        light[name] = pair[0]
        if len(pair) > 1:
            dark[name] = pair[1]
    return light, dark


def _as_list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _number(own: Mapping[str, Value], built_in: Mapping[str, Value], key: str) -> int:
    text: Any = own.get(key, built_in[key])
    return int(text)


def _refuse(file: str, line: int | None, what: str, error: Exception) -> NoReturn:
    raise TemplateFaultError(file, line, what) from error
