"""Reportedly reads crisis reports and keeps a ledger of the figures and events in them.

>>> import reportedly
>>> record = reportedly.read("Police said 12 people were injured in Almaty on Friday.", published="2022-01-09")
>>> [(figure.number, figure.measure) for figure in record.figures]
[(12, 'injured')]

Importing the package loads no model; the first `read` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model.record import Record

__version__ = "0.1.0"
__all__ = ["read"]


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    external_id: str | None = None,
    supersedes: str | None = None,
    violence: bool = False,
) -> Record:
    """Read one report and return all that it says.

    Args:
        text: The report, plain text. Offsets in the record count its characters, with CRLF made LF.
        published: ISO 8601 date, or date and time, of publication; without it the text's own first line or dateline is
            asked, and if they are silent, relative dates stay unresolved and an issue says so.
        outlet: Who published it.
        url: Where.
        title: Its headline, if it is not part of the text.
        external_id: The id it has elsewhere.
        supersedes: External id of the report of which this is a new version.
        violence: Whether to ask the learned reader too, for likelihoods of roles and types of violent incidents
            (`record.violence`); needs the extra `reader`.

    Returns:
        The record: figures, events, attributions, dates, places, actors, issues, each with its evidence.

    Raises:
        ValueError: `published` is no ISO 8601 date.
        NoModel: No English parsing model is installed.
        ReaderMissing: `violence` is asked for, and the extra `reader` is not installed.
    """
    from reportedly.intake.received import Received  # noqa: PLC0415 - import stays light until something is read
    from reportedly.run.pipeline import read_received  # noqa: PLC0415

    received = Received(
        text=text.replace("\r\n", "\n"),
        title=title,
        outlet=outlet,
        url=url,
        published=published,
        published_basis="argument" if published else "unknown",
        external_id=external_id,
        supersedes=supersedes,
    )
    return read_received(received, violence)
