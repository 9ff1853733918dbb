"""Mentions of people in office or speaking, of organisations and groups, chained within the text.

`acting/phrases.py` says what a mention is, `acting/chains.py` which of them speak of one actor. The fullest name of a chain
is its longest name; in it "the country" is the country that most places of the text lie in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from reportedly.extract.acting.chains import Chains
from reportedly.extract.acting.phrases import NOMINAL, Phrase, read_phrase
from reportedly.model.mentions import ActorMention
from reportedly.model.place import Toponym
from reportedly.ontology.roles import roles
from reportedly.syntax.tree import ParsedText

_COUNTRY = re.compile(r"\bthe (?:country|republic|nation|kingdom)\b", re.IGNORECASE)


def find_actors(parsed: ParsedText, places: tuple[Toponym, ...]) -> tuple[ActorMention, ...]:
    """All mentions of actors in the text, in order, pronouns and short names chained to the fullest name."""
    lexicon = roles()
    located = frozenset(token.i for place in places if place.role == "place" for token in parsed.between(place.start, place.end))
    phrases: list[Phrase] = []
    for token in parsed.tokens:
        if token.pos in NOMINAL or token.pos == "PRON":
            phrase = read_phrase(parsed.tokens, token, lexicon, located)
            if phrase is not None:
                phrases.append(phrase)
    phrases = _outermost(_with_last_names(parsed, phrases))
    chains = Chains(parsed, phrases, lexicon)
    country = _main_country(places)
    found = []
    for index, phrase in enumerate(phrases):
        chain = chains.of.get(index)
        if chain is None:
            continue
        full = chains.fullest[chain]
        found.append(
            ActorMention(
                start=phrase.start,
                end=phrase.end,
                token=phrase.token.i,
                chain=chain,
                name=_spelled_out(full.name, country),
                kind=full.kind,
                role=chains.role.get(chain),
                country=_country_of(phrase, places),
                pronoun=phrase.kind == "pronoun",
            )
        )
    return tuple(found)


def _with_last_names(parsed: ParsedText, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases with the bare last names of people named in full that the parser takes for something else."""
    known = {phrase.name.split()[-1] for phrase in phrases if phrase.kind == "person" and phrase.proper and " " in phrase.name}
    held = {phrase.token.i for phrase in phrases if phrase.kind != "organisation" or phrase.name not in known}
    bare = [
        Phrase(token.start, token.end, token, "person", token.text, None, True)
        for token in parsed.tokens
        if token.text in known and token.pos in {"PROPN", "NOUN", "ADJ"} and token.i not in held and token.dep not in {"compound", "amod"}
    ]
    if not bare:
        return phrases
    taken = {phrase.token.i for phrase in bare}
    kept = [phrase for phrase in phrases if phrase.token.i not in taken]
    return sorted([*kept, *bare], key=lambda phrase: (phrase.start, -phrase.end))


def _outermost(phrases: list[Phrase]) -> list[Phrase]:
    """Without phrases that are part of another's name: "Internal Affairs" in a ministry, the name beside an office."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        holder = next((other for other in reversed(kept[-4:]) if other.start <= phrase.start and phrase.end <= other.end), None)
        if holder is None or phrase.kind == "pronoun" or (holder.kind, phrase.kind) == ("group", "organisation"):
            kept.append(phrase)
    return kept


def _country_of(phrase: Phrase, places: tuple[Toponym, ...]) -> str | None:
    """The country that the words of the phrase name or a demonym in them means."""
    low, high = (bisect_left(places, edge, key=lambda place: place.start) for edge in (phrase.start, phrase.end))
    inside = [place.country for place in places[low:high] if place.end <= phrase.end and place.country]
    return inside[0] if inside and len(set(inside)) == 1 else None


def _main_country(places: tuple[Toponym, ...]) -> str | None:
    """Name of the country that most places of the text lie in, where the text names it."""
    votes = Counter(place.country for place in places if place.country and place.role == "place")
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next((place.name for place in places if place.kind == "country" and place.country == ranked[0][0]), None)


def _spelled_out(name: str, country: str | None) -> str:
    return _COUNTRY.sub(country, name) if country else name
