"""What is counted, in words that read well: `7 security personnel killed`, `37 police vehicles damaged`, `1 child killed`.

The ledger names classes and lemmas ("security", "police vehicle"); `ontology/briefing.yaml` has their wording, and what is not there gets
its plural by rule. Labels of `ontology/labels.yaml` are somebody's words and stand in quotation marks.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.ontology.load import load

LONGEST_NAME = 120  # characters
LONGEST_QUOTE = 600
_QUOTED = re.compile(r"“[^”]*”")


def say_subject(subject: str, one: bool = False) -> str:
    """What is counted, for one or for many."""
    known = load("briefing")["subjects"].get(subject)
    if known is not None:
        return str(known["one" if one else "many"])
    head = subject.rsplit(" ", 1)[-1]
    if one:
        return neutral(subject[:-1] if head.endswith("s") and not head.endswith("ss") else subject)
    if not head.isalpha() or head.endswith("s"):
        return neutral(subject)
    if re.search(r"[^aeiou]y$", head):
        return neutral(f"{subject[:-1]}ies")
    return neutral(f"{subject}es" if re.search(r"(x|z|ch|sh)$", head) else f"{subject}s")


def neutral(text: str) -> str:
    """Words for the brief's own voice: each label of `ontology/labels.yaml` in them is put in quotation marks, for it is somebody's."""
    text = clipped(text, LONGEST_NAME)
    kept = 0
    told = []
    for quoted in _QUOTED.finditer(text):
        told += [_labels().sub(r"“\g<0>”", text[kept : quoted.start()]), quoted[0]]
        kept = quoted.end()
    return "".join([*told, _labels().sub(r"“\g<0>”", text[kept:])])


def clipped(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Text in one line, cut where a page cannot take more, with how much there is."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest]} … ({len(text):,} characters)"


@cache
def _labels() -> re.Pattern[str]:
    known = sorted(load("labels")["labels"], key=lambda each: (-len(each), each))
    irregular = ["gunmen"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, [*known, *irregular]))})(?:s|es)?\b", re.IGNORECASE)
