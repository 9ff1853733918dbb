"""Stub."""

from __future__ import annotations


def write(day: str, sample: int | None, half: str | None, speed: list[str]) -> str:
    """The page."""
    return ""
