"""Industries of the practice county: classes and exit list, against plain sums and the flags of the table."""

from __future__ import annotations

from collections import defaultdict

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from practice_county import DATA, EXPECTED, PACKAGE
from practice_county import rows_of as table_of

pytestmark = pytest.mark.needs("pandas", "scipy")


def given(layer: str) -> str:
    return f"{PACKAGE}|layername={layer}"


def run(algorithm: str, output: str, **parameters) -> dict:
    asked = {output: "memory:", **parameters}
    return processing.run(f"cpzoning:{algorithm}", asked, feedback=RecordingFeedback())


@pytest.fixture(scope="module")
def enterprises(provider):
    """The 48 enterprises with their emission and their pollution equivalents of 2024."""
    emissions = run(
        "emissioninventory",
        "UNITS",
        INPUT=given("activity_enterprise"),
        YEARS="2024",
        PROVINCE="440000",
        UNITS_LAYER=given("enterprise"),
    )["UNITS"]
    loads = processing.run(
        "native:extractbyexpression",
        {"INPUT": given("pollutant_load"), "EXPRESSION": "enterprise <> ''", "OUTPUT": "memory:"},
    )["OUTPUT"]
    return run(
        "pollutantequivalents",
        "UNITS",
        INPUT=loads,
        UNIT_CODE="enterprise",
        UNIT_NAME=None,
        YEARS="2024",
        UNITS_LAYER=emissions,
    )["UNITS"]


def division(row: dict) -> str:
    return row["gbt4754"][:2]


def six_class(u: float, v: float) -> str:
    """The rule once more, in its own words."""
    if u <= 0 or v <= 0:
        return "S" if u <= 0 and v <= 0 else "SC" if u > 0 else "SP"
    if u >= 1 and v >= 1:
        return "SCP"
    return "CP" if u >= v else "PC"


def test_industries_by_towns(enterprises):
    result = run(
        "industryzoning",
        "OUTPUT",
        INPUT=enterprises,
        UNIT="town_code",
        UNIT_NAME=None,
        VALUE="value_1e4_yuan",
        LEVEL="division",
        INDUSTRIES="memory:",
        EXITS="memory:",
    )
    sums: dict = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in rows_of(enterprises):
        for name, at in (("source_tco2", 0), ("eq_total", 1), ("value_1e4_yuan", 2)):
            sums[division(row), row["town_code"]][at] += row[name]
    emission, load, value = (sum(cell[at] for cell in sums.values()) for at in range(3))
    expected = {
        key: six_class(e / x / (emission / value) - 1, p / x / (load / value) - 1)
        for key, (e, p, x) in sums.items()
    }
    rows = {(row["industry_code"], row["unit_code"]): row for row in rows_of(result["OUTPUT"])}
    assert {key: row["cp_class"] for key, row in rows.items()} == expected
    assert sum(row["tco2e"] for row in rows.values()) == pytest.approx(emission, rel=1e-12)
    whole = rows_of(result["INDUSTRIES"])
    assert sum(row["tco2e"] for row in whole) == pytest.approx(emission, rel=1e-12)
    left = {(row["industry_code"], row["unit_code"]) for row in rows_of(result["EXITS"])}
    assert left == {key for key, code in expected.items() if code == "SCP"}


def test_exit_list_of_the_strong_double_exceeding_towns(enterprises):
    """All enterprises of towns of class SCP stand in urban space; the flags of the table decide."""
    classes = {row["unit_code"]: row["class"] for row in table_of(EXPECTED / "town_classes_2024.csv")}
    listed = processing.run(
        "native:fieldcalculator",
        {
            "INPUT": enterprises,
            "FIELD_NAME": "zone",
            "FIELD_TYPE": 2,
            "FORMULA": "'U-' || map_get(map("
            + ", ".join(f"'{town}', '{code}'" for town, code in classes.items())
            + "), town_code)",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    result = run(
        "industrylists",
        "OUTPUT",
        ENTERPRISES=listed,
        ENTERPRISE_ZONE="zone",
        LISTED="memory:",
        EXITS="memory:",
    )
    flags = {
        row["gbt4754_2017_code"]: row
        for row in table_of(DATA / "factors" / "industry_classes.csv")
        if row["gbt4754_2017_code"]
    }
    expected = {}
    for row in rows_of(enterprises):
        found = flags.get(row["gbt4754"]) or flags.get(division(row))
        if classes[row["town_code"]] == "SCP" and found:
            barred = [found[f"negative_when_{side}_binds"] == "1" for side in ("carbon", "pollution")]
            expected[row["unit_name"]] = 1 if all(barred) else 2 if any(barred) else 3
    exits = {row["enterprise_name"]: row["exit_rank"] for row in rows_of(result["EXITS"])}
    assert exits == expected and len(exits) == 14
    leaving = [row["saved_tco2"] for row in rows_of(result["EXITS"]) if row["exit_rank"] < 3]
    assert result["SAVED_TCO2"] == pytest.approx(sum(leaving), rel=1e-12)
    assert {row["deadline_year"] for row in rows_of(result["EXITS"])} == {None}
