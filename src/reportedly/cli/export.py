"""The commands that hand a ledger on: export, import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger import (
    DEFAULT,
    AsOf,
    LedgerPath,
    Measure,
    PlaceName,
    Recorded,
    Since,
    SituationName,
    SourceName,
    Standing,
    StatusName,
    Until,
    asked_for,
    many,
    opened,
)
from reportedly.cli.problem import BadData, Misuse
from reportedly.cli.screen import complain

if TYPE_CHECKING:
    from reportedly.export.formats import Format
    from reportedly.export.loss import Exported


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(export)
    app.command("import")(import_)


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="What to write; see: reportedly formats.")],
    out: Annotated[str, typer.Option("--out", metavar="FILE|FOLDER", help="Where; a folder for tables. - for standard output.")],
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
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    r"""Write a ledger in another format, and say what that format cannot say.

    What was lost is printed, and written beside the file as FILE.loss.json; in a folder as loss.json.

    \b
    Examples:
      reportedly export excel --out crisis.xlsx --situation Kazakhstan
      reportedly export hxl --out hxl.csv --as-of 2022-01-09
      reportedly export csv --out tables
      reportedly export bundle --out case.zip
    """
    from reportedly.export.loss import loss_lines
    from reportedly.run.exporting import NotAsAsked
    from reportedly.run.exporting import export as write

    chosen = _chosen(format)
    asked = asked_for(measure, place, source, status, situation, since, until, as_of, recorded_as_of, standing)
    _check_free(out, chosen, force)
    with opened(ledger) as file:
        try:
            made = write(file, chosen, asked)
        except NotAsAsked as error:
            raise Misuse(str(error)) from error
        except ImportError as error:
            needs = f"install it with: pip install 'reportedly[{chosen.needs}]'" if chosen.needs else "install the package that it needs"
            raise BadData(f"{chosen.name} was asked for; {error}; {needs}") from error
    _write(out, made, chosen)
    for line in loss_lines(made.loss):
        print(line, file=sys.stderr)


def import_(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="An evidence bundle, made with: reportedly export bundle.")],
    ledger: LedgerPath,
) -> None:
    """Restore a ledger from an evidence bundle, after checking all of it."""
    from reportedly.run.bundles import BadBundle, restore

    if not ledger.startswith("postgresql") and Path(ledger).exists():
        raise Misuse(f"a ledger was to be restored at {ledger}; there is a file already; name another with --ledger")
    content = _content(bundle)
    try:
        restored = restore(content, ledger)
    except BadBundle as error:
        raise BadData(f"{bundle}: {error}") from error
    print(f"{many(restored.reports, 'report')} and {many(restored.decisions, 'decision')} restored: {ledger}")


def verify_bundle(bundle: Path) -> None:
    """Check an evidence bundle: its hashes, its texts, every quote, and the chain of decisions."""
    from reportedly.run.bundles import BadBundle
    from reportedly.run.bundles import verify_bundle as check

    try:
        checked = check(_content(bundle))
    except BadBundle as error:
        raise BadData(f"{bundle}: {error}") from error
    print(
        f"{many(checked.files, 'file')} as the manifest says; "
        f"{many(checked.quotes, 'quote')} in {many(checked.reports, 'report')} stand where they should; "
        f"{many(checked.decisions, 'decision')} in an unbroken chain: {bundle}"
    )


def _content(bundle: Path) -> bytes:
    try:
        return bundle.read_bytes()
    except OSError as error:
        raise Misuse(f"a bundle was asked for at {bundle}; {(error.strerror or str(error)).lower()}; name a bundle") from error


def _chosen(name: str) -> Format:
    from reportedly.export.formats import format_named, formats

    chosen = format_named(name)
    if chosen is None:
        raise Misuse(f"a format was asked for as {name!r}; there are {', '.join(each.name for each in formats())}")
    return chosen


def _check_free(out: str, chosen: Format, force: bool) -> None:
    path = Path(out)
    if out == "-":
        if not chosen.file:
            raise Misuse(f"{chosen.name} was to be written to standard output; it is several files; name a folder with --out")
    elif chosen.file and path.is_dir():
        raise Misuse(f"a file was asked for at {out}; a folder stands there; name a file, such as {path / chosen.file}")
    elif chosen.file and path.exists() and not force:
        raise Misuse(f"a file was asked for at {out}; one is there already; name another, or write over it with --force")
    elif not chosen.file and path.is_dir() and any(path.iterdir()) and not force:
        raise Misuse(f"a folder was asked for at {out}; it is not empty; name another, or write into it with --force")
    elif not chosen.file and path.is_file():
        raise Misuse(f"a folder was asked for at {out}; a file stands there; name another")


def _write(out: str, made: Exported, chosen: Format) -> None:
    """Write the files and their loss report, each whole or not at all."""
    from reportedly.model.codec import dumps

    loss = f"{dumps(made.loss, indent=1)}\n".encode()
    if out == "-":
        sys.stdout.buffer.write(made.files[""])
        return
    path = Path(out)
    try:
        if chosen.file:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, made.files[""])
            _write_whole(path.with_name(f"{path.name}.loss.json"), loss)
            return
        path.mkdir(parents=True, exist_ok=True)
        for name, content in {**made.files, "loss.json": loss}.items():
            _write_whole(path / name, content)
    except OSError as error:
        complain(f"{out} could not be written in whole")
        raise BadData(f"{chosen.name} was to be written to {out}; {(error.strerror or str(error)).lower()}; name another place") from error


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
