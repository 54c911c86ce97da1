"""Expected results of the practice county, computed a second time and in another way than the plugin does.

Plain Python on the finished files: tables through sqlite3, geometry through OGR, rasters through GDAL. It
imports neither the plugin nor the generator. The conventions stand in resources/sample/expected/README.md;
factors, limits and codes are written down here or in design/factors_used.csv once more on purpose, so that a
change in the plugin's tables shows.
"""

from __future__ import annotations

import csv
import math
import shutil
import sqlite3
from pathlib import Path

from . import expected_space

FACTORS = Path(__file__).resolve().parent / "design" / "factors_used.csv"
YEAR = 2024
GROUPS = ("fossil", "electricity", "heat", "process", "agriculture", "waste")
FUELS = ("bituminous_coal", "anthracite", "gasoline", "diesel", "lpg", "natural_gas")
ANIMALS = ("dairy", "non_dairy", "goat", "pig", "poultry")
# CLCD class -> land-use coefficient; shrub counts as forest, wetland as water, built-up land emits through
# energy only
COEFFICIENT = {
    1: "cropland",
    2: "forest",
    3: "forest",
    4: "grassland",
    5: "water",
    7: "unused",
    8: None,
    9: "water",
}
TAU_C = TAU_P = 1.0
TOLERANCE = 1e-9


def compute(folder: Path) -> None:
    """Compute everything from the files in `folder` and write folder/expected."""
    out = folder / "expected"
    shutil.copyfile(FACTORS, out / "factors_used.csv")
    factor = read_factors(FACTORS)
    base = sqlite3.connect(f"file:{folder / 'haiyue.gpkg'}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    try:
        units = base.execute(
            "SELECT unit_code, unit_name, area_ha, land_ha FROM zoning_unit ORDER BY unit_code"
        ).fetchall()
        emission = emissions(base, factor)
        cover = expected_space.cover_hectares(folder)
        pollution = exceedances(base)
        by_load = load_exceedances(base)
        codes = expected_space.space_codes()
    finally:
        base.close()
    accounts = account_rows(units, emission, cover, factor)
    classes = class_rows(units, accounts, pollution, by_load)
    write(out / "town_emissions_2024.csv", accounts)
    write(out / "town_classes_2024.csv", classes)
    write(
        out / "land_cover_2024.csv",
        [
            {"unit_code": code, "clcd": value, "area_ha": round(area, 4)}
            for code, areas in sorted(cover.items())
            for value, area in sorted(areas.items())
        ],
    )
    spaces, pieces = expected_space.spaces(folder, codes)
    write(out / "parcel_spaces.csv", spaces)
    write_zones(out, pieces, classes)
    write(out / "conflicts.csv", expected_space.conflicts(folder))


def read_factors(path: Path) -> dict[tuple[str, str], float]:
    """{(key, parameter): value} of the factor table."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {(row["key"], row["parameter"]): float(row["value"]) for row in csv.DictReader(handle)}


def emissions(base: sqlite3.Connection, factor: dict) -> dict[str, dict[str, float]]:
    """t CO2e by town and group from the town activity of the year."""
    out: dict[str, dict[str, float]] = {}
    query = "SELECT unit_code, activity, amount FROM activity_town WHERE year = ?"
    for row in base.execute(query, (YEAR,)):
        group, amount = one_emission(row["activity"], row["amount"], factor)
        own = out.setdefault(row["unit_code"], dict.fromkeys(GROUPS, 0.0))
        own[group] += amount
    return out


def one_emission(activity: str, amount: float, f: dict) -> tuple[str, float]:
    """Group and t CO2e of one amount of activity."""
    ch4, n2o = f["CH4", "GWP100"], f["N2O", "GWP100"]
    group = "agriculture"
    if activity in FUELS or activity == "msw_nonbio":
        group = "waste" if activity == "msw_nonbio" else "fossil"
        # GJ per unit x tC per TJ / 1000 x share burnt x 44/12
        carbon = f[activity, "ncv"] * f[activity, "carbon_content"] / 1000.0 * f[activity, "oxidation"]
        rate = carbon * 44.0 / 12.0
    elif activity == "electricity":
        group, rate = activity, f["prov_440000", "co2_ef_electricity"]  # kg/kWh is t/MWh
    elif activity == "heat":
        group, rate = activity, f["heat", "co2_ef_energy"]
    elif activity in ("clinker", "lime"):
        group, rate = "process", f[activity, "co2_ef"]
    elif activity.startswith("rice_"):
        rate = f[activity, "ch4_ef"] / 1000.0 * ch4
    elif activity == "fert_N":
        share = f["n2o_direct", "n2on_ef"] + f["frac_vol", "fraction"] * f["n2o_deposition", "n2on_ef"]
        share += f["frac_leach", "fraction"] * f["n2o_leaching", "n2on_ef"]
        rate = share * 44.0 / 28.0 * n2o
    elif activity in ANIMALS:
        methane = f.get((activity, "enteric_ch4_intensive"), 0.0) + f[activity, "manure_ch4"]
        rate = (methane * ch4 + f[activity, "manure_n2o"] * n2o) / 1000.0
    else:
        raise ValueError(f"no equation for {activity}")
    return group, amount * rate


def account_rows(units, emission, cover, factor) -> list[dict]:
    """Emission, land source, land sink and net of every town, t CO2e."""
    rows = []
    for unit in units:
        code = unit["unit_code"]
        groups = emission[code]
        source = sink = 0.0
        for value, area in cover[code].items():
            key = COEFFICIENT[value]
            flux = area * factor[key, "c_coef"] * 44.0 / 12.0 if key else 0.0
            source += max(flux, 0.0)
            sink += min(flux, 0.0)
        total = math.fsum(groups.values())
        rows.append(
            {
                "unit_code": code,
                "unit_name": unit["unit_name"],
                **{f"{group}_tco2e": round(groups[group], 3) for group in GROUPS},
                "activity_tco2e": round(total, 3),
                "land_source_tco2": round(source, 3),
                "land_sink_tco2": round(sink, 3),
                "net_tco2e": round(total + source + sink, 3),
            }
        )
    return rows


def exceedances(base: sqlite3.Connection) -> dict[str, tuple[float, str]]:
    """Largest value/limit - 1 over the pollutants of every town, and the pollutant that gives it."""
    out: dict[str, tuple[float, str]] = {}
    query = "SELECT unit_code, pollutant, amount, limit_value FROM quality_town WHERE year = ? ORDER BY fid"
    for row in base.execute(query, (YEAR,)):
        q = row["amount"] / row["limit_value"] - 1.0
        if row["unit_code"] not in out or q > out[row["unit_code"]][0]:
            out[row["unit_code"]] = (q, row["pollutant"])
    return out


def load_exceedances(base: sqlite3.Connection) -> dict[str, float]:
    """The same from discharges and capacities: largest load/capacity - 1."""
    loads: dict[tuple[str, str], float] = {}
    for row in base.execute(
        "SELECT unit_code, pollutant, amount FROM pollutant_load WHERE year = ?", (YEAR,)
    ):
        key = (row["unit_code"], row["pollutant"])
        loads[key] = loads.get(key, 0.0) + row["amount"]
    out: dict[str, float] = {}
    for row in base.execute(
        "SELECT unit_code, pollutant, capacity FROM pollutant_capacity WHERE year = ?", (YEAR,)
    ):
        q = loads[row["unit_code"], row["pollutant"]] / row["capacity"] - 1.0
        out[row["unit_code"]] = max(out.get(row["unit_code"], -math.inf), q)
    return out


def benchmark(net: list[float], size: list[float]) -> float:
    """Area-weighted mean of the positive net intensities: sum of positive N over the area where N > 0."""
    return math.fsum(n for n in net if n > 0) / math.fsum(x for n, x in zip(net, size) if n > 0)


def zone_class(u: float, v: float) -> str:
    """The class of the normalised exceedances of carbon and pollution; a tie of weak ones goes to carbon."""
    carbon, polluted = u > TOLERANCE, v > TOLERANCE
    if not carbon and not polluted:
        return "S"
    if not polluted:
        return "SC"
    if not carbon:
        return "SP"
    if u >= 1 - TOLERANCE and v >= 1 - TOLERANCE:
        return "SCP"
    return "CP" if u >= v - TOLERANCE else "PC"


def margin(u: float, v: float) -> float:
    """Distance to the nearest border between two classes in the (u, v) plane."""
    corner = math.hypot(u - 1, v - 1)
    t = min(max((u + v) / 2, 0.0), 1.0)
    return min(
        abs(u),
        abs(v),
        abs(u - 1) if v >= 1 else corner,
        abs(v - 1) if u >= 1 else corner,
        math.hypot(u - t, v - t),
    )


def class_rows(units, accounts, pollution, by_load) -> list[dict]:
    """Class of every town, and the classes two other ways of counting would give."""
    net = [row["net_tco2e"] for row in accounts]
    whole, land = [unit["area_ha"] for unit in units], [unit["land_ha"] for unit in units]
    scale, land_scale = benchmark(net, whole), benchmark(net, land)
    rows = []
    for unit, n, x, dry in zip(units, net, whole, land):
        code = unit["unit_code"]
        q_c, (q_p, pollutant) = n / x / scale, pollution[code]
        u, v = q_c / TAU_C, q_p / TAU_P
        rows.append(
            {
                "unit_code": code,
                "unit_name": unit["unit_name"],
                "net_tco2e": n,
                "area_ha": x,
                "net_t_per_ha": round(n / x, 6),
                "benchmark_t_per_ha": round(scale, 6),
                "q_c": round(q_c, 6),
                "q_p": round(q_p, 6),
                "limiting": pollutant,
                "class": zone_class(u, v),
                "margin": round(margin(u, v), 6),
                "q_p_load": round(by_load[code], 6),
                "class_by_load": zone_class(u, by_load[code]),
                "q_c_land": round(n / dry / land_scale, 6),
                "class_by_land": zone_class(n / dry / land_scale, v),
            }
        )
    return rows


def write_zones(out: Path, pieces: dict[tuple[str, str], float], classes: list[dict]) -> None:
    """Areas of the sub-zones: every piece of a town's space has the class of the town."""
    space_value = {"A": 1, "E": 2, "U": 3, "M": 4}
    class_value = {"S": 1, "SC": 2, "SP": 3, "CP": 4, "PC": 5, "SCP": 6}
    by_town, total = [], {}
    for row in classes:
        for space in space_value:
            area = pieces.get((row["unit_code"], space), 0.0)
            if area > 0:
                by_town.append(
                    {
                        "unit_code": row["unit_code"],
                        "unit_name": row["unit_name"],
                        "class": row["class"],
                        "space": space,
                        "subzone": f"{space}-{row['class']}",
                        "area_ha": round(area, 4),
                    }
                )
                total[space, row["class"]] = total.get((space, row["class"]), 0.0) + area
    write(out / "town_subzones.csv", by_town)
    write(
        out / "subzones.csv",
        [
            {
                "subzone": f"{space}-{name}",
                "value": 10 * space_value[space] + class_value[name],
                "area_ha": round(total.get((space, name), 0.0), 4),
            }
            for space in space_value
            for name in class_value
        ],
    )


def write(path: Path, rows: list[dict]) -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
