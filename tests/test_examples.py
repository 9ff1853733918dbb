"""The example reports: each can be read, and the listing has their texts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from examples.list_reports import FOLDER, OUTLETS

ROWS = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_listing_has_every_file_in_order() -> None:
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
    assert [row["id"] for row in ROWS] == [f"kz-{path.stem[:2]}" for path in files]
    assert [row["published"][:10] for row in ROWS] == sorted(path.stem[-10:] for path in files)
    assert {row["outlet"] for row in ROWS} == set(OUTLETS.values())


def test_the_listing_has_the_texts_of_the_files() -> None:
    texts = {row["id"]: row["text"] for row in ROWS}
    for path in FOLDER.glob("*.txt"):
        assert texts[f"kz-{path.stem[:2]}"] == path.read_text(encoding="utf-8"), "run `python examples/list_reports.py`"
    for path in FOLDER.glob("*.html"):
        assert "Newsletter" not in texts[f"kz-{path.stem[:2]}"]
        assert "Interior Ministry" in texts[f"kz-{path.stem[:2]}"]


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Steps of each series of the example ledger, as `3000 new kz-03`, by measure, who was counted, and scope."""
    file = tmp_path_factory.mktemp("ledger") / "example.sqlite"
    for arguments in (["add", str(FOLDER / "reports.jsonl")], ["ledger", "--json"]):
        command = [sys.executable, "-c", "from reportedly.cli.main import app; app()", *arguments, "--ledger", str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    found = {}
    for situation in json.loads(done.stdout)["situations"]:
        for each in situation["series"]:
            scope = each["scope"]
            narrowed = scope["detail"] or ("in a period" if scope["kind"] == "increment" else "")
            name = " ".join(part for part in (each["measure"], each["subject"], scope["place"], narrowed) if part)
            found[name] = [f"{entry['figure']['low']} {entry['relation']['kind']}" for entry in each["entries"]]
    return found


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        (
            "detained people Kazakhstan",
            ["3000 new", "3000 repeats", "3811 raises", "3811 repeats", "5135 raises", "5800 raises", "7939 raises"],
        ),
        ("detained people Kazakhstan at the border", ["300 part_of"]),
        ("detained people Almaty at markets", ["207 part_of"]),
        ("detained people Almaty in a period", ["1678 new"]),
        ("killed security Kazakhstan", ["8 new", "13 raises", "18 raises", "18 repeats", "16 lowers", "19 raises"]),
        ("killed people Kazakhstan", ["164 new", "164 retracts", "164 repeats", "225 raises", "164 retracts", "225 repeats", "230 raises"]),
        ("injured people Kazakhstan seriously", ["83 part_of", "83 repeats", "67 lowers"]),
        ("damage tenge Kazakhstan", ["87000000000 new"]),
        ("damage usd Kazakhstan", ["199000000 new"]),
        ("destroyed police vehicle Kazakhstan", ["346 part_of"]),
    ],
)
def test_the_ledger_shows_what_changed(series: dict[str, list[str]], name: str, steps: list[str]) -> None:
    assert series[name] == steps
