"""What happened, was tried, planned or threatened."""

from __future__ import annotations

from reportedly.model.mentions import EventMention
from reportedly.syntax.tree import ParsedText


def find_events(parsed: ParsedText) -> tuple[EventMention, ...]:
    """All events in the text, in order of their triggers."""
    return ()
