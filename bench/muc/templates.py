"""Stub."""

from __future__ import annotations

from typing import Any

from bench.documents import Document
from reportedly.model.record import Record


def full(document: Document, record: Record) -> dict[str, Any]:
    """All slots."""
    return {"id": document.id, "templates": []}


def five(document: Document, record: Record) -> dict[str, Any]:
    """Five slots."""
    return {"id": document.id, "templates": []}
