"""Write the listing of the example reports, `reports.jsonl`, from their files: `python examples/list_reports.py`.

A row is what a feed would deliver: id, published, outlet, url, title, text. The files are the source; the listing follows them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reportedly.intake.source import receive

FOLDER = Path(__file__).parent / "kazakhstan-2022"
# Files are named NUMBER-OUTLET-DATE. The outlets are invented, and so are their addresses; offices are named as they were.
OUTLETS = {
    "almaty-evening": "Almaty Evening",
    "caravan-live": "Caravan Live",
    "interior-ministry": "Interior Ministry of Kazakhstan",
    "oasis-herald": "Oasis Herald",
    "orient-dispatch": "Orient Dispatch",
    "relief-note": "Relief Note",
    "steppe-wire": "Steppe Wire",
    "syrdarya-news": "Syrdarya News",
}
# When each came in, local time; a file tells the day alone.
HOURS = {
    "01": "20:15",
    "02": "06:30",
    "03": "21:40",
    "04": "11:00",
    "05": "19:30",
    "06": "22:10",
    "07": "18:00",
    "08": "14:20",
    "09": "23:05",
    "10": "09:45",
    "11": "18:30",
    "12": "17:00",
    "13": "16:10",
    "14": "20:00",
    "15": "12:00",
}


def row(path: Path) -> dict[str, str]:
    """One report of the listing."""
    number, name = path.stem[:2], path.stem[3:-11]
    received = receive(str(path))
    made = {"id": f"kz-{number}", "published": f"{path.stem[-10:]}T{HOURS[number]}:00+06:00", "outlet": OUTLETS[name]}
    if path.suffix == ".html":
        made["url"] = f"https://{name}.example/{path.stem[-10:]}/{number}"
        made["title"] = received.title or ""
    return {**made, "text": received.text}


def listing() -> str:
    """The whole listing, a line a report, in the order of the file names."""
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
    return "".join(json.dumps(row(path), ensure_ascii=False) + "\n" for path in files)


if __name__ == "__main__":
    (FOLDER / "reports.jsonl").write_text(listing(), encoding="utf-8")
    sys.stdout.write(f"{FOLDER / 'reports.jsonl'} written\n")
