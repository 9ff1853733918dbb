"""Actors of the record, from their mentions."""

from __future__ import annotations

from reportedly.model.actor import Actor
from reportedly.model.attribution import Attribution
from reportedly.model.mentions import ActorMention
from reportedly.model.place import Toponym
from reportedly.syntax.tree import ParsedText


def settle_actors(
    parsed: ParsedText, mentions: tuple[ActorMention, ...], attributions: tuple[Attribution, ...], places: tuple[Toponym, ...]
) -> tuple[Actor, ...]:
    """The actors of the record."""
    del parsed, mentions, attributions, places
    return ()
