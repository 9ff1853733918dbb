"""Scores of the records of reports annotated by hand: `make gold`, or `python -m tests.gold.rows [--misses]`.

The scorer and further reports are looked for in `$REPORTEDLY_SHARED/gold`; without them there is nothing to print.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import reportedly
from reportedly.model.codec import encode

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("REPORTEDLY_SHARED", "../shared")) / "gold"
Rows = dict[str, dict[str, float]]


@cache
def scorer() -> Any:
    """The scorer's module, or null where it is not there."""
    path = SHARED / "score.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def ours() -> list[Path]:
    """The annotations of this folder."""
    return sorted(HERE.glob("*.json"))


def theirs() -> list[Path]:
    """The annotations beside the scorer: those that have a report."""
    return sorted(path for path in SHARED.glob("*.json") if path.with_suffix(".txt").exists())


@cache
def pair(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """An annotation and the record of its report."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode()
    return gold, encode(reportedly.read(text, published=gold["report"]["published"]))


def rows(paths: list[Path], misses: list[str] | None = None) -> Rows:
    """Scores by kind of item over some reports together."""
    scored: Rows = scorer().score([pair(path) for path in paths], misses)
    return scored


def _table(name: str, scored: Rows) -> str:
    lines = [name]
    for kind, row in scored.items():
        cells = (f"{label} {value:.2f}" if isinstance(value, float) else f"{label} {value}" for label, value in row.items())
        lines.append(f"  {kind:13s}" + "  ".join(cells))
    return "\n".join(lines)


def main() -> int:
    """Print the rows of each report, and of ours together."""
    if scorer() is None:
        print(f"a scorer was looked for in {SHARED}; there is none; set REPORTEDLY_SHARED to the folder that holds gold/score.py")  # noqa: T201
        return 1
    groups = [(path.stem, [path]) for path in (*theirs(), *ours())] + [("ours together", ours())]
    for name, paths in groups:
        misses: list[str] = []
        print(_table(name, rows(paths, misses)))  # noqa: T201
        if "--misses" in sys.argv and len(paths) == 1:
            print("\n".join(f"    {miss}" for miss in misses))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
