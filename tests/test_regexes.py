"""No regular expression of ours takes long on any text: hostile texts are made from each, and the time is measured.

Two things are tested: that one attempt at one place is cheap, and, for those that scan a text, that the whole scan grows with the
text's length and not with its square.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from time import process_time

import pytest
from tests.pumping import hostile

import reportedly

SCANS = frozenset({"finditer", "findall", "search", "sub", "subn", "split"})
LENGTH = 4_000
ATTEMPT = 0.25  # seconds; what is linear takes a thousandth of it
SCAN = 0.5  # seconds for 20,000 characters: the square of them would be minutes


def _patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """All patterns that modules of ours keep, by module and name, each with whether it scans."""
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    for info in pkgutil.walk_packages(reportedly.__path__, "reportedly."):
        module = importlib.import_module(info.name)
        held = {name: pattern for name, value in vars(module).items() for name, pattern in _held(name, value)}
        scanned = _scanned(inspect.getsource(module)) if held else set()
        found |= {f"{info.name}.{name}": (value, name in scanned or "[" in name) for name, value in held.items()}
    return found


def _held(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a value of a module, those of tables too: those are taken to scan, for nobody says what a table is used for."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict | list | tuple):
        for at, each in enumerate(value.values() if isinstance(value, dict) else value):
            yield from _held(f"{name}[{at}]", each)


def _scanned(source: str) -> set[str]:
    """Names on which something that goes through a whole text is called."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {call.value.id for call in calls if isinstance(call, ast.Attribute) and call.attr in SCANS and isinstance(call.value, ast.Name)}


PATTERNS = _patterns()


def _cost(work: object, text: str) -> float:
    begun = process_time()
    assert callable(work)
    result = work(text)
    if inspect.isgenerator(result) or hasattr(result, "__next__"):
        for _ in result:
            pass
    return process_time() - begun


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 50
    assert sum(scans for _, scans in PATTERNS.values()) > 10


@pytest.mark.parametrize("name", PATTERNS)
def test_an_attempt_is_cheap(name: str) -> None:
    pattern, _ = PATTERNS[name]
    for text in hostile(pattern, LENGTH):
        assert _cost(pattern.match, text) < ATTEMPT, text[:60]


@pytest.mark.parametrize("name", [name for name, (_, scans) in PATTERNS.items() if scans])
def test_a_scan_grows_with_the_text(name: str) -> None:
    pattern, _ = PATTERNS[name]
    for text in hostile(pattern, 5 * LENGTH, seeds=range(1)):
        assert _cost(pattern.finditer, text) < SCAN, text[:60]


def test_a_pattern_that_backtracks_is_caught() -> None:
    slow = re.compile(r"(?:a+)+b")
    assert any(_cost(slow.match, text) > ATTEMPT for length in (16, 20, 24, 28) for text in hostile(slow, length))
