"""What is seen while a long command works, and its log: a line that moves on a terminal, JSON lines for programs, or nothing.

    --quiet       nothing but errors and the summary
    --log-json    one JSON object a line on standard error: `event`, and what belongs to it

Counts are taken as reports come by; nothing is slowed down, and nothing is held.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reportedly.cli.screen import complain
from reportedly.intake.received import Received
from reportedly.intake.refusal import Refused
from reportedly.present.safe import harmless, harmless_json

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from reportedly.intake.item import Noted
    from reportedly.model.issue import Issue

SHOWN = 20  # issues that are told one by one; of more, how many of each kind


@dataclass(slots=True)
class Reporter:
    """Tells what goes on. Use it in a `with` statement.

    Attributes:
        quiet: Tell errors alone.
        as_json: Tell everything as JSON lines.
    """

    quiet: bool = False
    as_json: bool = False
    _bar: Progress | None = None
    _task: TaskID | None = None
    _read: int = 0
    _failed: int = 0
    _issues: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Show the line, if somebody looks."""
        if sys.stderr.isatty() and not self.quiet and not self.as_json:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("reading", total=None)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def counted(self, reports: Iterable[Received | Refused]) -> Iterator[Received | Refused]:
        """The same reports, counted as they come by; what was refused is told at once."""
        for each in reports:
            if isinstance(each, Refused):
                self._failed += 1
                self.refused(each)
            else:
                self._read += 1
            if self._bar is not None and self._task is not None:
                failed = f", {self._failed:,} failed" if self._failed else ""
                self._bar.update(self._task, description=f"{self._read:,} reports{failed}")
            yield each

    def note(self, noted: Noted) -> None:
        """Tell a note."""
        if self.as_json:
            self.log("note", origin=noted.origin, code=noted.code, message=noted.message)
        elif not self.quiet:
            self._say(f"{noted.origin}: {noted.message}")

    def refused(self, refused: Refused) -> None:
        """Tell what could not be read."""
        if self.as_json:
            self.log("refused", origin=refused.origin, code=refused.code, message=refused.message)
        else:
            self._say(f"{refused.origin}: {refused.message}")

    def issue(self, name: str, issue: Issue) -> None:
        """Tell what was left open in a report; of many, only how many."""
        if self.as_json:
            self.log("issue", report=name, code=issue.code, level=issue.level, message=issue.message)
            return
        told = sum(self._issues.values())
        self._issues[issue.code] = self._issues.get(issue.code, 0) + 1
        if not self.quiet and told < SHOWN:
            self._say(f"{name}: {issue.message}")

    def rest(self) -> None:
        """Tell how many issues were not told."""
        count = sum(self._issues.values())
        if not self.quiet and count > SHOWN:
            kinds = ", ".join(f"{count:,} {code}" for code, count in sorted(self._issues.items(), key=lambda each: (-each[1], each[0])))
            self._say(f"{count:,} issues in all, {SHOWN} of them shown: {kinds}; all stand in the ledger's table `issues`")

    def log(self, event: str, **fields: object) -> None:
        """Write a line of the log."""
        line = json.dumps({"event": event, **fields}, ensure_ascii=False)
        print(harmless_json(line), file=sys.stderr, flush=True)

    def _say(self, message: str) -> None:
        if self._bar is not None:
            self._bar.console.print(f"reportedly: {harmless(message)}", markup=False, highlight=False, soft_wrap=True)
        else:
            complain(message)
