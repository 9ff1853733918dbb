"""Where names of places stand in a text: the longest runs of words that the gazetteer, or a lexicon, knows as names.

A name begins and ends with a capital; small words may stand inside ("Stratford upon Avon"). The longest name that
begins at a word wins, and nothing begins inside it. Besides names of the gazetteer: countries by their abbreviations
(US, UAE, "U.S.-led"), states by theirs after a comma (Springfield, Ill.), adjectives and inhabitants (Kyrgyz, Armenians). What the parser
takes for a place, or ends in a word for a facility ("Republic Square"), is spotted too, though the gazetteer does not know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.gazetteer.lookup import PlaceRow, abbreviated, candidates, demonym, is_known_key, region
from reportedly.gazetteer.names import key
from reportedly.syntax.tree import ParsedText, Sentence, Token

LONGEST_NAME = 6  # words
LONGEST_CODE = 3  # letters: in a text in capitals "IN" is no Indiana
HYPHENS = frozenset({"-", "‑"})
LARGE = 100_000  # people: "Oklahoma City Council" is about Oklahoma City, "Dublin City Council" about Dublin
PLACES = frozenset({"GPE", "LOC", "FAC"})
SETTLEMENTS = frozenset({"village", "town", "settlement"})
NO_PLACES = frozenset({"ORG", "NORP", "PRODUCT"})
PROPER = frozenset({"NNP", "NNPS"})
PARTIES = frozenset({"D", "R"})  # "D-Calif."
INSIDE = frozenset("of de la le el al ez az ad ash ar bin ibn and the on upon del du da do - . 's / es di sur in".split())  # noqa: SIM905 - easier to read
NOT_FIRST = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Spotted:
    """A stretch of tokens that may be the name of a place.

    Attributes:
        first: Index of its first token.
        last: Index after its last token.
        start: Offset of its first character.
        end: Offset after its last.
        name: The words to look up, empty where the gazetteer does not know them.
        meant: The one place that an adjective or an abbreviation stands for.
        adjective: True for demonyms ("Kyrgyz").
        shortened: True for abbreviations ("Ill.", "US").
        other: True for longer names that mean something else ("Council of Europe").
    """

    first: int
    last: int
    start: int
    end: int
    name: str = ""
    meant: PlaceRow | None = None
    adjective: bool = False
    shortened: bool = False
    other: bool = False

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The places that bear the name, most populous first."""
        return (self.meant,) if self.meant is not None else candidates(self.name)


def spot(parsed: ParsedText) -> tuple[tuple[Spotted, ...], frozenset[int]]:
    """All names in the text, in order, none inside another; and the numbers of the sentences that are all in capitals."""
    shouted = frozenset(sentence.i for sentence in parsed.sentences if _is_shouted(parsed, sentence))
    found = tuple(name for sentence in parsed.sentences for name in _in_sentence(parsed, sentence, sentence.i in shouted))
    return found, shouted


def _is_shouted(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether a sentence is in capitals, so that capitals tell nothing."""
    text = parsed.text[sentence.start : sentence.end]
    return sum(map(str.isupper, text)) > 3 * sum(map(str.islower, text)) and sentence.last - sentence.first > 4


def _in_sentence(parsed: ParsedText, sentence: Sentence, shouted: bool) -> Iterator[Spotted]:
    tokens, index = parsed.tokens, sentence.first
    while index < sentence.last:
        found = None
        if tokens[index].text[0].isupper() or _is_article(tokens, index, sentence):
            found = _begins(parsed, index, sentence.last, shouted) or (None if shouted else _unknown(tokens, index, sentence))
        if found is None:
            index += 1
        else:
            if not found.other:
                yield found
            index = found.last


def _is_article(tokens: list[Token], index: int, sentence: Sentence) -> bool:
    """Whether an Arabic article in lower case begins a name of a place: "in al-Fashir"."""
    token = tokens[index]
    article, hyphen, name = token.text.partition("-")
    if article not in lexicon().articles or index <= sentence.first or tokens[index - 1].lower not in lexicon().before_articles:
        return False
    if hyphen:
        return name[:1].isupper()
    if index + 2 >= sentence.last or tokens[index + 1].text not in HYPHENS:
        return False
    return tokens[index + 2].start == tokens[index].end + 1 and tokens[index + 2].text[0].isupper()


def _begins(parsed: ParsedText, index: int, limit: int, shouted: bool) -> Spotted | None:
    """The longest known name that begins at a token."""
    tokens = parsed.tokens
    start = tokens[index].start
    if shouted and tokens[index].lower in NOT_FIRST | lexicon().directions:
        limit = index + 1
    for last in _ends(tokens, index, limit):
        end = tokens[last - 1].end
        words = parsed.text[start:end]
        if shouted and len(words) > 3 and words.isupper():
            words = words.title()
        short = _meant(words, shouted)
        if short is not None:
            row, adjective = short
            return Spotted(index, last, start, end, words, row, adjective, not adjective)
        if last > index + 1 and key(words) in lexicon().others:
            return Spotted(index, last, start, end, other=True)
        if last == index + 1:
            return _single(parsed, index, limit, shouted)
        named = _named(index, last, start, end, words)
        if named is not None and not _is_civic(tokens, named):
            return named
    return None


def _single(parsed: ParsedText, index: int, limit: int, shouted: bool) -> Spotted | None:
    """A name of one word: a state's abbreviation, the first part of a hyphened word, or what the gazetteer knows."""
    tokens, token = parsed.tokens, parsed.tokens[index]
    follows = index + 1 < limit and tokens[index + 1].text[0].isupper()
    begins = token.lower in lexicon().directions | lexicon().first_words  # "Lake Kivu" is no town of Lake
    if token.lower in NOT_FIRST or (begins and follows):
        return None
    code = None if shouted and len(token.text) < LONGEST_CODE else _region(parsed, index)
    name = token.text.title() if shouted else token.text
    found = _named(index, index + 1, token.start, token.end, name)
    if found is not None and _is_part(tokens, index) and not any(row.kind == "country" or row.population >= LARGE for row in found.rows):
        found = None  # "Pont-Rouge" is not Pont; "Moscow-Berlin" is two places
    return code or _joined(parsed, index, shouted) or found


def _is_hyphened(tokens: list[Token], position: int) -> bool:
    """Whether a word stands between hyphens inside a name: "au" in "Port-au-Prince"."""
    before, token = tokens[position - 1], tokens[position]
    return before.text in HYPHENS and before.end == token.start and position + 1 < len(tokens) and tokens[position + 1].text in HYPHENS


def _is_glued(tokens: list[Token], index: int) -> bool:
    """Whether a token is a hyphen that joins its neighbours."""
    return tokens[index].text in HYPHENS and tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start


def _is_part(tokens: list[Token], index: int) -> bool:
    """Whether hyphens join a word to another that is written like a name."""
    last = index
    while last + 2 < len(tokens) and tokens[last + 1].text in HYPHENS and tokens[last].end == tokens[last + 1].start:
        if tokens[last + 1].end != tokens[last + 2].start:
            break
        last += 2
    glued = index > 1 and tokens[index - 1].text in HYPHENS and tokens[index - 1].end == tokens[index].start
    return (last > index and tokens[last].text[0].isupper()) or (glued and tokens[index - 1].start == tokens[index - 2].end)


def _meant(words: str, shouted: bool) -> tuple[PlaceRow, bool] | None:
    """The place that an abbreviation of a country, or a demonym (True), stands for."""
    row = abbreviated(words)
    if row is not None and not (shouted and words.lower() in {"us", "car"}):
        return row, False
    row = demonym(words)
    return (row, True) if row is not None else None


def _named(index: int, last: int, start: int, end: int, words: str) -> Spotted | None:
    return Spotted(index, last, start, end, words) if len(words) > 2 and is_known_key(key(words)) else None


def _is_civic(tokens: list[Token], named: Spotted) -> bool:
    """Whether "City" belongs to what follows: "Dublin City Council"."""
    if tokens[named.last - 1].lower not in {"city", "town"} or named.last >= len(tokens) or not tokens[named.last].text[0].isupper():
        return False
    return tokens[named.last].lower in lexicon().civic and not any(row.primary and row.population >= LARGE for row in named.rows)


def _ends(tokens: list[Token], index: int, limit: int) -> list[int]:
    """Indices after the last word of each run that may be a name, longest first."""
    ends, position = [index + 1], index + 1
    limit = min(limit, index + LONGEST_NAME)
    while position < limit:
        token = tokens[position]
        if token.text[0].isupper() or token.text[0].isdigit():
            ends.append(position + 1)
        elif token.lower not in INSIDE and not _is_hyphened(tokens, position):
            break
        position += 1
    return ends[::-1]


def _region(parsed: ParsedText, index: int) -> Spotted | None:
    """The state or province that an abbreviation stands for: after a comma and a name, or where it can stand alone."""
    tokens, regions = parsed.tokens, lexicon().regions
    token = tokens[index]
    if token.text not in regions:
        return None
    after_comma = index > 1 and tokens[index - 1].text in {",", "("} and tokens[index - 2].text[0].isupper()
    after_party = index > 1 and tokens[index - 1].text == "-" and tokens[index - 2].text in PARTIES
    if not after_comma and not after_party and token.text not in lexicon().standing_alone:
        return None
    row = region(regions[token.text])
    stopped = (
        f"{token.text}." in regions and index + 1 < len(tokens) and tokens[index + 1].text == "." and tokens[index + 1].start == token.end
    )
    return Spotted(index, index + 1 + stopped, token.start, token.end + stopped, meant=row, shortened=True) if row is not None else None


def _joined(parsed: ParsedText, index: int, shouted: bool) -> Spotted | None:
    """A name that a hyphen joins to another word in one token: "U.S.-led", "D-Calif.", "Cypriot-flagged"."""
    token = parsed.tokens[index]
    left, hyphen, right = token.text.partition("-")
    if not hyphen or not left or not right:
        return None
    if left in PARTIES:
        row = region(lexicon().regions[right]) if right in lexicon().regions else None
        if row is not None:
            return Spotted(index, index + 1, token.end - len(right), token.end, meant=row, shortened=True)
        return _named(index, index + 1, token.end - len(right), token.end, right)
    short = _meant(left, shouted)
    if short is None or is_known_key(key(token.text)):
        return None
    return Spotted(index, index + 1, token.start, token.start + len(left), left, short[0], short[1], not short[1])


def _unknown(tokens: list[Token], index: int, sentence: Sentence) -> Spotted | None:
    """A name that the gazetteer does not know: an entity that the parser takes for a place, or the last word of a facility."""
    first = tokens[index]
    if first.lower in lexicon().directions:
        return None
    if first.text in lexicon().articles:
        return Spotted(index, index + 3, first.start, tokens[index + 2].end)
    if _names_facility(tokens, index, sentence):
        return Spotted(index, index + 1, first.start, first.end)
    if _is_told(tokens, index, sentence):
        last = index + 1
        while last < sentence.last and tokens[last].text[0].isupper() and tokens[last].tag in PROPER:
            last += 1
        while last + 1 < sentence.last and _is_glued(tokens, last) and tokens[last + 1].text[0].isupper():
            last += 2
        return Spotted(index, last, first.start, tokens[last - 1].end)
    if (
        first.lower in lexicon().first_words
        and index + 1 < sentence.last
        and tokens[index + 1].text[0].isupper()
        and tokens[index + 1].tag in PROPER
    ):
        return Spotted(index, index + 2, first.start, tokens[index + 1].end)
    if first.ent in PLACES and first.lower not in NOT_FIRST and first.tag in PROPER:
        last = index + 1
        while (
            last < sentence.last and tokens[last].ent == first.ent and tokens[last].text[0].isupper() and not _starts_entity(tokens, last)
        ):
            last += 1
        return Spotted(index, last, first.start, tokens[last - 1].end)
    before = tokens[index - 1] if index > sentence.first else None
    if before is not None and before.text[0].isupper() and before.tag in PROPER and first.lower in lexicon().facilities:
        return Spotted(index, index + 1, first.start, first.end)
    return None


def _names_facility(tokens: list[Token], index: int, sentence: Sentence) -> bool:
    """Whether a word for a thing that bears names of its own stands behind an unknown name: "the Zamzam camp", "Qwyz village"."""
    if index + 1 >= sentence.last or tokens[index + 1].text not in lexicon().named_facilities | SETTLEMENTS:
        return False
    alone = index == sentence.first or not tokens[index - 1].text[0].isupper() or tokens[index - 1].lower in NOT_FIRST
    return alone and tokens[index].tag in PROPER and tokens[index].ent not in NO_PLACES and tokens[index].lower not in lexicon().common


def _is_told(tokens: list[Token], index: int, sentence: Sentence) -> bool:
    """Whether a word for a town stands before an unknown name: "the village of Tel Qwyz"."""
    if index - 2 < sentence.first or tokens[index - 1].lower != "of" or tokens[index].tag not in PROPER:
        return False
    return tokens[index - 2].lower in lexicon().towns and tokens[index].lower not in NOT_FIRST


def _starts_entity(tokens: list[Token], index: int) -> bool:
    """Whether a comma or another sort of word stands between two tokens of the same entity type."""
    return tokens[index].i - tokens[index - 1].i != 1 or tokens[index - 1].text == ","
