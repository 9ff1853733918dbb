"""Which words are English, by the parser's own lemmatiser tables (made from WordNet)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.gazetteer.lookup import candidates
from reportedly.parse.case import WordLists

if TYPE_CHECKING:
    from spacy.language import Language

_MANY = 50_000  # people from which on a place that is also an English noun is taken for the place


@cache
def word_lists(nlp: Language) -> WordLists:
    """The word lists of a loaded model; empty ones where its lemmatiser has no tables."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    tables = getattr(getattr(lemmatizer, "lookups", None), "tables", [])
    index = lemmatizer.lookups.get_table("lemma_index") if "lemma_index" in tables else {}
    exceptions = lemmatizer.lookups.get_table("lemma_exc") if "lemma_exc" in tables else {}
    nouns = frozenset(index.get("noun", ()))
    other = frozenset(word for part in ("verb", "adj", "adv") for word in index.get(part, ()))
    irregular = frozenset(form for part in ("noun", "verb", "adj", "adv") for form in exceptions.get(part, {}))
    return WordLists(nouns.__contains__, lambda word: word in other or word in irregular, _is_large_place)


def _is_large_place(word: str) -> bool:
    """Whether a word is by today's name a country, or a region or city of many people."""
    return any(row.primary and (row.kind == "country" or row.population >= _MANY) for row in candidates(word))
