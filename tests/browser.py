"""A real browser at a real desk, for tests: nothing of it may reach another machine, and no error in its console passes unseen."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Response, sync_playwright

from reportedly.desk.app import desk
from reportedly.desk.guard import Settings

CHROMIUM = os.environ.get("CHROMIUM") or next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), "")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
)


@dataclass
class Watched:
    """A page whose every complaint is written down."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._interrupted)
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.complaints.append(f"{answer.status} {answer.url}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.complaints.append(f"asked for {request.url}")

    def open(self, path: str) -> Page:
        """Go to a page of the desk."""
        self.page.goto(self.origin + path)
        return self.page


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """A desk at a port of its own; its origin."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(desk(ledger, Settings(port=port)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the system has."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watching(browser: Browser, origin: str, **how: Any) -> Iterator[Watched]:
    """A page of a fresh browser. At the end it must have complained of nothing."""
    context: BrowserContext = browser.new_context(**how)
    context.set_default_timeout(10_000)
    watched = Watched(context.new_page(), origin)
    try:
        yield watched
        assert watched.complaints == []
    finally:
        context.close()
