from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.parse.surface import dateline_end, paragraphs, surface
from reportedly.parse.text import parse


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_every_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    assert _pieces("One report.\nAnother line.\n\nA third.") == ["One report.", "Another line.", "A third."]


def test_a_wrapped_text_keeps_its_lines_together() -> None:
    text = "Police said that twelve people\nwere detained in the city on\nFriday night.\n\nA second paragraph\nis wrapped as\nwell."
    assert len(_pieces(text)) == 2


def test_list_items_of_a_wrapped_text_are_paragraphs() -> None:
    text = "Highlights of the day as\nthey came to us from\n- twelve people\nkilled in the\n- three homes\nburned in the city"
    assert [piece[0] for piece in _pieces(text)] == ["H", "-", "-"]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KYIV, Jan 14 (Steppe Wire) - Two men", "KYIV, Jan 14 (Steppe Wire) - "),
        ("SAN SALVADOR, 3 JAN 90 -- [TEXT] TWO", "SAN SALVADOR, 3 JAN 90 -- "),
        ("Almaty (Agency) - Two men", "Almaty (Agency) - "),
        ("UNICEF said - in a note - that", ""),
        ("NATO forces - two brigades - left", ""),
        ("Two men (one of them armed) - brothers", ""),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert text[: dateline_end(text, 0, len(text))] == dateline


@given(st.text(max_size=300))
def test_the_surface_keeps_every_offset(text: str) -> None:
    assert len(surface(text)) == len(text)
    spans = paragraphs(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(deadline=None)  # the first text loads the model
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_tokens_are_slices_of_the_text(text: str) -> None:
    parsed = parse(text)
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
    assert all(sentence.first < sentence.last for sentence in parsed.sentences)
    assert [token.i for token in parsed.tokens] == list(range(len(parsed.tokens)))
