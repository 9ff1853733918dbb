"""Hostile texts made from a regular expression itself: each of its repetitions pumped up, with an ending that it does not want.

Backtracking is worst where a repetition can share its text out in many ways before it fails. So every part that may repeat is repeated
as often as the text is long, behind what leads to it, and before something that cannot follow.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

op: Any = import_module("re._constants")  # the parse of an expression is not public
_parser: Any = import_module("re._parser")

ENDINGS = ("", "\x00", "!z")
PLAIN = ("a", " ", "1", "1,", "a ", "\n", "-", "(", "A.", "A ", ".", "“", "1 ", "'", "é", "\t")
MANY = 8  # repetitions of more than this are pumped
_CATEGORY = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a", op.CATEGORY_NOT_WORD: "-"}


def hostile(pattern: re.Pattern[str], length: int, seeds: Iterable[int] = range(3)) -> Iterator[str]:
    """Texts of about this length that ask most of a pattern."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    pumps: set[tuple[str, str]] = {("", each) for each in PLAIN}
    for seed in seeds:
        _sample(tree, random.Random(seed), pumps)  # noqa: S311 - the same texts in every run
    for lead, body in sorted(pumps):
        for ending in ENDINGS:
            yield lead + body * (length // len(body)) + ending


def _sample(tree: Any, chance: random.Random, pumps: set[tuple[str, str]]) -> str:
    """A text that the expression takes, more or less; its repetitions are put among the pumps with what leads to them."""
    text = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            text += chr(value)
        elif kind is op.NOT_LITERAL:
            text += "a" if chr(value) != "a" else "b"
        elif kind is op.ANY:
            text += "a"
        elif kind is op.IN:
            text += _one_of(value, chance)
        elif kind is op.BRANCH:
            text += chance.choice([_sample(branch, chance, pumps) for branch in value[1]])
        elif kind is op.SUBPATTERN:
            text += _sample(value[3], chance, pumps)
        elif kind is op.ATOMIC_GROUP:
            text += _sample(value, chance, pumps)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = value
            body = _sample(inner, chance, pumps)
            if most > MANY and body:
                pumps.add((text, body))
            text += body * max(least, 1)
    return text


def _one_of(choices: Any, chance: random.Random) -> str:
    if choices[0][0] is op.NEGATE:
        return "x"
    kind, value = chance.choice(choices)
    if kind is op.LITERAL:
        return chr(value)
    return chr(value[0]) if kind is op.RANGE else _CATEGORY.get(value, "-")
