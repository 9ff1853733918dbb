"""Documentation that is run: `python -m tests.documents` writes the outputs in it anew, `tests/test_docs.py` compares.

A fenced block marked `console` holds commands after `$ ` and, beneath each, what it prints; a line `…` stands for any lines.
A block marked `python` holds an interpreter's session. Commands that set things up (`make`) are not run here: CI runs them.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHELL = Path(sys.executable).parent
ELLIPSIS = "…"
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A command of a document with the output that the document shows."""

    command: str
    shown: str

    @property
    def runs(self) -> bool:
        """Whether it is run: setting up is left to CI."""
        return not self.command.startswith(("make", "git", "cd", "pip"))


def documents() -> list[Path]:
    """All documents that hold such blocks."""
    paths = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [path for path in paths if path.exists() and _BLOCK.search(path.read_text(encoding="utf-8"))]


def steps(block: str) -> list[Step]:
    """The commands of a console block."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return [Step(command, "\n".join(shown).rstrip("\n")) for command, shown in found]


def consoles(path: Path) -> Iterator[Step]:
    """All steps of a document, in order."""
    for kind, block in _BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind == "console":
            yield from steps(block)


def sessions(path: Path) -> Iterator[str]:
    """All interpreter sessions of a document."""
    for kind, block in _BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind == "python":
            yield block


def run(step: Step) -> str:
    """What a command prints, errors too, as a user in the repository sees it in a pipe."""
    environment = {**os.environ, "PATH": f"{SHELL}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "100"}
    (ROOT / "out").mkdir(exist_ok=True)
    done = subprocess.run(  # noqa: S602 - the commands are those of our own documents
        step.command, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).rstrip("\n")


def begin(path: Path) -> None:
    """Remove the ledgers that a document makes, so that it begins as its reader does."""
    for name in re.findall(r"--ledger (out/\S+\.sqlite)", path.read_text(encoding="utf-8")):
        for file in ROOT.glob(f"{name}*"):
            file.unlink()


def agrees(shown: str, printed: str) -> bool:
    """Whether the output shown is that printed; a line `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(rf"^{ELLIPSIS}$", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*)".join(parts), printed, re.DOTALL) is not None


def session_failures(session: str) -> int:
    """How many lines of an interpreter's session print something else than shown."""
    test = doctest.DocTestParser().get_doctest(session, {}, "session", None, None)
    return doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(test).failed


def refresh(path: Path) -> None:
    """Write the outputs of a document's commands anew; a step that shows `…` keeps as many lines on either side of it."""

    def again(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        return "```console\n" + "\n".join(_again(step) for step in steps(match[2])) + "\n```"

    begin(path)
    path.write_text(_BLOCK.sub(again, path.read_text(encoding="utf-8")), encoding="utf-8")


def _again(step: Step) -> str:
    if not step.runs:
        return f"$ {step.command}" + (f"\n{step.shown}" if step.shown else "")
    lines, shown = run(step).splitlines(), step.shown.splitlines()
    if any(line.startswith("Traceback") for line in lines):
        raise RuntimeError(f"the output of `{step.command}` was asked for; it ends in a traceback; mend that first:\n" + "\n".join(lines))
    if shown.count(ELLIPSIS) == 1:
        before, after = shown.index(ELLIPSIS), len(shown) - shown.index(ELLIPSIS) - 1
        if before + after < len(lines):
            lines = [*lines[:before], ELLIPSIS, *(lines[-after:] if after else [])]
    return "\n".join([f"$ {step.command}", *lines])


if __name__ == "__main__":
    for document in documents():
        refresh(document)
