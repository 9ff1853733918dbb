"""What stands around a spotted name: the words before and behind it, and the longer name that it may be part of."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.spotting import PARTIES, PROPER, SETTLEMENTS, Spotted
from reportedly.gazetteer.lookup import candidates, contains, is_known_key
from reportedly.gazetteer.names import key
from reportedly.syntax.tree import ParsedText, Token

TIGHT = frozenset({"in", "at", "near", "outside", "inside", "from", "to", "around", "toward", "towards", "across", "throughout", "into"})
TIED_PEOPLE = frozenset({"to", "from", "at", "toward", "towards", "around"})  # "according to Taylor", "from Taylor": people, too
DASHES = frozenset({"-", "--", "---", "—", "–", "�"})
LONGEST_ACRONYM = 4
LONGEST_RUN = 10  # words of a name on either side
LISTED = frozenset({"and", "or", ",", "&"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A spotted name with the tokens around it.

    Attributes:
        parsed: The text.
        spotted: The name.
        shouted: Whether its sentence is in capitals.
    """

    parsed: ParsedText
    spotted: Spotted
    shouted: bool

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the name."""
        return self.parsed.tokens[self.spotted.first : self.spotted.last]

    @property
    def before(self) -> Token | None:
        """The token before the name, in the same sentence."""
        return self.at(self.spotted.first - 1)

    @property
    def after(self) -> Token | None:
        """The token behind the name, in the same sentence."""
        return self.at(self.spotted.last)

    @property
    def entity(self) -> str:
        """The entity type that the parser gave to the name's last token."""
        return self.parsed.tokens[self.spotted.last - 1].ent

    @property
    def head(self) -> Token:
        """The token of the name that the rest of the sentence governs."""
        low, high = self.spotted.first, self.spotted.last
        inside = self.tokens
        return next((token for token in inside if not low <= token.head.i < high or token.head is token), inside[-1])

    def at(self, index: int) -> Token | None:
        """The token with that index, if it stands in the sentence of the name."""
        if not 0 <= index < len(self.parsed.tokens):
            return None
        token = self.parsed.tokens[index]
        return token if token.sent == self.parsed.tokens[self.spotted.first].sent else None

    def preposition(self, first: int | None = None) -> str:
        """The locative preposition right before the name, lower case, or ""; "according to" is none.

        Args:
            first: Index of the first token of the longer name that it stands in.
        """
        index = (self.spotted.first if first is None else first) - 1
        before = self.at(index)
        if before is not None and before.lower == "the":
            index -= 1
            before = self.at(index)
        above = self.at(index - 1)
        if before is not None and before.lower == "of" and above is not None and above.lower in lexicon().before_of:
            return "of"
        if before is None or before.lower not in TIGHT:
            return ""
        return "" if above is not None and above.lower in {"according", "thanks"} else before.lower

    def is_scene(self, first: int, final: str) -> bool:
        """Whether the longer name is where things happen by its last word alone (a street, a river), or stands after "on", "along"."""
        before = self.at(first - 1)
        if final in lexicon().streets | lexicon().plain_nature | lexicon().plain_facilities:
            return True
        return before is not None and before.lower in {"on", "of", "and", "along"} and final in lexicon().facilities

    def is_dateline(self) -> bool:
        """Whether the name opens a paragraph and a dash, an agency in brackets or a date follows."""
        first, after = self.tokens[0], self.after
        sentence = self.parsed.sentences[first.sent]
        opens = sentence.first == first.i
        if opens and first.text.isupper() and len(first.text) > 2 and self.parsed.tokens[sentence.last - 1].text in DASHES:
            return True  # parsed by itself: "KYIV, Jan 9 (Wire) -"
        if after is not None and after.text in DASHES and first.text.isupper() and len(first.text) > LONGEST_ACRONYM:
            return True
        return opens and after is not None and (after.text in DASHES or after.text == "(")

    def has_region_behind(self) -> bool:
        """Whether the name of the region or country that it lies in follows: "Mobile, Alabama", "Gilimanuk in western Bali"."""
        link = self.after
        if link is None or (link.text != "," and link.lower != "in"):
            return False
        index = self.spotted.last + 1
        while link.lower == "in" and (token := self.at(index)) is not None and token.lower in lexicon().directions:
            index += 1
        name, more = self.at(index), self.at(index + 1)
        if name is None or not name.text[0].isupper():
            return False
        if name.text in lexicon().regions:
            return any(row.admin1 == lexicon().regions[name.text] for row in self.spotted.rows)
        both = f"{name.text} {more.text}" if more is not None and more.text[0].isupper() else name.text
        around = [row for words in dict.fromkeys((both, name.text)) for row in candidates(words) if row.kind in {"country", "admin1"}]
        return any(contains(outer, row) for outer in around for row in self.spotted.rows)

    def is_home_of(self) -> bool:
        """Whether a word for townspeople follows ("Clinton couple", "Delta police"), or a party's letter stands before ("D-Oakland")."""
        after, before = self.after, self.before
        if before is not None and before.text == "-" and (letter := self.at(self.spotted.first - 2)) is not None and letter.text in PARTIES:
            return True
        return after is not None and after.lower in lexicon().townspeople and not after.text[0].isupper()

    def has_body(self) -> bool:
        """Whether what belongs to a town follows: "Fort Mill High School", "Tega Cay Fire Department"."""
        after, more = self.after, self.at(self.spotted.last + 1)
        if after is None or more is None or not after.text[0].isupper() or after.lower not in lexicon().bodies:
            return False
        return more.text[0].isupper() or more.lower == "of"

    def follows_name(self) -> bool:
        """Whether a capitalised word right before it belongs to the same name: "Glacier Ridge", "Phil Hartley"."""
        before = self.before
        if before is None or self.shouted or not before.text[0].isupper() or before.tag not in PROPER:
            return False
        return before.lower not in lexicon().directions and before.ent not in {"DATE", "TIME"} and not before.text.endswith(".")

    def kind_word(self) -> tuple[str, int, int]:
        """The word for a sort of place beside the name ("region", or ""), and the tokens of name and word together."""
        kinds, first, last = lexicon().kinds, self.spotted.first, self.spotted.last
        after, before, final = self.after, self.before, self.tokens[-1].lower
        tells = final in kinds and len(self.tokens) > 1 and final not in {"city", "town", "republic"}
        if tells and not all(token.lower in lexicon().common for token in self.tokens):
            return final, first, last
        if after is not None and after.lower in kinds and self._tells(after):
            return after.lower, first, last + (after.lower not in lexicon().plurals)
        if before is not None and before.lower == "of":
            noun = self.at(first - 2)
            if noun is not None and noun.lower in kinds and noun.lower != "republic" and noun.text != "Department":
                return noun.lower, first, last
        if (
            before is not None
            and before.lower in kinds
            and before.lower not in {"state", "county", "department"}
            and before.text[0].islower()
        ):
            return before.lower, first, last
        return self._listed_kind(), first, last

    def _tells(self, after: Token) -> bool:
        """Whether the word behind the name says what sort of place it is; "state" does not in "Rakhine state media"."""
        lists, before = lexicon(), self.before
        if after.lower in lists.plurals:
            return after.lower not in lists.towns and before is not None and before.lower in LISTED
        if after.lower in lists.towns | {"republic"}:
            return not self.spotted.name and after.text in SETTLEMENTS
        if after.lower == "division":  # an army has divisions, too
            return is_known_key(key(f"{self.spotted.name} {after.lower}"))
        if after.lower != "state":
            return True
        more, most = self.at(after.i + 1), self.at(after.i + 2)
        if more is None:
            return True
        if more.lower == "of" and most is not None and most.lower in lists.states_of:
            return False
        return more.lower not in lists.state_things and not (after.text[0].isupper() and more.text[0].isupper())

    def _listed_kind(self) -> str:
        """The plural around a list that the name stands in: "Jackson, Barrow and Madison counties", "the towns of Bakhmut and Soledar"."""
        return self._plural_behind() or self._plural_before()

    def _plural_before(self) -> str:
        index = self.spotted.first - 1
        while (token := self.at(index)) is not None and index > self.spotted.first - 14:
            noun = self.at(index - 1)
            if token.lower == "of" and noun is not None and noun.lower in lexicon().plurals:
                return noun.lower
            if not (token.lower in LISTED or token.text[0].isupper() or token.text == "-"):
                return ""
            index -= 1
        return ""

    def _plural_behind(self) -> str:
        index = self.spotted.last
        if (after := self.at(index)) is None or after.lower not in LISTED:
            return ""
        while (token := self.at(index)) is not None and index < self.spotted.last + 14:
            if token.lower in lexicon().plurals:
                return token.lower
            if not (token.lower in LISTED or token.text[0].isupper()):
                return ""
            index += 1
        return ""

    def whole_name(self) -> tuple[int, int]:
        """The run of capitalised words that the name stands in, cut where the parser sees another sort of name begin."""
        low, high, tokens = self.spotted.first, self.spotted.last, self.parsed.tokens
        sentence = self.parsed.sentences[tokens[low].sent]
        while high < min(sentence.last, self.spotted.last + LONGEST_RUN) and _joins(tokens[high - 1], tokens[high]):
            high += 1
        while (
            low > max(sentence.first, self.spotted.first - LONGEST_RUN)
            and _joins(tokens[low - 1], tokens[low])
            and tokens[low - 1].text[0].isupper()
        ):
            low -= 1
        if (
            low > sentence.first + 1
            and tokens[low - 1].text == "-"
            and tokens[low - 2].end == tokens[low - 1].start
            and tokens[low - 2].text.istitle()
        ):
            low -= 2  # "Al-Shifa Hospital"
        if low > sentence.first + 1 and tokens[low - 1].lower == "of" and tokens[low - 2].lower in lexicon().name_heads:
            low -= 2
        return low, high


def _joins(left: Token, right: Token) -> bool:
    """Whether two neighbours belong to one name."""
    if not (right.text[0].isupper() and right.text[0].isalpha() and right.tag[0] in "NJ" and right.start - left.end <= 1):
        return False
    if left.lower in lexicon().titles or right.lower in lexicon().titles:
        return False
    if left.tag[0] not in "NJ":
        return False
    return left.ent == right.ent or "PERSON" not in {left.ent, right.ent}
