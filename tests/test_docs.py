"""What the documents show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents import ROOT, agrees, begin, consoles, documents, run, session_failures, sessions

SESSIONS = [(path.name, session) for path in documents() for session in sessions(path)]


@pytest.mark.parametrize("path", [path for path in documents() if any(consoles(path))], ids=lambda path: path.name)
def test_commands_print_what_is_shown(path: Path) -> None:
    begin(path)
    for step in consoles(path):
        if step.runs:
            printed = run(step)
            assert agrees(step.shown, printed), (
                f"`{step.command}` prints something else than {path.name} shows; `make docs` writes it anew; printed now:\n{printed}"
            )


@pytest.mark.parametrize(("name", "session"), SESSIONS)
def test_a_session_prints_what_is_shown(name: str, session: str) -> None:
    assert session_failures(session) == 0


def test_the_readme_begins_with_the_two_commands() -> None:
    commands = [step.command for step in consoles(ROOT / "README.md")]
    assert commands[:2] == ["make demo", "make test"]


def test_every_target_that_is_named_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for path in documents() for name in re.findall(r"\bmake ([a-z]+)\b(?=`)", path.read_text(encoding="utf-8"))}
    assert named <= targets


@pytest.mark.parametrize(("shown", "printed", "same"), [("a\n…\nd", "a\nb\nc\nd", True), ("a", "b", False), ("a\n…", "a\nb", True)])
def test_an_ellipsis_stands_for_any_lines(shown: str, printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_a_measure_is_added_by_the_entry_that_architecture_shows() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (sentence,) = re.findall(r'"(At least 40 [^"]+)"', page)
    code = f"""
import yaml, reportedly
from reportedly.ontology.load import load
load("measures")["measures"].update(yaml.safe_load({entry!r}))
(figure,) = reportedly.read({sentence!r} + ".").figures
print(figure.measure, figure.qualifier, figure.number, figure.subject, figure.place.name)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "quarantined at_least 40 passengers Lisbon", done.stderr
