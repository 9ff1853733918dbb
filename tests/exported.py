"""The Kazakhstan series as a ledger, for the tests of exports."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from reportedly.cli.main import app

REPORTS = Path(__file__).parent.parent / "examples" / "kazakhstan-2022" / "reports.jsonl"


def kazakhstan_ledger(folder: Path) -> Path:
    """A ledger of the example's reports."""
    path = folder / "kazakhstan.sqlite"
    result = CliRunner().invoke(app, ["add", str(REPORTS), "--ledger", str(path)])
    assert result.exit_code == 0, result.output
    return path
