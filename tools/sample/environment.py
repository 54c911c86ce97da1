"""What the stations measure, what is discharged, and what air and water can take."""

from __future__ import annotations

from . import design
from .admin import Town
from .economy import YEARS, enterprises, fuel_co2
from .grid import generator

AIR_LOADS = (("SO2", "SO2"), ("NOx", "NO2"), ("PM", "PM2.5"))  # emitted pollutant, measured pollutant
WATER = ("COD", "NH3-N", "TP")
LOAD_YEARS = 5  # the discharge table holds the last five years
DIGITS = {"PM2.5": 1, "SO2": 1, "NO2": 1, "COD": 2, "NH3-N": 3, "TP": 4}
# The load of a town is shared among its enterprises (design: industry_load_share and water_weight) and these
# sources, by assumed weights of people, livestock and fields. Single enterprises are shown for the last year
# only.
SOURCES = ("living", "livestock", "farmland")


def quality(towns: list[Town]) -> list[dict]:
    """Annual means of every town 2015-2024 with the limit of its functional class."""
    allowed = design.limits()
    rows = []
    for town in towns:
        for line in (one for one in design.read("quality") if one["unit_code"] == town.code):
            rng = generator(5000 + 20 * town.number + sum(map(ord, line["pollutant"])))
            functional = design.society(town.code)[f"{line['medium']}_class"]
            limit, standard = allowed[line["medium"], functional, line["pollutant"]]
            for year in YEARS:
                back = 2024 - year
                wobble = 1.0 + (0.0 if year == 2024 else 0.025 * (2 * rng.random_sample() - 1))
                value = float(line["value_2024"]) / (1 + float(line["yearly_change"])) ** back * wobble
                rows.append(
                    {
                        "unit_code": town.code,
                        "unit_name": town.name,
                        "pollutant": line["pollutant"],
                        "medium": line["medium"],
                        "amount": round(value, DIGITS[line["pollutant"]]),
                        "unit": line["unit"],
                        "year": year,
                        "functional_class": functional,
                        "limit_value": limit,
                        "standard": standard,
                    }
                )
    return rows


def station_values(stations: list[dict], quality_rows: list[dict]) -> list[dict]:
    """Values of single stations whose plain mean is the value of the town."""
    rows = []
    for line in quality_rows:
        own = [s for s in stations if s["town_code"] == line["unit_code"] and s["medium"] == line["medium"]]
        digits = DIGITS[line["pollutant"]]
        spread = {1: (0.0,), 2: (-0.12, 0.12), 3: (-0.15, 0.0, 0.15)}[len(own)]
        for station, shift in zip(own, spread):
            # rounding the shift, not the sum, keeps the mean of the stations exact
            value = round(line["amount"] + round(line["amount"] * shift, digits), digits)
            rows.append(
                {
                    "station": station["station"],
                    "station_name": station["station_name"],
                    "unit_code": line["unit_code"],
                    "unit_name": line["unit_name"],
                    "pollutant": line["pollutant"],
                    "medium": line["medium"],
                    "amount": value,
                    "unit": line["unit"],
                    "year": line["year"],
                    "functional_class": line["functional_class"],
                }
            )
    return rows


def loads(towns, quality_rows, town_activity, enterprise_activity, hectares) -> tuple[list[dict], list[dict]]:
    """Discharges by town and source (t per year), and the capacity of air and water (t per year).

    Water: load = mean concentration x yearly runoff, capacity = limit x yearly runoff (complete mixing; 1
    mg/L in 10^6 m3 is 1 t). Air: load = fuel CO2 x national ratio of pollutant to CO2; capacity = load x
    limit / concentration (concentration in proportion to the load). So load over capacity repeats value over
    limit, and both ways of judging a town must agree.
    """
    measured = {(row["unit_code"], row["pollutant"], row["year"]): row for row in quality_rows}
    load_rows, capacity_rows = [], []
    for town in towns:
        facts = design.society(town.code)
        runoff = hectares[town.code] * float(facts["runoff_m"]) / 100.0  # 10^6 m3
        firms = [firm for firm in enterprises() if firm["town"] == town.name_en]
        for year in YEARS[-LOAD_YEARS:]:
            for pollutant in WATER:
                line = measured[town.code, pollutant, year]
                total = round(line["amount"] * runoff, 2)
                load_rows += _water_rows(town, year, pollutant, total, facts, firms)
                if year == YEARS[-1]:
                    capacity_rows.append(
                        _capacity(town, year, pollutant, "water", line["limit_value"] * runoff)
                    )
            fuels = [row for row in town_activity if row["unit_code"] == town.code and row["year"] == year]
            own = [
                row for row in enterprise_activity if row["town_code"] == town.code and row["year"] == year
            ]
            for pollutant, twin in AIR_LOADS:
                rows = _air_rows(town, year, pollutant, fuels, own)
                load_rows += rows
                if year == YEARS[-1]:
                    line = measured[town.code, twin, year]
                    total = sum(row["amount"] for row in rows)
                    capacity_rows.append(
                        _capacity(town, year, pollutant, "air", total * line["limit_value"] / line["amount"])
                    )
    return load_rows, capacity_rows


def _capacity(town: Town, year: int, pollutant: str, medium: str, amount: float) -> dict:
    return {
        "unit_code": town.code,
        "unit_name": town.name,
        "pollutant": pollutant,
        "medium": medium,
        "capacity": round(amount, 3),
        "unit": "t",
        "year": year,
    }


def _row(town: Town, pollutant: str, medium: str, amount: float, year: int, source: str, firm: str) -> dict:
    return {
        "unit_code": town.code,
        "unit_name": town.name,
        "pollutant": pollutant,
        "medium": medium,
        "amount": round(amount, 3),
        "unit": "t",
        "year": year,
        "source": source,
        "enterprise": firm,
    }


def _water_rows(town, year, pollutant, total, facts, firms) -> list[dict]:
    active = [firm for firm in firms if int(firm["since"]) <= year and float(firm["water_weight"]) > 0]
    industry = total * float(facts["industry_load_share"]) if active else 0.0
    weight = sum(float(firm["water_weight"]) for firm in active)
    rows = []
    for firm in active:
        part = industry * float(firm["water_weight"]) / weight
        rows.append(_row(town, pollutant, "water", part, year, "industry", firm["unit_code"]))
    rows = _by_firm(rows, year)
    rest = total - sum(row["amount"] for row in rows)
    heads = (
        float(facts["pig"])
        + 8 * float(facts["non_dairy"])
        + 10 * float(facts["dairy"])
        + 0.02 * float(facts["poultry"])
    )
    raw = {
        "living": float(facts["population"]),
        "livestock": 1.6 * heads,
        "farmland": 0.22 * float(facts["population"]) + 900,
    }
    shares = {key: raw[key] / sum(raw.values()) for key in SOURCES}
    for key in SOURCES[:-1]:
        rows.append(_row(town, pollutant, "water", rest * shares[key], year, key, ""))
    rows.append(
        _row(town, pollutant, "water", total - sum(row["amount"] for row in rows), year, SOURCES[-1], "")
    )
    return rows


def _by_firm(rows: list[dict], year: int) -> list[dict]:
    """The rows of single enterprises in the last year, their sum before."""
    if year == YEARS[-1] or not rows:
        return rows
    return [{**rows[0], "amount": round(sum(row["amount"] for row in rows), 3), "enterprise": ""}]


def _air_rows(town, year, pollutant, fuels, own) -> list[dict]:
    ratio = design.rates()[f"{pollutant}_per_CO2"] / 1000.0
    rows = []
    for firm in sorted({row["unit_code"] for row in own}):
        amount = fuel_co2([row for row in own if row["unit_code"] == firm]) * ratio
        if amount > 0:
            rows.append(_row(town, pollutant, "air", amount, year, "industry", firm))
    rows = _by_firm(rows, year)
    for source, sectors in (
        ("industry", ("industry",)),
        ("transport", ("transport", "agriculture_energy")),
        ("living", ("buildings", "rural_living")),
    ):
        amount = fuel_co2([row for row in fuels if row["sector"] in sectors]) * ratio
        if source == "industry":
            amount -= sum(row["amount"] for row in rows)
            if year != YEARS[-1] and rows:  # one row for all industry
                rows[0]["amount"] = round(rows[0]["amount"] + amount, 3)
                continue
        if round(amount, 3) > 0:
            rows.append(_row(town, pollutant, "air", amount, year, source, ""))
    return rows
