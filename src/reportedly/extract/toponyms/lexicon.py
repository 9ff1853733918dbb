"""The words around names of places, from `ontology/places.yaml`, made ready for look-up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.gazetteer.names import key
from reportedly.model.place import PlaceKind
from reportedly.ontology.load import load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets and tables of words; keys are lower case unless a word is matched as written.

    Attributes:
        kinds: "region", "county" -> the kinds of place so called.
        ranks: The same, the likeliest first.
        facilities: Last words of names of things in a place.
        nature: Last words of names of rivers, mountains, seas.
        organisations: Last words of names of organisations.
        speech: Lemmas of verbs of which a government is the subject.
        locative: Words before a place.
        titles: Words before a person's name.
        given: Given names, as written.
        common: Names that are nearly always something else, and all words for sorts of things.
        calendar: Months and days, that are never places.
        surnames: Those of them that are so as surnames.
        schools: Facilities that speak and act, so that their names are organisations'.
        built: Facilities whose common noun makes a name of the name before it ("Alma-Ata airport").
        streets: Facilities that things happen on.
        civic: What a city has: "Council", "Hall".
        townspeople: "Clinton couple", "Delta police".
        senses: GeoNames ids that a bare name means unless the text says otherwise ("Washington").
        anglophone: Countries in which a newspaper with a general domain is likely to be at home.
        others: Keys of longer names that mean something else ("Council of Europe").
        plain_nature: Nature words that need no sign of place.
        first_words: "Lake", "Mount": words that begin names.
        after_towns: Facilities whose names begin with their town's.
        bodies: "High", "Fire": first words of what belongs to a town.
        of_names: "County": words that are part of the name of each place so called.
        plain_facilities: Facilities whose names need no sign of place.
        before_of: Nouns that make "of" a sign of place.
        directions: "North", "Downtown".
        towns: Words for towns, that say nothing of a name before them.
        plurals: "counties", which tell of every name in a list before them.
        shy: Words for sorts of places that count only where a place of that sort bears the name.
        state_things: "media", "television": what "state" behind a name belongs to.
        states_of: "emergency", "siege".
        neighbouring: "neighbouring", "adjacent".
        widely: "most of", "across": words before what has parts.
        named_facilities: Facilities that have names which are no other place's: "camp", "prison".
        articles: "al", "el": Arabic articles that begin a name in lower case.
        before_articles: Words that such a name must stand behind.
        name_heads: "University of X".
        hints: Words that tell in which country a text is at home -> its code.
        regions: Abbreviations of states and provinces, as written -> GeoNames code.
        standing_alone: Those that need no name before them.
    """

    kinds: dict[str, frozenset[PlaceKind]]
    ranks: dict[str, tuple[PlaceKind, ...]]
    facilities: frozenset[str]
    nature: frozenset[str]
    organisations: frozenset[str]
    speech: frozenset[str]
    locative: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    calendar: frozenset[str]
    surnames: frozenset[str]
    schools: frozenset[str]
    built: frozenset[str]
    streets: frozenset[str]
    civic: frozenset[str]
    townspeople: frozenset[str]
    senses: frozenset[int]
    anglophone: frozenset[str]
    others: frozenset[str]
    plain_nature: frozenset[str]
    first_words: frozenset[str]
    after_towns: frozenset[str]
    bodies: frozenset[str]
    of_names: frozenset[str]
    plain_facilities: frozenset[str]
    before_of: frozenset[str]
    directions: frozenset[str]
    towns: frozenset[str]
    plurals: frozenset[str]
    shy: frozenset[str]
    state_things: frozenset[str]
    states_of: frozenset[str]
    neighbouring: frozenset[str]
    widely: frozenset[str]
    named_facilities: frozenset[str]
    articles: frozenset[str]
    before_articles: frozenset[str]
    name_heads: frozenset[str]
    hints: dict[str, str]
    regions: dict[str, str]
    standing_alone: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = load("places")
    regions: dict[str, str] = {}
    for state, names in data["us states"].items():
        regions[state] = f"US.{state}"
        for name in names:
            regions[name] = regions[name.rstrip(".")] = f"US.{state}"
    for code, names in data["canadian provinces"].items():
        for name in names:
            regions[name] = regions[name.rstrip(".")] = code
    return Lexicon(
        kinds={word: frozenset(kinds) for word, kinds in data["kind words"].items()},
        ranks={word: tuple(kinds) for word, kinds in data["kind words"].items()},
        facilities=_lower(data["facility words"]),
        nature=_lower(data["nature words"]),
        organisations=_lower(data["organisation words"]),
        speech=_lower(data["speech verbs"]),
        locative=_lower(data["locative"]),
        titles=_lower(data["titles"]),
        given=frozenset(data["given names"]),
        common=_lower(
            [
                *data["stop names"],
                *data["surnames"],
                *data["generic words"],
                *data["titles"],
                *data["kind words"],
                *data["facility words"],
                *data["nature words"],
                *data["organisation words"],
            ]
        ),
        calendar=_lower(data["calendar"]),
        surnames=_lower(data["surnames"]),
        schools=_lower(data["schools"]),
        built=_lower(data["built"]),
        streets=frozenset(
            {
                "street",
                "avenue",
                "road",
                "boulevard",
                "highway",
                "lane",
                "drive",
                "parkway",
                "turnpike",
                "bridge",
                "st.",
                "ave.",
                "blvd.",
                "rd.",
            }
        ),
        townspeople=_lower(data["townspeople"]),
        senses=frozenset(data["default senses"].values()),
        anglophone=frozenset(data["english speaking"]),
        others=frozenset(key(name) for name in data["other names"]),
        plain_nature=_lower(data["plain nature"]),
        first_words=_lower(data["first words"]),
        after_towns=_lower(data["after towns"]),
        bodies=_lower(data["bodies"]),
        of_names=_lower(data["of names"]),
        plain_facilities=_lower(data["plain facilities"]),
        before_of=_lower(data["nouns before of"]),
        civic=_lower(data["civic"]),
        directions=_lower(data["directions"]),
        towns=frozenset({"city", "cities", "town", "towns", "village", "villages", "capital", "suburb", "settlement"}),
        plurals=frozenset(word for word in data["kind words"] if word.endswith("s")),
        shy=_lower(data["shy kind words"]),
        state_things=_lower(data["state things"]),
        states_of=_lower(data["states of"]),
        neighbouring=_lower(data["neighbouring"]),
        widely=_lower(data["widely"]),
        named_facilities=_lower(data["named facilities"]),
        articles=_lower(data["articles"]),
        before_articles=_lower(data["before articles"]),
        name_heads=_lower(data["name heads"]),
        hints={str(word): code for code, words in data["country hints"].items() for word in words},
        regions=regions,
        standing_alone=frozenset(data["standing alone"]) | {name.rstrip(".") for name in data["standing alone"] if name.count(".") > 1},
    )


def _lower(words: list[str]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)
