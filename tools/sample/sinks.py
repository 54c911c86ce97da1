"""Estimates of China's land sink by several methods: real numbers out of the table of uncertainties.

Paper 1 sums them up as 0.17 to 0.35 PgC/a; `combineestimates` shows how one comes to such a line.
"""

from __future__ import annotations

import csv
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "core" / "data" / "factors" / "uncertainty.csv"
#: Quantity -> (name of the estimate, key in the table). The second adds estimates of other years.
ESTIMATES = {
    "china_land_sink_1980_1999": (
        ("inventory", "sink_piao2009_inventory"),
        ("process_models", "sink_piao2009_model"),
        ("inversion", "sink_piao2009_inversion"),
    ),
    "china_land_sink_any_years": (
        ("inventory", "sink_piao2009_inventory"),
        ("process_models", "sink_piao2009_model"),
        ("inversion", "sink_piao2009_inversion"),
        ("inventory_2001_2010", "sink_fang2018"),
        ("inversion_2010_2016", "sink_wang2020_inversion"),
    ),
}


def national_sinks() -> list[dict]:
    """One row per quantity and estimate; removals positive, as the sources print them."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        known = {row["key"]: row for row in csv.DictReader(stream) if row["scheme"] == "SINK"}
    return [
        {
            "quantity": quantity,
            "estimate": name,
            "value": known[key]["value"],
            "value_lo": known[key]["low"],
            "value_hi": known[key]["high"],
            "unit": known[key]["unit"],
            "years": known[key]["year"],
            "source": known[key]["source_key"],
            "evidence": known[key]["evidence"],
        }
        for quantity, estimates in ESTIMATES.items()
        for name, key in estimates
    ]
