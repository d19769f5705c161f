"""The last door of the command line: whatever happens, an officer reads a sentence."""

from pathlib import Path

import pytest

from ebulletin import cli
from ebulletin.errors import EbulletinError


def run(monkeypatch: pytest.MonkeyPatch, raised: BaseException) -> int:
    def fails(**_: object) -> None:
        raise raised

    monkeypatch.setattr(cli.cli, "main", fails)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_fault_of_the_program_is_kept_in_a_file_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    code = run(monkeypatch, ZeroDivisionError("sum"))

    (kept,) = tmp_path.glob("ebulletin-fault-*.txt")
    shown = capsys.readouterr().err
    assert code == 1
    assert "Traceback" not in shown
    assert kept.name in shown
    assert "ZeroDivisionError: sum" in kept.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, PermissionError(13, "Permission denied", "out/first"))

    assert code == 1
    assert "'out/first' cannot be read or written: permission denied." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code"),
    [(EbulletinError("Plain words."), 1), (KeyboardInterrupt(), 130)],
)
def test_what_is_raised_on_purpose_keeps_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    assert run(monkeypatch, raised) == code
