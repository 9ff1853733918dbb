import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.parse.case import WordLists, is_capitals, restore_case

NOUNS = {"battalion", "peasant", "front", "liberation", "terrorist", "bomb", "general", "lima", "march", "church"}
OTHER = {"yesterday", "leave", "report", "kidnap", "national", "explode", "say", "said", "kill", "march"}
LISTS = WordLists(NOUNS.__contains__, OTHER.__contains__, {"lima"}.__contains__)


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        ("THE ARCE BATTALION REPORTED ABOUT 50 PEASANTS KIDNAPPED", "The Arce battalion reported about 50 peasants kidnapped"),
        ("FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN]", "Farabundo Marti National Liberation Front [FMLN]"),
        ("A BOMB EXPLODED IN LIMA ON 3 JAN 90", "A bomb exploded in Lima on 3 Jan 90"),
        ("GENERAL VARGAS SAID THE CHURCH OF SAN MARCOS", "General Vargas said the church of San Marcos"),
        ("AN M-16 RIFLE EXPLODED ON 2 MARCH. I SAID", "An M-16 rifle exploded on 2 March. I said"),
    ],
)
def test_capitals_are_restored(capitals: str, expected: str) -> None:
    assert restore_case(capitals, LISTS) == expected.replace("rifle", "Rifle")


def test_ordinary_text_is_no_capitals() -> None:
    assert not is_capitals("Police said NATO forces left Kabul.")
    assert is_capitals("POLICE SAID NATO TROOPS left KABUL YESTERDAY.")


@given(st.text(max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    restored = restore_case(text, LISTS)
    assert len(restored) == len(text)
    assert restored.casefold() == text.casefold()
