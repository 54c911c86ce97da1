"""Real data in one register: world, regions and countries, CO2 of 1990 to 2019 (CEDS)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import register_county as county
from helpers import make_layer, rows_of

WORLD = Path(__file__).resolve().parents[1] / "fixtures" / "world"
CO2 = WORLD / "ceds_co2_1990_2019.csv"
EMISSIONS = {
    (row["iso3"], int(row["year"])): float(row["CO2_kt"])
    for row in csv.DictReader(CO2.open(encoding="utf-8"))
}
REGION = {
    row["unit_code"]: row["parent_code"]
    for row in csv.DictReader((WORLD / "regions.csv").open(encoding="utf-8"))
}
COUNTRIES = sorted({code for code, _ in EMISSIONS})


@pytest.fixture(scope="module")
def made(provider, tmp_path_factory):
    """The register, filled once; the tests read it, or write kinds of their own."""
    place = {"REGISTER": str(tmp_path_factory.mktemp("世界") / "世界.gpkg")}
    fields = (
        "field=code:string&field=name_zh:string&field=unit:string&field=direction:string&field=kappa:double"
    )
    own = make_layer("None", "", fields, [("", ["co2", "二氧化碳", "kt", "上限", 0.05])], "指标")
    county.run("createregister", CRS="EPSG:4326", INDICATOR_TABLE=own, INDICATORS="none", **place)
    tree = {"CODE": "unit_code", "PARENT": "parent_code", "LEVEL": "level", "NAME": "unit_name"}
    county.run("buildhierarchy", INPUT=str(WORLD / "regions.csv"), **tree, **place)
    asked = {"UNIT": "iso3", "VALUE": "CO2_kt", "YEAR": "year", "ALL_INDICATOR": "co2", "ALL_KIND": "actual"}
    result = county.run("importvalues", INPUT=str(CO2), **asked, **place)
    assert result["NEW_VALUES"] == len(EMISSIONS) == 6630
    return place


def total(year: int, region: str = "") -> float:
    return sum(EMISSIONS[code, year] for code in COUNTRIES if not region or REGION[code] == region)


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_thirty_years_add_up_from_countries_to_the_world(made):
    result = county.run("aggregateindicators", **made, WRITE_REGISTER=True, OUTPUT="memory:")
    assert result["GAPS"] == 0
    sums = county.values(made, kind="aggregated")
    for year in range(1990, 2020):
        assert sums["WLD", "co2", year, "aggregated"] == pytest.approx(total(year), rel=1e-12)
        assert sums["EUR", "co2", year, "aggregated"] == pytest.approx(total(year, "EUR"), rel=1e-12)
    again = county.run("aggregateindicators", **made, WRITE_REGISTER=True, OUTPUT="memory:")
    assert "keeps 0 values" in again["said"]


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_a_target_goes_down_to_every_country(made):
    row = ["co2", "", str(round(0.7 * total(2019))), "", "", "1", ""]
    asked = {"REGISTER_KINDS": "actual", "REGISTER_YEARS": "2019", "INDICATORS": row, "YEAR": 2030}
    outputs = {"TARGETS": "memory:", "CLOSURE": "memory:"}
    result = county.run("cascadetargets", **made, **asked, **outputs, WRITE_REGISTER=True)
    assert result["BROKEN"] == 0
    targets = {unit: value for (unit, *_), value in county.values(made, kind="target").items()}
    assert len(targets) == len(REGION) - 1
    for region in sorted(set(REGION.values()) - {"", "WLD"}):
        assert sum(targets[code] for code in COUNTRIES if REGION[code] == region) == targets[region]
    assert targets["CHN"] == pytest.approx(0.7 * EMISSIONS["CHN", 2019], abs=3)


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_countries_are_reconciled_with_a_world_total(made):
    """A budget of the world that is 1 % above its countries: first the regions move, then the countries."""
    rows = {"unit": ["WLD"], "indicator": ["co2"], "year": [2018], "kind": ["reported"]}
    county.reports(made, {**rows, "value": [1.01 * total(2018)]})
    regions = sorted(set(REGION.values()) - {"", "WLD"})
    units = [*COUNTRIES, *regions]
    values = [EMISSIONS[code, 2018] for code in COUNTRIES] + [total(2018, region) for region in regions]
    reported = {"unit": units, "indicator": ["co2"] * len(units), "year": [2018] * len(units)}
    county.reports(made, {**reported, "kind": ["reported"] * len(units), "value": values})
    asked = {"REGISTER_KINDS": "reported", "YEARS": "2018", "OUTPUT": "memory:", "CLOSURE": "memory:"}
    result = county.run("reconcile", **made, **asked, METHOD="proportional", WRITE_REGISTER=True)
    adjusted = {unit: value for (unit, *_), value in county.values(made, kind="adjusted").items()}
    assert sum(adjusted[code] for code in COUNTRIES) == pytest.approx(1.01 * total(2018), rel=1e-12)
    assert adjusted["DEU"] == pytest.approx(1.01 * EMISSIONS["DEU", 2018])
    assert adjusted["EUR"] == pytest.approx(1.01 * total(2018, "EUR"))
    assert result["OPEN"] == 0


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_trends_of_thirty_years_are_those_of_an_independent_test(made):
    oracle = pytest.importorskip("pymannkendall")
    asked = {"REGISTER_KINDS": "actual", "REGISTER_LEVELS": "nation", "HORIZON": 2030, "OUTPUT": "memory:"}
    rows = {row["unit_code"]: row for row in rows_of(county.run("trendforecast", **made, **asked)["OUTPUT"])}
    assert len(rows) == len(COUNTRIES)
    for code in COUNTRIES:
        found = oracle.original_test([EMISSIONS[code, year] for year in range(1990, 2020)])
        assert rows[code]["mk_s"] == found.s, code
        assert rows[code]["mk_z"] == pytest.approx(found.z, abs=1e-9), code
        assert rows[code]["slope_a"] == pytest.approx(found.slope, abs=1e-6), code
    words = {code: row["trend_word"] for code, row in rows.items()}
    assert (words["CHN"], words["IND"], words["DEU"], words["GBR"]) == (
        "rising",
        "rising",
        "falling",
        "falling",
    )


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_countries_are_warned_of_against_their_path(made):
    """Ten per cent below 1990 by 2030: who rose is red, who halved is green."""
    tops = {"unit": COUNTRIES, "indicator": ["co2"] * len(COUNTRIES)}
    for year, kind, share in ((1990, "base", 1.0), (2030, "target", 0.9)):
        values = [share * EMISSIONS[code, 1990] for code in COUNTRIES]
        more = {"year": [year] * len(COUNTRIES), "kind": [kind] * len(COUNTRIES), "value": values}
        county.reports(made, {**tops, **more, "plan": [""] * len(COUNTRIES)})
    asked = {
        "REGISTER_KINDS": "actual",
        "REGISTER_LEVELS": "nation",
        "YEAR_JUDGED": 2019,
        "OUTPUT": "memory:",
    }
    result = county.run("earlywarning", **made, **asked, WRITE_REGISTER=True)
    levels = {row["unit_code"]: row["warn_level"] for row in rows_of(result["OUTPUT"])}
    assert (levels["CHN"], levels["IND"]) == ("red", "red")
    assert (levels["GBR"], levels["UKR"]) == ("green", "green")
    kept = {one["unit"]: one["level"] for one in county.table(made, "warnings")}
    assert kept == {code: level for code, level in levels.items() if level != "ND"}
