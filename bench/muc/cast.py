"""The people of a report as MUC sorts them: names and descriptions, titles, how many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.muc.sorting import bare, core, kind_of, mentions
from reportedly.model.record import Record


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody harmed.

    Attributes:
        phrase: Name or description, in upper case.
        named: Whether it is a name.
        role: Title or office of a named person.
        sort: MUC's type of human target.
        number: How many; null where the text does not tell.
    """

    phrase: str
    named: bool
    role: str | None
    sort: str
    number: str | None


class Cast:
    """The people and organisations of a record by name."""

    def __init__(self, record: Record) -> None:
        self.roles = {bare(actor.name): actor.role for actor in record.actors if actor.kind == "person"}
        self.text = bare(record.report.text)
        self.places = frozenset(bare(place.quote) for place in record.places if place.role == "place")

    def person(self, phrase: str, living: bool = False) -> Person | None:
        """The person or people that a phrase names; null where it is none.

        Args:
            phrase: The words.
            living: Whether only somebody living can stand there, so that unknown words are a name.
        """
        said = core(phrase)
        if not said:
            return None
        title, name = split_title(said)
        known = name in self.roles or any(other.endswith(f" {name}") for other in self.roles if len(name) > 4)
        if name and (known or (living and looks_like_name(name))) and kind_of(name, "people") is None:
            role = self.roles.get(name) or title or self.title_before(name)
            return Person(name, True, bare(role) if role else None, _rank(role or "") or "CIVILIAN", "1")
        described = kind_of(said, "people")
        if described is None:
            return None
        return Person(said, False, None, _rank(said) or described, split_number(said)[0])

    def title_before(self, name: str) -> str | None:
        """The title that the text gives a name anywhere: "INSPECTOR", before "EULOGIO FLORES"."""
        for match in re.finditer(rf"([\w.'-]+(?: [\w.'-]+)?) {re.escape(name)}\b", self.text):
            spoken = match.group(1).split()
            for start in range(len(spoken)):
                words_before = " ".join(spoken[start:])
                if kind_of(words_before, "people", reach=1) or words_before.strip(".") in TITLES:
                    return words_before
        return None


def split_title(phrase: str) -> tuple[str, str]:
    """The title before a name, and the name: "COLONEL", "JUAN PEREZ"; no name where the phrase ends in a description."""
    spoken = phrase.split()
    for end in range(len(spoken) - 1, 0, -1):
        if kind_of(" ".join(spoken[:end]), "people", reach=1) or spoken[end - 1].strip(".") in TITLES:
            return " ".join(spoken[:end]), " ".join(spoken[end:])
    return "", phrase


def looks_like_name(phrase: str) -> bool:
    """Whether words may be a name: two to four, none of them known to mean anything else."""
    spoken = phrase.split()
    if not 2 <= len(spoken) <= 4 or any(not word.replace("-", "").replace(".", "").replace("'", "").isalpha() for word in spoken):
        return False
    meaning = any(
        mentions(word, name)
        for word in spoken
        for name in ("people", "things", "military_things", "weapons", "perpetrators", "state", "no_names")
    )
    return not meaning and not any(word in NO_NAMES or word.endswith(("ING", "TION", "TIONS")) for word in spoken)


def _rank(phrase: str) -> str | None:
    """MUC's type of human target for a title."""
    sort = kind_of(phrase, "people")
    former = any(word in phrase.lower().split() for word in ("former", "ex", "retired"))
    if former and sort in {"GOVERNMENT OFFICIAL", "ACTIVE MILITARY"}:
        return f"FORMER {sort}"
    return sort


TITLES = frozenset(
    {
        "MSGR",
        "DR",
        "MR",
        "MRS",
        "MS",
        "MISS",
        "ING",
        "DON",
        "REV",
        "LIC",
        "INSPECTOR",
        "ENGINEER",
        "ECONOMIST",
        "CHIEF",
        "JUNIOR",
        "RETIRED",
    }
)
NO_NAMES = frozenset(
    {
        "OF",
        "THE",
        "AND",
        "OTHER",
        "OTHERS",
        "ALL",
        "THOSE",
        "THAT",
        "HIS",
        "THEIR",
        "MORE",
        "THAN",
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
        "SIX",
        "MANY",
    }
    | {
        "SOME",
        "SEVERAL",
        "ANOTHER",
        "INNOCENT",
        "POPULAR",
        "PUBLIC",
        "NATIONAL",
        "YOUNG",
        "LIVES",
        "LIFE",
        "ENEMY",
        "FORCES",
        "FORCE",
        "EACH",
        "SELF",
    }
    | {
        "BLOOD",
        "PROCESS",
        "LAST",
        "FIRST",
        "NEW",
        "POLITICAL",
        "HUMAN",
        "RIGHTS",
        "CLASS",
        "SECTOR",
        "SECTORS",
        "PEACE",
        "COUNTRY",
        "NATION",
        "SAME",
    }
)
NUMBERS = dict(
    zip(
        ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE"],
        [str(number) for number in range(1, 13)],
        strict=True,
    )
)
_VAGUE = {"SEVERAL", "MANY", "SOME", "VARIOUS", "DOZENS", "HUNDREDS", "NUMEROUS", "OTHER", "FEW", "OTHERS"}


def split_number(phrase: str) -> tuple[str | None, str]:
    """The number before a phrase in MUC's notation, and the phrase without it; PLURAL for a bare plural."""
    parts = phrase.split()
    about = False
    while len(parts) > 1 and parts[0] in {
        "ABOUT",
        "SOME",
        "APPROXIMATELY",
        "NEARLY",
        "AT",
        "LEAST",
        "MORE",
        "THAN",
        "ALMOST",
        "ANOTHER",
        "OVER",
    }:
        about = about or parts[0] in {"ABOUT", "SOME", "APPROXIMATELY", "NEARLY", "ALMOST"}
        parts = parts[1:]
    first = parts[0].replace(",", "") if parts else ""
    if len(parts) > 1 and (first.isdecimal() or first in NUMBERS):
        number = NUMBERS.get(first, first)
        return f"~{number}" if about else number, " ".join(parts[1:])
    if len(parts) > 1 and first in _VAGUE:
        return "PLURAL", " ".join(parts[1:])
    head = parts[-1] if parts else ""
    plural = (head.endswith("S") and not head.endswith("SS")) or head in {
        "PEOPLE",
        "CHILDREN",
        "MEN",
        "WOMEN",
        "POLICEMEN",
        "GUARDSMEN",
        "CLERGYMEN",
    }
    return "PLURAL" if plural else "1", phrase
