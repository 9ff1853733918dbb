"""The command line: what is printed, and what a mistake says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = "date 2022-01-09\n\nPolice detained 12 people in Almaty, the ministry said on Sunday.\n"


def reportedly(*arguments: str, given: str | bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    import os

    told = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-c", "from reportedly.cli.main import app; app(prog_name='reportedly')", *arguments]
    return subprocess.run(command, input=told, capture_output=True, env={**os.environ, **environment}, timeout=120)


def test_help_shows_an_example() -> None:
    shown = reportedly("read", "--help").stdout.decode()
    assert "\n    reportedly read report.txt\n" in shown  # on a line of its own
    assert "\\b" not in shown


def test_version() -> None:
    assert reportedly("--version").stdout.decode().startswith("reportedly 0.")


def test_a_page_is_read_from_standard_input_without_colours_in_a_pipe() -> None:
    done = reportedly("read", "-", given=REPORT)
    assert done.returncode == 0, done.stderr.decode()
    assert "Who says what" in done.stdout.decode()
    assert b"\x1b" not in done.stdout


def test_json_is_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    record = json.loads(reportedly("read", str(path), "--json", "--outlet", "Steppe Wire").stdout)
    assert record["schema"] == 1
    assert record["report"]["outlet"] == "Steppe Wire"
    assert record["report"]["text"] == REPORT


@pytest.mark.parametrize(
    ("arguments", "given", "code", "said"),
    [
        (["read", "no-such-file.txt"], None, 2, "no-such-file.txt; no such file or directory"),
        (["read", "-", "--published", "yesterday"], REPORT, 2, "2022-01-09"),
        (["read", "-", "--published", "2022-13-40"], REPORT, 2, "ISO 8601"),
        (["read", "-"], bytes(range(256)) * 9, 1, "binary"),
        (["read", "http://127.0.0.1:9/x"], None, 1, "not a public address"),
        (["read"], None, 2, "FILE"),
        (["write"], None, 2, "write"),
    ],
)
def test_a_mistake_is_a_sentence_and_a_code(arguments: list[str], given: str | bytes | None, code: int, said: str) -> None:
    done = reportedly(*arguments, given=given)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_hostile_text_is_printed_harmless() -> None:
    hostile = "Police detained 12 people\x1b]0;owned\x07 in [bold]Almaty[/bold] \u202egnp.exe, the ministry said.\n"
    done = reportedly("read", "-", "--published", "2022-01-09", given=hostile)
    said = done.stdout.decode()
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[bold]" in said


def test_a_terminal_that_knows_only_ascii_gets_escapes() -> None:
    done = reportedly("read", "-", given=REPORT + "Ünrest in Köln.", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr.decode()
