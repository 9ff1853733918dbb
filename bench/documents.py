"""Documents of the tasks, whole or in fixed parts.

A sample is chosen by the hash of the ids, so that it is the same in every run and on every machine; half A is for
developing, half B for reporting. Both depend on nothing but the id.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Half = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a task.

    Attributes:
        id: Its id in the task.
        text: The text; offsets of predictions count its characters.
        published: ISO date of publication, null where the task gives none.
        outlet: Who published it, null where the task gives none.
        title: Its headline, null where the task gives none.
        corpus: The part of the task that it comes from, "" where there is one only.
    """

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    corpus: str = ""


def shared() -> Path:
    """The folder with gold and benchmarks: REPORTEDLY_SHARED, or `shared` beside the repository."""
    return Path(os.environ.get("REPORTEDLY_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line.

    Raises:
        ValueError: A line holds something else; the message names it.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                item = json.loads(line)
                if not isinstance(item, dict):
                    raise ValueError(f"{path}, line {number}: a JSON object was expected, found {type(item).__name__}")
                yield item


def documents(path: Path) -> list[Document]:
    """The documents of a task's file, in its order."""
    return [
        Document(
            id=item["id"],
            text=item["text"],
            published=item.get("date") or item.get("dct") or item.get("dateline_date"),
            outlet=item.get("outlet") or item.get("publisher"),
            title=item.get("title"),
            corpus=item.get("corpus", ""),
        )
        for item in json_lines(path)
    ]


def position(identifier: str) -> int:
    """A number that depends on the id alone, spread evenly."""
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:12], 16)


def in_half(identifier: str, half: Half | None) -> bool:
    """Whether an id belongs to a half; to both where none is asked for."""
    return half is None or "AB"[position(identifier) % 2] == half


def chosen_ids(ids: Iterable[str], sample: int | None = None, half: Half | None = None) -> frozenset[str]:
    """The ids of a half, and of those the sample."""
    kept = sorted((name for name in ids if in_half(name, half)), key=lambda name: position(f"sample {name}"))
    return frozenset(kept[:sample])


def chosen(items: Iterable[Document], sample: int | None = None, half: Half | None = None) -> list[Document]:
    """The documents of a half, and of those the sample, in their order."""
    items = list(items)
    ids = chosen_ids((item.id for item in items), sample, half)
    return [item for item in items if item.id in ids]


def digest(path: Path) -> str:
    """The first 12 hexadecimal digits of a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
