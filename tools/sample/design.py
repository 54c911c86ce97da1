"""The tables in tools/sample/design: everything about the county that a person decided."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "design"


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one design table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def outline(name: str) -> tuple[tuple[float, float], ...]:
    """Corners of one outline in km from the lower left corner of the grid."""
    return tuple(
        (float(row["x_km"]), float(row["y_km"])) for row in read("outlines") if row["outline"] == name
    )


def shore() -> tuple[tuple[float, float], ...]:
    """The part of the mainland's outline that faces the sea."""
    return tuple(
        (float(row["x_km"]), float(row["y_km"])) for row in read("outlines") if row["coastal"] == "1"
    )


def hills() -> list[tuple[tuple[float, float], float, float, float]]:
    """Hills as (centre in km, radius in km, stretch from west to east, height in m)."""
    names = ("x_km", "y_km", "radius_km", "stretch", "height_m")
    rows = [tuple(float(row[name]) for name in names) for row in read("hills")]
    return [((x, y), radius, stretch, height) for x, y, radius, stretch, height in rows]


def land_names() -> dict[str, str]:
    """Chinese names of the land-use codes that occur."""
    return {row["code"]: row["name_zh"] for row in read("land_codes")}


def limits() -> dict[tuple[str, str, str], tuple[float, str]]:
    """{(medium, functional class, pollutant): (limit, standard)}."""
    return {
        (row["medium"], row["functional_class"], row["pollutant"]): (float(row["limit"]), row["standard"])
        for row in read("limits")
    }


def rates() -> dict[str, float]:
    """Named rates (per person, per hectare ...)."""
    return {row["rate"]: float(row["value"]) for row in read("rates")}


def trend(activity: str, year: int) -> float:
    """Activity of a year as a share of 2024."""
    return next(float(row[str(year)]) for row in read("trends") if row["activity"] == activity)


def society(unit_code: str) -> dict[str, str]:
    """People, economy and environment of one town."""
    return next(row for row in read("society") if row["unit_code"] == unit_code)
