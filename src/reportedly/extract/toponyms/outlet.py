"""Where an outlet is at home, as far as its web domain tells: `parisbeacon.com` has a Paris in it, `.ge` is Georgia's.

The name of a town is what is left of the domain when words that newspapers bear are cut off; which town of that name, the text
itself must tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.gazetteer.lookup import PlaceRow, candidates, country
from reportedly.ontology.load import load

SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Home:
    """What a domain tells.

    Attributes:
        country: ISO code by its ending, null where that is generic.
        rows: Places whose name stands in it.
    """

    country: str | None
    rows: tuple[PlaceRow, ...]

    @property
    def ids(self) -> frozenset[int]:
        """Their GeoNames ids."""
        return _ids(self.rows)


@lru_cache(maxsize=1024)
def _ids(rows: tuple[PlaceRow, ...]) -> frozenset[int]:
    return frozenset(row.id for row in rows if row.id is not None)


@lru_cache(maxsize=1024)
def home(outlet: str | None) -> Home:
    """The home of an outlet, given its domain or any other name."""
    if not outlet or "." not in outlet or " " in outlet.strip():
        return Home(None, ())
    labels = outlet.strip().lower().removeprefix("www.").split("/")[0].split(".")
    data = load("places")
    ending = labels[-1]
    code = None if ending in data["generic endings"] else data["domain endings"].get(ending, ending.upper())
    if code is not None and country(code) is None:
        code = None
    names = [label for label in labels[:-1] if label not in {"co", "com", "org", "net", "ac", "gov"}]
    rows = tuple(row for label in names for row in _towns(label))
    return Home(code, rows)


def _towns(label: str) -> tuple[PlaceRow, ...]:
    words = sorted(load("places")["newspaper words"], key=lambda word: (-len(word), word))
    for part in (label, *label.split("-")):
        for name in _cut(part, tuple(words)):
            if len(name) >= SHORTEST_NAME and name not in words and (rows := candidates(name)):
                return tuple(row for row in rows if row.primary and row.kind == "city")
    return ()


def _cut(label: str, words: tuple[str, ...]) -> list[str]:
    """What is left when newspaper words are cut off either end, most cut first."""
    left = [label.strip("-")]
    for _ in range(3):
        name = left[-1]
        shorter = next(
            (name.removesuffix(word) for word in words if len(word) > 2 and name.endswith(word) and len(name) - len(word) >= SHORTEST_NAME),
            None,
        )
        shorter = shorter or next(
            (
                name.removeprefix(word)
                for word in words
                if len(word) > 1 and name.startswith(word) and len(name) - len(word) >= SHORTEST_NAME
            ),
            None,
        )
        if shorter is None:
            break
        left.append(shorter.strip("-"))
    return left[::-1]
