"""The five levels of units and the plan targets that come down through them.

Only the county is drawn on the map. Its siblings are rows in the tables, so that every level has something to
add up: the invented province and the rest of the country, three cities, four counties, twelve towns. The
national targets of cropland, farmland and red lines are the real ones of the indicator table; everything else
is invented.
"""

from __future__ import annotations

from .admin import Town
from .economy import added

NATION, PROVINCE, CITY, COUNTY = "0", "99", "9901", "990121"
UPPER = (
    # code, name, English, level, parent, share of the parent in area terms, in carbon terms
    (NATION, "全国", "Nation", 1, "", 1.0, 1.0),
    (PROVINCE, "海东省（虚构）", "Haidong Province (invented)", 2, NATION, 0.0178, 0.0214),
    ("98", "其他省级单位（合计）", "All other provinces together", 2, NATION, 0.9822, 0.9786),
    (CITY, "岳海市（虚构）", "Yuehai City (invented)", 3, PROVINCE, 0.31, 0.34),
    ("9902", "青屏市（虚构）", "Qingping City (invented)", 3, PROVINCE, 0.43, 0.27),
    ("9903", "澜江市（虚构）", "Lanjiang City (invented)", 3, PROVINCE, 0.26, 0.39),
    (COUNTY, "海岳县", "Haiyue County", 4, CITY, 0.0, 0.0),
    ("990122", "屏山县（虚构）", "Pingshan County (invented)", 4, CITY, 0.0, 0.0),
    ("990123", "安浦县（虚构）", "Anpu County (invented)", 4, CITY, 0.0, 0.0),
    ("990181", "东澜市（虚构）", "Donglan City (invented)", 4, CITY, 0.0, 0.0),
)
# concept; indicator id at the levels nation, province, city, county, town (ids of the indicator table); unit;
# target of 2025, 2030, 2035 as a share of 2020; direction; how binding
CONCEPTS = (
    ("cropland", ("N01", "PV08", "C04", "C04", "C04"), "km2", (0.995, 0.99, 0.985), "floor", "rigid"),
    ("basic_farmland", ("N02", "PV08", "C03", "C03", "C03"), "km2", (0.985, 0.985, 0.985), "floor", "rigid"),
    ("land_red_line", ("N03", "PV01", "C01", "C01", "C01"), "km2", (0.99, 0.99, 0.99), "floor", "rigid"),
    ("marine_red_line", ("N04", "N04", "N04", "N04", "N04"), "km2", (0.95, 0.95, 0.95), "floor", "rigid"),
    ("forest", ("", "PV03", "C07", "C07", "C07"), "km2", (1.002, 1.006, 1.010), "floor", "rigid"),
    ("construction_land", ("", "PV12", "C05", "C05", "C05"), "km2", (1.03, 1.05, 1.06), "ceiling", "rigid"),
    ("gross_carbon", ("T02", "T02", "T02", "T02", "T02"), "kt CO2e", (1.01, 0.93, 0.80), "ceiling", "rigid"),
    ("carbon_sink", ("T03", "T03", "T03", "T03", "T03"), "kt CO2e", (1.00, 1.04, 1.08), "floor", "rigid"),
    ("cod_load", ("T10", "T10", "T10", "T10", "T10"), "t", (0.93, 0.86, 0.78), "ceiling", "rigid"),
    ("nh3n_load", ("T11", "T11", "T11", "T11", "T11"), "t", (0.92, 0.84, 0.75), "ceiling", "rigid"),
    ("pm25", ("T09", "T09", "T09", "T09", "T09"), "ug/m3", (0.94, 0.88, 0.82), "ceiling", "rigid"),
)
NATIONAL = {
    "cropland": 1243333.33,
    "basic_farmland": 1030666.67,
    "land_red_line": 3_000_000.0,
    "marine_red_line": 150_000.0,
}
SIBLINGS = {"990122": 1.34, "990123": 0.88, "990181": 0.71}  # size of the other counties, county = 1
YEARS = (2025, 2030, 2035)
CLOSURE_FAULT = ("cropland", 2035, 0.98)  # the towns were given 2 % less than the county needs
LATE_REPORTER = "990121201"  # this town has not reported 2024


def hierarchy(towns: list[Town]) -> list[dict]:
    """Units of the five levels with their parents."""
    rows = [
        {"unit_code": code, "unit_name": name, "name_en": english, "level": level, "parent_code": parent}
        for code, name, english, level, parent, _, _ in UPPER
    ]
    for town in towns:
        rows.append(
            {
                "unit_code": town.code,
                "unit_name": town.name,
                "name_en": town.name_en,
                "level": 5,
                "parent_code": COUNTY,
            }
        )
    return rows


def build(
    towns: list[Town], base: dict[str, dict[str, float]], reported: dict[str, dict[str, float]]
) -> list[dict]:
    """Long table of base values (2020), targets (2025, 2030, 2035) and reports (2024).

    `base[concept][town]` and `reported[concept][town]` come from the rest of the sample. Values go up from
    the towns, so that children add up to their parent to the last digit, except where CLOSURE_FAULT breaks it
    on purpose. The four national targets are the published ones; they have no base value here.
    """
    rows = []
    for concept, ids, unit, steps, direction, binding in CONCEPTS:
        fixed = {"concept": concept, "unit": unit, "direction": direction, "binding": binding}
        for year, factor in zip((2020, *YEARS), (1.0, *steps)):
            kind = "base" if year == 2020 else "target"
            values = _values(concept, year, factor, towns, base[concept])
            for code, name, level in _listed(towns):
                if code in values and ids[level - 1]:
                    rows.append(
                        {
                            "unit_code": code,
                            "unit_name": name,
                            "level": level,
                            "indicator": ids[level - 1],
                            "year": year,
                            "kind": kind,
                            "value": values[code],
                            **fixed,
                        }
                    )
        for town in towns:
            if town.code != LATE_REPORTER:
                rows.append(
                    {
                        "unit_code": town.code,
                        "unit_name": town.name,
                        "level": 5,
                        "indicator": ids[4],
                        "year": 2024,
                        "kind": "reported",
                        "value": round(reported[concept][town.code], 3),
                        **fixed,
                    }
                )
    return rows


def _listed(towns: list[Town]):
    yield from ((code, name, level) for code, name, _, level, _, _, _ in UPPER)
    yield from ((town.code, town.name, 5) for town in towns)


def _values(
    concept: str, year: int, factor: float, towns: list[Town], base: dict[str, float]
) -> dict[str, float]:
    values = {town.code: round(base[town.code] * factor, 3) for town in towns}
    if concept == "pm25":
        mean = added(values.values()) / len(values)
        upper = {
            COUNTY: 0.99,
            "990122": 1.05,
            "990123": 0.96,
            "990181": 1.12,
            CITY: 1.02,
            "9902": 0.94,
            "9903": 1.08,
            PROVINCE: 0.99,
            "98": 0.97,
            NATION: 0.97,
        }
        return {**values, **{code: round(mean * share, 1) for code, share in upper.items()}}
    values[COUNTY] = round(added(values[town.code] for town in towns), 3)
    if (concept, year) == CLOSURE_FAULT[:2]:
        for town in towns:
            values[town.code] = round(values[town.code] * CLOSURE_FAULT[2], 3)
    for code, size in SIBLINGS.items():
        values[code] = round(values[COUNTY] * size, 3)
    values[CITY] = round(added(values[code] for code in (COUNTY, *SIBLINGS)), 3)
    column = 6 if concept in ("gross_carbon", "cod_load", "nh3n_load") else 5
    share = {row[0]: row[column] for row in UPPER}
    values[PROVINCE] = round(values[CITY] / share[CITY], 3)
    values["9902"] = round(values[PROVINCE] * share["9902"], 3)
    values["9903"] = round(values[PROVINCE] - values[CITY] - values["9902"], 3)
    if concept in NATIONAL:
        if year == 2020:
            return values
        values[NATION] = NATIONAL[concept]
    else:
        values[NATION] = round(values[PROVINCE] / share[PROVINCE], 3)
    values["98"] = round(values[NATION] - values[PROVINCE], 3)
    return values
