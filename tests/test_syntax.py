"""Who does what to whom, whether it has happened, and what kind of thing a phrase stands for."""

from __future__ import annotations

import pytest

from reportedly.parse.text import parse
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.modality import modality, stage_of
from reportedly.syntax.phrases import noun_phrase
from reportedly.syntax.predicates import arguments
from reportedly.syntax.tree import Token

MODEL = parse("").parser
needs_md = pytest.mark.skipif("core_web_md" not in MODEL, reason=f"the examples are those of the md parser; {MODEL} is installed")


def word(text: str, which: str) -> Token:
    return next(token for token in parse(text).tokens if token.text == which)


def phrases(text: str, tokens: tuple[Token, ...]) -> list[str]:
    return [text[slice(*noun_phrase(token))] for token in tokens]


@needs_md
@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        ("Police arrested two men.", "arrested", ["Police"], ["two men"]),
        ("Two men were arrested by police.", "arrested", ["police"], ["Two men"]),
        ("They seized rifles, a crossbow and knives.", "seized", ["They"], ["rifles", "a crossbow", "knives"]),
        ("The victims, a father and his son, were buried.", "buried", [], ["The victims"]),
        ("Soldiers, together with guards, took the hill.", "took", ["Soldiers", "guards"], ["the hill"]),
        ("Miners tried to storm the office.", "storm", ["Miners"], ["the office"]),
        ("Six men who robbed a bank fled.", "robbed", ["Six men"], ["a bank"]),
        ("The men that police detained were released.", "detained", ["police"], ["The men"]),
        ("Fifteen soldiers were killed and 12 wounded.", "wounded", [], ["12"]),
        ("The rebels accused the army of killing two men.", "killing", ["the army"], ["two men"]),
        ("A mob broke in and burned the archive.", "burned", ["A mob"], ["the archive"]),
        ("Gunmen attacked a bus, killing the driver.", "killing", ["Gunmen"], ["the driver"]),
        ("The suspects were caught, convicted and hanged.", "hanged", [], ["The suspects"]),
        ("He died at a mill where two workers drowned.", "drowned", ["two workers"], []),
    ],
)
def test_who_does_what_to_whom(text: str, verb: str, agents: list[str], patients: list[str]) -> None:
    found = arguments(word(text, verb))
    assert (phrases(text, found.agents), phrases(text, found.patients)) == (agents, patients)


@needs_md
@pytest.mark.parametrize(
    ("text", "which", "stage"),
    [
        ("Gunmen attacked the base.", "attacked", "accomplished"),
        ("Gunmen tried to attack the base.", "attack", "attempted"),
        ("Gunmen failed to take the base.", "take", "attempted"),
        ("An attempt was made to take the base.", "take", "attempted"),
        ("The coup attempt failed.", "coup", "attempted"),
        ("Kenya will send troops.", "send", "planned"),
        ("He announced that Kenya would send troops.", "send", "planned"),
        ("Kenya is to send troops.", "send", "planned"),
        ("Kenya to send troops", "send", "planned"),
        ("Troops are expected to arrive soon.", "arrive", "planned"),
        ("The judge ordered the release of the editor.", "release", "planned"),
        ("They threatened to kill him.", "kill", "threatened"),
        ("Police foiled an attack on the mall.", "attack", "prevented"),
        ("Police prevented them from entering the mall.", "entering", "prevented"),
        ("The planned march was cancelled.", "march", "prevented"),
        ("The unit was being moved.", "moved", "ongoing"),
        ("Clashes continue in the port.", "Clashes", "ongoing"),
        ("Miners began looting shops.", "looting", "accomplished"),
        ("They managed to seize the port.", "seize", "accomplished"),
        ("Police used gas to disperse the crowd.", "disperse", "accomplished"),
        ("Crowds gathered to demand bread.", "demand", "accomplished"),
        ("They did not attack the base.", "attack", None),
        ("Nobody was killed.", "killed", None),
        ("No soldier was killed.", "killed", None),
        ("They fled without firing a shot.", "firing", None),
        ("They could attack the base.", "attack", None),
        ("If they attack, we will respond.", "attack", None),
        ("Did they attack the base?", "attack", None),
        ("There are fears of an attack.", "attack", None),
        ("Unions called for strikes.", "strikes", None),
        ("Guards were posted to prevent an attack.", "attack", None),
        ("They want to kill him.", "kill", None),
        ("Raiders often attack the farms.", "attack", None),
        ("There were no protests.", "protests", None),
        ("The council will investigate the killing of two men.", "killing", "accomplished"),
    ],
)
def test_whether_it_has_happened(text: str, which: str, stage: str | None) -> None:
    assert stage_of(word(text, which)) == stage


@needs_md
@pytest.mark.parametrize(
    ("text", "which", "status"),
    [
        ("Two men were killed.", "killed", "asserted"),
        ("Two men were allegedly killed.", "killed", "alleged"),
        ("He is accused of killing two men.", "killing", "alleged"),
        ("He is believed to have killed two men.", "killed", "alleged"),
        ("The army denied shelling the town.", "shelling", "denied"),
        ("The army denied that it shelled the town.", "shelled", "denied"),
        ("The army denied reports of an attack.", "attack", "denied"),
    ],
)
def test_how_the_clause_marks_the_claim(text: str, which: str, status: str) -> None:
    found = modality(word(text, which))
    assert found.status == status
    assert bool(found.why) is (status != "asserted")


@needs_md
@pytest.mark.parametrize(
    ("text", "which", "kind", "holds"),
    [
        ("Soldiers came.", "Soldiers", "force", True),
        ("A group of soldiers came.", "group", "force", True),
        ("Three of the rebels came.", "Three", "armed", True),
        ("Thirty tonnes of food came.", "tonnes", "goods", True),
        ("They came.", "They", "person", True),
        ("It came.", "It", "person", False),
        ("The decision came.", "decision", "abstract", True),
        ("Cyclone Maru came.", "Maru", "event", True),
        ("The flumps came.", "flumps", "person", None),
        ("The 64 detained came.", "detained", "person", True),
    ],
)
def test_what_kind_of_thing_a_phrase_stands_for(text: str, which: str, kind: str, holds: bool | None) -> None:
    assert is_kind(word(text, which), frozenset({kind})) is holds


def test_a_degenerate_chain_of_words_ends() -> None:
    text = "he said that " * 60 + "they attacked"
    assert stage_of(parse(text).tokens[-1]) in {"accomplished", "attempted", "planned", None}
