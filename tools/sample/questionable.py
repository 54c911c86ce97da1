"""A table as it comes from a town hall: right in most rows, with faults for the check of data quality."""

from __future__ import annotations

from . import design
from .economy import CO2_T
from .grid import generator

GJ_PER_TCE = 29.3076
#: Assumed carbon of forest biomass (tC/ha) in 2015 and its growth to 2024.
STOCK, GROWTH, YEARS = 38.0, 0.09, 9


def build(towns, areas, town_activity) -> list[dict]:
    """One row for every town: land and forest, fuels, forest carbon, shares of the economy, source.

    Parameters
    ----------
    areas
        Town -> land-use code -> hectares.
    """
    rng = generator(91)
    rows = []
    for town in towns:
        fuels = [
            row
            for row in town_activity
            if row["unit_code"] == town.code and row["year"] == 2024 and row["activity"] in CO2_T
        ]
        own = areas[town.code]
        land = sum(own.values())
        forest = sum(size for code, size in own.items() if code.startswith("03"))
        before = STOCK * forest
        farm, industry = round(0.1 + 0.2 * rng.random_sample(), 3), round(0.2 + 0.3 * rng.random_sample(), 3)
        rows.append(
            {
                "unit_code": town.code,
                "unit_name": town.name,
                "land_ha": round(land, 2),
                "forest_ha": round(forest, 2),
                "cover_pct": round(100 * forest / land, 2),
                "fuel_tco2": round(sum(row["amount"] * CO2_T[row["activity"]] for row in fuels), 1),
                "fuel_tce": round(sum(row["amount"] * _tce(row["activity"]) for row in fuels), 1),
                "stock_2015_tc": round(before, 1),
                "stock_2024_tc": round(before * (1 + GROWTH), 1),
                "years": YEARS,
                "growth_tc_a": round(before * GROWTH / YEARS, 2),
                "share_farming": farm,
                "share_industry": industry,
                "share_services": round(1 - farm - industry, 3),
                "source": "乡镇统计年报",
            }
        )
    return _spoilt({row["unit_code"]: row for row in rows})


def _tce(fuel: str) -> float:
    """Standard coal in a unit of a fuel, by its calorific value."""
    rows = design.read("factors_used")
    value = next(float(row["value"]) for row in rows if (row["key"], row["parameter"]) == (fuel, "ncv"))
    return value / GJ_PER_TCE


def _spoilt(rows: dict[str, dict]) -> list[dict]:
    """The rows with their faults, Q1 to Q7 of the README."""
    rows["990121102"]["fuel_tco2"] = round(rows["990121102"]["fuel_tco2"] * 12 / 44, 1)
    rows["990121103"]["fuel_tce"] = round(rows["990121103"]["fuel_tce"] / 1e4, 5)
    rows["990121106"]["land_ha"] = round(rows["990121106"]["land_ha"] / 100, 4)
    rows["990121107"]["cover_pct"] = round(rows["990121107"]["cover_pct"] / 100, 4)
    rows["990121108"]["share_services"] = round(rows["990121108"]["share_services"] - 0.1, 3)
    whole = rows["990121201"]
    whole["growth_tc_a"] = round(whole["stock_2024_tc"] - whole["stock_2015_tc"], 2)
    rows["990121104"]["source"] = rows["990121105"]["source"] = ""
    return list(rows.values())
