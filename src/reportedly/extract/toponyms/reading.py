"""What a spotted name is in its sentence: a place, a government, an adjective, a part of another name, or no place at all.

In this order, and the first rule that speaks decides:

1. adjectives and inhabitants are demonyms ("Kyrgyz soms", "the Armenians");
2. a name with a title or given name before it, or a given name with a surname behind it, is a person ("Mr. Washington",
   "Paris Hilton"); so is later the bare surname, unless a locative preposition governs it;
3. a name within a longer one that ends in an airport or a bridge is a facility ("Alma-Ata airport"); in a river or a bay, an area;
   in a newspaper or a company, part of a name ("the Boston Globe", "University of Texas");
4. a word that is nearly always something else ("Police", "March") is no place, unless a state follows ("Mobile, Alabama");
5. the subject of a verb of speaking is a government called by its country or capital ("Moscow said");
6. a name with a sign of place is one: the parser's, a locative preposition, a word for a sort of place, a dateline, a state behind it;
7. a name with no sign is a place only if it is well known by this name (a country, a large town), or has a sign elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.outlet import Home
from reportedly.extract.toponyms.regions import allowed
from reportedly.extract.toponyms.spotting import PLACES, PROPER, Spotted
from reportedly.extract.toponyms.surroundings import TIED_PEOPLE, Surroundings
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.gazetteer.names import key
from reportedly.model.place import PlaceKind
from reportedly.syntax.tree import ParsedText, Token

Role = Literal["place", "metonym", "demonym", "part of a name", "facility", "nature", "person", "word", "unsigned", "unlisted"]
PERSON_BY_PARSER = "a person by the parser"
WELL_KNOWN = 100_000  # people: a town of this size needs no sign of place
LARGE = 1_000_000
SURE = frozenset({"in", "at", "near", "outside", "inside", "from", "around", "throughout"})
SCENE = frozenset({"near", "at", "outside", "inside"})  # "at Kabul University", but "students from Kabul University"
LISTED = frozenset({",", "and", ", and", "or"})
COUNTS = re.compile(r"\([\d,. ]+\)")  # "Sfax (158), Sousse (97)"
SHORTEST_FORMER_NAME = 5  # letters: "Alma-Ata" is told without a sign of place, "Nah" is not
DROPPED = frozenset({"person", "word", "unsigned"})
LONGER = frozenset({"facility", "nature", "part of a name", "unlisted"})  # roles of names that hold others
HOLLOW = frozenset({"person", "word", "unlisted"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A spotted name with its role.

    Attributes:
        spotted: The name.
        role: What it is here; `unsigned` until the rest of the text speaks for it; `unlisted` for a longer name that the gazetteer
            does not have ("Sand Creek Township").
        start: Offset of the first character of the whole name ("Alma-Ata airport").
        end: Offset after its last.
        first: Index of the first token of the whole name.
        last: Index after its last token.
        kinds: The kinds of place that a word beside it allows ("region"), empty for any.
        rule: Name of the rule that decided.
        key: Key of the name.
        kind_word: That word, or "".
        rows: The places that bear it; none where it only lends its name to something ("Victoria Hospital").
    """

    spotted: Spotted
    role: Role
    start: int
    end: int
    first: int
    last: int
    kinds: frozenset[PlaceKind]
    rule: str
    key: str
    rows: tuple[PlaceRow, ...]
    kind_word: str = ""


def read_all(parsed: ParsedText, spots: tuple[Spotted, ...], shouted: frozenset[int], home: Home) -> tuple[Reading, ...]:
    """The readings of all spotted names that are places or parts of names, in order, none over another.

    Args:
        parsed: The text.
        spots: The names spotted in it.
        shouted: Numbers of the sentences in capitals.
        home: Where the outlet is at home: the name of its town needs no sign of place.
    """
    if not spots:
        return ()
    surnames = _surnames(parsed)
    found: list[Reading] = []
    for spotted in spots:
        if found and spotted.start < found[-1].end and found[-1].role in LONGER:
            continue  # within the longer name that the last one stands in
        words = Surroundings(parsed, spotted, parsed.tokens[spotted.first].sent in shouted)
        found.append(_read(words, surnames))
    signed = {reading.key for reading in found if reading.role in {"place", "metonym"}} | {key(row.name) for row in home.rows}
    settled = _regions(parsed, _listed(parsed, [_settle(reading, signed) for reading in found]))
    return _apart(reading for reading in settled if reading.role not in DROPPED)


def _apart(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings, of those over one another the longer name, else the first: "Son Island" is no Son."""
    kept: list[Reading] = []
    for reading in readings:
        while kept and reading.role in LONGER and reading.start <= kept[-1].start < reading.end:
            kept.pop()
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def _settle(reading: Reading, signed: set[str]) -> Reading:
    """A name without a sign of its own has the sign that it has elsewhere in the text."""
    if reading.role == "unsigned" and reading.key in signed:
        return replace(reading, role="place", rule="named so elsewhere in the text")
    if reading.role == "facility" and not reading.rows and reading.key in signed and reading.start == reading.spotted.start:
        return replace(reading, rows=reading.spotted.rows)
    return reading


def _listed(parsed: ParsedText, readings: list[Reading]) -> list[Reading]:
    """A name without a sign of its own has that of its neighbours in a list: "Bakhmut, Soledar and Kreminna"."""
    for order in (range(1, len(readings)), range(len(readings) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for index in order:
            reading, beside = readings[index], readings[index - step]
            if reading.role == "unsigned" and beside.role == "place" and _is_neighbour(reading, beside):
                first, second = sorted((reading, beside), key=lambda each: each.start)
                if COUNTS.sub("", parsed.text[first.end : second.start]).strip() in LISTED:
                    readings[index] = replace(reading, role="place", rule="in a list of places")
    return readings


def _regions(parsed: ParsedText, readings: list[Reading]) -> list[Reading]:
    """Names that mean a region without its word.

    A neighbour is of the sort of the place named before it ("Kano state ... In neighbouring Katsina"); and what has parts is the region, if
    the text has it elsewhere ("most of Idlib", "across Idlib", and "Idlib province").
    """
    told = {reading.key: reading for reading in readings if "admin1" in reading.kinds}
    for index, reading in enumerate(readings):
        if reading.kinds or not reading.first or not any(row.kind == "admin1" for row in reading.rows):
            continue
        before = parsed.tokens[reading.first - 1].lower, parsed.tokens[reading.first - 2].lower
        like = told.get(reading.key) if before[0] in lexicon().widely or " ".join(reversed(before)) in lexicon().widely else None
        if before[0] in lexicon().neighbouring and index and "admin1" in readings[index - 1].kinds:
            like = readings[index - 1]
        if like is not None:
            readings[index] = replace(reading, kinds=like.kinds, kind_word=like.kind_word)
    return readings


def _is_neighbour(reading: Reading, beside: Reading) -> bool:
    """Whether a name can lie in the country of its neighbour in a list; of what the parser takes for a person, only abroad."""
    countries = {row.country for row in beside.rows}
    anglophone = lexicon().anglophone if reading.rule == PERSON_BY_PARSER else frozenset()
    return any(row.country in countries - anglophone for row in reading.rows)


def _read(words: Surroundings, surnames: dict[str, bool]) -> Reading:
    spotted, parsed = words.spotted, words.parsed
    kind_word, first, last = words.kind_word()
    kinds = lexicon().kinds.get(kind_word, frozenset())
    if kinds and kind_word in lexicon().shy | lexicon().organisations and not allowed(spotted.rows, lexicon().ranks[kind_word]):
        kinds, kind_word, first, last = frozenset(), "", spotted.first, spotted.last  # "the Justice Department"
    name_key = key(parsed.text[spotted.start : spotted.end])

    def reading(role: Role, rule: str, low: int = first, high: int = last) -> Reading:
        hollow = role in HOLLOW or (role in {"facility", "nature"} and not _lends_point(words, low, high))
        rows = () if hollow else spotted.rows
        start, end = min(parsed.tokens[low].start, spotted.start), max(parsed.tokens[high - 1].end, spotted.end)
        if (low, high) == (spotted.first, spotted.last):
            start, end = spotted.start, spotted.end
        return Reading(spotted, role, start, end, low, high, kinds, rule, name_key, rows, kind_word)

    if spotted.adjective:
        named = words.before is not None and words.before.text in lexicon().given
        if named or (last - first == 1 and parsed.tokens[first].text in surnames):
            return reading("person", "person")
        return reading("demonym", "demonym", spotted.first, spotted.last)
    if spotted.shortened:
        return reading("place", "abbreviation", spotted.first, spotted.last)
    if words.shouted and spotted.name and _is_common_word(words):
        return reading("word", "common word")
    if spotted.name and not kinds and _is_person(words, surnames):
        return reading("person", "person")
    if not kinds:
        longer = _in_longer_name(words)
        if longer is not None:
            role, rule, low, high = longer
            return reading(role, rule, low, high)
    if not kinds and _is_common_word(words):
        surname = words.tokens[0].lower in lexicon().surnames
        signed = words.is_dateline() or words.is_home_of()
        if not (signed and (surname or words.is_dateline())):
            return reading("unsigned" if surname else "word", "common word")
    if _is_metonym(words):
        return reading("metonym", "speaks")
    return reading(*_sign(words, kinds))


def _in_longer_name(words: Surroundings) -> tuple[Role, str, int, int] | None:
    """What a name is that stands within a longer one, or before a common noun for a facility."""
    spotted, parsed, lists = words.spotted, words.parsed, lexicon()
    low, high = (spotted.first, spotted.last) if words.shouted else words.whole_name()
    final = parsed.tokens[high - 1].lower
    if (low, high) != (spotted.first, spotted.last):
        scenes = lists.facilities if words.preposition(low) in SCENE else lists.facilities - lists.schools
        role: Role | None = "nature" if final in lists.nature else "facility" if final in scenes else None
        if role is not None:
            placed = words.entity in PLACES or parsed.tokens[low].ent in PLACES or words.preposition(low) or words.is_scene(low, final)
            if placed or not (low == spotted.first and _is_known(words, 20_000)):
                return (role if placed else "word"), f"ends in {final!r}", low, high
            return "part of a name", f"ends in {final!r}", spotted.first, spotted.last
        if (
            final in lists.kinds.keys() - lists.towns
            and spotted.last < high >= low + len(words.tokens) + 2
            and final not in lists.organisations
        ):
            return "unlisted", f"ends in {final!r}", low, high
        if final in lists.organisations or parsed.tokens[low].lower in lists.name_heads:
            whole = parsed.text[parsed.tokens[low].start : parsed.tokens[high - 1].end]
            telling = low == spotted.first or parsed.tokens[low].lower in lists.name_heads
            signed = words.entity in PLACES or _is_known(words, 20_000) or words.has_body()
            if telling and signed and not _is_common_word(words):
                return "part of a name", f"part of {whole!r}", spotted.first, spotted.last
            return "word", "part of a name", spotted.first, spotted.last
    if len(words.tokens) > 1 and words.tokens[0].lower in lists.name_heads and words.entity != "GPE":
        return "part of a name", "an organisation", spotted.first, spotted.last
    beside = _facility_noun(words)
    return ("facility", f"before {parsed.tokens[beside - 1].lower!r}", spotted.first, beside) if beside is not None else None


def _lends_point(words: Surroundings, low: int, high: int) -> bool:
    """Whether a facility or river is where the name in it is: "Dubai World Trade Centre", "Kramatorsk station"; not "Royal Street"."""
    final = words.parsed.tokens[high - 1]
    if low != words.spotted.first or _is_common_word(words) or final.lower in lexicon().plain_nature:
        return False
    if words.entity == "GPE" or not final.text[0].isupper():
        return True
    if final.lower in lexicon().after_towns and _is_known(words, WELL_KNOWN):
        return True
    return any(row.primary and (row.kind == "admin1" or (row.kind == "city" and row.population >= LARGE)) for row in words.spotted.rows)


def _facility_noun(words: Surroundings) -> int | None:
    """Index after a common noun of a facility that follows the name: "Alma-Ata airport", "Kramatorsk train station"."""
    last = words.spotted.last
    for reach in (1, 2, 3):
        token = words.at(last + reach - 1)
        if (
            token is None
            or not token.text.isalpha()
            or token.pos not in {"NOUN", "PROPN"}
            or (token.text[0].isupper() and not words.shouted)
        ):
            return None
        if token.lower in lexicon().facilities:
            whole = token.lower in lexicon().built - lexicon().schools and token.dep != "compound"
            return last + reach if whole else None
    return None


def _sign(words: Surroundings, kinds: frozenset[PlaceKind]) -> tuple[Role, str]:
    """Whether something marks the name as a place."""
    if kinds:
        return "place", "a word for a sort of place beside it"
    if words.has_region_behind():
        return "place", "a region or country behind it"
    if words.is_dateline():
        return "place", "dateline"
    if words.is_home_of() and not _is_acronym(words) and words.entity != "PERSON" and not words.follows_name() and words.spotted.name:
        return "place", "a word for townspeople behind it"
    if words.shouted:
        proper = words.tokens[-1].tag in PROPER
        located = proper and (words.preposition() in SURE or words.entity in PLACES)
        return ("place", "located") if located or (proper and _is_known(words, LARGE)) else ("unsigned", "no sign of place")
    if _is_acronym(words):
        return "word", "an acronym"
    if words.follows_name() and not (words.entity in PLACES and words.before is not None and words.before.ent != words.entity):
        return "word", "the end of a longer name"
    preposition = words.preposition()
    if not words.spotted.name:
        listed = preposition or words.tokens[-1].lower in lexicon().nature | lexicon().facilities
        return ("place", "a place by the parser alone") if listed and words.entity in PLACES else ("word", "unknown")
    if words.entity in PLACES:
        return "place", "a place by the parser"
    proper = words.tokens[-1].tag in PROPER
    if all(row.kind == "admin2" for row in words.spotted.rows):
        return "unsigned", "a district without its word"
    if preposition and proper and (words.entity != "PERSON" or preposition not in TIED_PEOPLE):
        return "place", f"{preposition!r} before it"
    if all(token.ent == "PERSON" for token in words.tokens) and not _is_known(words, WELL_KNOWN if len(words.tokens) == 1 else 5_000):
        return "unsigned", PERSON_BY_PARSER
    bar = LARGE if words.entity == "PERSON" and _is_anglophone(words) else WELL_KNOWN
    if (proper or words.tokens[0].tag[0] in "JN") and _is_known(words, bar if len(words.tokens) == 1 else bar // 10):
        return "place", "well known"
    return "unsigned", "no sign of place"


def _is_known(words: Surroundings, people: int) -> bool:
    """Whether a country, a region of its own name, or a town of so many people bears the name as its own."""
    long = len(words.spotted.name) >= SHORTEST_FORMER_NAME
    return any(
        row.kind == "country"
        or row.id is None
        or (row.kind in {"city", "admin1"} and row.population >= (people if row.primary else max(people, LARGE)) and (row.primary or long))
        for row in words.spotted.rows
    )


def _is_anglophone(words: Surroundings) -> bool:
    """Whether a town of an English-speaking country bears the name: English surnames are towns there, "Kramatorsk" is not."""
    return any(row.primary and row.country in lexicon().anglophone for row in words.spotted.rows)


def _is_acronym(words: Surroundings) -> bool:
    tokens = words.tokens
    return len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) <= 4 and not words.has_region_behind()


def _is_common_word(words: Surroundings) -> bool:
    tokens, lists = words.tokens, lexicon()
    if not all(token.lower in lists.common for token in tokens):
        return False
    if tokens[0].lower in lists.calendar:
        return True
    if words.has_region_behind():
        return False
    if len(tokens) > 1 and (words.entity in PLACES or _is_known(words, 50_000)):
        return all(token.lower in lists.facilities | lists.organisations for token in tokens)
    located = bool(words.preposition()) or words.entity == "GPE"
    surname_like = tokens[0].lower in lists.surnames
    return not (located and words.entity in {"GPE", "LOC"} and not words.shouted and (surname_like or bool(words.preposition())))


def _is_metonym(words: Surroundings) -> bool:
    head = words.head
    if head.dep not in {"nsubj", "nsubjpass"} or head.head.lemma not in lexicon().speech:
        return False
    return any(row.kind == "country" or row.capital for row in words.spotted.rows)


def _is_person(words: Surroundings, surnames: dict[str, bool]) -> bool:
    before, after, tokens = words.before, words.after, words.tokens
    located = bool(words.preposition()) or words.is_dateline()
    first, single = tokens[0], len(tokens) == 1
    if words.has_region_behind():
        return False
    if single and words.head.dep == "nsubj" and words.head.head.lemma in lexicon().speech and not _is_known(words, LARGE):
        return True
    if before is not None and not located and _names_person(before, first, single, words.shouted):
        return True
    if single and first.text in surnames and words.preposition() not in SURE - TIED_PEOPLE:
        return surnames[first.text] or words.entity not in PLACES
    if after is not None and single and after.text[0].isupper() and not words.shouted and after.text.isalpha():
        generic = lexicon().facilities | lexicon().organisations | lexicon().nature | lexicon().kinds.keys()
        if first.text in lexicon().given and after.lower not in generic and after.tag in PROPER:
            return not located or after.ent == "PERSON"
        if first.ent == "PERSON" and after.ent == "PERSON" and not located:
            return True
    if single and first.text in lexicon().given and words.entity not in PLACES and not located:
        return not _is_known(words, LARGE)
    return False


def _names_person(before: Token, first: Token, single: bool, shouted: bool) -> bool:
    """Whether the word before makes a name of a person."""
    if before.lower in lexicon().titles and before.text[0].isupper() and not shouted:
        return (single and first.ent not in PLACES) or first.ent == "PERSON"
    if before.text in lexicon().given and single and before.ent in {"PERSON", ""}:
        return True
    return single and before.text[0].isupper() and before.ent == "PERSON" and first.ent == "PERSON"


def _surnames(parsed: ParsedText) -> dict[str, bool]:
    """Last words of names of people that the text gives in full, or with a title; True where a given name of our list tells."""
    found: dict[str, bool] = {}
    given, titles, before = lexicon().given, lexicon().titles, None
    for token in parsed.tokens:
        text = token.text
        if before is not None and text[0].isupper() and before.sent == token.sent and text.isalpha() and not text.isupper():
            titled = token.ent == "PERSON" and before.text[0].isupper() and before.lower in titles
            paired = token.ent == "PERSON" and before.ent == "PERSON" and before.text[0].isupper()
            sure = before.text in given and token.ent == "PERSON"
            if sure or before.text in given or titled or paired:
                found[text] = found.get(text, False) or sure
        before = token
    return found
