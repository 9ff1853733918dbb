"""The clause of a verb that ascribes: source, cue, and how it is set off from the rest of the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.saying.draft import Draft, Reading
from reportedly.extract.saying.spans import SUBJECT, hull, phrase
from reportedly.model.mentions import Span
from reportedly.ontology.cues import Cue
from reportedly.syntax.tree import Token

DIVIDING = frozenset({",", "–", "—", "-", "--", '"', "”", "''"})


@dataclass(frozen=True, slots=True)
class CueClause:
    """A verb of the lexicon as it stands in a text.

    Attributes:
        reading: The text.
        verb: The verb.
        cue: Its entry.
        words: The verb with its auxiliaries, negation and particle.
        source: Spans of who says it, empty where nobody is named.
        source_token: Head of the source, -1 where there is none.
    """

    reading: Reading
    verb: Token
    cue: Cue
    words: tuple[Token, ...]
    source: tuple[Span, ...]
    source_token: int

    @property
    def end(self) -> Token:
        """The last token of the cue."""
        return self.words[-1]

    @property
    def opening(self) -> Token:
        """The first token of the clause: of the source where it stands before the cue, else of the cue."""
        first = self.words[0]
        if self.source and self.source[0][0] < first.start:
            token = self.reading.parsed.token_at(self.source[0][0])
            if token is not None and token.sent == self.verb.sent and self.reading.quoted(token) is self.reading.quoted(first):
                return token
        return first

    @property
    def set_off(self) -> bool:
        """Whether a comma, dash or quotation mark of the same sentence stands before the clause."""
        first = self.opening.i
        before = self.reading.parsed.tokens[first - 1] if first > 0 else None
        return before is not None and before.text in DIVIDING and before.sent == self.verb.sent

    @property
    def has_clause_behind(self) -> bool:
        """Whether the verb governs a clause that follows it."""
        return any(child.dep == "ccomp" and child.i > self.verb.i for child in self.verb.children)

    def inverted(self) -> tuple[tuple[Span, ...], int]:
        """The source, or the noun behind the verb that the parser took for an object: "...", said Petrov."""
        if self.source:
            return self.source, self.source_token
        for child in self.verb.children:
            if child.i > self.verb.i and child.dep in {"dobj", "attr", "oprd", "npadvmod"} and child.pos in {"PROPN", "NOUN", "PRON"}:
                return (hull(phrase(child, self.verb)),), child.i
        return (), -1

    def _is_nobodys(self) -> bool:
        """Read "no group has claimed the attack", "nobody said who had fired"."""
        if self.source_token < 0:
            return False
        head = self.reading.parsed.tokens[self.source_token]
        determiner = head.child("det")
        return head.lower in {"nobody", "none", "neither"} or (determiner is not None and determiner.lower in {"no", "neither"})

    def last_index(self) -> int:
        """Index of the last token of cue and subject."""
        return max(self.end.i, max((child.i for child in self.verb.children if child.dep in SUBJECT), default=0))

    def draft(
        self,
        content: tuple[Span, ...],
        form: str,
        rule: str,
        *,
        words: tuple[Token, ...] | None = None,
        said_by: tuple[tuple[Span, ...], int] | None = None,
    ) -> Draft | None:
        """The finding, if there is content; a colon between cue and content belongs to the cue."""
        if not content or self._is_nobodys():
            return None
        start, end = hull(list(words or self.words))
        if content[0][0] - end <= 3:
            end = next((child.end for child in self.verb.each("punct") if child.text == ":" and child.start == end), end)
        source, token = said_by if said_by is not None else (self.source, self.source_token)
        return Draft(source, token, ((start, end),), self.verb, content, self.cue.class_of(form), rule)
