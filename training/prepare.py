"""Make the reader's lessons from reports with keys: `python -m training.prepare DOCS.jsonl KEYS.jsonl LESSONS.jsonl`.

A key says what fills a role, not where. So the lesson of a report holds, for each phrase of the text, what its words are
in some template, and for the whole report which incidents it tells of; the reader learns by itself which
mention of the words, and which sentence, is the reason. Only sentences that hold a filler are marked, as a weak hint.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.parse.text import parse
from reportedly.reader.candidates import candidates
from reportedly.reader.labels import OF_PHRASES, OF_SENTENCES, ROLES
from reportedly.syntax.tree import ParsedText

LIGHT = frozenset(("a", "an", "the", "this", "his", "her", "their", "its", "our"))
ATTRIBUTES = ("hum_effect", "phys_effect", "org_confidence", "hum_type", "phys_type")
UNHURT = frozenset(("NO INJURY", "NO DEATH", "NO INJURY OR DEATH", "ESCAPED"))
LOCATED = frozenset(ROLES) - {"perp_org"}  # an organization is named in many a sentence that tells of no incident


def plain(phrase: str) -> str:
    """The words of a phrase, in lower case, without articles."""
    return " ".join(word for word in re.findall(r"[^\W_]+", phrase.lower()) if word not in LIGHT)


def lesson(parsed: ParsedText, templates: list[dict[str, Any]]) -> dict[str, Any]:
    """The lesson of a report."""
    kinds, incidents = _fillers(templates)
    phrases = [(first, last, plain(parsed.text[first.start : last.end])) for first, last in candidates(parsed)]
    distinct = {words: number for number, words in enumerate(dict.fromkeys(words for _, _, words in phrases))}
    marked: list[set[int]] = [set() for _ in parsed.sentences]
    for first, _, words in phrases:
        for number in incidents.get(words, ()):
            if kinds[words] & {OF_PHRASES.index(role) for role in LOCATED}:
                marked[first.sent] |= _of_template(templates[number])
    return {
        "text": parsed.text,
        "sentences": [[sentence.start, sentence.end, sorted(found)] for sentence, found in zip(parsed.sentences, marked, strict=True)],
        "phrases": [[first.start, last.end, distinct[words]] for first, last, words in phrases],
        "kinds": [sorted(kinds.get(words, ())) for words in distinct],
        "incidents": [sorted(incidents.get(words, ())) for words in distinct],
        "report": sorted(set().union(*map(_of_template, templates))),
    }


def _fillers(templates: list[dict[str, Any]]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """For the words of each filler, what they are, and the templates that they are in."""
    kinds: dict[str, set[int]] = {}
    incidents: dict[str, set[int]] = {}
    for number, template in enumerate(templates):
        for role in ROLES:
            for fill in template.get(role) or ():
                for words in map(plain, fill["value"]):
                    kinds.setdefault(words, set()).add(OF_PHRASES.index(role))
                    incidents.setdefault(words, set()).add(number)
        for slot in ATTRIBUTES:
            for fill in template.get(slot) or ():
                named = {"UNHURT" if value in UNHURT else value for value in fill["value"][:1]} & set(OF_PHRASES)
                for words in map(plain, fill.get("ref", ())):
                    kinds.setdefault(words, set()).update(OF_PHRASES.index(name) for name in named)
    return kinds, incidents


def _of_template(template: dict[str, Any]) -> set[int]:
    """Type, stage and sponsor of an incident, as numbers of labels."""
    said = {value for slot in ("type", "stage", "perp_category") for fill in template.get(slot) or () for value in fill["value"]}
    return {OF_SENTENCES.index(name) for name in said & set(OF_SENTENCES)}


def lessons(docs: Path, keys: Path) -> Iterator[dict[str, Any]]:
    """The lessons of all reports of a file."""
    templates = {line["id"]: line["templates"] for line in map(json.loads, keys.open(encoding="utf-8"))}
    for line in map(json.loads, docs.open(encoding="utf-8")):
        yield {"id": line["id"], **lesson(parse(line["text"]), templates[line["id"]])}


if __name__ == "__main__":
    given_docs, given_keys, out = map(Path, sys.argv[1:4])
    with out.open("w", encoding="utf-8") as file:
        for item in lessons(given_docs, given_keys):
            file.write(json.dumps(item) + "\n")
