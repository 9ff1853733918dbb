"""By whose word: the source of a figure or event, with the chain through which it came."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.model.attribution import Attribution

THE_REPORT = "the report itself"
NOT_NAMED = "source not named"


def say_source(attribution: str | None, attributions: Mapping[str, Attribution]) -> str:
    """Who says it: the nearest source first, then those through which it came.

    Args:
        attribution: Id of the attribution whose content it is, or null.
        attributions: All of the record, by id.
    """
    names: list[str] = []
    seen: set[str] = set()
    while attribution is not None and attribution in attributions and attribution not in seen:
        seen.add(attribution)
        said = attributions[attribution]
        names.append(said.source or said.role or "")
        attribution = said.via
    if not seen:
        return THE_REPORT
    named = [name for name in names if name]
    if not named:
        return NOT_NAMED
    return named[0] + "".join(f", via {name}" for name in named[1:])
