"""Seeing to it that reading reaches for nothing: no file but the program's own, no address, no process but the one for PDF, no terminal.

Python tells of every file that it opens, every address that it asks for and every process that it starts (audit events). What libraries
in C do by themselves it cannot tell; for those there are baits: a file with words that must not turn up in what is read, and a server
that must not be asked.
"""

from __future__ import annotations

import io
import os
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

BAIT = "@BAIT@"  # stands for the file's path in an input
SERVER = "@SERVER@"  # and this for the server's address
WORDS = "What stands in this file must not be read."
_ASKING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
_CHANGING = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
    "os.system",
)
_PDF = "reportedly.intake.formats.pdf_process"


class Watch:
    """What was reached for since it was last asked."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        self.bait = Path(tempfile.mkdtemp(prefix="bait")) / "bait.txt"
        self.bait.write_text(WORDS)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.setblocking(False)
        sys.addaudithook(self._hear)

    @property
    def address(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.server.getsockname()[1]}"

    def armed(self, raw: bytes) -> bytes:
        """An input with the baits in it."""
        return raw.replace(BAIT.encode(), self.bait.as_uri().encode()).replace(SERVER.encode(), self.address.encode())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while this lasts."""
        self.seen.clear()
        said = io.StringIO()
        self.on = True
        try:
            with redirect_stderr(said), redirect_stdout(said):
                yield
        finally:
            self.on = False
        if said.getvalue():
            self.seen.append(f"something was printed: {said.getvalue()}")
        if self._asked():
            self.seen.append("the server was asked")

    def _asked(self) -> bool:
        try:
            self.server.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if (
            event in _ASKING
            or event in _CHANGING
            or (event == "subprocess.Popen" and _PDF not in str(arguments[1]))
            or (event == "open" and not _is_ours(arguments[0], arguments[2]))
        ):
            self.seen.append(f"{event} {ascii(arguments)[:200]}")


def _is_ours(path: object, flags: object) -> bool:
    """Whether a file is one of the program's own, only read; or one without a name, for the answer of the PDF process."""
    if isinstance(path, int):
        return True
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return name in {tempfile.gettempdir(), os.devnull} or Path(name).parent == Path(tempfile.gettempdir())
    return name.startswith(_own())


@cache
def _own() -> tuple[str, ...]:
    """Folders of the interpreter, its packages, the project, and what the system tells of itself."""
    folders = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), str(Path(__file__).parents[1])}
    return (
        *sorted(folders | {str(Path(folder).resolve()) for folder in folders}),
        "/usr/share/zoneinfo",
        "/proc/self/",
        os.devnull,
        "/etc/mime.types",
        "/usr/lib/",
    )


@cache
def watch() -> Watch:
    """The one watch of this process."""
    return Watch()
