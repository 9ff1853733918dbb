from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.parse.surface import columns, dateline_end, paragraphs, surface
from reportedly.parse.text import parse


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_every_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    assert _pieces("One report.\nAnother line.\n\nA third.") == ["One report.", "Another line.", "A third."]


def test_a_wrapped_text_keeps_its_lines_together() -> None:
    text = (
        "Police in the northern city said that twelve people were\ndetained on Friday night and that another thirty were held\n"
        "for questioning.\n\nA second paragraph of the same report is wrapped at the\nsame width as the first one, and goes on here."
    )
    assert len(_pieces(text)) == 2


def test_narrow_lines_that_go_on_in_lower_case_are_wrapped() -> None:
    assert len(_pieces("Police said that twelve people\nwere detained in the city on\nFriday night.")) == 1
    assert len(_pieces("412\nHuts\nburned")) == 1


def test_list_items_of_a_wrapped_text_are_paragraphs() -> None:
    text = (
        "Highlights of the day as they came to us from the partners in\nthe field, who work in all of the three northern districts\n"
        "- twelve people were killed when a river burst its banks and\n  the road was cut\n"
        "- three homes were burned in the city on Friday night"
    )
    assert [piece[0] for piece in _pieces(text)] == ["H", "-", "-"]


def test_key_figures_on_lines_of_their_own_are_paragraphs() -> None:
    assert len(_pieces("KEY FIGURES\n1.2 million people displaced\n3.4M people in need\n317 camps")) == 4


def test_bars_divide_a_line() -> None:
    text = "846 killed | 393 injured | 395 kidnapped"
    assert [text[start:end] for start, end in columns(text, 0, len(text))] == ["846 killed", "393 injured", "395 kidnapped"]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("Kalpetta, July 31: It was quiet.", "Kalpetta, July 31: "),
        ("New Delhi, 2 August 2024: It was quiet.", "New Delhi, 2 August 2024: "),
        ("The vote of July 31: a turning point.", ""),
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
