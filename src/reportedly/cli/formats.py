"""The command that lists what is read and written: `reportedly formats`."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.screen import show_json


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(formats)


def formats(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List what can be read and written: what becomes of it, what is refused or lost, and which package does it."""
    import json as encoder

    from reportedly.export.formats import formats as exporters
    from reportedly.intake.readers import readers

    if json:
        read = ("name", "suffixes", "types", "many", "gives", "limit", "needs", "origin")
        written = ("name", "title", "file", "type", "consumer", "loses", "needs", "origin")
        tables = {
            "read": [{key: getattr(reader, key) for key in read} for reader in readers()],
            "written": [{key: getattr(exporter, key) for key in written} for exporter in exporters()],
        }
        show_json(encoder.dumps(tables, ensure_ascii=False, indent=1))
        return
    print("Read")
    for reader in readers():
        print(f"  {reader.name}: {' '.join(reader.suffixes) or 'by its content'}{_needs(reader.needs)}")
        print(f"      gives {reader.gives}; limits: {reader.limit}; {reader.origin}")
    print("Written, by reportedly export")
    for exporter in exporters():
        print(f"  {exporter.name}: {exporter.title}{_needs(exporter.needs)}")
        print(f"      loses: {exporter.loses}; {exporter.origin}")


def _needs(extra: str) -> str:
    return f' (needs the extra "{extra}")' if extra else ""
