import pytest

from reportedly.extract.times import find_times
from reportedly.model.time import TimeExpression
from reportedly.parse.text import parse


def times(text: str, published: str | None = "2022-01-09") -> tuple[TimeExpression, ...]:
    """The expressions of a report that was published on a Sunday."""
    return find_times(parse(text), published)


def only(text: str, published: str | None = "2022-01-09") -> TimeExpression:
    found = times(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The mayor spoke on Sunday, January 9, about the fire.", "2022-01-09", "2022-01-09"),
        ("Police held 30 people on January 6-7 in the port.", "2022-01-06", "2022-01-07"),
        ("Earlier on Sunday, the ministry gave a new figure.", "2022-01-09", "2022-01-09"),
        ("On Saturday two soldiers were killed.", "2022-01-08", "2022-01-08"),
        ("The talks will begin on Monday.", "2022-01-10", "2022-01-10"),
        ("The strike began on December 28.", "2021-12-28", "2021-12-28"),
    ],
)
def test_days_against_the_day_of_publication(text: str, first: str, last: str) -> None:
    found = only(text)
    assert (found.first, found.last) == (first, last)
