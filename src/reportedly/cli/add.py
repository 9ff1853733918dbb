"""The command that takes reports into a ledger: `reportedly add`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger import DEFAULT, AsJson, LedgerPath, check_date, many, now, opened
from reportedly.cli.problem import Misuse
from reportedly.cli.screen import show_json

if TYPE_CHECKING:
    from reportedly.run.ledger import Added
    from reportedly.run.ray_engine import RayEngine

PROCESSES, RAY = "processes", "ray"  # who reads
Quiet = Annotated[bool, typer.Option("--quiet", help="Tell errors and the summary alone.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Log to standard error as JSON lines.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch addresses on a private network too.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(add)


def add(
    reports: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help="Files, folders of them, addresses; see: reportedly formats.")
    ],
    ledger: LedgerPath = DEFAULT,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When all of them were published, ISO 8601.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published all of them.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=NAME", help="Which column of a table is text, published, outlet, url, title, id.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read; each takes about 1 GB of memory.")] = 1,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Who reads: processes of this machine, or ray, with the extra of that name.")
    ] = PROCESSES,
    parts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="With ray: what all machines reach; beside the ledger, if left out.")
    ] = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    log_json: LogJson = False,
    json: AsJson = False,
) -> None:
    r"""Take reports into a ledger. Only what is new is read.

    A file is what its content says: text, Markdown, HTML, PDF, JSONL, CSV, Parquet, Excel, RSS, Atom, WARC, WACZ, e-mail, or a ZIP file of
    these. Addresses, lists of addresses and sitemaps are fetched, politely.

    \b
    Examples:
      reportedly add report.txt --outlet "Steppe Wire" --ledger crisis.sqlite
      reportedly add reports.jsonl inbox/ --workers 4 --ledger crisis.sqlite
      reportedly add table.csv --column text=body,published=day --ledger crisis.sqlite
      reportedly add https://news.example/riots --ledger crisis.sqlite
      reportedly add archive.parquet --engine ray --workers 40 --parts /shared/parts --ledger postgresql://db.example.org/crisis
    """
    from reportedly.cli.progress import Reporter
    from reportedly.intake.polite import Polite
    from reportedly.intake.source import is_address
    from reportedly.model.codec import dumps
    from reportedly.run.taking_in import Given, take_in

    check_date(published, "--published")
    given = Given(published, outlet, columns=_columns(column or []))
    missing = [name for name in reports if not is_address(name) and not Path(name).exists()]
    if missing:
        raise Misuse(f"reports were asked for at {missing[0]}; there is no such file; name files, folders or addresses")
    with Reporter(quiet, log_json) as reporter:
        with _engine(engine, workers, parts, ledger) as chosen, opened(ledger, create=True) as file:
            taken = take_in(reports, given, fetch=Polite(allow_private).item, tell=reporter.note)
            added = file.add(reporter.counted(taken), now(), workers=workers if workers > 1 else 0, engine=chosen)
        for name, issue in added.issues:
            reporter.issue(name, issue)
        reporter.rest()
        if log_json:
            reporter.log("summary", **counts(added))
    if json:
        show_json(dumps(added))
    else:
        for line in summary(added, file.where):
            print(line)
    if added.refused and not added.new and not added.known:
        raise typer.Exit(1)


@contextmanager
def _engine(name: str, workers: int, parts: Path | None, ledger: str) -> Iterator[RayEngine | None]:
    """What has the reports read, if it is not the processes of this machine."""
    if name not in {PROCESSES, RAY}:
        raise Misuse(f"reports were to be read with {name!r}; {PROCESSES} and {RAY} can; name one of them with --engine")
    if name == PROCESSES:
        if parts is not None:
            raise Misuse(f"a folder for parts was given; processes of this machine need none; leave --parts out, or add --engine {RAY}")
        yield None
        return
    if parts is None and "://" in ledger:
        raise Misuse("parts lie beside the ledger; the ledger is a database and no file; say where with --parts FOLDER")
    from reportedly.run.alone import Locked
    from reportedly.run.ray_engine import NoRay, RayEngine

    folder = parts or Path(f"{ledger}.parts")
    try:
        with RayEngine(folder, workers) as engine:
            yield engine
    except NoRay as error:
        raise Misuse(str(error)) from error
    except Locked as error:
        raise Misuse(f"parts were to be put into {folder}; another run is at work there; end it, or say another with --parts") from error


def summary(added: Added, where: str) -> list[str]:
    """What became of the reports, in a line; those that could not be read in another, with the reasons."""
    among = [f"{many(len(added.changed), 'new version')}"] if added.changed else []
    among += [f"{many(len(added.copies), 'copy', 'copies')}"] if added.copies else []
    known = f", {added.known:,} known already" if added.known else ""
    included = f" ({', '.join(among)})" if among else ""
    lines = [f"{many(len(added.new), 'new report')} with {many(added.figures, 'figure')}{included}{known}: {where}"]
    if added.refused:
        reasons = Counter(each.code for each in added.refused).most_common()
        shown = ", ".join(f"{count:,} {code}" for code, count in reasons)
        lines.append(f"{len(added.refused):,} could not be read ({shown}): see above, or the ledger's table `refused`")
    return lines


def counts(added: Added) -> dict[str, object]:
    """The same for programs."""
    return {
        "new": len(added.new),
        "changed": len(added.changed),
        "copies": len(added.copies),
        "known": added.known,
        "figures": added.figures,
        "refused": dict(sorted(Counter(each.code for each in added.refused).items())),
    }


def _columns(said: list[str]) -> dict[str, str]:
    """The columns that were named, as `text=body,published=day`."""
    from reportedly.intake.fields import FIELDS

    columns = {}
    for part in (part for each in said for part in each.split(",")):
        field, equals, name = part.partition("=")
        if not equals or field not in FIELDS or not name:
            raise Misuse(f"a column was given as {part!r}; FIELD=NAME is read, where FIELD is one of {', '.join(FIELDS)}")
        columns[field] = name
    return columns
