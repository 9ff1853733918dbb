"""A page on paper: a self-contained HTML page printed to PDF by the Chromium that is on the machine.

Why a browser: every desk has one, it draws the same page that the reader saw, SVG and footnote links included, and it needs no further
package. The alternative that was weighed, WeasyPrint, needs Pango and its system libraries, which `pip` cannot bring.

The page may hold words of hostile reports. It has no script and a policy of its own that forbids scripts and requests; here every name
resolves to nothing and every request goes to a closed port, and the profile is an empty folder that is thrown away. (Scripts cannot be
switched off altogether: headless Chromium prints by means of one of its own.)
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
MAC = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
SECONDS = 60.0
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--force-color-profile=srgb",
)


class CannotPrint(Exception):
    """There is no browser to print with, or it failed."""


def browser() -> str | None:
    """The browser to print with: that of the variable CHROMIUM, else the first that is found."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in (*NAMES, *MAC) if (found := shutil.which(name))), None)


def printed(page: str) -> bytes:
    """A page of HTML as PDF.

    Raises:
        CannotPrint: There is no Chromium, or it does not print.
    """
    program = browser()
    if program is None:
        named = os.environ.get("CHROMIUM")
        found = f"CHROMIUM names {named}, which is no program" if named else "no Chromium, Chrome or Edge was found"
        raise CannotPrint(
            f"a PDF was asked for; {found}; install one (Debian: apt install chromium) or name it with CHROMIUM=/path/to/chromium, "
            "or ask for html and print that"
        )
    with TemporaryDirectory(prefix="reportedly-") as folder:
        source, target = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_bytes(page.encode("utf-8", "replace"))
        said = _run([program, *_QUIET, *_as_root(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()])
        content = target.read_bytes() if target.exists() else b""
    if not content.startswith(b"%PDF"):
        raise CannotPrint(f"a PDF was asked for; {program} made none and said {said!r}; try another with CHROMIUM=/path/to/chromium")
    return content


def _run(command: list[str]) -> str:
    """What the browser said last; it is ended where it takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - no shell, no words of a report
    except subprocess.TimeoutExpired:
        return f"nothing within {SECONDS:.0f} seconds"
    except OSError as error:
        return error.strerror or str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _as_root() -> list[str]:
    """Chromium's sandbox does not start as root, as in a container; the page's own policy holds."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
