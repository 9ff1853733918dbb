"""Mentions of people in office or speaking, of organisations and groups, chained within the text."""

from __future__ import annotations

from reportedly.model.mentions import ActorMention
from reportedly.model.place import Toponym
from reportedly.syntax.tree import ParsedText


def find_actors(parsed: ParsedText, places: tuple[Toponym, ...]) -> tuple[ActorMention, ...]:
    """All mentions of actors in the text, in order, pronouns and short names chained to the fullest name."""
    return ()
