"""The command that looks for words: `reportedly search`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger import (
    DEFAULT,
    AsJson,
    AsOf,
    LedgerPath,
    Measure,
    PlaceName,
    Recorded,
    Since,
    SituationName,
    SourceName,
    StatusName,
    Until,
    asked_for,
    opened,
)
from reportedly.cli.problem import Misuse
from reportedly.cli.screen import complain, show, show_json, show_table

if TYPE_CHECKING:
    from reportedly.model.search import Kind

MONTH = re.compile(r"\d{4}-\d{2}")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(search)


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS...", help='All of them must be there; "a phrase" as it stands.')
    ] = None,
    ledger: LedgerPath = DEFAULT,
    kind: Annotated[str, typer.Option("--in", metavar="KIND", help="figures, statements or reports.")] = "figures",
    measure: Measure = None,
    place: PlaceName = None,
    source: SourceName = None,
    status: StatusName = None,
    situation: SituationName = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Published in this month, 2022-01.")] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    recorded_as_of: Recorded = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the best.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many are shown.")] = 20,
    page: Annotated[int, typer.Option(min=1, metavar="N", help="Which page of so many.")] = 1,
    json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table with commas.")] = False,
) -> None:
    r"""Find words in figures, statements or whole reports, and say by what the results can be divided.

    \b
    Examples:
      reportedly search detained border --ledger crisis.sqlite
      reportedly search '"police vehicles"' --in reports --newest
    """
    from reportedly.model.codec import dumps
    from reportedly.present.search_lines import facet_lines, hit_columns, hit_lines
    from reportedly.run.search import Sought
    from reportedly.run.search import search as find

    asked = asked_for(measure, place, source, status, situation, since, until, as_of, recorded_as_of)
    if month is not None and not MONTH.fullmatch(month):
        raise Misuse(f"a month was given as {month!r}; it is written as 2022-01")
    sought = Sought(" ".join(words or ()), _kind(kind), month, "newest" if newest else "best", limit, (page - 1) * limit)
    with opened(ledger) as file:
        found = find(file, sought, asked)
    if json:
        show_json(dumps(found))
    elif csv:
        show_table([hit_columns(hit) for hit in found.hits])
    else:
        for hit in found.hits:
            show(hit_lines(hit))
        show(facet_lines(found.facets))
    _say_how_many(found.count, len(found.hits), sought.offset, {name: count for name, count in found.counts.items() if name != sought.kind})


def _kind(name: str) -> Kind:
    kinds: dict[str, Kind] = {"figures": "figure", "statements": "statement", "reports": "report"}
    if name not in kinds:
        raise Misuse(f"a search was asked for in {name!r}; there are {', '.join(kinds)}")
    return kinds[name]


def _say_how_many(count: int, shown: int, offset: int, others: dict[Kind, int]) -> None:
    elsewhere = "; ".join(f"{number:,} in {name}s (--in {name}s)" for name, number in others.items() if number)
    what = f"results {offset + 1:,} to {offset + shown:,} of {count:,}" if shown else f"nothing on this page of {count:,} results"
    complain("; ".join(filter(None, (what if count else "nothing is found", elsewhere))))
