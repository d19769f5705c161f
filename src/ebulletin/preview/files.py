"""The files that the page itself is made of, read once; and the pictures of a bulletin."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ebulletin.bulletins.needs import files_needed
from ebulletin.pictures import PictureError, strip_metadata
from ebulletin.press.previewing import Bench

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_PICTURE_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
                  ".gif": "image/gif"}  # fmt: skip
LARGEST_PICTURE_IN_BYTES = 20_000_000
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Served:
    """Bytes, and what the browser is told they are."""

    raw: bytes
    media_type: str


@cache
def static_files() -> dict[str, Served]:
    """Every file of the page by its name; a request can name one of these and nothing else."""
    folder = files("ebulletin.preview") / "static"
    return {
        each.name: Served(each.read_bytes(), _TYPES[Path(each.name).suffix])
        for each in folder.iterdir()
        if Path(each.name).suffix in _TYPES
    }


class Pictures:
    """The pictures of bulletins, as readers get them: without place, camera or author in them."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    def find(self, slug: str, variant: str, name: str) -> Served | None:
        """A picture that this variant shows; None for any other name."""
        media_type = _PICTURE_TYPES.get(Path(name).suffix.lower())
        path = self._path(slug, variant, name)
        if path is None or media_type is None:
            return None
        try:
            raw = self._read(path)
        except (OSError, PictureError):
            return None
        return Served(raw, media_type) if raw is not None else None

    def _path(self, slug: str, variant: str, name: str) -> Path | None:
        """Where it lies: in the workspace, whatever links may say."""
        bulletins = self._bench.shown_last(slug, variant)
        for each in files_needed(bulletins).pictures:
            if each.name == name:
                path = self._bench.workspace.assets.get(str(each.file))
                root = self._bench.root.resolve()
                return path if path is not None and path.resolve().is_relative_to(root) else None
        return None

    def _read(self, path: Path) -> bytes | None:
        known = path.stat()
        key = (str(path), known.st_mtime_ns, known.st_size)
        if key not in self._kept:
            if known.st_size > LARGEST_PICTURE_IN_BYTES:
                return None
            self._kept[key] = strip_metadata(path.read_bytes())
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]
