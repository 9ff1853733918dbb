"""Stub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.documents import Document


def predict(items: Sequence[Document], grouping: Path | None = None) -> Iterator[dict[str, Any]]:
    """Incidents."""
    yield from ()
