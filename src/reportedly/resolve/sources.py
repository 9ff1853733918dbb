"""Attributions with their sources settled."""

from __future__ import annotations

from reportedly.model.attribution import Attribution
from reportedly.model.mentions import ActorMention, AttributionMention
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression
from reportedly.syntax.tree import ParsedText


def settle_sources(
    parsed: ParsedText,
    mentions: tuple[AttributionMention, ...],
    actors: tuple[ActorMention, ...],
    times: tuple[TimeExpression, ...],
    report: Report,
) -> tuple[Attribution, ...]:
    """The attributions of the record, in the order of their mentions."""
    del parsed, mentions, actors, times, report
    return ()
