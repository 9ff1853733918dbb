"""Whose report a report is: the credit line of a news agency, the first link of its chain, outlet -> agency.

A credit stands in a dateline ("LONDON, Jan 9 (Reuters) -", "(TASS) -", "MOSCOW, January 9. /TASS/."), in a byline ("By A. Writer,
Associated Press"), or on a line of its own at the end ("Source: Xinhua", "(AFP)"). Elsewhere the name of an agency is a word of
the text. An outlet that is the agency itself needs no such link. The names are in `ontology/agencies.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reportedly.intake.received import Received
from reportedly.model.evidence import Evidence
from reportedly.model.report import Credit
from reportedly.ontology.load import load

HEAD, TAIL = 1_500, 300  # characters of the text in which a credit can stand


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Those of the beginning and those of the end of a text."""
    names = "|".join(sorted(map(re.escape, _agencies()), key=len, reverse=True))
    agency = rf"(?P<agency>{names})"
    beginning = (
        rf"^\W{{0,3}}(?P<place>[^\n()\[\]/]{{0,90}}?)(?P<whole>[(/\[]\s?{agency}\s?[)/\]])\s*\.?\s*(?:--?|—|–|:|\[|(?<=[/.])\s*(?=[A-Z]))",
        rf"^[ \t]*(?:By|BY)\s[^\n]{{2,80}}?(?:,|\||-|—|–|\n)\s*(?P<whole>{agency})[ \t]*$",
        rf"^[ \t]*(?P<whole>(?:Source|SOURCE|Credit|Agency):\s*{agency})[ \t.]*$",
        rf"^[ \t]*(?P<whole>{agency})\s*(?:--|—|–)\s+(?=[A-Z])",
    )
    end = (
        rf"^[ \t]*(?P<whole>(?:Source|SOURCE|Credit|Agency):\s*{agency})[ \t.]*$",
        rf"^[ \t]*(?P<whole>[(/\[—–-]\s?{agency}\s?[)/\]]?)[ \t.]*$",
        rf"(?P<whole>[(/\[]\s?{agency}\s?[)/\]])\s*\Z",
    )
    return tuple(re.compile(each, re.MULTILINE) for each in beginning), tuple(re.compile(each, re.MULTILINE) for each in end)


@cache
def _agencies() -> dict[str, str]:
    """Names by the words that credits have for them."""
    return {words: entry["name"] for entry in load("agencies")["agencies"] for words in entry["words"]}


def credited(received: Received) -> Received:
    """The report with the agency that it credits; as it was, where it credits none."""
    if received.credit is not None:
        return received
    found = find_credit(received.text)
    if found is None or _is_itself(found.agency, received.outlet):
        return received
    return replace(received, credit=found)


def find_credit(text: str) -> Credit | None:
    """The agency that a text credits."""
    beginnings, ends = _patterns()
    head, tail = min(len(text), HEAD), max(0, len(text) - TAIL)
    for pattern in beginnings:
        match = pattern.search(text, 0, head)
        if match is not None and _is_dateline(match):
            return _credit(text, match)
    for pattern in ends:
        match = pattern.search(text, tail)
        if match is not None:
            return _credit(text, match)
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether what stands before the name is a place and a day, and no sentence."""
    before = match.groupdict().get("place")
    words = re.findall(r"[^\W\d_]{2,}", before or "")
    return not words or (len(words) <= 8 and (words[0].isupper() or all(word[0].isupper() for word in words)))


def _credit(text: str, match: re.Match[str]) -> Credit:
    return Credit(_agencies()[match["agency"]], Evidence.of(text, *match.span("whole")))


def _is_itself(agency: str, outlet: str | None) -> bool:
    """Whether an outlet is the agency, by any of its names."""
    names = {words.lower() for words, name in _agencies().items() if name == agency} | {agency.lower()}
    return (outlet or "").lower() in names or (outlet or "").lower().partition(".")[0] in names
