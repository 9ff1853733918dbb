"""A quantity and what surrounds it: what the rules of `noncounts` and `numbers_of_time` look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.extract.numerals import Atom
from reportedly.extract.quantities import Quantity
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at.

    Attributes:
        parsed: The parsed text.
        atoms: Its atoms.
        found: The quantity.
        token: The token of its numeral's first word; null in an unparsed text.
        turned_down: Why and up to which position the last number was turned down, before this one.
    """

    parsed: ParsedText
    atoms: Sequence[Atom]
    found: Quantity
    token: Token | None
    turned_down: tuple[str, int]

    def at(self, i: int) -> str:
        """The atom at a position, lower case; "" outside the text."""
        return self.atoms[i].lower if 0 <= i < len(self.atoms) else ""

    def raw(self, i: int) -> str:
        """The atom at a position, as written."""
        return self.parsed.text[self.atoms[i].start : self.atoms[i].end] if 0 <= i < len(self.atoms) else ""

    def touches(self, i: int) -> bool:
        """Whether no space stands between the atoms i-1 and i."""
        return 0 < i < len(self.atoms) and self.atoms[i - 1].end == self.atoms[i].start

    @property
    def head_follows(self) -> bool:
        """Whether the parse hangs the number on a noun behind it."""
        token = self.token
        while token is not None and token.head.i > token.i and token.head.pos in {"NUM", "SYM"}:
            token = token.head
        return token is not None and token.head.i > token.i and token.head.pos in {"NOUN", "PROPN", "ADJ"}

    @property
    def digits(self) -> str:
        """The numeral, where it is one run of digits."""
        return self.at(self.found.core) if self.atoms[self.found.core].kind == "d" and self.found.after == self.found.core + 1 else ""


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `ontology/numbers.yaml`."""
    return frozenset(load("numbers")[name])


def follows(context: Context, reason: str) -> bool:
    """Whether the number is coordinated with one that was turned down for that reason: "January 6, 7 and 8"."""
    why, end = context.turned_down
    return why == reason and end == context.found.first - 1 and context.at(end) in {"and", ",", "to", "or"}
