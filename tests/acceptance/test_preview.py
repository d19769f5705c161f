"""`ebulletin preview` as a process: how it starts and ends, and whom it refuses."""

import http.client
import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from acceptance_types import Run
from preview_server import Preview, preview_of

EDITION_A = "2026-09-lantern"
_WAIT_SECONDS = 20
ITEM = "items/updates/phone-lines-changeover.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    copy = tmp_path_factory.mktemp("previewed") / "workspace"
    copy.mkdir()
    for name in ("items", "bulletins", "templates", "recipients"):
        shutil.copytree(root / name, copy / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[Preview]:
    with preview_of(folder, EDITION_A) as served:
        yield served
        assert served.still_serves()


class Events:
    """Listens to one stream of events."""

    def __init__(self, preview: Preview, **query: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
        path = "/" + preview.address.split("/", 3)[3]
        self.connection.request("GET", f"{path}events?{urlencode(query)}")
        self.answer = self.connection.getresponse()

    def next(self, kind: str) -> dict[str, object]:
        """The next event of a kind."""
        here = ""
        end = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < end:
            line = self.answer.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                here = line.removeprefix("event: ")
            elif line.startswith("data: ") and here == kind:
                found = json.loads(line.removeprefix("data: "))
                assert isinstance(found, dict)
                return found
        raise AssertionError(f"no {kind} in {_WAIT_SECONDS} seconds")

    def close(self) -> None:
        self.connection.close()


def view_of(preview: Preview, **query: str) -> dict[str, object]:
    events = Events(preview, **query)
    try:
        return events.next("view")
    finally:
        events.close()


# --- Starting and ending ------------------------------------------------------------------------


def test_ctrl_c_stops_it_cleanly_while_a_page_looks_on(folder: Path) -> None:
    with preview_of(folder) as served:
        events = Events(served)
        events.next("view")
        start = time.monotonic()
        status, said = served.stop()
        seconds = time.monotonic() - start
        events.close()

    assert status == 130
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    assert seconds < 5


def test_a_port_in_use_is_answered_with_the_next_one_said_aloud(folder: Path) -> None:
    with preview_of(folder) as first, preview_of(folder, "--port", str(first.port)) as second:
        assert second.port > first.port
        assert second.still_serves()
        _, said = second.stop()

    assert f"Port {first.port} is in use; this preview has port {second.port}." in said


def test_without_a_browser_the_address_is_printed(folder: Path) -> None:
    with preview_of(folder, DISPLAY="", WAYLAND_DISPLAY="") as served:
        _, said = served.stop()

    assert served.address.count("/") == 4
    assert "on this machine only" in said


def test_the_bulletin_named_is_shown_and_an_unknown_one_is_refused(
    preview: Preview, folder: Path, ebulletin: Run
) -> None:
    view = view_of(preview)
    run = ebulletin("preview", "2026-09-lanten", "--no-open", cwd=folder)

    assert view["selection"]["bulletin"] == EDITION_A  # type: ignore[index]
    assert run.returncode == 2
    assert f"Did you mean '{EDITION_A}'?" in run.stderr


# --- The door -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8420"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_host_or_origin_is_refused(headers: dict[str, str], preview: Preview) -> None:
    status, body = preview.get(headers=headers)

    assert status == 403
    assert b"bulletin" not in body.lower().replace(b"ebulletin", b"")


@pytest.mark.parametrize(
    "path",
    ["/", "/events", "/static/main.js", "/wrong-token/", "/wrong-token/events", "/favicon.ico"],
)
def test_without_the_token_nothing_is_told(path: str, preview: Preview) -> None:
    assert preview.get(path)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "static/../model.py",
        "static/..%2f..%2fmodel.py",
        "static/%2e%2e/%2e%2e/model.py",
        "static/....//model.py",
        "static/model.py",
        "show/2026-09-lantern/public/images/../../../../partnership.yaml",
        "show/2026-09-lantern/public/images/..%2f..%2fpartnership.yaml",
        "show/..%2f..%2f/public/images/lantern.png",
        "show/2026-09-lantern/public/images/%2fetc%2fpasswd",
        "show/2026-09-lantern/public/images/%00lantern.png",
        "partnership.yaml",
        "items/updates/phone-lines-changeover.md",
        "recipients/sample.csv",
    ],
)
def test_no_path_leads_to_a_file(path: str, preview: Preview) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.request("GET", "/" + preview.address.split("/", 3)[3] + path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert answer.status in (400, 403, 404)
    assert b"safety:" not in body
    assert b"root:" not in body


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_nobody_else_opens_the_editor(headers: dict[str, str], preview: Preview) -> None:
    asked = json.dumps({"path": ITEM, "line": 1}).encode()

    assert preview.get("open", headers, data=asked)[0] == 403


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../partnership.yaml", "items/../partnership.yaml", "out/x.md", ""]
)
def test_only_authored_files_are_opened(path: str, preview: Preview) -> None:
    own = {"Origin": f"http://127.0.0.1:{preview.port}"}
    status, body = preview.get("open", own, data=json.dumps({"path": path}).encode())

    assert status == 200
    assert b"is not a file of this workspace" in body


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b'{"path": 4}', b"x" * 100_000])
def test_requests_that_make_no_sense_are_refused(body: bytes, preview: Preview) -> None:
    own = {"Origin": f"http://127.0.0.1:{preview.port}"}

    assert preview.get("open", own, data=body)[0] in (400, 403)


def test_every_answer_carries_the_policies(preview: Preview) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    start = "/" + preview.address.split("/", 3)[3]
    told = {}
    for path in ("", "static/main.js", f"show/{EDITION_A}/public/frame", "nothing-here"):
        connection.request("GET", start + path)
        answer = connection.getresponse()
        answer.read()
        told[path] = answer.headers
    connection.close()

    for headers in told.values():
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
    assert "script-src 'self'" in told[""]["content-security-policy"]
    assert "'unsafe" not in told[""]["content-security-policy"]
    policy = told[f"show/{EDITION_A}/public/frame"]["content-security-policy"]
    assert policy.startswith("sandbox allow-same-origin; default-src 'none'")
    assert "script-src" not in policy
    assert "https:" not in policy


def test_only_this_machine_is_served(preview: Preview) -> None:
    # Another address of this machine: a server bound to all addresses would answer on it.
    with socket.socket() as other:
        other.settimeout(2)
        with pytest.raises(OSError, match=r".*"):
            other.connect(("127.0.0.2", preview.port))


# --- What lies in the workspace -------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_out_of_the_workspace_are_not_followed(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    for name in ("items", "bulletins", "templates"):
        shutil.copytree(root / name, folder / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, folder / name)
    secret = tmp_path / "secret.png"
    shutil.copy2(root / "items/assets/lantern.png", secret)
    (folder / "items/assets/lantern.png").unlink()
    (folder / "items/assets/lantern.png").symlink_to(secret)
    (folder / "recipients").mkdir()
    (tmp_path / "real.csv").write_text("email,first_name\na@example.org,Hidden\n", "utf-8")
    (folder / "recipients/sample.csv").symlink_to(tmp_path / "real.csv")
    with preview_of(folder, EDITION_A) as served:
        events = Events(served)
        events.next("view")
        people = events.next("workspace")["people"]
        events.close()
        picture = served.get(f"show/{EDITION_A}/professional/images/lantern.png")[0]
        assert served.still_serves()

    assert people == []
    assert picture == 404


def test_a_file_of_fifty_megabytes_is_a_finding(preview: Preview, folder: Path) -> None:
    item = folder / ITEM
    before = item.read_bytes()
    events = Events(preview)
    first = events.next("view")
    try:
        item.write_bytes(before + b"x" * 50_000_000)
        second = events.next("view")
    finally:
        item.write_bytes(before)
        events.close()

    assert second["html"] == first["html"]
    assert "larger than" in str(second["faults"])
    assert preview.still_serves()


def test_a_file_that_goes_and_comes_is_told(preview: Preview, folder: Path) -> None:
    item = folder / ITEM
    before = item.read_bytes()
    events = Events(preview)
    first = events.next("view")
    try:
        for _ in range(30):
            item.unlink()
            item.write_bytes(before)
        item.unlink()
        gone = events.next("view")
        while "One main line" in str(gone["html"]) and not gone["faults"]:
            gone = events.next("view")
    finally:
        item.write_bytes(before)
    back = events.next("view")
    while back["html"] != first["html"]:
        back = events.next("view")
    events.close()

    assert back["faults"] == []
    assert preview.still_serves()


def test_a_thousand_reloads_a_second_are_survived(preview: Preview) -> None:
    path = "/" + preview.address.split("/", 3)[3]
    counts: list[int] = []
    end = time.monotonic() + 2

    def reload() -> None:
        number = 0
        while time.monotonic() < end:
            connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
            try:
                connection.request("GET", path + ("events" if number % 2 else ""))
                # Gone again before the answer is read.
                connection.getresponse()
            except (OSError, http.client.HTTPException):
                pass
            connection.close()
            number += 1
        counts.append(number)

    threads = [threading.Thread(target=reload) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sum(counts) > 50
    assert preview.still_serves()
    assert view_of(preview)["html"]


def test_a_thousand_saves_a_second_end_with_the_last_one(preview: Preview, folder: Path) -> None:
    item = folder / ITEM
    before = item.read_text(encoding="utf-8")
    events = Events(preview)
    events.next("view")
    try:
        for number in range(1_000):
            item.write_text(f"{before}\nSaved {number} times.\n", encoding="utf-8")
        view = events.next("view")
        while "Saved 999 times." not in str(view["html"]):
            view = events.next("view")
    finally:
        item.write_text(before, encoding="utf-8")
        events.close()

    assert view["faults"] == []
    assert preview.still_serves()


def test_queries_that_make_no_sense_show_something_harmless(preview: Preview) -> None:
    odd = view_of(preview, bulletin=EDITION_A, form="<script>", dark="\u0000", variant="public")
    unknown = view_of(preview, bulletin="../../etc/passwd")

    assert odd["selection"]["form"] == "email"  # type: ignore[index]
    assert unknown["html"] is None
    assert "There is no bulletin" in str(unknown["faults"])


def test_settings_that_break_keep_the_last_good_view(preview: Preview, folder: Path) -> None:
    settings = folder / "partnership.yaml"
    before = settings.read_bytes()
    events = Events(preview)
    first = events.next("view")
    try:
        settings.write_bytes(before.replace(b"series:", b"series: [", 1))
        broken = events.next("view")
        settings.unlink()
        gone = events.next("view")
    finally:
        settings.write_bytes(before)
    back = events.next("view")
    events.close()

    assert broken["html"] == gone["html"] == first["html"] == back["html"]
    assert "partnership.yaml" in str(broken["faults"])
    assert "no partnership.yaml" in str(gone["faults"])
    assert back["faults"] == []


# --- A long day -----------------------------------------------------------------------------------


def megabytes(process: int) -> float:
    """What a process holds in memory (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="reads /proc")
def test_memory_stays_flat_over_two_thousand_reloads(folder: Path) -> None:
    item = folder / ITEM
    before = item.read_text(encoding="utf-8")
    early = 0.0
    with preview_of(folder, EDITION_A) as served:
        events = Events(served)
        for number in range(2_000):
            item.write_text(f"{before}\nReload {number}.\n", encoding="utf-8")
            while f"Reload {number}." not in str(events.next("view")["html"]):
                pass
            if number == 200:
                early = megabytes(served.process.pid)
        late = megabytes(served.process.pid)
        events.close()
    item.write_text(before, encoding="utf-8")

    assert late < 1.15 * early, (early, late)
