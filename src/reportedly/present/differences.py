"""Two versions of a text side by side: which sentences stayed, which came, went or changed, and in those which words.

Sentences are matched first (difflib), and within a run of changed sentences the most alike are put beside each other, in order; in those
words are matched. Nothing is lost: the words of all left sides, joined, are the old text, those of the right sides the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

RowKind = Literal["same", "changed", "removed", "added"]
Words = tuple[tuple[str, bool], ...]
ALIKE = 0.4  # of 1: sentences less alike than that are no versions of each other
MOST_PAIRS = 400  # comparisons within one run of changed sentences; past it, sentences are put beside each other by their order
ROUGH = 4_000_000  # pairs of sentences past which those that recur all the time find no partner
LONGEST = 4000  # characters of a sentence that are compared word by word
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+|$)", re.DOTALL)
_WORD = re.compile(r"(?:\w+(?:[’'.,-]\w+)*|[^\w\s])\s*|\s+")  # a word or a sign, with the blanks behind it


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, or a run of sentences that stayed, in both versions.

    Attributes:
        kind: What became of it.
        old: Words of the old version, each run with whether it is gone; empty where it came anew.
        new: Words of the new version, each run with whether it is new; empty where it went.
    """

    kind: RowKind
    old: Words
    new: Words


def differences(old: str, new: str) -> tuple[Row, ...]:
    """Two texts side by side."""
    left, right = sentences(old), sentences(new)
    rows: list[Row] = []
    rough = len(left) * len(right) > ROUGH
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(None, left, right, autojunk=rough).get_opcodes():
        gone, come = left[from_old:to_old], right[from_new:to_new]
        if tag == "equal":
            rows.append(Row("same", (("".join(gone), False),), (("".join(come), False),)))
        else:
            rows += _changed(gone, come)
    return tuple(rows)


def sentences(text: str) -> list[str]:
    """Sentences with the blanks behind them; a line break ends one too. Joined they are the text."""
    return [each[0] for each in _SENTENCE.finditer(text) if each[0]]


def _changed(gone: Sequence[str], come: Sequence[str]) -> Iterator[Row]:
    """A run of sentences in place of another: those that are alike beside each other."""
    left = right = 0
    for at_left, at_right in _pairs(gone, come):
        yield from (Row("removed", ((each, True),), ()) for each in gone[left:at_left])
        yield from (Row("added", (), ((each, True),)) for each in come[right:at_right])
        yield Row("changed", *_words(gone[at_left], come[at_right]))
        left, right = at_left + 1, at_right + 1
    yield from (Row("removed", ((each, True),), ()) for each in gone[left:])
    yield from (Row("added", (), ((each, True),)) for each in come[right:])


def _pairs(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which sentences are versions of each other, in the order of both: for each the most alike of those left."""
    if len(gone) * len(come) > MOST_PAIRS:
        yield from ((at, at) for at in range(min(len(gone), len(come))))
        return
    lowest = 0
    for at, sentence in enumerate(gone):
        likeness = [(_alike(sentence, other), -place) for place, other in enumerate(come[lowest:], lowest)]
        best, place = max(likeness, default=(0.0, 0))
        if best >= ALIKE:
            yield at, -place
            lowest = -place + 1


def _alike(one: str, other: str) -> float:
    """How many of the words of two sentences are the same, from 0 to 1; signs count for nothing."""
    left, right = ([word for word in _bare(_cut(each[:LONGEST])) if word[:1].isalnum()] for each in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _words(old: str, new: str) -> tuple[Words, Words]:
    """The words of two sentences, each run with whether the other lacks it."""
    if max(len(old), len(new)) > LONGEST:
        return ((old, True),), ((new, True),)
    left, right = _cut(old), _cut(new)
    gone: list[tuple[str, bool]] = []
    come: list[tuple[str, bool]] = []
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(None, _bare(left), _bare(right), autojunk=False).get_opcodes():
        gone.append(("".join(left[from_old:to_old]), tag != "equal"))
        come.append(("".join(right[from_new:to_new]), tag != "equal"))
    return tuple(each for each in gone if each[0]), tuple(each for each in come if each[0])


def _cut(sentence: str) -> list[str]:
    """Words and signs, each with the blanks behind it; joined they are the sentence."""
    return _WORD.findall(sentence)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]
