"""Plain text, as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.intake.html import site_of
from reportedly.intake.item import Inner, Item
from reportedly.intake.received import Received
from reportedly.intake.text import read_text


def read(item: Item, _inner: Inner) -> Iterator[Received]:
    """The text, in the encoding that it was sent in."""
    yield replace(
        read_text(item.content(), item.charset), outlet=site_of(item.url), url=item.url, retrieved=item.retrieved, file_name=item.name
    )
