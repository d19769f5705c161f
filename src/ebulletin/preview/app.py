"""The paths of the preview, each in a few lines; the door stands before them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from typing import Any, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ebulletin.preview.editors import open_file
from ebulletin.preview.files import Pictures, static_files
from ebulletin.preview.locating import locate
from ebulletin.preview.matching import compare_with
from ebulletin.preview.model import DARKS, FORMS, Selection
from ebulletin.preview.station import Page, Station

_LONGEST_BODY_IN_BYTES = 4_096
_BEAT_SECONDS = 15
# The frame holds an e-mail: its styles stand in it, and no script of it ever runs. `sandbox` says
# so once more for a browser in which it is opened alone.
_FRAME_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src 'self' data:{remote}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_FRAME = (
    b'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bulletin</title></head>'
    b"<body></body></html>"
)


def make_app(station: Station) -> Starlette:
    """The app behind the door."""
    paths = _Paths(station)
    return Starlette(
        routes=[
            Route("/", paths.page),
            Route("/static/{name}", paths.static),
            Route("/events", paths.events),
            Route("/show/{bulletin}/{variant}/frame", paths.frame),
            Route("/show/{bulletin}/{variant}/images/{name}", paths.picture),
            Route("/compare", paths.compare),
            Route("/place", paths.place),
            Route("/open", paths.open, methods=["POST"]),
            Route("/read", paths.read, methods=["POST"]),
        ]
    )


class _Paths:
    def __init__(self, station: Station) -> None:
        self.station = station
        self.pictures = Pictures(station.bench)

    async def page(self, _: Request) -> Response:
        return _static("index.html")

    async def static(self, request: Request) -> Response:
        return _static(request.path_params["name"])

    async def frame(self, request: Request) -> Response:
        """An empty document, which the page fills; pictures elsewhere only where asked for."""
        remote = " https:" if request.query_params.get("remote") == "yes" else ""
        headers = {"content-security-policy": _FRAME_POLICY.format(remote=remote)}
        return Response(_FRAME, media_type="text/html", headers=headers)

    async def picture(self, request: Request) -> Response:
        names = [request.path_params[each] for each in ("bulletin", "variant", "name")]
        found = await self.station.in_turn(lambda: self.pictures.find(*names))
        if found is None:
            return PlainTextResponse("There is no such picture.", status_code=404)
        return Response(found.raw, media_type=found.media_type)

    async def events(self, request: Request) -> Response:
        """Server-sent events: a view at once, then whatever changes (WHATWG HTML, 9.2)."""
        page = self.station.join(selection_of(request.query_params))
        return StreamingResponse(self._stream(page), media_type="text/event-stream")

    async def _stream(self, page: Page) -> AsyncIterator[str]:
        messages = page.messages()
        waiting: asyncio.Task[tuple[str, str]] | None = None
        try:
            while True:
                waiting = waiting or asyncio.ensure_future(anext(messages))
                done, _ = await asyncio.wait({waiting}, timeout=_BEAT_SECONDS)
                if not done:
                    # Without it, nobody would notice that the page is gone.
                    yield ": still here\n\n"
                    continue
                kind, message = waiting.result()
                waiting = None
                yield f"event: {kind}\ndata: {message}\n\n"
        except StopAsyncIteration:
            yield "event: over\ndata: {}\n\n"
        finally:
            if waiting is not None:
                waiting.cancel()
            self.station.leave(page)

    async def compare(self, request: Request) -> Response:
        selection = selection_of(request.query_params)
        other = request.query_params.get("with", "")
        found = await self.station.in_turn(
            lambda: compare_with(self.station.bench, selection, other)
        )
        return JSONResponse(asdict(found))

    async def place(self, request: Request) -> Response:
        """Where words of the page are written."""
        query = request.query_params
        slug, item, words = (query.get(each, "") for each in ("bulletin", "item", "words"))
        path, line = await self.station.in_turn(
            lambda: locate(self.station.bench, slug, item, words)
        )
        return JSONResponse({"path": path, "line": line})

    async def open(self, request: Request) -> Response:
        """Open a file in the editor of whoever sits at this machine."""
        asked = await _body(request)
        path, line = asked.get("path"), asked.get("line", 1)
        if not isinstance(path, str) or not isinstance(line, int):
            return JSONResponse({"said": "Name a file and a line."}, status_code=400)
        workspace = self.station.bench.workspace
        said = await asyncio.to_thread(open_file, workspace, path, max(1, line))
        return JSONResponse({"said": said})

    async def read(self, _: Request) -> Response:
        """Read the files again: for folders whose changes the system does not tell."""
        self.station.poke()
        return JSONResponse({})


def selection_of(query: Mapping[str, str]) -> Selection:
    """What a page asks for; words that mean nothing count as not said."""
    form, dark = query.get("form", ""), query.get("dark", "")
    return Selection(
        bulletin=query.get("bulletin", ""),
        variant=query.get("variant", ""),
        form=cast("Any", form if form in FORMS else FORMS[0]),
        dark=cast("Any", dark if dark in DARKS else DARKS[0]),
        is_outlook=query.get("outlook") == "yes",
        has_pictures=query.get("pictures") != "no",
    )


def _static(name: str) -> Response:
    found = static_files().get(name)
    if found is None:
        return PlainTextResponse("There is no such page.", status_code=404)
    return Response(found.raw, media_type=found.media_type)


async def _body(request: Request) -> dict[str, object]:
    """A small JSON object; an empty one for anything else."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > _LONGEST_BODY_IN_BYTES:
            return {}
    try:
        asked = json.loads(raw)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}
