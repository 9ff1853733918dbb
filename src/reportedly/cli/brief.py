"""The command that writes what an analyst sends: `reportedly brief`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger import DEFAULT, AsOf, LedgerPath, Recorded, asked_for, opened
from reportedly.cli.problem import BadData, Misuse

if TYPE_CHECKING:
    from reportedly.present.brief.contents import Brief

FORMATS = ("markdown", "html", "pdf")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(brief)


def brief(
    situation: Annotated[
        str | None, typer.Argument(metavar="SITUATION", help="Its id, or words of its title; may be left out where there is but one.")
    ] = None,
    ledger: LedgerPath = DEFAULT,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Tell what changed since then; else in the last day.")] = None,
    as_of: AsOf = None,
    recorded_as_of: Recorded = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="markdown, html or pdf.")] = "markdown",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Where; - for standard output.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    r"""Write the situation report that goes to somebody else: key figures with their words, what changed, what is disputed.

    A PDF is printed by the Chromium, Chrome or Edge that is found; CHROMIUM names another.

    \b
    Examples:
      reportedly brief --ledger crisis.sqlite
      reportedly brief Kazakhstan --since 2022-01-09 --as-of 2022-01-10
      reportedly brief Kazakhstan --format pdf --out kazakhstan.pdf
    """
    from reportedly.run.brief import brief as asked_of

    if format not in FORMATS:
        raise Misuse(f"a brief was asked for as {format!r}; there are {', '.join(FORMATS)}")
    path = _free(out, force)
    asked = asked_for(since=since, as_of=as_of, recorded_as_of=recorded_as_of)
    with opened(ledger) as file:
        made = asked_of(file, situation, asked)
    if path is None and format == "pdf" and sys.stdout.isatty():
        raise Misuse("a PDF was asked for on a terminal; name a file with --out")
    content = _written(made, format)
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise BadData(f"a brief was to be written to {out}; {(error.strerror or str(error)).lower()}; name another place") from error


def _written(made: Brief, format: str) -> bytes:
    from reportedly.present.brief.markdown import as_markdown
    from reportedly.present.brief.page import as_html
    from reportedly.run.printing import CannotPrint, printed

    if format == "markdown":
        return as_markdown(made).encode("utf-8", "replace")
    page = as_html(made)
    if format == "html":
        return page.encode("utf-8", "replace")
    try:
        return printed(page)
    except CannotPrint as problem:
        raise BadData(str(problem)) from problem


def _free(out: str, force: bool) -> Path | None:
    """Where to write; null for standard output."""
    if out == "-":
        return None
    path = Path(out)
    if path.is_dir():
        raise Misuse(f"a file was asked for at {out}; a folder stands there; name a file, such as {path / 'brief.md'}")
    if path.exists() and not force:
        raise Misuse(f"a file was asked for at {out}; one is there already; name another, or write over it with --force")
    return path
