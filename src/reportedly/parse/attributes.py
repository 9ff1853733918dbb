"""The model's attribute rules, remembered word by word.

spaCy's `attribute_ruler` gives each token its part of speech, its morphology and some lemmas. It tries its 180 patterns at every token,
which is a tenth of a parse. All but ten are patterns of a single token and ask for its tag, its dependency and its word alone. So what
they give is a function of these three, and is asked for once. Where a longer pattern matches (`there is`, `gon na`) the ruler itself
goes over the piece: what comes out is the same in any case, and a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NAME = "attribute_ruler"
FACTORY = "remembered_attributes"
MOST = 200_000  # words that are remembered; then it begins anew, for a hostile archive has no end of words
_OTHER = 0  # stands for all words that no pattern names
_KNOWN = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_GIVEN = ("TAG", "DEP", "POS", "MORPH", "LEMMA")


Given = tuple[tuple[str, int], ...]  # what the patterns of one token give it: names of attributes, ids of the vocabulary


def remember(nlp: Language) -> None:
    """Put remembered rules in the place of a model's ruler. A model without one, or with rules of another kind, is left as it is."""
    if NAME not in nlp.pipe_names:
        return
    rules = nlp.get_pipe(NAME).patterns  # type: ignore[attr-defined]
    asked = {attribute for pattern in _single(rules) for attribute in pattern}
    given = {attribute for rule in rules for attribute in rule["attrs"]}
    if asked <= _KNOWN and given <= set(_GIVEN):
        nlp.replace_pipe(NAME, FACTORY, config={"rules": rules})


@Language.factory(FACTORY)
def _factory(nlp: Language, name: str, rules: list[dict[str, Any]]) -> RememberedRules:
    ruler = AttributeRuler(nlp.vocab, name)
    ruler.add_patterns(rules)
    return RememberedRules(ruler)


def _single(rules: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What the patterns of one token ask of it, by attribute."""
    return (pattern[0] for rule in rules for pattern in rule["patterns"] if len(pattern) == 1)


class RememberedRules:
    """A component that stands for the ruler.

    Args:
        ruler: What it stands for.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._longer = Matcher(ruler.vocab)
        rules: list[dict[str, Any]] = ruler.patterns
        for number, rule in enumerate(rules):
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._longer.add(str(number), longer)
        asked = [pattern["LOWER"] for pattern in _single(rules) if "LOWER" in pattern]
        self._listed = frozenset(word for each in asked for word in _listed(each))
        self._shapes = tuple(re.compile(each["REGEX"]) for each in asked if isinstance(each, dict) and "REGEX" in each)
        self._words: dict[int, int] = {}
        self._given: dict[tuple[int, int, int], Given] = {}

    @property
    def patterns(self) -> list[dict[str, Any]]:
        """The rules, as the ruler has them."""
        return self._ruler.patterns

    @property
    def remembers(self) -> int:
        """How many words are remembered."""
        return len(self._words)

    def __call__(self, doc: Doc) -> Doc:
        """Give the tokens their attributes."""
        if self._longer(doc, allow_missing=True):
            return self._ruler(doc)
        if len(self._words) > MOST:
            self._words.clear()
            self._given.clear()
        for token, (tag, dep, lower) in zip(doc, doc.to_array(["TAG", "DEP", "LOWER"]).tolist(), strict=True):
            word = self._words.get(lower)
            if word is None:
                word = self._words[lower] = lower if self._is_named(token.lower_) else _OTHER
            given = self._given.get((tag, dep, word))
            if given is None:
                given = self._given[tag, dep, word] = self._asked(doc[token.i : token.i + 1])
            for attribute, value in given:
                if attribute == "morph":
                    token.set_morph(value)  # type: ignore[attr-defined]
                else:
                    setattr(token, attribute, value)
        return doc

    def _is_named(self, word: str) -> bool:
        return word in self._listed or word.isspace() or any(shape.search(word) for shape in self._shapes)

    def _asked(self, alone: Span) -> Given:
        """What the ruler gives a token: the later of its patterns counts."""
        strings = self._ruler.vocab.strings
        found = sorted(int(strings[match]) for match, _, _ in self._ruler.matcher(alone, allow_missing=True, as_spans=False))
        given: dict[Any, Any] = {}
        for number in found:
            given |= self._ruler.attrs[number]
        return tuple((name.lower(), given[strings[name]]) for name in _GIVEN if strings[name] in given)


def _listed(asked: str | Mapping[str, Any]) -> Iterable[str]:
    """The words that a pattern lists."""
    return (asked,) if isinstance(asked, str) else asked.get("IN") or asked.get("NOT_IN") or ()
