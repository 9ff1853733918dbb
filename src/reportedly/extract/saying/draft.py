"""What the rules of attribution share: the text being read, and a finding in terms of tokens and offsets."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.saying.quotation import Quotation, Quotations
from reportedly.model.attribution import Polarity
from reportedly.model.mentions import Span
from reportedly.ontology.cues import CueLexicon
from reportedly.syntax.tree import ParsedText, Token

# Acts that form a chain when they stand in the content of another: "Reuters reported that the ministry denied ..."
SPOKEN = frozenset({"say", "tell", "deny", "allege", "estimate", "retract", "warn"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its quotations and the words that ascribe.

    Attributes:
        parsed: The text.
        quotations: What stands between quotation marks.
        lexicon: The cues.
    """

    parsed: ParsedText
    quotations: Quotations
    lexicon: CueLexicon

    def quoted(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in."""
        return self.quotations.at(token.start)


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution as a rule found it.

    Attributes:
        source: Spans of the source, empty where nobody is named.
        source_token: Token that the source is about, -1 where there is none.
        cue: Spans of the cue.
        cue_token: Its head.
        content: Spans of the content, in order.
        act: Class of the cue ("say", "deny", "want", ...).
        rule: How it was found.
        polarity: What the cue says of the content; None to take it from the class.
    """

    source: tuple[Span, ...]
    source_token: int
    cue: tuple[Span, ...]
    cue_token: Token
    content: tuple[Span, ...]
    act: str
    rule: str
    polarity: Polarity | None = None
