"""Reading on many machines, with Ray: a run is cut into parts, stations read them, and the ledger is kept here, by this process.

A station is an actor of Ray Data. It has a crew of one process, which loads the models once and is watched as on one machine: a text
that takes too long or kills its reader costs that process, not the station, and is kept with its issue. A part that was read is a file,
so what a run had read before it was ended need not be read again, and a station that is lost loses one part, which another takes.
Results come in the order of the reports, whoever was first.

Ray does what it is asked by whoever reaches it. One that is started here is for this run alone: it listens on this machine's own address,
and has a secret without which it answers nobody, other users of the machine included.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reportedly.intake.received import Received
from reportedly.intake.reporting import report_id
from reportedly.parse.model import NoModel
from reportedly.run.alone import alone
from reportedly.run.keeping import Prepared
from reportedly.run.ray_parts import LOCK, Parts
from reportedly.run.reading import Reader
from reportedly.run.workers import Crew, NoWorker

A_PART = 64  # reports: some seconds of reading, which is what a lost station costs
STORE = 80 * 2**20  # bytes of shared memory for a Ray of our own: names of parts are all that goes through it
ADDRESS = "RAY_ADDRESS"  # where Ray itself looks for a cluster
OWN = {  # settings of a Ray of our own
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on any system: it has the address of this machine alone, 127.0.0.1
}
MENDABLE: dict[str, type[Exception]] = {each.__name__: each for each in (NoModel, NoWorker)}  # what a user can mend


class NoRay(RuntimeError):
    """Ray is not installed, or its cluster does not answer."""


class RayEngine:
    """Stations that read the reports of a run. Use it in a `with` statement, in which the ledger takes the reports in.

    What was read lies in a folder until the statement ends well, for then the ledger has it.

    Args:
        folder: Where the parts lie; all machines must reach it by this name.
        stations: How many read at once.
        a_part: How many reports make a part.

    Raises:
        NoRay: Ray is not installed.
    """

    def __init__(self, folder: Path, stations: int, a_part: int = A_PART) -> None:
        missing = [name for name in ("ray", "pandas", "pyarrow") if find_spec(name) is None]
        if missing:
            found = f"{missing[0]} is needed for it and is not installed"
            raise NoRay(f'reports were to be read with Ray; {found}; install it: pip install "reportedly[ray]"')
        self._parts, self._stations, self._a_part = Parts(folder.absolute()), stations, a_part
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """The engine itself.

        Raises:
            Locked: Another run is at work in the folder.
        """
        folder = self._parts.folder
        folder.mkdir(parents=True, exist_ok=True)
        self._held.enter_context(alone(folder / LOCK))
        self._parts.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remove the parts where all went well."""
        if kind is None:
            self._parts.clear()
        self._held.close()

    def __call__(self, reports: Iterable[Received], read: Reader | None, limit: float) -> Iterator[Prepared]:
        """What becomes of the reports: of those that an ended run has read, then of the others, in their order.

        Raises:
            NoModel: No English model is installed.
            NoWorker: No process of a station comes as far as reading.
            NoRay: The cluster does not answer.
        """
        finished = self._parts.finished()
        known = {each for ids in finished.values() for each in ids}
        wanted: set[str] = set()
        names = list(self._put(reports, known, wanted))
        for name, ids in finished.items():
            if wanted.intersection(ids):
                yield from self._parts.prepared(name, wanted)
        if names:
            with ray_data(self._stations) as data:
                for name in self._read(data, names, read, limit):
                    yield from self._parts.prepared(name)

    def _put(self, reports: Iterable[Received], known: set[str], wanted: set[str]) -> Iterator[str]:
        """Put those reports there that were not read. Gives names of parts; the ids of the others go to `wanted`."""

        def unread() -> Iterator[Received]:
            for received in reports:
                name = report_id(received)
                if name in known:
                    wanted.add(name)
                else:
                    yield received

        stream = unread()
        while some := list(islice(stream, self._a_part)):
            yield self._parts.put(some)

    def _read(self, data: Any, names: list[str], read: Reader | None, limit: float) -> Iterator[str]:
        """Have parts read. Gives their names, in their order, as they are done."""
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        rows = data.from_items([{"part": name} for name in names], override_num_blocks=len(names))
        done = rows.map_batches(
            Station,
            fn_constructor_args=(self._parts, read, limit),
            batch_size=1,
            num_cpus=1,
            compute=data.ActorPoolStrategy(size=min(self._stations, len(names))),
        )
        for batch in done.iter_batches(batch_size=1, prefetch_batches=0):  # a part is kept when it is there, not when the next is
            ((name,), (problem,), (message,)) = (batch[key] for key in ("part", "problem", "message"))
            if problem:
                raise MENDABLE[problem](message)
            yield str(name)


@contextmanager
def ray_data(stations: int) -> Iterator[Any]:
    """Ray Data, with a Ray that is there: one begun before, else that of the environment, else one of our own, which ends with this.

    Args:
        stations: How many a Ray of our own is to have room for.

    Raises:
        NoRay: It does not answer.
    """
    own = ADDRESS not in os.environ
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    if own:
        os.environ.update(OWN, RAY_AUTH_TOKEN=os.environ.get("RAY_AUTH_TOKEN") or secrets.token_hex(32))
    ray, data = import_module("ray"), import_module("ray.data")
    if ray.is_initialized():
        yield data
        return
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    options = {"address": "local", "num_cpus": stations, "object_store_memory": STORE}
    try:
        with _muted():
            ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False if own else None, **(options if own else {}))
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = os.environ.get(ADDRESS, "this machine")
        raise NoRay(f"reports were to be read with Ray at {where}; it did not answer: {str(error)[:200]}; see: ray status") from error
    try:
        yield data
    finally:
        ray.shutdown()


@contextmanager
def _muted() -> Iterator[None]:
    """Without what Ray's own core writes to standard error while it starts; what goes wrong, it also raises."""
    sys.stderr.flush()
    saved = os.dup(2)
    with open(os.devnull, "w") as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


class Station:
    """An actor that reads parts.

    Args:
        parts: Where they lie.
        read: What reads a report; the pipeline, if left out.
        limit: Seconds that a short report may take.
    """

    def __init__(self, parts: Parts, read: Reader | None, limit: float) -> None:
        self._parts, self._crew = parts, Crew(1, read, limit)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Read the parts that are named. One that was read, by a station that was lost after it, is left as it is."""
        names, problem = [str(name) for name in batch["part"]], None
        try:
            for name in names:
                reports = self._parts.received(name)
                if reports:
                    self._parts.finish(name, reports, self._crew.results(reports))
        except tuple(MENDABLE.values()) as error:  # as a value: Ray would put it into errors of its own, and lose it there
            problem = error
        told = {"problem": type(problem).__name__ if problem else "", "message": str(problem or "")}
        return {"part": names} | {key: [value] * len(names) for key, value in told.items()}
