"""People, production and what they burn: tables of activity 2015-2024 for towns and enterprises.

The town table is the whole account of a town, its enterprises included; the enterprise table shows which part
of it is theirs. Nothing is to be added up over both.
"""

from __future__ import annotations

from . import design
from .admin import Town
from .grid import generator

YEARS = tuple(range(2015, 2025))
UNITS = {
    "bituminous_coal": "t",
    "anthracite": "t",
    "natural_gas": "10^4 Nm3",
    "gasoline": "t",
    "diesel": "t",
    "lpg": "t",
    "electricity": "MWh",
    "heat": "GJ",
    "clinker": "t",
    "lime": "t",
    "msw_nonbio": "t",
    "rice_single": "ha",
    "rice_early": "ha",
    "rice_late": "ha",
    "fert_N": "t",
    "dairy": "head",
    "non_dairy": "head",
    "pig": "head",
    "goat": "head",
    "poultry": "head",
}
ENTERPRISE_ACTIVITIES = (
    "bituminous_coal",
    "anthracite",
    "natural_gas",
    "diesel",
    "electricity",
    "heat",
    "clinker",
    "lime",
    "msw_nonbio",
)
LIVESTOCK = ("dairy", "non_dairy", "pig", "goat", "poultry")
# kg of CO2 per unit: only to give air pollutants the size that goes with the fuel (CN_MEE_ENT, fuel factor
# table)
CO2_T = {
    "bituminous_coal": 2.07151,
    "anthracite": 2.32277,
    "natural_gas": 21.62189,
    "diesel": 3.14512,
    "gasoline": 3.04255,
    "lpg": 2.95385,
}


def society(towns: list[Town]) -> list[dict]:
    """Population and GDP of every town and year (GDP at constant prices, 10^4 yuan)."""
    rows = []
    for town in towns:
        facts = design.society(town.code)
        for year in YEARS:
            back = 2024 - year
            population = float(facts["population"]) / (1 + float(facts["population_growth"])) ** back
            gdp = float(facts["gdp_1e4_yuan"]) / (1 + float(facts["gdp_growth"])) ** back
            urban = max(float(facts["urban_share"]) - 0.009 * back, 0.05)
            rows.append(
                {
                    "unit_code": town.code,
                    "unit_name": town.name,
                    "year": year,
                    "population": round(population),
                    "urban_population": round(population * urban),
                    "gdp_1e4_yuan": round(gdp),
                }
            )
    return rows


def activities(towns: list[Town], areas: dict[str, dict[str, float]]) -> tuple[list[dict], list[dict]]:
    """The town table and the enterprise table.

    `areas` gives the hectares of every land-use code by town code.
    """
    by_name = {town.name_en: town for town in towns}
    enterprise_rows = []
    for firm in enterprises():
        enterprise_rows += _firm_rows(firm, by_name[firm["town"]])
    town_rows = []
    for town in towns:
        amounts = _town_amounts(town, areas[town.code])
        for (sector, activity), amount in amounts.items():
            town_rows += _series(town, sector, activity, amount)
    _add_enterprises(town_rows, enterprise_rows, by_name)
    town_rows = [row for row in town_rows if row["amount"] > 0]
    order = {activity: i for i, activity in enumerate(UNITS)}
    town_rows.sort(key=lambda row: (row["unit_code"], row["year"], row["sector"], order[row["activity"]]))
    return town_rows, enterprise_rows


def enterprises() -> tuple[dict[str, str], ...]:
    """Rows of design/enterprises.csv."""
    return design.read("enterprises")


def _town_amounts(town: Town, areas: dict[str, float]) -> dict[tuple[str, str], float]:
    """Amounts of 2024 without the enterprises."""
    facts = {key: float(value) for key, value in design.society(town.code).items() if key not in TEXT_FIELDS}
    r = design.rates()
    people = facts["population"]
    urban, rural = people * facts["urban_share"], people * (1 - facts["urban_share"])
    paddy = areas.get("0101", 0.0)
    crops = paddy + areas.get("0102", 0.0) + areas.get("0103", 0.0)
    orchards = areas.get("0201", 0.0) + areas.get("0202", 0.0)
    amounts = {
        ("buildings", "electricity"): urban * r["residential_electricity_urban"]
        + people * facts["services_kwh"] / 1000,
        ("buildings", "natural_gas"): people * facts["gas_m3"] / 10_000,
        ("buildings", "lpg"): urban * facts["lpg_kg"] / 1000,
        ("rural_living", "electricity"): rural * r["residential_electricity_rural"],
        ("rural_living", "lpg"): rural * facts["lpg_kg"] / 1000,
        ("rural_living", "bituminous_coal"): rural * facts["coal_kg"] / 1000,
        ("transport", "gasoline"): people * facts["gasoline_kg"] / 1000,
        ("transport", "diesel"): people * facts["diesel_kg"] / 1000,
        ("transport", "electricity"): people * r["vehicle_electricity"],
        ("agriculture_energy", "diesel"): crops * r["farm_diesel"],
        ("agriculture_energy", "electricity"): crops * r["farm_electricity"],
        ("industry", "electricity"): facts["gdp_1e4_yuan"] * r["small_industry_electricity"],
        ("industry", "diesel"): facts["gdp_1e4_yuan"] * r["small_industry_diesel"],
        ("agriculture", "rice_single"): paddy * r["rice_single_share"],
        ("agriculture", "rice_early"): paddy * r["rice_early_share"],
        ("agriculture", "rice_late"): paddy * r["rice_late_share"],
        ("agriculture", "fert_N"): crops * r["fert_N_cropland"] + orchards * r["fert_N_orchard"],
    }
    amounts.update({("agriculture", kind): facts[kind] for kind in LIVESTOCK})
    return amounts


TEXT_FIELDS = ("unit_code", "water_class", "air_class")


def _series(town: Town, sector: str, activity: str, amount: float) -> list[dict]:
    """The ten years of one amount: the trend of the activity and a little chance."""
    rng = generator(1000 + 40 * town.number + sum(map(ord, sector + activity)))
    rows = []
    for year in YEARS:
        wobble = 1.0 + (0.0 if year == 2024 else 0.012 * (2 * rng.random_sample() - 1))
        rows.append(
            {
                "unit_code": town.code,
                "unit_name": town.name,
                "sector": sector,
                "activity": activity,
                "amount": _rounded(activity, amount * design.trend(activity, year) * wobble),
                "unit": UNITS[activity],
                "year": year,
            }
        )
    return rows


def _rounded(activity: str, amount: float) -> float:
    return float(round(amount)) if UNITS[activity] == "head" else round(amount, 1)


def sector_of(activity: str) -> str:
    """Sector of an enterprise's activity."""
    return {"clinker": "process", "lime": "process", "msw_nonbio": "waste"}.get(activity, "industry")


def _firm_rows(firm: dict[str, str], town: Town) -> list[dict]:
    rows = []
    rng = generator(3000 + int(firm["unit_code"][2:]))
    for activity in ENTERPRISE_ACTIVITIES:
        amount = float(firm[activity])
        for year in YEARS:
            wobble = 1.0 + (0.0 if year == 2024 else 0.02 * (2 * rng.random_sample() - 1))
            started = year >= int(firm["since"])
            value = _rounded(activity, amount * design.trend(activity, year) * wobble)
            if value > 0 and started:
                rows.append(
                    {
                        "unit_code": firm["unit_code"],
                        "unit_name": firm["unit_name"],
                        "town_code": town.code,
                        "gbt4754": firm["gbt4754"],
                        "sector": sector_of(activity),
                        "activity": activity,
                        "amount": value,
                        "unit": UNITS[activity],
                        "year": year,
                    }
                )
    return rows


def _add_enterprises(town_rows: list[dict], enterprise_rows: list[dict], by_name: dict[str, Town]) -> None:
    """Put the enterprises into the account of their town."""
    index = {(row["unit_code"], row["sector"], row["activity"], row["year"]): row for row in town_rows}
    names = {town.code: town.name for town in by_name.values()}
    for row in enterprise_rows:
        key = (row["town_code"], row["sector"], row["activity"], row["year"])
        if key not in index:
            index[key] = {
                "unit_code": row["town_code"],
                "unit_name": names[row["town_code"]],
                "sector": row["sector"],
                "activity": row["activity"],
                "amount": 0.0,
                "unit": row["unit"],
                "year": row["year"],
            }
            town_rows.append(index[key])
        index[key]["amount"] = round(index[key]["amount"] + row["amount"], 1)


def added(values) -> float:
    """The sum from left to right, the same in every Python: since 3.12 its own rounds otherwise."""
    total = 0.0
    for value in values:
        total += value
    return total


def fuel_co2(rows: list[dict]) -> float:
    """t CO2 of the fuels in activity rows, for the size of the air pollutants only."""
    return added(row["amount"] * CO2_T.get(row["activity"], 0.0) for row in rows)
