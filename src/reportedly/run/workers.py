"""A pool of processes that read reports: each loads the models once, and gets one report after another.

Results come in the order of the reports, and the memory of a run does not grow with it: so many reports are on their way at most
(`AHEAD` of each worker, `WINDOW` in all). A worker says when it begins a report. One that takes too long is killed, one that dies is
replaced, and what else it had been given goes to others. The report at which it was is kept unread with its issue; where a worker
died, after a second try, for it may have been killed for another's sake.

A worker that sends its result waits until it is taken, and so does one who sends to a worker that is not listening: both at once would
wait for ever. So a report is sent to a working one only as long as all that waits there fits into the pipe (`FITS`).
"""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from reportedly.intake.received import Received
from reportedly.run.keeping import Prepared, prepare
from reportedly.run.reading import LIMIT, Reader, limit_of, read_safely, unread

AHEAD = 4  # reports that a worker has been given and not answered
WINDOW = 16  # reports for each worker that are on their way, those included that wait for an earlier one
FITS = 32_000  # bytes that a pipe takes without being read
TICK = 1.0  # seconds after which the clock is looked at
GRACE = 10.0  # seconds beyond the limit that a worker has to end a report by itself
TRIES = 2  # workers that may die of one report
STARTS = 3  # workers in a row that may die before they have read anything
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class NoWorker(RuntimeError):
    """Workers end before they have read anything."""


class Engine(Protocol):
    """What reads the reports of a run."""

    def __call__(self, reports: Iterable[Received], read: Reader | None, limit: float) -> Iterator[Prepared]:
        """All of them, read and made ready to be kept; `read` and `limit` are those of `prepared`."""


@dataclass(slots=True)
class Task:
    """A report on its way.

    Attributes:
        number: Its place in the order of results.
        received: The report.
        sent: The same, as bytes.
        tries: How many workers died of it.
    """

    number: int
    received: Received
    sent: bytes
    tries: int = 0


@dataclass(slots=True)
class Worker:
    """A process that reads.

    Attributes:
        process: The process.
        connection: The pipe to it.
        waiting: What it was given and has not answered, in order; it is at the first.
        begun: When it began that, by the system's steady clock; null while it loads its models or has nothing to do.
        answered: Whether it has read anything yet.
    """

    process: BaseProcess
    connection: Connection
    waiting: deque[Task] = field(default_factory=deque)
    begun: float | None = None
    answered: bool = False


def prepared(reports: Iterable[Received], workers: int, read: Reader | None = None, limit: float = LIMIT) -> Iterator[Prepared]:
    """Reports read and made ready to be kept, in their order.

    Args:
        reports: As received; taken from as workers become free.
        workers: How many processes read; 0 reads in this one.
        read: What reads a report, a function that can be sent to a process; the pipeline, if left out.
        limit: Seconds that a short report may take.

    Raises:
        NoModel: No English model is installed.
        NoWorker: No worker comes as far as reading.
    """
    if workers < 1:
        for received in reports:
            yield _prepared(received, read, limit)
        return
    with Crew(workers, read, limit) as crew:
        yield from crew.results(reports)


class Crew:
    """The workers of a run, and what is on its way to them. Use it in a `with` statement, which ends them."""

    def __init__(self, workers: int, read: Reader | None, limit: float) -> None:
        self._context = get_context("spawn")
        self._read, self._limit = read, limit
        self._workers = [self._start() for _ in range(workers)]
        self._again: deque[Task] = deque()
        self._done: dict[int, Prepared] = {}
        self._failed_starts = 0

    def __enter__(self) -> Crew:
        """The crew itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            self._end(worker)

    def results(self, reports: Iterable[Received]) -> Iterator[Prepared]:
        """What becomes of the reports, in their order."""
        tasks = self._tasks(reports)
        following = 0
        while self._hand_out(tasks) or self._done:
            if following not in self._done:
                self._listen()
            while following in self._done:
                yield self._done.pop(following)
                following += 1
                self._hand_out(tasks)

    def _tasks(self, reports: Iterable[Received]) -> Iterator[Task]:
        for number, received in enumerate(reports):
            yield Task(number, received, pickle.dumps(received))

    def _hand_out(self, tasks: Iterator[Task]) -> bool:
        """Give the workers what they can take. Returns whether anything is on its way."""
        for round_ in range(AHEAD):  # everybody gets one before anybody gets two
            for worker in self._workers:
                if len(worker.waiting) == round_ and not self._give(worker, tasks):
                    return True
        return any(worker.waiting for worker in self._workers)

    def _give(self, worker: Worker, tasks: Iterator[Task]) -> bool:
        """Give a worker one more report. Returns false where nothing may be begun before an earlier result is there."""
        task = self._again.popleft() if self._again else None
        if task is None:
            under_way = sum(len(each.waiting) for each in self._workers) + len(self._done)
            if under_way >= WINDOW * len(self._workers):
                return False
            task = next(tasks, None)
        if task is None:
            return True
        if worker.waiting and sum(len(each.sent) for each in worker.waiting) + len(task.sent) > FITS:
            self._again.appendleft(task)
            return True
        worker.waiting.append(task)
        with suppress(BrokenPipeError, ConnectionResetError):  # it died: that is seen, and mended, when it is listened to
            worker.connection.send_bytes(task.sent)
        return True

    def _listen(self) -> None:
        """Wait for an answer, a death or the next look at the clock."""
        wait([each for worker in self._workers for each in (worker.connection, worker.process.sentinel)], TICK)
        for place, worker in enumerate(self._workers):
            alive = self._answers(worker)
            if alive and self._is_late(worker):
                self._end(worker)
                self._fail(worker.waiting.popleft(), "reading-timed-out", "it did not end in the time that a report may take")
                self._replace(place, worker)
            elif not alive:
                self._mourn(worker)
                self._replace(place, worker)

    def _answers(self, worker: Worker) -> bool:
        """Take what a worker has to say. Returns whether it lives."""
        try:
            while worker.connection.poll():
                said = worker.connection.recv()
                if isinstance(said, float):
                    worker.begun = said
                elif isinstance(said, Prepared):
                    self._done[worker.waiting.popleft().number] = said
                    worker.begun, worker.answered, self._failed_starts = None, True, 0
                else:
                    raise said
        except (EOFError, ConnectionResetError):
            return False
        return worker.process.is_alive()

    def _is_late(self, worker: Worker) -> bool:
        if worker.begun is None or not worker.waiting:
            return False
        return time.monotonic() - worker.begun > limit_of(worker.waiting[0].received, self._limit) + GRACE

    def _mourn(self, worker: Worker) -> None:
        """See what a dead worker was at, and have it tried once more."""
        worker.process.join()
        code = worker.process.exitcode
        if worker.begun is None and not worker.answered:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                message = f"workers were to read reports; {STARTS} in a row ended before they had read any, the last with code {code}"
                raise NoWorker(f"{message}; see whether there is memory enough (about 1 GB for each), or read with fewer --workers")
        elif worker.begun is not None and worker.waiting:
            task = worker.waiting.popleft()
            task.tries += 1
            if task.tries < TRIES:
                self._again.append(task)
            else:
                how = f"by signal {-code} ({signal.strsignal(-code)})" if code is not None and code < 0 else f"with code {code}"
                self._fail(
                    task, "worker-died", f"{TRIES} workers that read it ended, the last {how}; it may need more memory than there is"
                )

    def _fail(self, task: Task, code: str, found: str) -> None:
        self._done[task.number] = prepare(unread(task.received, code, found))

    def _replace(self, place: int, worker: Worker) -> None:
        """Put a new worker in the place of one that is no more; what that one had been given goes to whoever is free."""
        self._again.extend(worker.waiting)
        worker.connection.close()
        self._workers[place] = self._start()

    def _start(self) -> Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._read, self._limit), daemon=True)
        process.start()
        theirs.close()
        return Worker(process, ours)

    def _end(self, worker: Worker) -> None:
        worker.process.kill()
        worker.process.join()


def _work(connection: Connection, read: Reader | None, limit: float) -> None:
    """What a worker does: say when it begins a report, read it, send the result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends it, when it is itself ended
    for name in ONE_THREAD:  # every worker has a core, and no more
        os.environ.setdefault(name, "1")
    from reportedly.parse.model import NoModel  # noqa: PLC0415 - the settings above come first

    while True:
        try:
            received = connection.recv()
            connection.send(time.monotonic())
            connection.send(_prepared(received, read, limit))
        except NoModel as problem:
            connection.send(problem)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return  # the run is no more


def _prepared(received: Received, read: Reader | None, limit: float) -> Prepared:
    """A report read and made ready; where its record cannot be made ready, it is kept unread."""
    record = read_safely(received, read, limit)
    try:
        return prepare(record)
    except Exception as error:
        return prepare(unread(received, "reading-failed", f"its record could not be made ready: {type(error).__name__}: {error}"))
