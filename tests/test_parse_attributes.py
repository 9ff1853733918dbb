"""What is remembered of the parser's attribute rules is what the rules give."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from reportedly.parse import attributes
from reportedly.parse.attributes import RememberedRules
from reportedly.parse.model import language

EXAMPLES = Path("examples/kazakhstan-2022/reports.jsonl")
WORDS = st.sampled_from(["\n", *"there is are gon na got ta gets me HIS not n't ai who that himself better killed 5 Almaty".split()])  # noqa: SIM905


@cache
def rules() -> tuple[AttributeRuler, RememberedRules]:
    """The ruler as spaCy has it, and what stands for it."""
    nlp, _ = language()
    remembered = nlp.get_pipe(attributes.NAME)
    assert isinstance(remembered, RememberedRules), "the model's rules are of a kind that is not remembered"
    ruler = AttributeRuler(nlp.vocab)
    ruler.add_patterns(remembered.patterns)
    return ruler, RememberedRules(ruler)


@st.composite
def analyses(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Words with tags and dependencies, whether or not they fit."""
    nlp, _ = language()
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    tags = st.sampled_from([*nlp.get_pipe("tagger").labels, "_SP"])  # type: ignore[attr-defined]
    deps = st.sampled_from(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    return words, [draw(tags) for _ in words], [draw(deps) for _ in words]


def told(doc: Doc) -> list[tuple[str, ...]]:
    """What the rules say of each word."""
    return [(word.text, word.tag_, word.dep_, word.pos_, str(word.morph), word.lemma_) for word in doc]


@given(analyses())
def test_words_get_what_the_rules_give(analysis: tuple[list[str], list[str], list[str]]) -> None:
    ruler, remembered = rules()
    words, tags, deps = analysis
    asked, found = (Doc(ruler.vocab, words=words, tags=tags, deps=deps, heads=[0] * len(words)) for _ in range(2))
    assert told(remembered(found)) == told(ruler(asked))


def test_reports_get_what_the_rules_give() -> None:
    ruler, remembered = rules()
    nlp, _ = language()
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines()[:4]:
        text = json.loads(line)["text"]
        with nlp.select_pipes(disable=[attributes.NAME, "lemmatizer", "ner"]):
            asked, found = nlp(text), nlp(text)
        assert told(remembered(found)) == told(ruler(asked))


def test_no_more_is_remembered_than_a_bound(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    ruler, _ = rules()
    remembered = RememberedRules(ruler)
    monkeypatch.setattr(attributes, "MOST", 10)
    for number in range(40):
        doc = Doc(ruler.vocab, words=[f"word{number}", "killed"], tags=["NN", "VBD"], deps=["nsubj", "ROOT"], heads=[1, 1])
        assert told(remembered(doc))[1][3] == "VERB"
    assert remembered.remembers <= 12
