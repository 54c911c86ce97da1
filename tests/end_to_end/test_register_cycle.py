"""One register, the whole cycle: targets down five levels, reports up, check, warn, trace, feedback."""

from __future__ import annotations

import pytest
import register_county as county
from helpers import rows_of
from helplines import lines_of_the_page

SOURCES = (
    "pollutant_load|subset=SELECT fid, unit_code, year, source, sum(amount) AS value FROM pollutant_load "
    "WHERE pollutant = 'COD' GROUP BY unit_code, year, source"
)
LATE = "990121201"
MADE = ("gross_carbon", "cod_load", "nh3n_load")


@pytest.fixture(params=["geopackage", "postgis"])
def place(request, provider, workplace):
    """The register of the practice county in either database."""
    if request.param == "geopackage":
        return county.county({"REGISTER": str(workplace / "海岳 台账.gpkg")})
    return county.county(county.on_server(request.getfixturevalue("postgis"), request))


def targets_down(place: dict) -> None:
    rows = [cell for code in MADE for cell in (code, "", "", "", "", "", "")]
    for year in (2025, 2030):
        result = county.run(
            "cascadetargets",
            **place,
            INDICATORS=rows,
            YEAR=year,
            WRITE_REGISTER=True,
            TARGETS="memory:",
            CLOSURE="memory:",
        )
        assert result["BROKEN"] == 0


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy", "matplotlib")
def test_the_whole_cycle_in_one_register(place, workplace):
    given = county.values(place, kind=["base", "reported", "actual"])
    targets_down(place)
    held = county.values(place, kind="target")
    for code in ("T02", "T10", "T11"):
        for parent, children in (("0", ("99", "98")), ("9901", ("990121", "990122", "990123", "990181"))):
            if (parent, code, 2030, "target") in held and all(
                (one, code, 2030, "target") in held for one in children
            ):
                parts = sum(held[one, code, 2030, "target"] for one in children)
                assert parts == pytest.approx(held[parent, code, 2030, "target"], rel=1e-9)
    towns = [one["code"] for one in county.table(place, "units") if one["parent"] == county.COUNTY]
    assert len(towns) == 12 and all((town, "T02", 2030, "target") in held for town in towns)
    assert {one["state"] for one in county.table(place, "allocations")} == {"issued"}

    # reports come up; one town is late, and nobody stands in for it
    chosen = {**place, "REGISTER_INDICATORS": "gross_carbon, cod_load", "YEARS": "2024"}
    result = county.run("aggregateindicators", **chosen, WRITE_REGISTER=True, OUTPUT="memory:")
    rows = {(row["unit_code"], row["indicator"]): row for row in rows_of(result["OUTPUT"])}
    assert rows[county.COUNTY, "gross_carbon"]["missing_units"] == LATE
    assert "would be taken for the whole" in result["said"]
    assert county.values(place, kind="aggregated") == {}
    county.reports(
        place,
        {
            "unit": [LATE, LATE],
            "indicator": ["T02", "T10"],
            "year": [2024, 2024],
            "kind": ["reported", "reported"],
            "value": [100.0, 900.0],
        },
    )
    county.run("aggregateindicators", **chosen, WRITE_REGISTER=True, OUTPUT="memory:")
    whole = county.values(place, kind="aggregated")
    reported = county.values(place, kind="reported")
    towns_sum = sum(reported[town, "T02", 2024, "reported"] for town in towns)
    assert whole[county.COUNTY, "T02", 2024, "aggregated"] == pytest.approx(towns_sum)

    # the county reports something else; the towns are adjusted, their reports stay
    county.reports(
        place,
        {
            "unit": [county.COUNTY],
            "indicator": ["T02"],
            "year": [2024],
            "kind": ["reported"],
            "value": [towns_sum * 1.02],
        },
    )
    county.run(
        "reconcile",
        **place,
        REGISTER_INDICATORS="T02",
        REGISTER_UNDER=county.COUNTY,
        YEARS="2024",
        WRITE_REGISTER=True,
        OUTPUT="memory:",
        CLOSURE="memory:",
    )
    adjusted = county.values(place, kind="adjusted")
    assert sum(adjusted.values()) == pytest.approx(towns_sum * 1.02)
    assert len(adjusted) == 12

    checked = county.run("checktransmission", **place, CHECKS="down, up", OUTPUT="memory:", MAP="memory:")
    down = [row for row in rows_of(checked["OUTPUT"]) if row["check_kind"] == "down"]
    assert {row["check_state"] for row in down} <= {"kept", "within", "incomplete"}

    # watch, warn, assess, pay
    county.history(place)
    towns_only = {**place, "REGISTER_LEVELS": "township"}
    forecast = county.run(
        "trendforecast",
        **towns_only,
        REGISTER_INDICATORS="T02 T10",
        HORIZON=2030,
        WRITE_REGISTER=True,
        OUTPUT="memory:",
    )
    (row, *_) = [
        row for row in rows_of(forecast["OUTPUT"]) if (row["unit_code"], row["item"]) == (towns[0], "T02")
    ]
    kept = county.values(place, kind="forecast")
    assert kept[towns[0], "T02", 2030, "forecast"] == pytest.approx(row["forecast"])
    assert row["target"] == pytest.approx(held[towns[0], "T02", 2030, "target"])
    peaks = county.run("peakneutrality", **towns_only, REGISTER_INDICATORS="T02", OUTPUT="memory:")
    assert len(rows_of(peaks["OUTPUT"])) == 12
    assert peaks["OUTPUT"].isSpatial()
    path = county.run("pathcheck", **towns_only, REGISTER_INDICATORS="T02 T10", OUTPUT="memory:")
    assert len(rows_of(path["OUTPUT"])) == 24
    warned = county.run(
        "earlywarning",
        **towns_only,
        REGISTER_INDICATORS="T02 T10 T11",
        YEAR_JUDGED=2024,
        WRITE_REGISTER=True,
        OUTPUT="memory:",
    )
    levels = {(row["unit_code"], row["item"]): row["warn_level"] for row in rows_of(warned["OUTPUT"])}
    there = {(one["unit"], one["indicator"]): one for one in county.table(place, "warnings")}
    assert {key: one["level"] for key, one in there.items()} == {
        key: level for key, level in levels.items() if level != "ND"
    }
    assert all(one["target"] is not None for one in there.values())
    county.run(
        "assessment",
        **towns_only,
        REGISTER_INDICATORS="T02 T10 T11",
        YEAR_JUDGED=2024,
        WRITE_REGISTER=True,
        OUTPUT="memory:",
    )
    scores = {one["unit"]: one["score"] for one in county.table(place, "scores")}
    assert set(scores) == set(towns) and all(0 <= score <= 100 for score in scores.values())
    paid = county.run("incentives", **place, FUND=1000.0, ROUNDING=1.0, WRITE_REGISTER=True, OUTPUT="memory:")
    assert paid["PAID"] == 1000.0
    payments = [one["payment"] for one in county.table(place, "scores") if one["payment"] is not None]
    assert sum(payments) == 1000.0 and len(payments) == 12

    # tasks, their causes, and the pages of all levels
    county.run(
        "importvalues", INPUT=county.sample(SOURCES), ALL_INDICATOR="T10", ALL_KIND="actual", VALUE="value",
        COMPONENT="source", YEAR="year", ALL_MEASURE="t", **place,
    )  # fmt: skip
    made = county.run(
        "feedbackregister", **place, LEAST="blue", TODAY="2025-03-01", WRITE_REGISTER=True, OUTPUT="memory:"
    )
    tasks = county.table(place, "tasks")
    assert len(tasks) == made["NEW"] == sum(level not in ("ND", "green") for level in levels.values())
    again = county.run(
        "feedbackregister", **place, LEAST="blue", TODAY="2025-03-02", WRITE_REGISTER=True, OUTPUT="memory:"
    )
    assert again["NEW"] == 0 and len(county.table(place, "tasks")) == len(tasks)
    traced = county.run(
        "tracegap", **place, ONLY="T10", LEAST="blue", METHOD="share", BASE_YEAR=2020, END_YEAR=2024,
        WRITE_REGISTER=True, OUTPUT="memory:",
    )  # fmt: skip
    causes = {one["unit"]: one["cause"] for one in county.table(place, "tasks") if one["indicator"] == "T10"}
    assert traced["TRACED"] == sum(bool(cause) for cause in causes.values()) > 0
    pages = county.run("leveldashboard", **place, OUTPUT=str(workplace / "看板"))
    assert pages["PAGES"] == 5
    assert len(list((workplace / "看板").glob("*.html"))) == 5

    # what people gave is as it was, and everything says who wrote it and when
    after = county.values(place, kind=["base", "reported", "actual"])
    assert {key: after[key] for key in given} == given
    log = county.table(place, "register_log")
    steps = {"cascadetargets", "aggregateindicators", "reconcile", "trendforecast", "earlywarning"}
    steps |= {"assessment", "incentives", "feedbackregister", "tracegap"}
    assert steps <= {one["action"] for one in log}
    assert all(one["who"] and one["at"] for one in county.table(place, "warnings"))


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_a_shell_names_the_register_and_no_table(qgis_process, provider, workplace):
    """``qgis_process`` looks for parameters that must be given; of those the register answers, none must."""
    place = county.county({"REGISTER": str(workplace / "台账.gpkg")})
    made = workplace / "sums.csv"
    asked = [f"REGISTER={place['REGISTER']}", "REGISTER_INDICATORS=T02", "YEARS=2024", f"OUTPUT={made}"]
    done = qgis_process("run", "cpzoning:aggregateindicators", "--", *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert LATE in made.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.needs("pandas")
@pytest.mark.parametrize("page", ["en/register", "zh_CN/register"])
def test_the_lines_of_the_manual_run_as_they_stand(qgis_process, provider, workplace, page):
    lines = lines_of_the_page(page, workplace)
    assert len(lines) == 5
    for line in lines:
        done = qgis_process(*line)
        assert done.returncode == 0, done.stdout + done.stderr
    held = county.values({"REGISTER": str(workplace / "haiyue_register.gpkg")}, kind="target")
    of_2030 = {unit: value for (unit, code, year, _), value in held.items() if (code, year) == ("T02", 2030)}
    towns = [value for unit, value in of_2030.items() if len(unit) == 9 and unit.startswith(county.COUNTY)]
    assert len(towns) == 12
    assert sum(towns) == pytest.approx(0.98 * of_2030[county.COUNTY])
    assert LATE in (workplace / "aggregates.csv").read_text(encoding="utf-8")
