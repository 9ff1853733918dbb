"""Reading with many processes: the same ledger as with one, and no text that stops the run or is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from bench.ledger_scale import made

from reportedly.intake.received import Received
from reportedly.intake.reporting import report_of
from reportedly.model.record import Record
from reportedly.run import workers
from reportedly.run.ledger import Added, LedgerFile
from reportedly.run.reading import read_safely
from reportedly.run.taking_in import take_in
from reportedly.run.verify import verify
from reportedly.run.views import ledger_json
from reportedly.run.workers import NoWorker, prepared

LIMIT = 6.0  # seconds, for the tests: a worker needs some to load what it reads with, the more the busier the machine
NOON = "2022-02-01T12:00:00+00:00"
EXAMPLES = Path(__file__).parents[1] / "examples" / "kazakhstan-2022" / "reports.jsonl"


def scripted(received: Received) -> Record:
    """Does what the text says; a number is that report of a made-up series."""
    text, _, place = received.text.partition(" ")
    if text == "loop":
        while True:
            pass
    if text == "deaf":  # hears no alarm, as code outside of Python may not
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        while True:
            pass
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "once" and not Path(place).exists():
        Path(place).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "memory":
        raise MemoryError
    return made(int(text)) if text.isdecimal() else Record(report_of(received))


class Unborn:
    """What no worker can take over: it dies of it before it reads."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, received: Received) -> Record:
        raise NotImplementedError


@pytest.fixture(scope="module", autouse=True)
def soon() -> Iterator[None]:
    """The clock is looked at often."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "TICK", 0.05)
        patch.setattr(workers, "GRACE", 0.2)
        yield


def added(path: Path, numbers: list[int], many: int) -> tuple[Added, str]:
    with LedgerFile(path, create=True) as file:
        result = file.add((Received(str(number)) for number in numbers), NOON, scripted, workers=many)
        verify(file)
        return result, ledger_json(file)


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What two workers make of good texts and bad ones: the codes of the issues of each."""
    killed_once = f"once {tmp_path_factory.mktemp('marks') / 'mark'}"
    texts = ["0", "loop", "1", "die", killed_once, "2", "deaf", "memory", *(f"large{number} " + "x" * 400_000 for number in range(8)), "3"]
    with LedgerFile(tmp_path_factory.mktemp("ledger") / "l.sqlite", create=True) as file:
        result = file.add((Received(text, external_id=text) for text in texts), NOON, scripted, workers=2, limit=LIMIT)
        verify(file)
        assert file.add([Received("die", external_id="die"), Received("loop", external_id="loop")], NOON, scripted).known == 2
    names = [made(int(text)).report.id if text.isdecimal() else text for text in texts]
    assert list(result.new) == names  # all of them, in their order
    return {text: [issue.code for named, issue in result.issues if named == name] for text, name in zip(texts, names, strict=True)}


def test_two_workers_another_order_and_one_process_give_the_same_ledger(tmp_path: Path) -> None:
    numbers = list(range(60))
    one, ledger = added(tmp_path / "one.sqlite", numbers, 0)
    two, same = added(tmp_path / "two.sqlite", numbers[::-1], 2)
    assert same == ledger
    assert sorted(two.new) == sorted(one.new)
    assert two.figures == one.figures


def test_real_reports_are_read_as_by_one_process(tmp_path: Path) -> None:
    ledgers = []
    for many in (0, 2):
        with LedgerFile(tmp_path / f"{many}.sqlite", create=True) as file:
            file.add(islice(take_in([EXAMPLES]), 6), NOON, workers=many)
            ledgers.append(ledger_json(file))
    assert ledgers[0] == ledgers[1]


def test_a_text_that_hangs_is_kept_unread(troubled: dict[str, list[str]]) -> None:
    assert troubled["loop"] == ["reading-timed-out"]
    assert troubled["deaf"] == ["reading-timed-out"]


def test_a_text_that_kills_its_workers_is_kept_unread(troubled: dict[str, list[str]]) -> None:
    assert troubled["die"] == ["worker-died"]


def test_a_text_that_needs_too_much_memory_is_kept_unread(troubled: dict[str, list[str]]) -> None:
    assert troubled["memory"] == ["reading-failed"]


def test_all_others_are_read(troubled: dict[str, list[str]]) -> None:
    bad = {"loop", "deaf", "die", "memory"}
    assert all(not codes for text, codes in troubled.items() if text not in bad)
    assert any(text.startswith("once") for text in troubled)  # its worker was killed for another's sake, and it was read by the next


def test_a_text_that_hangs_does_not_stop_a_run_without_workers() -> None:
    record = read_safely(Received("loop"), scripted, 0.2)
    assert [issue.code for issue in record.issues] == ["reading-timed-out"]
    assert "kept unread" in record.issues[0].message


def test_no_more_reports_are_taken_than_can_be_read() -> None:
    taken = 0

    def endless() -> Iterator[Received]:
        nonlocal taken
        while True:
            taken += 1
            yield Received(str(taken))

    results = prepared(endless(), 2, scripted)
    names = [next(results).name for _ in range(100)]
    results.close()  # type: ignore[attr-defined]
    assert names == [made(number).report.id for number in range(1, 101)]
    assert taken <= len(names) + 2 * workers.WINDOW + 1


def test_workers_that_never_begin_end_the_run() -> None:
    with pytest.raises(NoWorker, match="fewer --workers"):
        next(prepared([Received("0")], 1, Unborn()))
