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
from typing import NoReturn

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.loaders import split_template_path

from ebulletin.bulletins.composed import plain
from ebulletin.errors import EbulletinError
from ebulletin.findings import Place
from ebulletin.templates import wording
from ebulletin.templates.balance import height_at, longest_word
from ebulletin.templates.engine import make_environment, one_page
from ebulletin.templates.inline import direction, month_name, runs_filter, words_filter
from ebulletin.templates.theme_file import (
    THEME_FILE,
    ThemeFile,
    ThemeSettingsError,
    read_theme_file,
)
from ebulletin.templates.tokens import PILLS, Tokens
from ebulletin.values.choices import join_words, nearest

_THEMES = Path(__file__).parent / "themes"
_COMMON = "common"
_BUILTIN_PREFIX = "builtin"
_BUILTIN_WORD = "built-in"
_MOST_SLIPS = 3
# What a template can bring about: one that includes itself goes too deep, a filter may be given
# what it is not for.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError, TemplateError,
)  # fmt: skip
# What the templates may ask of `wording`: its public functions and nothing behind them.
_WORDING = MappingProxyType(
    {
        name: function
        for name, function in vars(wording).items()
        if isfunction(function) and function.__module__ == wording.__name__ and name[0] != "_"
    }
)
_USUAL_WIDTH = 600
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
        """Run one template; a fault in it becomes a plain sentence with file and line.

        Raises:
            TemplateFaultError: It, or a part of it, cannot be read or run.
        """
        try:
            with one_page(facts):
                return self.environment.get_template(template).render(facts)
        except TemplateSyntaxError as error:
            file = self.shown_name(error.filename)
            _refuse(file, error.lineno, f"its commands cannot be read ({error.message})", error)
        except TemplateNotFound as error:
            file, line = self._innermost(error, template)
            _refuse(file, line, f"there is no file {error.name!r} in the theme", error)
        except SecurityError as error:
            file, line = self._innermost(error, template)
            _refuse(file, line, f"it does what a template may not do ({error})", error)
        except UndefinedError as error:
            file, line = self._innermost(error, template)
            _refuse(file, line, f"it asks for something that is not there ({error})", error)
        except _FAULTS as error:
            file, line = self._innermost(error, template)
            if file.startswith(_BUILTIN_WORD):
                raise
            _refuse(file, line, str(error), error)

    def overrides(self, template: str) -> bool:
        """Whether the workspace has its own file of this name."""
        return self.folder is not None and (self.folder / template).is_file()

    def shown_name(self, filename: str | None) -> str:
        """A template file as people know it: `templates/shield/footer.mjml.j2`."""
        if filename is None:
            return "(unnamed)"
        path = Path(filename)
        if self.folder is not None and path.is_relative_to(self.folder):
            return f"templates/{self.name}/{path.relative_to(self.folder).as_posix()}"
        return f"{_BUILTIN_WORD} {path.parent.name}/{path.name}"

    def _innermost(self, error: BaseException, template: str) -> tuple[str, int | None]:
        """The last template file, and its line, that was running when an error was raised."""
        found: tuple[str, int | None] = (template, None)
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
    settings = folder / THEME_FILE if folder is not None else None
    stamp = settings.stat().st_mtime_ns if settings is not None and settings.is_file() else 0
    return _load(name, folder.resolve() if folder is not None else None, stamp)


def theme_names(templates: Path | None = None) -> list[str]:
    """The built-in themes, then those of the workspace."""
    own = []
    if templates is not None and templates.is_dir():
        own = sorted(path.name for path in templates.iterdir() if (path / THEME_FILE).is_file())
    return list(dict.fromkeys([*builtin_themes(), *own]))


@lru_cache(maxsize=1)
def builtin_themes() -> tuple[str, ...]:
    """The names of the themes that come with the product, the plainest use first."""
    found = {path.name for path in _THEMES.iterdir() if (path / THEME_FILE).is_file()}
    return tuple(sorted(found, reverse=True))


@lru_cache(maxsize=32)
def _load(name: str, folder: Path | None, stamp: int) -> Theme:
    """Build a theme; `stamp` makes a changed theme.yaml a new one."""
    shown = f"templates/{name}/{THEME_FILE}"
    own = read_theme_file(folder / THEME_FILE, shown) if folder is not None and stamp else None
    base = (own.extends if own else None) or name
    if base not in builtin_themes():
        what = f"a theme stands on {join_words(builtin_themes(), 'or')}; write `extends: shield`."
        raise ThemeSettingsError(Place(shown), what)
    built_in = read_theme_file(_THEMES / base / THEME_FILE, f"themes/{base}/{THEME_FILE}")
    own = own or ThemeFile()
    own_folders = [folder] if folder is not None else []
    loader = _Layers(own_folders, [_THEMES / base, _THEMES / _COMMON])
    return Theme(
        name=name,
        base=base,
        width=own.width or built_in.width or _USUAL_WIDTH,
        radius=own.radius if own.radius is not None else built_in.radius or 0,
        tokens=Tokens(built_in.light, built_in.dark).with_colours(own.light, own.dark),
        folder=folder,
        environment=_environment(loader, is_sandboxed=folder is not None),
    )


def _environment(loader: BaseLoader, *, is_sandboxed: bool) -> Environment:
    """Jinja with the filters and words that every template finds."""
    environment = make_environment(loader, is_sandboxed=is_sandboxed)
    environment.filters |= {
        "direction": direction,
        "height_at": height_at,
        "longest_word": longest_word,
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
        self,
        environment: Environment,  # noqa: ARG002 - Jinja calls it so
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        pieces = split_template_path(template)
        folders = [*self.own, *self.built_in]
        if pieces[0] == _BUILTIN_PREFIX:
            pieces, folders = pieces[1:], list(self.built_in)
        path = _first(folders, pieces)
        if path is None:
            raise TemplateNotFound(template)
        changed = path.stat().st_mtime_ns

        def is_fresh() -> bool:
            # A file that is new in a folder before it takes its place.
            return _first(folders, pieces) == path and path.stat().st_mtime_ns == changed

        return path.read_text(encoding="utf-8"), str(path), is_fresh


def _first(folders: Sequence[Path], pieces: Sequence[str]) -> Path | None:
    for folder in folders:
        path = folder.joinpath(*pieces)
        # A link out of the folder is not followed: a theme may hold only its own files.
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None


def _is_plain_name(name: str) -> bool:
    return bool(name) and not set(name) & set("/\\:") and not name.startswith(".")


def _refuse(file: str, line: int | None, what: str, error: Exception) -> NoReturn:
    raise TemplateFaultError(file, line, what) from error
