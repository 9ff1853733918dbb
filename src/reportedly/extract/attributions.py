"""Who says what: sources, cues and contents."""

from __future__ import annotations

from reportedly.model.mentions import ActorMention, AttributionMention
from reportedly.syntax.tree import ParsedText


def find_attributions(parsed: ParsedText, actors: tuple[ActorMention, ...]) -> tuple[AttributionMention, ...]:
    """All attributions in the text, in order of their cues."""
    return ()
