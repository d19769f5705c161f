"""Jinja as all themes use it: safe, strict, compiled once, and each part run once per page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.sandbox import ImmutableSandboxedEnvironment

_Key = tuple[str | None, tuple[int, ...], tuple[tuple[str, int], ...]]

# The modules of the page that is being made, and the names of the facts that they were given.
_page: ContextVar[tuple[dict[_Key, TemplateModule], tuple[str, ...]] | None] = ContextVar(
    "page", default=None
)


class PartTemplate(Template):
    """A template whose macros are made once per page, however many parts import it.

    Jinja runs a file anew for each `import ... with context`; with parts that import one another
    that makes hundreds of runs of the same file with the same facts.
    """

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """The file's macros, made before if the same facts reach it again."""
        page = _page.get()
        if page is None or vars is None:
            return super().make_module(vars, shared, locals)
        modules, names = page
        # What the importing file has imported or set before counts as well.
        before = tuple((name, id(value)) for name, value in (locals or {}).items())
        key = (self.name, tuple(id(vars.get(name)) for name in names), before)
        if key not in modules:
            modules[key] = super().make_module(vars, shared, locals)
        return modules[key]


class _PlainEnvironment(Environment):
    template_class = PartTemplate


class _SandboxedEnvironment(ImmutableSandboxedEnvironment):
    template_class = PartTemplate


def make_environment(loader: BaseLoader, *, is_sandboxed: bool) -> Environment:
    """An environment with escaping on, nothing undefined and no stray white space.

    Compiled templates are kept in Jinja's own folder for that in the system's temporary folder,
    which only its user may read or write, so that a new process need not compile them again.
    """
    kind = _SandboxedEnvironment if is_sandboxed else _PlainEnvironment
    return kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        bytecode_cache=_bytecode_cache("sandboxed" if is_sandboxed else "plain"),
    )


@contextmanager
def one_page(facts: Mapping[str, object]) -> Iterator[None]:
    """While it lasts, parts that are given these facts are made once."""
    token = _page.set(({}, tuple(facts)))
    try:
        yield
    finally:
        _page.reset(token)


def _bytecode_cache(kind: str) -> FileSystemBytecodeCache | None:
    # A sandbox compiles other code from the same file, so the two never share a file.
    try:
        return FileSystemBytecodeCache(pattern=f"__ebulletin_{kind}_%s.cache")
    except (OSError, RuntimeError):
        # A temporary folder that is not safe, or full: compile in each process.
        return None
