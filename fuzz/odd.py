"""The odd things of `oddities.yaml`, by the names of their lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def odd(name: str) -> tuple[str, ...]:
    """A list."""
    return tuple(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("oddities.yaml").read_text("utf-8"))
    return found
