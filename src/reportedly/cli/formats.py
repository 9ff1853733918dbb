"""The command that lists what is read and written: `reportedly formats`."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.screen import show_json


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(formats)


def formats(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List what can be read, what becomes of it, what is refused, and which package reads it."""
    import json as encoder

    from reportedly.intake.readers import readers

    if json:
        shown = ("name", "suffixes", "types", "many", "gives", "limit", "needs", "origin")
        show_json(encoder.dumps([{key: getattr(reader, key) for key in shown} for reader in readers()], ensure_ascii=False, indent=1))
        return
    for reader in readers():
        needs = f' (needs the extra "{reader.needs}")' if reader.needs else ""
        print(f"{reader.name}: {' '.join(reader.suffixes) or 'by its content'}{needs}")
        print(f"    gives {reader.gives}; at most {reader.limit}; {reader.origin}")
