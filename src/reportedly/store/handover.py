"""What a ledger hands over beside its records and decisions: when each report was taken in, and what was refused."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.store.schema import INTAKE, REFUSED

Refusal = tuple[str, str, str, str]


def intake_times(connection: Connection) -> dict[str, str]:
    """For each report, when it was taken in."""
    return {row.report_id: row.taken_in for row in connection.execute(select(INTAKE.c.report_id, INTAKE.c.taken_in))}


def refusals(connection: Connection) -> tuple[Refusal, ...]:
    """What could not be read as a report: origin, content, code, message."""
    columns = (REFUSED.c.origin, REFUSED.c.content, REFUSED.c.code, REFUSED.c.message)
    return tuple(sorted((each[0], each[1], each[2], each[3]) for each in connection.execute(select(*columns))))
