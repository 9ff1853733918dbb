"""ZIP files with the same bytes for the same content: names in order, one fixed time, no trace of the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

TIME = (1980, 1, 1, 0, 0, 0)  # the first that ZIP can tell
_PLAIN_FILE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, 3
            archive.writestr(entry, content)
    return target.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of a ZIP file of our own making; for those of others see run/bundles.py."""
    with zipfile.ZipFile(io.BytesIO(archive)) as made:
        return {name: made.read(name) for name in made.namelist()}
