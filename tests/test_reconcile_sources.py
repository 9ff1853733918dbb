"""Whose word it is: names of one source, sides, copies, and how many independent sources there are."""

from __future__ import annotations

import pytest
from tests.ledger_notation import ledger

from reportedly.reconcile.copies import alike, copy_groups, signature
from reportedly.reconcile.sources import rivals, same_source, side


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Interior Ministry", "Ministry of Internal Affairs of Kazakhstan", True),
        ("Interior Ministry", "Health Ministry", False),
        ("officials", "officials in Almaty", False),
        ("Human Rights Watch", "Human Rights Watch", True),
    ],
)
def test_names_of_one_source(one: str, other: str, same: bool) -> None:
    assert same_source(one, other) is same


@pytest.mark.parametrize(
    ("name", "speaks_for"),
    [
        ("Balochistan Liberation Army", "armed"),
        ("The Pakistan Army", "official"),
        ("Russian Defence Ministry", "official RU"),
        ("human rights activist, A. Speaker", "civil"),
        ("Agence France-Presse", "media"),
        (None, "report"),
    ],
)
def test_sources_have_sides(name: str | None, speaks_for: str) -> None:
    assert side(name) == speaks_for


def test_officials_and_those_who_fight_them_are_rivals() -> None:
    assert rivals("official", "armed")
    assert rivals("official RU", "official UA")
    assert not rivals("official", "official RU")
    assert rivals("report", "armed")
    assert not rivals("report", "official")


def test_copies_are_found_and_other_texts_are_not() -> None:
    text = " ".join(f"word{number} and more of it" for number in range(60))
    other = " ".join(f"thing{number} or less of that" for number in range(60))
    copy = f"{text} Printed by arrangement."
    assert alike(signature(text), signature(copy))
    assert copy_groups({"a": signature(text), "b": signature(other), "c": signature(copy)}) == {"a": "a", "b": "b", "c": "a"}


def sources(notation: str) -> int:
    """Number of independent sources of the first series."""
    return ledger(notation).situations[0].series[0].position.sources


def test_ten_outlets_with_one_ministry_are_one_source() -> None:
    lines = "\n".join(f"2022-01-07 Outlet{number}\n  Interior Ministry | 12 people killed | Kazakhstan" for number in range(10))
    assert sources(lines) == 1


def test_two_agencies_with_their_own_count_are_two() -> None:
    notation = """
    2022-01-07 First
      First Agency tally | 12 people killed | Kazakhstan
    2022-01-07 Second
      Second Agency count | 12 people killed | Kazakhstan
    """
    assert sources(notation) == 2


def test_copies_of_one_text_are_one_source() -> None:
    topic = "topic=" + "_".join(f"word{number}" for number in range(60))
    notation = f"""
    2022-01-07 First {topic.replace("_", "-")}
      - | 12 people killed | Kazakhstan
    2022-01-07 Second {topic.replace("_", "-")}
      - | 12 people killed | Kazakhstan
    """
    assert sources(notation) == 1


def carried(*heads: str) -> str:
    """Reports in words of their own, that all say in their own voice that twelve died."""
    told = [
        head if "topic=" in head else f"{head} topic=riots-{'-'.join(f'own{at}{word}' for word in range(12))}"
        for at, head in enumerate(heads)
    ]
    return "\n".join(f"2022-01-07 {head}\n  - | 12 people killed | Kazakhstan" for head in told)


@pytest.mark.parametrize(
    ("notation", "count"),
    [
        (carried("First", "Second"), 2),
        (carried("First credit=Reuters", "Second credit=Reuters"), 1),
        (carried("First credit=Reuters", "Second credit=TASS"), 2),
        (carried("First credit=Reuters", "Second"), 2),
        (carried("First credit=Reuters", "Reuters"), 1),
    ],
    ids=["no credit", "one agency", "two agencies", "one credit", "the agency itself"],
)
def test_outlets_that_credit_one_agency_are_one_voice(notation: str, count: int) -> None:
    assert sources(notation) == count


def test_who_is_named_is_the_source_whatever_agency_carried_it() -> None:
    notation = """
    2022-01-07 First credit=Reuters
      Interior Ministry | 12 people killed | Kazakhstan
    2022-01-07 Second credit=Reuters
      Children's Hospital | 12 people killed | Kazakhstan
    """
    assert sources(notation) == 2


def test_a_copy_without_the_credit_line_is_still_the_voice_of_the_agency() -> None:
    topic = "topic=" + "-".join(f"word{number}" for number in range(60))
    notation = carried(f"First {topic}", f"Second {topic} credit=Reuters", "Third credit=Reuters")
    assert sources(notation) == 1
