"""Floors: a score that falls is named, and so are data that are not those that the floors were measured on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bench import floors
from bench.__main__ import main
from bench.scoring import write_lines
from bench.tasks import TASKS

SCORER = """
import json, sys
gold, found = ([json.loads(line) for line in open(path)] for path in sys.argv[1:3])
said = [{figure["value"] for figure in line["figures"]} for line in found]
right = sum(figure["value"] in values for line, values in zip(gold, said) for figure in line["figures"])
print(json.dumps({"value": {"r": right / sum(len(line["figures"]) for line in gold)}}))
"""


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A task of two texts, of which one states a figure that nobody could find."""
    folder = tmp_path / "bench" / "figures"
    (folder / "dev").mkdir(parents=True)
    (folder / "score.py").write_text(SCORER)
    texts = {"a": "The storm displaced 4,500 people.", "b": "The storm displaced many people."}
    write_lines(folder / "dev" / "docs.jsonl", ({"id": name, "text": text} for name, text in texts.items()))
    write_lines(folder / "dev" / "gold.jsonl", ({"id": name, "figures": [{"value": 4500}]} for name in texts))
    monkeypatch.setenv("REPORTEDLY_SHARED", str(tmp_path))
    return tmp_path


def pinned(folder: Path, least: float, digest: str | None = None, row: str = "value") -> Path:
    file = folder / "floors.yaml"
    found = floors.digest(TASKS["figures"], 2)
    file.write_text(yaml.safe_dump({"figures": {"sample": 2, "digest": digest or found, "floors": {row: {"r": least}}}}))
    return file


def test_a_score_at_its_floor_holds(shared: Path) -> None:
    (found,) = floors.check(pinned(shared, 0.5))
    assert [str(floor) for floor in found.floors] == ["figures: value, r: 0.5, floor 0.5"]
    assert found.problems() == []


def test_a_score_below_its_floor_is_named_with_floor_and_value(shared: Path) -> None:
    (found,) = floors.check(pinned(shared, 0.75))
    assert found.problems() == ["below its floor: figures: value, r: 0.5, floor 0.75"]


def test_a_score_that_the_scorer_no_longer_gives_has_fallen(shared: Path) -> None:
    (found,) = floors.check(pinned(shared, 0.75, row="values"))
    assert found.problems() == ["below its floor: figures: values, r: not in the scorer's answer, floor 0.75"]


def test_changed_data_are_said_and_not_scored(shared: Path) -> None:
    (found,) = floors.check(pinned(shared, 0.5, digest="0" * 64))
    assert not found.floors
    assert "the sampled data have changed" in found.problems()[0]
    assert found.digest in found.problems()[0]


def test_one_letter_of_a_text_or_of_its_gold_changes_the_digest(shared: Path) -> None:
    seen = {floors.digest(TASKS["figures"], 2)}
    for name in ("docs.jsonl", "gold.jsonl"):
        file = shared / "bench" / "figures" / "dev" / name
        file.write_text(file.read_text().replace("4", "5", 1))
        seen.add(floors.digest(TASKS["figures"], 2))
    assert len(seen) == 3


def test_the_command_fails_where_a_floor_does(shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for least, code in ((0.5, 0), (0.75, 1)):
        monkeypatch.setattr(floors, "FILE", pinned(shared, least))
        assert main(["floors"]) == code
    assert "below its floor: figures: value, r" in capsys.readouterr().err


def test_every_task_has_floors() -> None:
    wanted = yaml.safe_load(floors.FILE.read_text(encoding="utf-8"))
    assert list(wanted) == list(TASKS)
    assert all(entry["floors"] and len(entry["digest"]) == 64 for entry in wanted.values())
