"""The port, the address and the browser."""

import socket
from pathlib import Path

import pytest

from ebulletin.preview.serving import NoFreePortError, open_browser, prepare


def taken() -> socket.socket:
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    opened.listen()
    return opened


def test_a_port_in_use_gives_way_to_the_next(tmp_path: Path) -> None:
    with taken() as other:
        port = other.getsockname()[1]
        serving = prepare(tmp_path, "", port)
        with serving.socket:
            assert serving.port > port
            assert not serving.is_usual_port
            assert serving.socket.getsockname()[0] == "127.0.0.1"
            assert serving.address == f"http://127.0.0.1:{serving.port}/{serving.token}/"


def test_where_no_port_is_free_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ebulletin.preview.serving._PORTS_TRIED", 0)
    with taken() as other, pytest.raises(NoFreePortError, match="name another port with --port"):
        prepare(tmp_path, "", other.getsockname()[1])


def test_without_a_screen_no_browser_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ebulletin.preview.serving.has_screen", lambda: False)

    assert not open_browser("http://127.0.0.1:1/")
