"""Who is who: mentions and their chains, names in place of pronouns, labels with who used them."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.extract.actors import find_actors
from reportedly.extract.attributions import find_attributions
from reportedly.model.actor import Actor
from reportedly.model.report import Report
from reportedly.ontology.roles import roles
from reportedly.parse.text import parse
from reportedly.resolve.actors import settle_actors
from reportedly.resolve.names import name_book
from reportedly.resolve.sources import settle_sources


def names(text: str, words: str) -> str:
    """What a phrase of the text is called, its last occurrence."""
    parsed = parse(text)
    start = text.rindex(words)
    return name_book(parsed, find_actors(parsed, ())).name_of(start, start + len(words))


def actors(text: str) -> dict[str, Actor]:
    parsed = parse(text)
    mentions = find_actors(parsed, ())
    report = Report("r-1", None, None, None, "2024-05-12", "en", "", text, "argument", None)
    attributions = settle_sources(parsed, find_attributions(parsed, mentions), mentions, (), report)
    return {actor.name: actor for actor in settle_actors(parsed, mentions, attributions, ())}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("President Ana Silva spoke. Silva left.", "Silva", "Ana Silva"),
        ("The president of Peru, Ana Silva, spoke. She said the army had helped.", "She", "Ana Silva"),
        ("The president of Peru, Ana Silva, spoke. The president of Peru then left.", "The president of Peru", "Ana Silva"),
        ("The Southern Relief Organization (SRO) sent help. The SRO has 40 trucks.", "The SRO", "Southern Relief Organization"),
        (
            "The Southern Relief Organization said it would help. The organization has 40 trucks.",
            "The organization",
            "Southern Relief Organization",
        ),
        ("The Ministry of Health of Peru met. The Ministry of Health agreed.", "The Ministry of Health", "Ministry of Health of Peru"),
        (
            "The Ministry of Health of Peru met the Ministry of Health of Chile. The Ministry of Health agreed.",
            "The Ministry of Health",
            "The Ministry of Health",
        ),
        ("Maj. Gen. Ali Khan arrived. Khan spoke.", "Khan", "Ali Khan"),
        ("Secretary of State John Hartwell spoke. Hartwell left.", "Hartwell", "John Hartwell"),
        ("Protesters burned the office of the ruling party.", "the office of the ruling party", "the office of the ruling party"),
    ],
)
def test_a_phrase_is_called_by_the_fullest_name(text: str, words: str, expected: str) -> None:
    assert names(text, words) == expected


def test_two_people_of_one_last_name_stay_apart() -> None:
    text = "Minister Ivan Petrov and Governor Oleg Petrov spoke. Petrov left."
    assert names(text, "Petrov") == "Petrov"


def test_an_office_holder_has_name_and_role() -> None:
    found = actors("The acting Interior Minister Ana Silva said the town was quiet.")
    assert found["Ana Silva"].role == "acting Interior Minister"
    assert found["Ana Silva"].sector == "government"


def test_private_persons_are_no_actors_unless_they_speak() -> None:
    text = "Maria Lopez was killed in the market. “I heard shots,” said Tom Brown, a baker."
    found = actors(text)
    assert "Maria Lopez" not in found
    assert "Tom Brown" in found


def test_a_label_is_kept_with_who_used_it() -> None:
    found = actors("President Ana Silva said that terrorists attacked the airport. Police said bandits looted shops.")
    used = {label.label: label.by for actor in found.values() for label in actor.labels}
    assert used == {"terrorists": "Ana Silva", "bandits": "Police"}


@pytest.mark.parametrize("label", sorted(roles().labels))
def test_no_actor_is_named_by_a_label(label: str) -> None:
    for name in actors(f"Officials said that {label}s burned a school. The {label}s fled."):
        assert label not in name.lower().replace(f"“{label}s”", "")


def test_a_headline_with_an_office_keeps_to_its_words() -> None:
    text = "4 Year Old Shot By Columbus, Ohio Police Officer"
    record = reportedly.read(text, published="2020-01-01")
    assert all(mention.holds_in(text) for actor in record.actors for mention in actor.mentions)
