"""What files are filled with: texts, in some encoding, with dates and addresses of every kind."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from fuzz.odd import odd
from fuzz.texts import text

File = tuple[str, bytes]  # name and content
Maker = Callable[[Random], File]
ENCODINGS = odd("encodings")
CHARSETS = (*ENCODINGS, *odd("charsets"))
DATES = odd("dates")
ADDRESSES = odd("addresses")
FIELDS = odd("fields")


def words(chance: Random) -> str:
    """A text that some file may hold."""
    return text(chance.randrange(1_000_000), (1, 1, 2)).encode("utf-8", "replace").decode("utf-8")


def encoded(words: str, chance: Random) -> bytes:
    """A text in some encoding."""
    return words.encode(chance.choice(ENCODINGS), "replace")


def escaped(words: str) -> str:
    """A text within markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def value(key: str, chance: Random) -> str:
    """A value of a field."""
    if key in {"date", "published"}:
        return chance.choice(DATES)
    return chance.choice(ADDRESSES) if key in {"url", "link"} else words(chance)
