"""What happened: sentences in, events out. The sentences are in tests/events/ and in docs/events.md, in one notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.events import find_events
from reportedly.extract.happenings.patterns import noun_patterns, verb_patterns, vocabulary
from reportedly.model.mentions import EventMention, Participant
from reportedly.ontology.event_types import event_codes, event_meaning
from reportedly.ontology.load import load
from reportedly.parse.text import parse

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "events.md"
MODEL = parse("").parser
needs_md = pytest.mark.skipif("core_web_md" not in MODEL, reason=f"the examples are those of the md parser; {MODEL} is installed")

REQUIRED = {
    *("protest", "riot", "attack", "killing", "injury", "arson", "looting", "ransacking", "break_in", "property_destruction"),
    *("retake", "detention", "confiscation", "prosecution", "threat_level", "training", "request_assistance", "deployment"),
}
ACLED = {
    "Battles/Armed clash",
    "Battles/Government regains territory",
    "Battles/Non-state actor overtakes territory",
    "Explosions/Remote violence/Air/drone strike",
    "Explosions/Remote violence/Chemical weapon",
    "Explosions/Remote violence/Grenade",
    "Explosions/Remote violence/Remote explosive/landmine/IED",
    "Explosions/Remote violence/Shelling/artillery/missile attack",
    "Explosions/Remote violence/Suicide bomb",
    "Protests/Excessive force against protesters",
    "Protests/Peaceful protest",
    "Protests/Protest with intervention",
    "Riots/Mob violence",
    "Riots/Violent demonstration",
    "Strategic developments/Agreement",
    "Strategic developments/Arrests",
    "Strategic developments/Change to group/activity",
    "Strategic developments/Disrupted weapons use",
    "Strategic developments/Headquarters or base established",
    "Strategic developments/Looting/property destruction",
    "Strategic developments/Non-violent transfer of territory",
    "Strategic developments/Other",
    "Violence against civilians/Abduction/forced disappearance",
    "Violence against civilians/Attack",
    "Violence against civilians/Sexual violence",
}
PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}


def written(text: str, event: EventMention) -> str:
    """An event in the notation of the tests."""

    def names(participants: tuple[Participant, ...]) -> str:
        return "; ".join(text[each.start : each.end] for each in participants)

    marks = [mark for mark in (event.stage, event.status) if mark not in {"accomplished", "asserted"}]
    kind = "/".join(name for name in (event.type, event.form) if name)
    agents, targets, instruments = names(event.agents), names(event.targets), names(event.instruments)
    parts = [f"{' '.join([kind, *marks])}: {text[slice(*event.trigger)]}"]
    if agents or targets or instruments:
        parts.append(f"{agents or '-'} > {targets or '-'}")
    return " | ".join([*parts, instruments] if instruments else parts)


def told(text: str) -> list[str]:
    return [written(text, event) for event in find_events(parse(text))]


def examples() -> Iterator[tuple[str, list[str]]]:
    for path in sorted((HERE / "events").glob("*.txt")):
        body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
        for block in body.strip().split("\n\n"):
            text, *events = block.split("\n")
            yield text, [event.strip() for event in events]
    for fence in re.findall(r"^```events\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for block in fence.strip().split("\n\n"):
            text, *events = block.split("\n")
            yield text.removeprefix("> "), events


@needs_md
@pytest.mark.parametrize(("text", "events"), list(examples()), ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_a_sentence_tells_its_events(text: str, events: list[str]) -> None:
    assert told(text) == events


def test_the_types_that_records_are_compared_by_are_there() -> None:
    assert set(load("events")["events"]) >= REQUIRED


def test_every_type_and_form_is_explained_and_told_somehow() -> None:
    for name, entry in load("events")["events"].items():
        assert re.fullmatch(r"[a-z_]+", name)
        forms = entry.get("forms", {})
        for form in (None, *forms):
            assert event_meaning(name, form).endswith(".")
            part = forms[form] if form else entry
            assert part.get("verbs") or part.get("nouns"), (name, form)
            assert set(event_codes(name, form)) <= {"plover", "acled", "muc"}


def test_the_vocabularies_of_others_are_covered() -> None:
    entries = [part for entry in load("events")["events"].values() for part in (entry, *entry.get("forms", {}).values())]
    assert {part["codes"]["acled"] for part in entries if "acled" in part["codes"]} == ACLED
    assert {part["codes"]["plover"].partition("/")[0] for part in entries if "plover" in part["codes"]} == PLOVER


def test_a_bare_verb_asks_for_an_object() -> None:
    (pattern,) = verb_patterns("detention", None, "detain")
    assert pattern.subject is not None
    assert pattern.object is not None
    assert (pattern.subject.role, pattern.subject.required) == ("AGENT", False)
    assert (pattern.object.role, pattern.object.required) == ("TARGET", True)


def test_a_choice_of_verbs_makes_as_many_patterns() -> None:
    found = verb_patterns("bombing", None, "(AGENT) detonate|set_off INSTRUMENT:weapon (in|at TARGET)")
    assert [(pattern.lemma, pattern.particle) for pattern in found] == [("detonate", ""), ("set", "off")]


def test_a_noun_is_asked_for_with_what_stands_before_it() -> None:
    (pattern,) = noun_patterns("attack", "air_strike", "air|drone strike (on TARGET)")
    assert pattern.lemma == "strike"
    assert pattern.modifiers == (frozenset({"air", "drone"}),)
    assert {role for oblique in pattern.obliques if (role := getattr(oblique.holds, "role", ""))} == {"TARGET", "AGENT"}


def test_patterns_that_ask_for_more_come_first() -> None:
    for patterns in (*vocabulary().verbs.values(), *vocabulary().nouns.values()):
        weights = [pattern.weight for pattern in patterns]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "ATTACK", "killed killed killed", "?" * 500, "attack on " * 300, "Police arrested, " * 200, "\u202eattack\u0000 of"],
)
def test_any_text_goes_through(text: str) -> None:
    find_events(parse(text))


WORDS = [
    "police",
    "rebels",
    "the",
    "attack",
    "attacked",
    "on",
    "of",
    "killed",
    "and",
    ",",
    "was",
    "by",
    "protests",
    "no",
    "if",
    "tried",
    "to",
    "bomb",
    "12",
    "people",
    ".",
    "?",
    '"',
    "set",
    "fire",
    "city",
    "were",
    "not",
    "in",
    "during",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_every_span_is_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for event in find_events(parse(text)):
        for start, end in (
            event.trigger,
            event.evidence,
            *((each.start, each.end) for each in (*event.agents, *event.targets, *event.instruments)),
        ):
            assert 0 <= start < end <= len(text)
        assert event.evidence[0] <= event.trigger[0]
        assert event.trigger[1] <= event.evidence[1]


def test_the_same_text_tells_the_same() -> None:
    text = "Rebels attacked two villages and burned houses. Police said 12 people were detained."
    assert find_events(parse(text)) == find_events(parse(text))
