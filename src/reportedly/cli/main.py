"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Who said how many, where, when, and what changed.")


@app.callback()
def main() -> None:
    """Reads crisis reports and keeps a ledger of their figures and events."""


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file, or - for standard input.")], json: bool = False, published: str | None = None
) -> None:
    """Read one report and show what it says."""
    import reportedly
    from reportedly.model.codec import dumps

    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    record = reportedly.read(text, published=published)
    typer.echo(dumps(record, indent=1))
