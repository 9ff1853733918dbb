"""CSV and JSONL, Excel and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import cache
from random import Random

from fuzz.making.packing import packed
from fuzz.making.words import FIELDS, File, encoded, value, words
from fuzz.watching import BAIT

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # of the moment at which the library writes


def table(chance: Random) -> File:
    """CSV, or TSV."""
    out, mark = io.StringIO(), chance.choice((",", ",", ";", "\t", "|"))
    keys = chance.sample(FIELDS, chance.randrange(1, len(FIELDS)))
    writer = csv.writer(out, delimiter=mark, lineterminator=chance.choice(("\n", "\r\n", "\r")), escapechar="\\")
    writer.writerow(keys)
    for _ in range(chance.randrange(1, 5)):
        writer.writerow([value(key, chance) for key in keys][: chance.randrange(1, len(keys) + 2)])
    return chance.choice(("a.csv", "a.tsv")), encoded(out.getvalue(), chance)


def lines(chance: Random) -> File:
    """JSONL."""
    return "a.jsonl", encoded("\n".join(_line(chance) for _ in range(chance.randrange(1, 5))), chance)


def _line(chance: Random) -> str:
    odd: tuple[object, ...] = (None, 1, -0.0, 1e308, float("nan"), True, [], {}, ["a"], {"a": 1}, "\ud800", "\x00", 10**400, "")
    fields: dict[str, object] = {
        key: value(key, chance) if chance.random() < 0.8 else chance.choice(odd) for key in chance.sample(FIELDS, chance.randrange(1, 8))
    }
    line: object = fields if chance.random() < 0.9 else chance.choice((*odd, [fields]))
    for _ in range(chance.choice((0,) * 20 + (3, 100))):
        line = chance.choice(({"text": line}, [line]))
    return json.dumps(line, ensure_ascii=chance.random() < 0.7).encode("utf-8", "replace").decode()


@cache
def _workbook(variant: int) -> dict[str, bytes]:
    """The members of a workbook."""
    import openpyxl

    book, chance = openpyxl.Workbook(), Random(variant)
    sheet = book.worksheets[0]
    keys = [key or "x" for key in chance.sample(FIELDS, 5)]
    sheet.append(keys)
    for _ in range(3):
        sheet.append([_cell(value(key, chance)) for key in keys])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as packed:
        return {name: _STAMP.sub(b"2022-01-09T00:00:00Z", packed.read(name)) for name in packed.namelist()}


def _cell(words: str) -> str:
    return "".join(each for each in words if " " <= each < "\ud800")


def workbook(chance: Random) -> File:
    """An Excel file, some of whose members are odd."""
    members = dict(_workbook(chance.randrange(40)))
    for name in chance.sample(sorted(members), chance.choice((0, 0, 1, 2))):
        odd = chance.choice(
            (
                b"",
                b"<x/>",
                members[name][: len(members[name]) // 2],
                f'<!DOCTYPE x [<!ENTITY e SYSTEM "{BAIT}">]><x>&e;</x>'.encode(),
                None,
                _odd_cells(members[name], chance),
            )
        )
        if odd is None:
            del members[name]
        else:
            members[name] = odd
    return "a.xlsx", packed(list(members.items()))


def _odd_cells(raw: bytes, chance: Random) -> bytes:
    """A member with other values, types and places of cells."""
    swaps = (
        (b't="s"', b't="n"'),
        (b't="s"', b't="d"'),
        (b't="s"', b't="e"'),
        (b"<v>", b"<v>9999999999"),
        (b'r="A', b'r="XFZ'),
        (b'r="', b'r="-'),
        (b"<v>0", b"<v>x"),
        (b'"1"', b'"99999999"'),
    )
    before, after = chance.choice(swaps)
    return raw.replace(before, after, chance.choice((1, -1)))


@cache
def _arrow(variant: int) -> bytes:
    import pyarrow
    import pyarrow.parquet

    chance = Random(variant)
    count = chance.choice((0, 1, 3, 100))
    kinds: dict[str, object] = {
        "text": [words(chance) for _ in range(count)],
        "title": [None] * count,
        "date": [chance.choice((None, 18_000)) for _ in range(count)],
        "outlet": pyarrow.array(["a"] * count).dictionary_encode(),
        "url": [[b"x"]] * count,
        "author": [{"a": 1.5}] * count,
        "id": list(range(count)),
    }
    keys = ["text", *chance.sample(sorted(set(kinds) - {"text"}), chance.randrange(6))][chance.choice((0, 0, 0, 1)) :] or ["id"]
    out = io.BytesIO()
    how = chance.choice(("snappy", "gzip", "zstd", "none", "brotli"))
    pyarrow.parquet.write_table(
        pyarrow.table({key: kinds[key] for key in keys}), out, compression=how, row_group_size=chance.choice((1, 50))
    )
    return out.getvalue()


def parquet(chance: Random) -> File:
    """A Parquet file."""
    return "a.parquet", _arrow(chance.randrange(40))
