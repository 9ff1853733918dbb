"""Names of places, with the places that they mean."""

from __future__ import annotations

from reportedly.model.place import Toponym
from reportedly.syntax.tree import ParsedText


def find_places(parsed: ParsedText, outlet: str | None = None) -> tuple[Toponym, ...]:
    """All toponyms in the text, in order."""
    return ()
