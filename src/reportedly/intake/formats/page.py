"""A web page: its article, and what it says of itself (`intake/html.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.intake.html import read_html
from reportedly.intake.item import Inner, Item
from reportedly.intake.received import Received


def read(item: Item, _inner: Inner) -> Iterator[Received]:
    """The article."""
    yield replace(read_html(item.content(), item.url, item.charset), retrieved=item.retrieved, file_name=item.name)
