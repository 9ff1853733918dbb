"""Which reports belong together, and which version replaced which."""

from __future__ import annotations

from tests.ledger_notation import ledger, records

from reportedly.reconcile.claims import digest
from reportedly.reconcile.versions import successors

TWO = """
2022-01-07 Wire topic=Kazakhstan-riots-Almaty
  Interior Ministry | 12 people killed | Kazakhstan
2022-01-08 Herald topic=Kazakhstan-unrest-Almaty
  Interior Ministry | 15 people killed | Kazakhstan
2022-01-08 Post topic=Norland-ferry-capsized-harbour
  Coast Guard | 40 passengers rescued | Norland
"""


def test_reports_of_one_crisis_are_one_situation() -> None:
    found = ledger(TWO).situations
    assert [len(situation.reports) for situation in found] == [2, 1]
    assert "both tell of" in next(iter(found[0].why.values()))


def test_like_reports_a_year_apart_are_two_situations() -> None:
    assert len(ledger(TWO.replace("2022-01-08 Herald", "2023-01-08 Herald")).situations) == 3


def following(notation: str) -> list[tuple[str, str]]:
    """Which report was followed by which, by day."""
    found = [digest(record) for record in records(notation)]
    days = {each.id: str(each.published) for each in found}
    return sorted((days[old], days[new]) for old, new in successors(found).items())


def test_a_report_that_supersedes_another_follows_it() -> None:
    notation = """
    2022-01-07 Wire id=r1
      - | 12 people killed | Kazakhstan
    2022-01-08 Wire id=r2 supersedes=r1
      - | 15 people killed | Kazakhstan
    """
    assert following(notation) == [("2022-01-07", "2022-01-08")]


def test_a_changed_text_at_one_address_is_a_new_version() -> None:
    notation = """
    2022-01-07 Wire url=https://wire.example/1
      - | 12 people killed | Kazakhstan
    2022-01-08 Wire url=https://wire.example/1
      - | 15 people killed | Kazakhstan
    2022-01-09 Wire url=https://wire.example/1
      - | 16 people killed | Kazakhstan
    """
    assert following(notation) == [("2022-01-07", "2022-01-08"), ("2022-01-08", "2022-01-09")]


def test_one_id_in_two_feeds_is_two_reports() -> None:
    notation = """
    2022-01-07 Wire id=r1 url=https://wire.example/1
      - | 12 people killed | Kazakhstan
    2022-01-08 Wire id=r1 url=https://wire.example/2
      - | 15 people injured | Norland
    """
    assert following(notation) == []


def test_a_figure_that_the_next_version_no_longer_has_is_dropped_and_kept() -> None:
    notation = """
    2022-01-07 Wire id=r1
      - | 12 people killed | Kazakhstan
      Mayor | 3 people missing | Kazakhstan
    2022-01-08 Wire id=r2 supersedes=r1
      - | 15 people killed | Kazakhstan
    """
    killed, missing = ledger(notation).situations[0].series
    assert [entry.dropped_in is not None for entry in killed.entries] == [False, False]
    assert missing.entries[0].dropped_in is not None
    assert not missing.entries[0].stands
    assert missing.position.low is None


def test_reports_that_replace_each_other_in_a_ring_are_all_kept() -> None:
    notation = """
    2022-01-07 Wire id=r1 supersedes=r2
      - | 12 people killed | Kazakhstan
    2022-01-08 Wire id=r2 supersedes=r1
      - | 15 people killed | Kazakhstan
    """
    assert sum(len(situation.reports) for situation in ledger(notation).situations) == 2
