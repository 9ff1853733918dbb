"""The shared scorers, called as any user would: a command, two files, JSON back."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.documents import json_lines, shared
from bench.tasks import Task


class ScorerFailed(RuntimeError):
    """The scorer of a task did not accept its input."""


def gold_file(task: Task) -> Path:
    """Where the developers' gold of a task lies."""
    return shared() / "bench" / task.folder / "dev" / task.gold


def docs_file(task: Task) -> Path:
    """Where the developers' documents of a task lie."""
    return shared() / "bench" / task.folder / "dev" / "docs.jsonl"


def score(task: Task, predictions: Path, gold: Path | None = None, whole: bool = False, extra: tuple[str, ...] = ()) -> dict[str, Any]:
    """The scorer's figures for a file of predictions.

    Args:
        task: The benchmark.
        predictions: A file in the task's format.
        gold: The gold file, the developers' where none is given.
        whole: Whether documents without a line of predictions count as empty; else gold is cut to those predicted.
        extra: Further arguments of the scorer.

    Raises:
        ScorerFailed: The scorer turned a file down.
    """
    gold = gold or gold_file(task)
    with tempfile.TemporaryDirectory() as folder:
        if not whole:
            gold = _cut(gold, predictions, Path(folder) / "gold.jsonl")
        return _run(task, gold, predictions, extra)


def _cut(gold: Path, predictions: Path, target: Path) -> Path:
    """The gold of the documents that are predicted."""
    predicted = {name for line in json_lines(predictions) for name in names(line)}
    kept = (line for line in json_lines(gold) if predicted.intersection(names(line)))
    write_lines(target, kept)
    return target


def names(line: dict[str, Any]) -> list[str]:
    """The ids of the documents that a line is about."""
    return list(line["docs"]) if "docs" in line else [line["id"]]


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> int:
    """Write one JSON object a line, and return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


def _run(task: Task, gold: Path, predictions: Path, extra: tuple[str, ...]) -> dict[str, Any]:
    scorer = shared() / "bench" / task.folder / "score.py"
    command = [sys.executable, str(scorer), *task.scorer, str(gold), str(predictions), *extra, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ScorerFailed(f"{task.name}: {(done.stderr or done.stdout).strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rows(scores: dict[str, Any], prefix: str = "") -> list[tuple[str, dict[str, float]]]:
    """The scorer's figures as rows of a table, nested names joined."""
    found: list[tuple[str, dict[str, float]]] = []
    for name, value in scores.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            found.extend(rows(value, f"{prefix}{name}: "))
        elif isinstance(value, dict):
            found.append((prefix + name, {key: figure for key, figure in value.items() if isinstance(figure, int | float)}))
    return found


def table(scores: dict[str, Any]) -> str:
    """The scorer's figures as plain text."""
    lines = []
    for name, figures in rows(scores):
        cells = [f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()]
        lines.append(f"{name:28} " + "  ".join(cells))
    return "\n".join(lines)
