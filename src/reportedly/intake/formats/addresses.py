"""A list of web addresses, one a line: the pages, fetched one after another. Lines that begin with # are passed over."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.intake.fetching import followed
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.text import decode


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """What stands at the addresses."""
    text, _ = decode(item.content(item.limits.feed, "a list of addresses"))
    lines = [line.strip() for line in text.splitlines()]
    yield from followed([line for line in lines if line and not line.startswith("#")], item, inner)
