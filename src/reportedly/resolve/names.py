"""Fullest names in place of pronouns and short names.

The words of a span are kept; a mention in it that the text elsewhere names in full is replaced by that name. A mention
that already has all words of the name stays as it is, with its modifiers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.model.mentions import ActorMention
from reportedly.syntax.tree import ParsedText

POSSESSIVE = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class NameBook:
    """The names of one text.

    Attributes:
        text: The canonical text.
        mentions: Mentions in order, none within another.
        starts: Their first characters.
        by_token: Fullest name by the head token of a mention.
    """

    text: str
    mentions: tuple[ActorMention, ...]
    starts: tuple[int, ...]
    by_token: dict[int, ActorMention]

    def name_of(self, start: int, end: int) -> str:
        """The words of the span, pronouns and short names replaced by the fullest name."""
        parts: list[str] = []
        at = start
        for mention in self.mentions[bisect_left(self.starts, start) :]:
            if mention.start >= end:
                break
            if mention.start < at or (mention.end > end and not _is_cut(mention, start)):
                continue
            parts.append(self.text[at : mention.start])
            parts.append(self._named(mention))
            at = min(mention.end, end)
        parts.append(self.text[at:end])
        return " ".join("".join(parts).split())

    def mention_at(self, token: int) -> ActorMention | None:
        """The mention that a token heads."""
        return self.by_token.get(token)

    def _named(self, mention: ActorMention) -> str:
        words = self.text[mention.start : mention.end]
        if mention.kind == "group" and not mention.pronoun:
            return words
        if mention.kind == "organisation" and mention.name.lower() in words.lower():
            return words
        if mention.pronoun:
            return f"{mention.name}'s" if words.lower() in POSSESSIVE else mention.name
        return mention.name


def _is_cut(mention: ActorMention, start: int) -> bool:
    """Whether a span that ends within a mention holds what the name stands behind: "the separatist group" of "the separatist group X"."""
    return mention.start == start and mention.kind == "organisation" and not mention.pronoun


def name_book(parsed: ParsedText, actors: tuple[ActorMention, ...]) -> NameBook:
    """The names of a text, from the mentions of its actors."""
    widest: list[ActorMention] = []
    for mention in sorted(actors, key=lambda item: (item.start, -item.end)):
        if not widest or mention.start >= widest[-1].end:
            widest.append(mention)
    return NameBook(parsed.text, tuple(widest), tuple(mention.start for mention in widest), {mention.token: mention for mention in actors})
