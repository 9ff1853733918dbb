"""Floors: scores on fixed samples below which no change may fall, with a digest of the data that they were measured on.

`floors.yaml` holds them. A score below its floor fails and is named; so do data that are not those of the digest, for
then the floor says nothing. Lowering a floor is a change of that file, which says so to whoever reads the commit.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench import incidents
from bench.documents import chosen_ids, documents, json_lines
from bench.scoring import docs_file, gold_file, names, rows, score, write_lines
from bench.tasks import TASKS, Task, records

FILE = Path(__file__).parent / "floors.yaml"


@dataclass(frozen=True, slots=True)
class Floor:
    """A score that must not fall.

    Attributes:
        task: Name of the task.
        row: Row of the scorer's table.
        key: Figure of that row.
        least: The floor.
        value: What was measured; null where the scorer has no such figure.
    """

    task: str
    row: str
    key: str
    least: float
    value: float | None

    @property
    def holds(self) -> bool:
        """Whether the score is no less than the floor."""
        return self.value is not None and self.value >= self.least

    def __str__(self) -> str:
        """`dates: all, relaxed, f1: 0.9312, floor 0.92`."""
        value = "not in the scorer's answer" if self.value is None else f"{self.value:.4g}"
        return f"{self.task}: {self.row}, {self.key}: {value}, floor {self.least:g}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found of a task.

    Attributes:
        task: Its name.
        digest: Of the data that were sampled.
        expected: Digest of the data that the floors were measured on.
        floors: Its scores against their floors; none where the data changed.
    """

    task: str
    digest: str
    expected: str
    floors: tuple[Floor, ...] = ()

    def problems(self) -> list[str]:
        """Why the run fails, a line each."""
        if self.digest != self.expected:
            return [
                f"{self.task}: the sampled data have changed: their digest is {self.digest}, the floors were measured on {self.expected}; "
                "measure again and set digest and floors together in bench/floors.yaml"
            ]
        return [f"below its floor: {floor}" for floor in self.floors if not floor.holds]


def check(file: Path | None = None) -> Iterator[Found]:
    """Each task of a file of floors, measured; tasks on the same texts follow each other, and read them once."""
    wanted: dict[str, dict[str, Any]] = yaml.safe_load((file or FILE).read_text(encoding="utf-8"))
    for name, entry in wanted.items():
        task, sample = TASKS[name], int(entry["sample"])
        found = digest(task, sample)
        if found == entry["digest"]:
            yield Found(name, found, entry["digest"], tuple(against(name, entry["floors"], scores(task, sample))))
        else:
            yield Found(name, found, str(entry["digest"]))


def against(task: str, floors: Mapping[str, Mapping[str, float]], found: Mapping[str, Any]) -> Iterator[Floor]:
    """A scorer's answer against the floors of its task."""
    figures = dict(rows(dict(found)))
    for row, keys in floors.items():
        for key, least in keys.items():
            yield Floor(task, row, key, float(least), figures.get(row, {}).get(key))


def scores(task: Task, sample: int) -> dict[str, Any]:
    """The scorer's answer for a sample of the developers' part; the grouping of articles is given."""
    lines: Iterator[dict[str, Any]]
    if task.adapter is None:
        lines = incidents.predict(documents(docs_file(task)), gold_file(task), sample)
    else:
        adapter = task.adapter
        lines = (adapter(document, record) for document, record in records(docs_file(task), sample, violence=task.violence))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.jsonl"
        write_lines(out, lines)
        return score(task, out)


def digest(task: Task, sample: int) -> str:
    """SHA-256 of the sampled texts and their gold, in their order."""
    gold, texts = list(json_lines(gold_file(task))), list(json_lines(docs_file(task)))
    sampled_from = gold if task.adapter is None else texts  # incidents are sampled by incident
    ids = chosen_ids((line["id"] for line in sampled_from), sample)
    about = {name for line in sampled_from if line["id"] in ids for name in names(line)}
    return _digest([line for line in texts if line["id"] in about] + [line for line in gold if about.intersection(names(line))])


def _digest(lines: Sequence[Mapping[str, Any]]) -> str:
    hashed = hashlib.sha256()
    for line in lines:
        hashed.update(json.dumps(line, sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return hashed.hexdigest()
