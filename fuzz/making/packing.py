"""ZIP files, whose members may be odd."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from random import Random


def packed(members: list[tuple[str, bytes]], chance: Random | None = None) -> bytes:
    """A ZIP file, whose members may be odd."""
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:  # of names that come twice
        for name, body in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = (
                zipfile.ZIP_DEFLATED if chance is None else chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
            )
            if chance is not None and chance.random() < 0.1:
                info.external_attr = (chance.choice((stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFSOCK)) | 0o777) << 16
            archive.writestr(info, body)
    return out.getvalue()
