"""An event as a report tells it: what timeline and map draw."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.event import Event


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event as a report tells it.

    Attributes:
        event: The event.
        report: Id that the report came with.
        outlet: Who published it.
        published: When.
        source: By whose word; null where the report names nobody.
    """

    event: Event
    report: str
    outlet: str | None
    published: str | None
    source: str | None

    @property
    def what(self) -> str:
        """The kind of event, with how far it got and how sure it is: `arson`, `deployment, planned`, `attack, alleged`."""
        event = self.event
        marks = [each for each in (event.stage, event.status) if each not in ("accomplished", "asserted")]
        return ", ".join([(event.form or event.type).replace("_", " "), *marks])
