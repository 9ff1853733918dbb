"""The nearest existing tool, gdelt-regkg (GDELT's counts, amounts and quotations), timed on the same texts.

It lives in an environment of its own, which `make rival` sets up, and is never among the project's dependencies. It
asks for Python 3.12 for the sake of one statement; `python -m bench.rival DIRECTORY` rewrites that statement in an
installed copy, so that it runs on 3.11.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.documents import Document

PYTHON = Path(os.environ.get("REPORTEDLY_RIVAL", ".venv-rival")) / "bin" / "python"
_STATEMENT = ("type XMLValue = str | Mapping[str, XMLValue] | list[XMLValue] | tuple[XMLValue, ...] | None", "XMLValue = object")
_CHILD = """
import json, sys, time
from gdelt_regkg.fields.amounts import analyze_amounts
from gdelt_regkg.fields.counts import analyze_counts
from gdelt_regkg.fields.quotations import analyze_quotations
texts = json.load(sys.stdin)
fields = (analyze_counts, analyze_amounts, analyze_quotations)
for field in fields:
    field(texts[0])
start = time.process_time()
for text in texts:
    for field in fields:
        field(text)
print(time.process_time() - start)
"""


def seconds(items: Sequence[Document]) -> float | None:
    """Processor time that it takes for counts, amounts and quotations of all texts; None where it is not installed."""
    if not PYTHON.exists() or not items:
        return None
    given = json.dumps([item.text for item in items])
    done = subprocess.run([str(PYTHON), "-c", _CHILD], input=given, capture_output=True, text=True, check=True)
    return float(done.stdout)


def mend(directory: Path) -> int:
    """Rewrite the one statement that Python 3.11 cannot read. Returns how many files were changed."""
    changed = 0
    for path in sorted(directory.glob("**/gdelt_regkg/fields/extras.py")):
        text = path.read_text(encoding="utf-8")
        if _STATEMENT[0] in text:
            path.write_text(text.replace(*_STATEMENT), encoding="utf-8")
            changed += 1
    return changed


if __name__ == "__main__":
    print(f"{mend(Path(sys.argv[1]))} file mended")
