"""What a spotted name is in its sentence: a place, a government, an adjective, a part of another name, or no place at all.

In this order, and the first rule that speaks decides:

1. adjectives and inhabitants are demonyms ("Kyrgyz soms", "the Armenians");
2. a name with a title or given name before it, or a given name with a surname behind it, is a person ("Mr. Washington",
   "Paris Hilton"); so is later the bare surname, unless a locative preposition governs it;
3. a name within a longer name that ends in an airport or a bridge is a facility ("Alma-Ata airport"); in a river or a bay, an area;
   in a newspaper or a company, part of a name ("the Boston Globe", "University of Texas");
4. a word that is nearly always something else ("Police", "March") is no place, unless a comma and a state follow ("Mobile, Alabama");
5. the subject of a verb of speaking is a government called by its country or capital ("Moscow said");
6. all else is a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.spotting import Spotted, is_shouted
from reportedly.model.place import PlaceKind
from reportedly.syntax.tree import ParsedText, Token

Role = Literal["place", "metonym", "demonym", "part of a name", "facility", "nature", "person", "word"]
TIGHT = frozenset({"in", "at", "near", "outside", "inside", "from", "to", "around", "toward", "towards", "across", "throughout", "into"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A spotted name with its role.

    Attributes:
        spotted: The name.
        role: What it is here.
        start: Offset of the first character of the whole name ("Alma-Ata airport").
        end: Offset after its last.
        first: Index of the first token of the whole name.
        last: Index after its last token.
        kinds: The kinds of place that a word beside it allows ("region"), empty for any.
        rule: Name of the rule that decided.
    """

    spotted: Spotted
    role: Role
    start: int
    end: int
    first: int
    last: int
    kinds: frozenset[PlaceKind]
    rule: str


def read_all(parsed: ParsedText, spots: tuple[Spotted, ...]) -> tuple[Reading, ...]:
    """The readings of all spotted names, in order."""
    surnames = _surnames(parsed)
    shouted = {sentence.i for sentence in parsed.sentences if is_shouted(parsed.tokens[sentence.first : sentence.last])}
    return tuple(_read(parsed, spotted, surnames, parsed.tokens[spotted.first].sent in shouted) for spotted in spots)


def _read(parsed: ParsedText, spotted: Spotted, surnames: frozenset[str], shouted: bool) -> Reading:
    words = _Around(parsed, spotted)
    kinds, first, last = _kind_words(words)

    def reading(role: Role, rule: str, low: int = first, high: int = last) -> Reading:
        start, end = parsed.tokens[low].start, max(parsed.tokens[high - 1].end, spotted.end)
        return Reading(spotted, role, start, end, low, high, kinds, rule)

    if spotted.adjective:
        return reading("demonym", "demonym", spotted.first, spotted.last)
    if spotted.shortened:
        return reading("place", "abbreviation", spotted.first, spotted.last)
    if words.is_person(surnames, shouted):
        return reading("person", "person")
    low, high = (spotted.first, spotted.last) if shouted else words.whole_name()
    longer = (low, high) != (spotted.first, spotted.last)
    final = parsed.tokens[high - 1].lower
    if longer and not kinds:
        if final in lexicon().facilities and final not in {"university", "college", "school"}:
            return reading("facility", f"ends in {final!r}", low, high)
        if final in lexicon().nature:
            return reading("nature", f"ends in {final!r}", low, high)
        if final in lexicon().organisations or parsed.tokens[low].lower in lexicon().name_heads:
            return reading(
                "part of a name",
                f"part of {parsed.text[parsed.tokens[low].start : parsed.tokens[high - 1].end]!r}",
                spotted.first,
                spotted.last,
            )
    beside = _facility_word(words)
    if beside is not None and not kinds:
        return reading("facility", f"before {parsed.tokens[beside - 1].lower!r}", spotted.first, beside)
    if words.is_common_word(shouted) and not kinds:
        return reading("word", "common word")
    if words.is_metonym():
        return reading("metonym", "speaks")
    return reading("place", "named")


@dataclass(frozen=True, slots=True)
class _Around:
    """A spotted name and the tokens around it."""

    parsed: ParsedText
    spotted: Spotted

    @property
    def before(self) -> Token | None:
        return self._at(self.spotted.first - 1)

    @property
    def after(self) -> Token | None:
        return self._at(self.spotted.last)

    @property
    def tokens(self) -> list[Token]:
        return self.parsed.tokens[self.spotted.first : self.spotted.last]

    @property
    def head(self) -> Token:
        """The token of the name that the rest of the sentence governs."""
        inside = self.tokens
        return next(
            (token for token in inside if not self.spotted.first <= token.head.i < self.spotted.last or token.head is token), inside[-1]
        )

    def _at(self, index: int) -> Token | None:
        if not 0 <= index < len(self.parsed.tokens):
            return None
        token = self.parsed.tokens[index]
        return token if token.sent == self.parsed.tokens[self.spotted.first].sent else None

    def is_located(self) -> bool:
        """Whether a locative preposition stands right before the name."""
        before = self.before
        if before is not None and before.lower == "the":
            before = self._at(self.spotted.first - 2)
        return before is not None and before.lower in TIGHT

    def has_region_behind(self) -> bool:
        """Whether a comma and a capitalised name of a place follow: "Mobile, Alabama"."""
        comma, name = self.after, self._at(self.spotted.last + 1)
        return comma is not None and comma.text == "," and name is not None and (name.text in lexicon().regions or name.ent == "GPE")

    def is_person(self, surnames: frozenset[str], shouted: bool) -> bool:
        before, after, tokens = self.before, self.after, self.tokens
        located = self.is_located()
        single = len(tokens) == 1
        if before is not None and not located:
            if before.lower in lexicon().titles and before.text[0].isupper() and not shouted:
                return single or tokens[0].ent == "PERSON"
            if before.text in lexicon().given and single and before.ent in {"PERSON", ""}:
                return True
            if single and before.text[0].isupper() and before.ent == "PERSON" and tokens[0].ent == "PERSON":
                return True
        if single and tokens[0].text in surnames and not located and not self.has_region_behind():
            return True
        if after is not None and single and after.text[0].isupper() and not shouted and after.text.isalpha():
            if tokens[0].text in lexicon().given and after.lower not in lexicon().facilities | lexicon().organisations | lexicon().nature:
                return not located or after.ent == "PERSON"
            if tokens[0].ent == "PERSON" and after.ent == "PERSON" and not located:
                return True
        if all(token.ent == "PERSON" for token in tokens) and not located and not self.has_region_behind():
            weight = max(row.population for row in self.spotted.rows)
            return (single and weight < 100_000) or (not single and weight < 5_000)
        return False

    def whole_name(self) -> tuple[int, int]:
        """The run of capitalised words that the name stands in."""
        low, high, tokens = self.spotted.first, self.spotted.last, self.parsed.tokens
        sentence = self.parsed.sentences[tokens[low].sent]
        while high < sentence.last and _continues(tokens, high):
            high += 1
        while low > sentence.first and tokens[low - 1].text[0].isupper() and tokens[low - 1].tag in {"NNP", "NNPS"}:
            low -= 1
        if (
            low > sentence.first + 1
            and tokens[low - 1].lower == "of"
            and tokens[low - 2].lower in lexicon().name_heads
            and tokens[low - 2].text[0].isupper()
        ):
            low -= 2
        return low, high

    def is_common_word(self, shouted: bool) -> bool:
        tokens = self.tokens
        if len(tokens) != 1 or tokens[0].lower not in lexicon().stop:
            return False
        return not self.has_region_behind() and not (self.is_located() and tokens[0].ent in {"GPE", "LOC"} and not shouted)

    def is_metonym(self) -> bool:
        head = self.head
        if head.dep not in {"nsubj", "nsubjpass"} or head.head.lemma not in lexicon().speech:
            return False
        return any(row.kind == "country" or row.capital for row in self.spotted.rows)


def _continues(tokens: list[Token], high: int) -> bool:
    token = tokens[high]
    return (
        token.text[0].isupper()
        and token.text[0].isalpha()
        and (token.tag in {"NNP", "NNPS", "NN", "NNS", "JJ"})
        and tokens[high - 1].end + 1 >= token.start
    )


def _kind_words(words: _Around) -> tuple[frozenset[PlaceKind], int, int]:
    """The kinds that a word beside the name allows, and the tokens of name and word together."""
    kinds, first, last = lexicon().kinds, words.spotted.first, words.spotted.last
    after, before = words.after, words.before
    final = words.tokens[-1].lower
    if final in kinds and len(words.tokens) > 1 and final not in {"city", "town"}:
        return kinds[final], first, last
    if after is not None and after.lower in kinds and after.lower not in {"city", "town", "village", "capital", "state"}:
        return kinds[after.lower], first, last + 1
    if before is not None and before.lower == "of":
        noun = words._at(first - 2)
        if noun is not None and noun.lower in kinds:
            return kinds[noun.lower], first, last
    if before is not None and before.lower in kinds and not before.text[0].isupper():
        return kinds[before.lower], first, last
    return frozenset(), first, last


def _facility_word(words: _Around) -> int | None:
    """Index after a common noun of a facility that follows the name: "Alma-Ata airport", "Kramatorsk train station"."""
    tokens, last = words.parsed.tokens, words.spotted.last
    for reach in (1, 2, 3):
        token = words._at(last + reach - 1)
        if token is None or not token.text.isalpha() or token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return None
        if token.lower in lexicon().facilities and not token.text[0].isupper():
            return (
                last + reach
                if token.lower not in {"university", "college", "school", "academy", "court", "center", "centre", "base"}
                else None
            )
    del tokens
    return None


def _surnames(parsed: ParsedText) -> frozenset[str]:
    """Last words of names of people that the text gives in full, or with a title."""
    found = set()
    for token in parsed.tokens[1:]:
        before = parsed.tokens[token.i - 1]
        if not token.text[0].isupper() or not token.text.isalpha() or before.sent != token.sent or token.text.isupper():
            continue
        titled = before.lower in lexicon().titles and before.text[0].isupper() and token.ent == "PERSON"
        paired = before.ent == "PERSON" and token.ent == "PERSON" and before.text[0].isupper()
        if before.text in lexicon().given or titled or paired:
            found.add(token.text)
    return frozenset(found)
