"""The tasks, each with its data, its scorer's arguments and its adapter. The one table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import reportedly
from bench import displacement, spans
from bench.documents import Document, Half, chosen, documents
from bench.muc import templates
from reportedly.model.record import Record
from reportedly.reader.weights import is_installed

Adapter = Callable[[Document, Record], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark.

    Attributes:
        name: As on the command line.
        folder: Its folder below `bench/` of the shared data.
        gold: Its gold file below `dev/`.
        scorer: Arguments of its scorer before the files.
        adapter: From a document and its record to a line of predictions; null for tasks over many documents at once.
        headline: Where the headline score stands in the scorer's JSON, for tables and floors.
        violence: Whether it asks the learned reader, where that is installed.
    """

    name: str
    folder: str
    gold: str
    scorer: tuple[str, ...]
    adapter: Adapter | None
    headline: tuple[str, ...]
    violence: bool = False


TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task("muc", "muc", "gold.jsonl", ("full",), templates.full, ("ALL TEMPLATES",), violence=True),
        Task("muc-five", "muc", "gold5.jsonl", ("five",), templates.five, ("all",), violence=True),
        Task("attribution", "attribution", "gold.jsonl", (), spans.attribution, ("attribution",)),
        Task("dates", "dates", "gold.jsonl", (), spans.dates, ("date and time", "value")),
        Task("places", "places", "gold.jsonl", (), spans.places, ("end to end",)),
        Task("figures", "figures", "gold.jsonl", (), displacement.figures, ("value, measure, unit",)),
        Task("incidents", "incidents", "gold.jsonl", (), None, ("all three exact",)),
    )
}


def read(document: Document, violence: bool = False) -> Record:
    """The record of a document, as any user of the package gets it; with the learned reader, where it is asked for and installed."""
    return reportedly.read(
        document.text,
        published=document.published,
        outlet=document.outlet,
        title=document.title,
        external_id=document.id,
        violence=violence and is_installed(),
    )


@lru_cache(maxsize=1)  # two tasks on the same texts follow each other
def records(path: Path, sample: int | None = None, half: Half | None = None, violence: bool = False) -> tuple[tuple[Document, Record], ...]:
    """The documents of a task's file, or of a part of it, each with its record."""
    return tuple((document, read(document, violence)) for document in chosen(documents(path), sample, half))


def predict(task: Task, items: Sequence[Document]) -> Iterator[dict[str, Any]]:
    """A line of predictions for each document.

    Raises:
        ValueError: The task is over many documents at once.
    """
    if task.adapter is None:
        raise ValueError(f"{task.name} is predicted over all documents at once, by bench.incidents")
    for document in items:
        yield task.adapter(document, read(document, task.violence))
