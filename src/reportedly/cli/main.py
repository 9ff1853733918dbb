"""The command line: `reportedly --help`. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

import reportedly
from reportedly.cli import add, brief, export, formats, ledger, search, serve, watch
from reportedly.cli.problem import BadData, Commands, Misuse
from reportedly.cli.screen import show, show_json

if TYPE_CHECKING:
    from reportedly.model.record import Record

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"reportedly {reportedly.__version__}")
        raise typer.Exit


@app.callback(epilog="Begin with: reportedly read REPORT.txt")
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """Who said how many, where, when, and what changed.

    Reads reports of a crisis and keeps one ledger of their figures and events: each with who says so, where, when,
    how sure, and the words in the report that say it.
    """


@app.command()
def read(
    source: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="A file, a web address, or - for standard input.")],
    json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Say why fields are empty, and which rules filled the others.")] = False,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When it was published, ISO 8601: 2022-01-09.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline, if not part of the text.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch a URL on a private network too.")] = False,
) -> None:
    r"""Read one report and show what it says.

    The date of publication is taken from --published, else from the page, the first line or the dateline; without one,
    relative dates such as "Sunday" stay unresolved.

    \b
    Examples:
      reportedly read report.txt
      reportedly read page.html --outlet "Steppe Wire" --why
      reportedly read situation-report.pdf --published 2022-01-09
      reportedly read report.txt --json > record.json
    """
    _check_date(published)
    record = _record(source, allow_private, published, outlet, url, title)
    if json:
        from reportedly.model.codec import dumps

        show_json(dumps(record, indent=1))
    else:
        from reportedly.present.page import page_lines

        show(page_lines(record, why=why))


def _record(source: str, allow_private: bool, published: str | None, outlet: str | None, url: str | None, title: str | None) -> Record:
    """The record of what stands at `source`; what the user says of it goes before what it says of itself."""
    from reportedly.intake.refusal import CannotRead
    from reportedly.intake.source import receive
    from reportedly.run.pipeline import read_received

    try:
        received = receive(source, sys.stdin.buffer, allow_private=allow_private)
    except CannotRead as error:
        raise BadData(str(error)) from error
    except OSError as error:
        raise Misuse(f"a report was asked for at {source}; {_found(error)}; name a file, a web address, or - for standard input") from error
    if published is not None:
        received = replace(received, published=published, published_basis="argument", published_evidence=None)
    outlet, url, title = outlet or received.outlet, url or received.url, title or received.title
    return read_received(replace(received, outlet=outlet, url=url, title=title))


def _found(error: OSError) -> str:
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]


def _check_date(published: str | None) -> None:
    try:
        datetime.fromisoformat(published or "2022-01-09")
    except ValueError as error:
        message = f"a date of publication was given as {published!r}; ISO 8601 is read, such as 2022-01-09 or 2022-01-09T18:00+06:00"
        raise Misuse(message) from error


add.register(app)
watch.register(app)
ledger.register(app)
search.register(app)
brief.register(app)
serve.register(app)
export.register(app)
formats.register(app)
