"""The commands that keep a ledger: figures, ledger, changes, explain, review, decide, undo, verify."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.problem import BadData, Misuse
from reportedly.cli.screen import complain, show, show_json, show_table

if TYPE_CHECKING:
    from reportedly.reconcile.positions import Policy
    from reportedly.run.ledger import LedgerFile
    from reportedly.run.views import Asked

DEFAULT = "ledger.sqlite"
SHOWN = 100  # figures that are shown, if not told otherwise

LedgerPath = Annotated[
    str,
    typer.Option("--ledger", metavar="FILE|URL", help="The ledger: a file, or postgresql://...", envvar="REPORTEDLY_LEDGER"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="What was known then, by time of publication. A day means its end.")
]
Recorded = Annotated[
    str | None, typer.Option("--recorded-as-of", metavar="DATE", help="What the ledger had taken in by then. A day means its end.")
]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.")]
Measure = Annotated[str | None, typer.Option(metavar="NAME", help="Such as killed, injured, detained.")]
PlaceName = Annotated[str | None, typer.Option(metavar="NAME", help="A place, or the code of a country.")]
SourceName = Annotated[str | None, typer.Option(metavar="NAME", help="A source or an outlet.")]
SituationName = Annotated[str | None, typer.Option(metavar="ID|WORDS", help="A situation, by its id or words of its title.")]
StatusName = Annotated[str | None, typer.Option(metavar="STATUS", help="asserted, alleged, estimated, preliminary, denied, retracted.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published then or later.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier.")]
Standing = Annotated[bool, typer.Option("--standing", help="Only those that count now.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (figures, ledger, changes, explain, review, decide, undo, verify):
        app.command()(command)


def figures(
    ledger: LedgerPath = DEFAULT,
    measure: Measure = None,
    place: PlaceName = None,
    source: SourceName = None,
    status: StatusName = None,
    situation: SituationName = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    recorded_as_of: Recorded = None,
    standing: Standing = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many are shown.")] = SHOWN,
    json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table with commas.")] = False,
) -> None:
    r"""List figures, each with whose word it is, its place in its series, and its words.

    \b
    Examples:
      reportedly figures --measure killed --place Almaty --as-of 2022-01-09T18:00
      reportedly figures --source "Interior Ministry" --standing --csv > ministry.csv
    """
    from reportedly.present.ledger_lines import entry_lines, figure_columns, joined
    from reportedly.run import views

    asked = asked_for(measure, place, source, status, situation, since, until, as_of, recorded_as_of, standing)
    with opened(ledger) as file:
        if json:
            show_json(views.figures_json(file, asked))
            return
        found, count = views.figures(file, asked, None if csv else limit)
    if csv:
        show_table([figure_columns(each.entry, each.series) for each in found])
        return
    show(joined(entry_lines(each.entry) for each in found))
    if count > len(found):
        complain(f"{len(found):,} of {many(count, 'figure')}; ask for more with --limit, or for fewer with --measure, --place, --source")
    elif not found:
        complain("no figure is as asked; ask for less, or see all with: reportedly figures")


def ledger(
    ledger: LedgerPath = DEFAULT,
    as_of: AsOf = None,
    recorded_as_of: Recorded = None,
    policy: Annotated[str, typer.Option(metavar="NAME", help="range, conservative, estimates, or ranked.")] = "range",
    rank: Annotated[list[str] | None, typer.Option(metavar="SOURCE", help="For ranked: sources, the first first.")] = None,
    json: AsJson = False,
) -> None:
    """Show what stands: situations, and in each what its series amount to."""
    from reportedly.present.ledger_lines import joined, situation_lines
    from reportedly.run import views

    asked, chosen = asked_for(as_of=as_of, recorded_as_of=recorded_as_of), _policy(policy, rank)
    with opened(ledger) as file:
        if json:
            show_json(views.ledger_json(file, asked, chosen))
        else:
            show(joined(situation_lines(situation) for situation in views.heads(file, asked, chosen)))


def changes(
    ledger: LedgerPath = DEFAULT,
    since: Since = None,
    until: Until = None,
    measure: Measure = None,
    place: PlaceName = None,
    source: SourceName = None,
    situation: SituationName = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Show what rose, fell, was disputed or withdrawn, and by whom."""
    from reportedly.model.codec import dumps
    from reportedly.present.ledger_lines import entry_lines, joined
    from reportedly.run import views

    asked = asked_for(measure, place, source, None, situation, since, until, as_of)
    with opened(ledger) as file:
        found = views.changes(file, asked)
    if json:
        show_json(dumps([each.entry for each in found]))
    else:
        show(joined(entry_lines(each.entry, full=True) for each in found))


def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="A figure, or a series.")],
    ledger: LedgerPath = DEFAULT,
    json: AsJson = False,
) -> None:
    """Show a figure's whole history: each step with its words, report and rule, and the series that were not chosen."""
    from reportedly.model.codec import dumps
    from reportedly.present.ledger_lines import explained_lines
    from reportedly.run import views

    with opened(ledger) as file:
        explained = views.explain(file, id)
    if json:
        show_json(dumps(explained))
    else:
        series = explained.found.series
        show(explained_lines(series, explained.found.situation, explained.history, explained.others, explained.decisions))


def review(ledger: LedgerPath = DEFAULT, json: AsJson = False) -> None:
    """Show what a person should look at: what is contested, taken back, doubtful."""
    from reportedly.model.codec import dumps
    from reportedly.present.ledger_lines import review_lines
    from reportedly.run import views

    with opened(ledger) as file:
        queue = views.review(file)
    if json:
        show_json(dumps(queue))
    else:
        for each in queue:
            show(review_lines(each.why, each.found.entry))


def decide(
    kind: Annotated[str, typer.Argument(metavar="accept|reject|correct|merge|split|pin|name", help="What is decided.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="A figure; for situations also a report.")],
    by: By,
    why: Why,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VALUE...]", help="correct: number=16 ...; merge: the ID to merge with; pin: best=16; name: the name."),
    ] = None,
    ledger: LedgerPath = DEFAULT,
) -> None:
    r"""Decide about a figure, a series or a situation. Decisions are kept for good; `undo` takes them back.

    \b
    Examples:
      reportedly decide reject f-0123456789ab --by "A. Reader" --why "another crisis"
      reportedly decide correct f-0123456789ab number=16 --by "A. Reader" --why "misread"
      reportedly decide merge f-0123456789ab f-ba9876543210 --by "A. Reader" --why "one count"
    """
    from reportedly.run.deciding import decide_on

    with opened(ledger) as file:
        decision = decide_on(file, kind, id, values or [], by, why, now())
    print(decision.id)


def undo(
    id: Annotated[str, typer.Argument(metavar="DECISION", help="The decision to take back.")],
    by: By,
    why: Why,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Take a decision back: the ledger is as if it had not been made, and both are kept."""
    from reportedly.run.deciding import decide_on

    with opened(ledger) as file:
        decision = decide_on(file, "undo", id, [], by, why, now())
    print(decision.id)


def verify(
    bundle: Annotated[Path | None, typer.Argument(metavar="[BUNDLE]", help="An evidence bundle, rather than a ledger.")] = None,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Read every quote again at its place, check hashes and decisions, and that positions follow from entries."""
    if bundle is not None:
        from reportedly.cli.export import verify_bundle

        verify_bundle(bundle)
        return
    from reportedly.run.verify import verify as check

    with opened(ledger) as file:
        checked = check(file)
    print(
        f"{many(checked.quotes, 'quote')} in {many(checked.reports, 'report')} stand where they should; "
        f"{many(checked.series, 'position')} follow from {many(checked.entries, 'entry', 'entries')}; "
        f"{many(checked.decisions, 'decision')} in an unbroken chain: {file.where}"
    )


@contextmanager
def opened(path: str, *, create: bool = False) -> Iterator[LedgerFile]:
    """The ledger at a path; what is wrong with it is told as the user's."""
    from reportedly.run.ledger import LedgerFile
    from reportedly.store.errors import LedgerProblem

    try:
        with LedgerFile(path, create=create) as file:
            yield file
    except LedgerProblem as problem:
        raise BadData(str(problem)) from problem


def asked_for(
    measure: str | None = None,
    place: str | None = None,
    source: str | None = None,
    status: str | None = None,
    situation: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    recorded_as_of: str | None = None,
    standing: bool = False,
) -> Asked:
    """What is asked for, its dates checked."""
    from reportedly.run.views import Asked

    for stamp, option in ((since, "--since"), (until, "--until"), (as_of, "--as-of"), (recorded_as_of, "--recorded-as-of")):
        check_date(stamp, option)
    return Asked(measure, place, source, status, situation, since, until, as_of, recorded_as_of, standing)


def _policy(name: str, rank: list[str] | None) -> Policy:
    from reportedly.reconcile.positions import POLICIES, by_rank

    if name == "ranked":
        if not rank:
            raise Misuse("the policy ranked was asked for; no source was named; name them with --rank, the first first")
        return by_rank(rank)
    if name not in POLICIES:
        raise Misuse(f"a policy was asked for as {name!r}; there are {', '.join([*POLICIES, 'ranked'])}")
    return POLICIES[name]


def check_date(stamp: str | None, option: str) -> None:
    """A date that was given as an option, or a complaint."""
    try:
        datetime.fromisoformat(stamp or "2022-01-09")
    except ValueError as error:
        known = "ISO 8601 is read, such as 2022-01-09 or 2022-01-09T18:00+06:00"
        raise Misuse(f"a date was given to {option} as {stamp!r}; {known}") from error


def now() -> str:
    """The clock, read here and nowhere else."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def many(number: int, word: str, plural: str | None = None) -> str:
    """A number of things, as it is told."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
