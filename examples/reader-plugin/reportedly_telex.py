"""A reader of another package, as an example: telex messages, whose first line is a number and no part of the text."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.intake.item import Inner, Item
from reportedly.intake.readers import Reader
from reportedly.intake.received import Received
from reportedly.intake.text import read_text

READER = Reader("telex", "reportedly_telex:read", (".telex",), gives="the message without its number", origin="reportedly_telex")


def read(item: Item, _inner: Inner) -> Iterator[Received]:
    """The message."""
    whole = read_text(item.content()).text
    yield Received(whole.partition("\n")[2], url=item.url)
