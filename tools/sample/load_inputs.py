"""What accounts ask for beside activities: removal rates and factors, growth of forest, supply of fuels."""

from __future__ import annotations

from pathlib import Path

from . import design
from .admin import Town
from .economy import CO2_T
from .environment import AIR_LOADS
from .writing import csv_file

COLUMNS = (
    *("key", "name_en", "name_zh", "scheme", "region", "parameter", "value", "low", "high", "unit"),
    *("range_type", "range_note", "year", "gap", "confidence", "source", "evidence", "notes"),
)
FUELS = {
    "anthracite": ("Anthracite", "无烟煤"),
    "bituminous_coal": ("Bituminous coal", "烟煤"),
    "diesel": ("Diesel oil", "柴油"),
    "gasoline": ("Gasoline", "汽油"),
    "lpg": ("LPG", "液化石油气"),
    "natural_gas": ("Natural gas", "天然气"),
}
LAND = {
    "cropland": ("Cropland", "耕地"),
    "orchard": ("Orchard and plantation", "园地"),
    "forest": ("Forest", "林地"),
    "grassland": ("Grassland", "草地"),
    "wetland": ("Inland wetland", "内陆湿地"),
    "water": ("Inland water", "陆地水域"),
    "built_up": ("Built-up land", "建设用地"),
    "unused": ("Unused and bare land", "未利用地"),
}
#: Assumed half-width of the factors of every pollutant.
SPREAD = {"SO2": 0.3, "NOx": 0.2, "PM": 0.4}
PRACTICE = "Practice data of Haiyue County (invented)"


def removal_rates() -> list[dict]:
    """Rates of removal beyond the national mean, as assumed in the design."""
    rows = []
    for row in design.read("removal"):
        numbers = {
            name: float(row[name]) if row[name] else None for name in ("removal", "removal_lo", "removal_hi")
        }
        texts = {name: row[name] for name in ("unit_code", "activity", "pollutant")}
        rows.append({**texts, **numbers})
    return rows


def write_emission_factors(path: Path) -> None:
    """Air pollutants per fuel: its CO2 times the national ratio of pollutant to CO2 (design: rates)."""
    rows = []
    for fuel, carbon in sorted(CO2_T.items()):
        for pollutant, _ in AIR_LOADS:
            value = carbon * design.rates()[f"{pollutant}_per_CO2"]
            half = SPREAD[pollutant]
            limits = (round(value * (1 - half), 8), round(value * (1 + half), 8))
            unit = "kg/10^4 m3" if fuel == "natural_gas" else "kg/t"
            notes = "CO2 of the fuel times the national ratio of the pollutant to CO2; limits assumed"
            rows.append(_row(fuel, FUELS, f"ef_{pollutant}", (round(value, 8), *limits), unit, notes))
    csv_file(path, rows)


def write_exports(path: Path) -> None:
    """Export coefficients of land, as assumed in the design."""
    rows = []
    for row in sorted(design.read("exports"), key=lambda one: (one["key"], one["parameter"])):
        numbers = tuple(float(row[name]) if row[name] else "" for name in ("value", "low", "high"))
        rows.append(_row(row["key"], LAND, row["parameter"], numbers, "kg ha-1 a-1", "assumed"))
    csv_file(path, rows)


def write_forest(path: Path, towns: list[Town]) -> None:
    """Growth, harvest and disturbance of the forest of the towns, as assumed; areas are those of the map.

    Root-to-shoot ratio: IPCC 2006 Table 4.4, humid subtropical below 125 t/ha. BCEF is assumed.
    """
    given = {row["unit_code"]: row for row in design.read("forest")}
    rows = []
    for town in towns:
        row = given[town.code]
        growth = {name: float(row[name]) for name in ("growth", "growth_lo", "growth_hi")}
        lost = {name: float(row[name]) for name in ("disturbed_ha", "biomass", "lost")}
        ratio = {"root_shoot": 0.2, "root_shoot_lo": 0.09, "root_shoot_hi": 0.25}
        wood = {"harvest_m3": float(row["harvest_m3"]), "bcef_r": 0.9}
        rows.append({"unit_code": town.code, "unit_name": town.name, **growth, **ratio, **wood, **lost})
    csv_file(path, rows)


def write_supply(path: Path, activities: list[dict], year: int) -> None:
    """Where the fuels of the towns came from in a year: all from outside, by the shares of the design."""
    shares = {(row["unit_code"], row["activity"]): row for row in design.read("supply")}
    used: dict[tuple[str, str, str], float] = {}
    names = {}
    for row in activities:
        if row["year"] == year and row["activity"] in CO2_T:
            key = row["unit_code"], row["activity"], row["unit"]
            used[key] = used.get(key, 0.0) + row["amount"]
            names[row["unit_code"]] = row["unit_name"]
    rows = []
    for (code, fuel, unit), amount in sorted(used.items()):
        share = shares.get((code, fuel), shares["", ""])
        flows = {
            "production": 0.0,
            "imports": round(amount * float(share["came_in"]), 1),
            "exports": 0.0,
            "stock_increase": round(amount * float(share["put_in_stock"]), 1),
        }
        rows.append(
            {
                **{"unit_code": code, "unit_name": names[code], "activity": fuel},
                **flows,
                **{"unit": unit, "year": year},
            }
        )
    csv_file(path, rows)


def _row(key, names, parameter: str, numbers, unit: str, notes: str) -> dict:
    values = (
        *(key, *names[key], "PRACTICE", "CN", parameter, *numbers, unit),
        *("range" if numbers[1] != "" else "", "", "2024", "0", "none", PRACTICE, "none: invented", notes),
    )
    return dict(zip(COLUMNS, values))
