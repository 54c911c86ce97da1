"""A register in the place of tables: every algorithm of targets and monitoring, in and out."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
import register_county as county
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.core.register.changes import insert, put, remove
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS
from carbon_pollution_zoning.toolbelt import provenance

TREE = {"CODE": "unit_code", "PARENT": "parent_code", "LEVEL": "level"}
UNITS = "field=unit_code:string&field=parent_code:string&field=level:string"
NAMES = ("unit", "indicator", "year", "kind", "value")
TOWNS = ("T1", "T2", "T3")
BASE = {"T1": 400.0, "T2": 300.0, "T3": 300.0}
IDS = sorted(one.ID for one in ALGORITHMS if one.REGISTER_TABLES)


def square(at: float, width: float = 1000.0) -> str:
    x = 500000 + at
    return f"POLYGON(({x} 0,{x + width} 0,{x + width} 1000,{x} 1000,{x} 0))"


def units_layer():
    rows = [("", ("C", None, "county"))]
    rows += [(square(1000 * at), (code, "C", "township")) for at, code in enumerate(TOWNS)]
    return make_layer("Polygon", county.CRS, UNITS, rows, "单元")


def rows_into(place: dict, rows) -> None:
    county.reports(place, {name: [row[at] for row in rows] for at, name in enumerate(NAMES)})


def own_indicators():
    """One ceiling and one floor of the user's own, which the list of the plugin does not have."""
    fields = "field=code:string&field=name_zh:string&field=unit:string&field=direction:string"
    rows = [
        ("", ["烟尘", "烟尘排放", "t", "上限", 0.2, 1.0, "约束性"]),
        ("", ["绿地", "绿地", "ha", "下限", 0.01, None, "预期性"]),
    ]
    more = "&field=kappa:double&field=rounding:double&field=binding:string"
    return make_layer("None", "", fields + more, rows, "指标")


@pytest.fixture(params=["geopackage", "postgis"])
def place(request, provider, workplace):
    """A small register: a county, three towns, two indicators of its own, bases, targets, yearly values."""
    where = {"REGISTER": str(workplace / "小 台账.gpkg")}
    if request.param == "postgis":
        where = county.on_server(request.getfixturevalue("postgis"), request)
    county.run("createregister", CRS=county.CRS, INDICATOR_TABLE=own_indicators(), **where)
    county.run("buildhierarchy", INPUT=units_layer(), **TREE, **where)
    rows = [(code, "烟尘", 2020, "base", value) for code, value in BASE.items()]
    rows += [("C", "烟尘", 2020, "base", 1000.0), ("C", "烟尘", 2030, "target", 900.0)]
    rows += [(code, "T03", 2020, "base", 10.0 * (at + 1)) for at, code in enumerate(TOWNS)]
    for year in range(2021, 2025):
        rows += [(code, "烟尘", year, "reported", BASE[code] * (1 + 0.01 * (year - 2020))) for code in TOWNS]
        rows += [(code, "绿地", year, "reported", 50.0 - (year - 2020)) for code in TOWNS]
    rows += [(code, "绿地", 2020, "base", 50.0) for code in TOWNS]
    rows += [(code, "绿地", 2030, "target", 45.0) for code in TOWNS]
    rows += [(code, "烟尘", 2030, "target", BASE[code] * 0.9) for code in TOWNS]
    rows_into(where, rows)
    return where


def refused(algorithm: str, **parameters) -> str:
    with pytest.raises(QgsProcessingException) as caught:
        processing.run(f"cpzoning:{algorithm}", parameters, feedback=RecordingFeedback())
    return str(caught.value)


@pytest.mark.parametrize("name", IDS)
def test_declares(provider, name):
    made = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{name}").create()
    known = {item.name(): item for item in made.parameterDefinitions()}
    assert {"REGISTER", "CONNECTION", "SCHEMA", "REGISTER_UNDER", "REGISTER_UNITS_OF"} <= set(known)
    for table in made.REGISTER_TABLES:
        assert known[table].flags() & known[table].Flag.FlagOptional, table
    assert len(IDS) == 15


def test_a_target_is_shared_with_what_the_register_knows(place):
    asked = {"INDICATOR": "烟尘", "PARENT_CODE": "C", "YEAR": 2030, "OUTPUT": "memory:", "CLOSURE": "memory:"}
    result = county.run("allocatetarget", **place, **asked, WRITE_REGISTER=True)
    made = {row["unit_code"]: row["quota"] for row in rows_of(result["OUTPUT"])}
    # 900 in proportion to the base, in whole tonnes: unit, total, direction and rounding are the register's
    assert made == {"T1": 360.0, "T2": 270.0, "T3": 270.0}
    (closure,) = rows_of(result["CLOSURE"])
    assert (closure["unit"], closure["parent_value"], closure["rounding"]) == ("t", 900.0, 1.0)
    kept = [one for one in county.table(place, "allocations") if one["parent"] == "C"]
    assert {one["unit"]: one["value"] for one in kept} == made
    assert {(one["method"], one["state"]) for one in kept} == {("grandfathering", "issued")}
    versions = [one["version"] for one in county.table(place, "indicator_values") if one["kind"] == "target"]
    assert max(versions) == 1  # the towns had these targets already: nothing is written a second time
    asked["TOTAL"] = 800.0
    assert "do not add up" not in result["said"]
    other = county.run("allocatetarget", **place, **asked, WRITE_REGISTER=True)
    assert "keeps 900 as the target of 烟尘 for C in 2030, but 800 was shared" in other["said"]
    held = county.values(place, kind="target")
    assert held["C", "烟尘", 2030, "target"] == 900.0  # the word of the level above
    assert held["T1", "烟尘", 2030, "target"] == 320.0
    old = [
        one
        for one in county.table(place, "indicator_values")
        if (one["unit"], one["year"], one["indicator"]) == ("T1", 2030, "烟尘")
    ]
    assert sorted((one["version"], one["value"]) for one in old) == [(1, 360.0), (2, 320.0)]
    assert len({one["run"] for one in county.table(place, "allocations")}) == 2
    asked.pop("CLOSURE")
    compared = county.run(
        "compareallocations", **place, **asked, METHODS="grandfathering", COMPARISON="memory:"
    )
    assert len(rows_of(compared["COMPARISON"])) == 1


def test_a_cascade_of_a_total_of_ones_own_says_that_the_register_has_another(place):
    asked = {**place, "WRITE_REGISTER": True, "TARGETS": "memory:", "CLOSURE": "memory:"}
    for total, year, words in (
        ("", 2030, ""),
        ("850", 2030, "keeps 900 as the target of 烟尘 for C in 2030, but 850 was shared"),
        ("850", 2035, "keeps no target of 烟尘 for C in 2035, of which 850 was shared"),
    ):
        cells = ["烟尘", "", total, "", "", "", ""]
        said = county.run("cascadetargets", **asked, INDICATORS=cells, YEAR=year)["said"]
        assert words in said and ("was shared" in said) == bool(words)
    assert county.values(place, kind="target")["C", "烟尘", 2030, "target"] == 900.0


def test_the_direction_of_the_register_is_spoken_of(place):
    said = county.run("allocatetarget", **place, INDICATOR="绿地", PARENT_CODE="C", TOTAL=200, YEAR=2030,
                      DIRECTION="ceiling", OUTPUT="memory:", CLOSURE="memory:")["said"]  # fmt: skip
    assert "calls 绿地 a floor" in said


def test_reports_add_up_and_are_adjusted_beside_what_was_reported(place):
    before = county.values(place, kind="reported")
    chosen = {**place, "REGISTER_INDICATORS": "烟尘", "YEARS": "2024"}
    result = county.run("aggregateindicators", **chosen, WRITE_REGISTER=True, OUTPUT="memory:")
    (row,) = rows_of(result["OUTPUT"])
    assert (row["unit_code"], row["value"], row["coverage_pct"]) == ("C", pytest.approx(1040.0), 100.0)
    assert row["indicator_name"] in ("烟尘排放", "烟尘")
    assert county.values(place, kind="aggregated") == {
        ("C", "烟尘", 2024, "aggregated"): pytest.approx(1040.0)
    }
    rows_into(place, [("C", "烟尘", 2024, "reported", 1144.0)])
    county.run("reconcile", **chosen, WRITE_REGISTER=True, OUTPUT="memory:", CLOSURE="memory:")
    adjusted = county.values(place, kind="adjusted")
    assert adjusted["T1", "烟尘", 2024, "adjusted"] == pytest.approx(416.0 * 1.1)
    after = county.values(place, kind="reported")
    assert {key: after[key] for key in before} == before


def test_of_two_kinds_of_one_year_one_aggregate_is_kept_and_none_of_targets(place):
    rows_into(place, [(code, "烟尘", 2024, "actual", 100.0) for code in TOWNS])
    chosen = {**place, "REGISTER_INDICATORS": "烟尘", "OUTPUT": "memory:", "WRITE_REGISTER": True}
    result = county.run("aggregateindicators", **chosen, YEARS="2023, 2024")
    made = {(row["year"], row["value_kind"]): row["value"] for row in rows_of(result["OUTPUT"])}
    assert made[2024, "actual"] == 300.0 and made[2024, "reported"] == pytest.approx(1040.0)
    assert "1 aggregates are not written" in result["said"]
    assert county.values(place, kind="aggregated") == {
        ("C", "烟尘", 2023, "aggregated"): pytest.approx(1030.0),
        ("C", "烟尘", 2024, "aggregated"): 300.0,
    }
    result = county.run("aggregateindicators", **chosen, REGISTER_KINDS="target")
    assert [row["year"] for row in rows_of(result["OUTPUT"])] == [2030]
    assert ("C", "烟尘", 2030, "aggregated") not in county.values(place, kind="aggregated")


def test_the_check_sees_the_gap_and_the_map(place):
    rows_into(place, [("T3", "烟尘", 2030, "target", 300.0)])
    asked = {"REGISTER_INDICATORS": "烟尘", "CHECKS": "down", "OUTPUT": "memory:", "MAP": "memory:"}
    result = county.run("checktransmission", **place, **asked)
    (row,) = rows_of(result["OUTPUT"])
    assert (row["check_gap"], row["check_state"]) == (pytest.approx(30.0), "missed")
    assert {one["unit_code"]: one["check_state"] for one in rows_of(result["MAP"])}["C"] == "missed"


@pytest.mark.needs("scipy")
def test_the_watch_uses_the_indicators_of_the_register(place):
    towns = {**place, "REGISTER_LEVELS": "township", "REGISTER_INDICATORS": "烟尘, 绿地"}
    result = county.run("earlywarning", **towns, TREND="slope", WRITE_REGISTER=True, OUTPUT="memory:")
    rows = {(row["unit_code"], row["item"]): row for row in rows_of(result["OUTPUT"])}
    assert len(rows) == 6 and result["OUTPUT"].isSpatial()
    smoke, green = rows["T1", "烟尘"], rows["T1", "绿地"]
    # on the way from 400 (2020) to 360 (2030): 384 in 2024, of which 416 is 8.33 % too much, and rising
    assert (smoke["target"], smoke["deviation"]) == (pytest.approx(384.0), pytest.approx(32 / 384))
    assert (smoke["kappa"], smoke["warn_level"]) == (0.2, "red")
    assert (green["direction"], green["kappa"]) == ("floor", 0.01)
    assert green["warn_level"] == "red"  # 46 on a path that asks for 48, and falling
    kept = county.table(place, "warnings")
    assert {(one["unit"], one["indicator"], one["level"]) for one in kept} == {
        (*key, row["warn_level"]) for key, row in rows.items()
    }
    forecast = county.run("trendforecast", **towns, HORIZON=2026, WRITE_REGISTER=True, OUTPUT="memory:")
    slope = {row["unit_code"]: row for row in rows_of(forecast["OUTPUT"]) if row["item"] == "烟尘"}["T1"]
    assert slope["slope_a"] == pytest.approx(4.0)
    made = county.values(place, kind="forecast")
    assert made["T1", "烟尘", 2026, "forecast"] == pytest.approx(424.0)
    path = county.run("pathcheck", **towns, OUTPUT="memory:")
    assert {row["unit_code"] for row in rows_of(path["OUTPUT"])} == set(TOWNS)
    peaks = county.run("peakneutrality", **{**towns, "REGISTER_INDICATORS": "烟尘"}, OUTPUT="memory:")
    assert len(rows_of(peaks["OUTPUT"])) == 3


@pytest.mark.needs("scipy", "matplotlib")
def test_from_the_warning_to_the_page(place, workplace):
    towns = {**place, "REGISTER_LEVELS": "township", "REGISTER_INDICATORS": "烟尘, 绿地"}
    county.run("earlywarning", **towns, TREND="slope", WRITE_REGISTER=True, OUTPUT="memory:")
    county.run("assessment", **towns, WRITE_REGISTER=True, OUTPUT="memory:")
    scores = {one["unit"]: one for one in county.table(place, "scores")}
    assert set(scores) == set(TOWNS) and all(one["veto"] == "烟尘" for one in scores.values())
    paid = county.run("incentives", **place, FUND=600.0, WRITE_REGISTER=True, OUTPUT="memory:")
    assert sum(row["payment"] for row in rows_of(paid["OUTPUT"])) == pytest.approx(600.0)
    newest = [one for one in county.table(place, "scores") if one["payment"] is not None]
    assert {one["unit"]: one["score"] for one in newest} == {
        code: one["score"] for code, one in scores.items()
    }
    # sinks of 10, 20 and 30, equal scores: the fund is shared by sinks alone
    assert {one["unit"]: round(one["payment"]) for one in newest} == {"T1": 100, "T2": 200, "T3": 300}
    county.run("feedbackregister", **place, TODAY="2025-03-01", WRITE_REGISTER=True, OUTPUT="memory:")
    tasks = county.table(place, "tasks")
    assert (
        len(tasks) == 6
        and {one["state"] for one in tasks} == {"open"}
        and not any(one["cause"] for one in tasks)
    )
    asked = {"ONLY": "烟尘", "METHOD": "share", "WRITE_REGISTER": True, "OUTPUT": "memory:"}
    amounts = ((2020, 300.0, "锅炉"), (2020, 100.0, "窑炉"), (2024, 316.0, "锅炉"), (2024, 100.0, "窑炉"))
    parts = [("T1", "烟尘", year, "reported", value, part) for year, value, part in amounts]
    county.reports(place, {name: [row[at] for row in parts] for at, name in enumerate((*NAMES, "component"))})
    traced = county.run("tracegap", **place, **asked, BASE_YEAR=2020, END_YEAR=2024)
    causes = {one["unit"]: one["cause"] for one in county.table(place, "tasks") if one["indicator"] == "烟尘"}
    assert traced["TRACED"] >= 1 and "锅炉" in causes["T1"]
    assert "no open task without a cause" not in traced["said"]
    pages = county.run("leveldashboard", **place, LANGUAGE="zh", OUTPUT=str(workplace / "页"))
    assert pages["PAGES"] == 2
    page = "".join(path.read_text(encoding="utf-8") for path in (workplace / "页").glob("*.html"))
    assert "烟尘排放" in page and "锅炉" in page


@pytest.mark.needs("scipy", "matplotlib")
def test_a_page_has_the_names_of_its_own_language(place, workplace):
    fields = UNITS + "&field=name_zh:string&field=name_en:string"
    rows = [
        ("", ("C", None, "county", "海县", "Sea County")),
        ("", ("T1", "C", "township", "山镇", "Hill Town")),
    ]
    layer = make_layer("None", "", fields, rows, "名称")
    county.run("buildhierarchy", INPUT=layer, NAME="name_zh", NAME_EN="name_en", **TREE, **place)
    for lang, name, other in (("zh", "山镇", "Hill Town"), ("en", "Hill Town", "山镇")):
        folder = workplace / lang
        county.run("leveldashboard", **place, LANGUAGE=lang, OUTPUT=str(folder))
        text = "".join(page.read_text(encoding="utf-8") for page in sorted(folder.glob("*.html")))
        assert name in text and other not in text
        assert {"zh": "指标值", "en": "values"}[lang] in text


def test_a_table_that_is_given_counts_instead(place):
    table = make_layer(
        "None", "", "field=unit_code:string&field=year:integer&field=value:double",
        [("", ("T1", 2015 + at, 5.0)) for at in range(6)], "自己的表",
    )  # fmt: skip
    result = county.run(
        "pathcheck",
        **place,
        INPUT=table,
        VALUES="value",
        BASE_YEAR=2015,
        TARGET_YEAR=2030,
        TARGET=4,
        PLAN=plan_of_t1(),
        OUTPUT="memory:",
    )
    assert {row["unit_code"] for row in rows_of(result["OUTPUT"])} >= {"T1"}
    record = provenance.read(result["OUTPUT"])
    assert record["inputs"]["INPUT"]["name"] == "自己的表"


def plan_of_t1():
    fields = "field=unit_code:string&field=year:integer&field=value:double"
    return make_layer("None", "", fields, [("", ("T1", 2015, 5.0)), ("", ("T1", 2030, 4.0))], "规划")


def test_provenance_names_the_register_and_its_table(place):
    result = county.run("pathcheck", **place, REGISTER_INDICATORS="烟尘", OUTPUT="memory:")
    record = provenance.read(result["OUTPUT"])
    assert record["inputs"]["INPUT"]["table"] == "values over years"
    assert record["inputs"]["INPUT"]["source"] == county.opened(place).place
    assert record["inputs"]["REGISTER"]["register"]


@pytest.mark.parametrize(
    ("algorithm", "more", "words"),
    [
        ("trendforecast", {"REGISTER_INDICATORS": "无此"}, "does not have 无此"),
        ("trendforecast", {"REGISTER_UNDER": "XX"}, "does not have XX"),
        ("trendforecast", {"REGISTER_YEARS": "1999"}, "that fit the choice"),
        ("trendforecast", {"REGISTER_YEARS": "soon"}, "cannot be read"),
        ("trendforecast", {"REGISTER_UNITS_OF": 1200, "REGISTER_LEVELS": "village"}, "that fit the choice"),
        ("allocatetarget", {"TOTAL": 5, "WRITE_REGISTER": True, "PARENT_CODE": "C"}, "give INDICATOR, YEAR"),
        (
            "cascadetargets",
            {"INDICATORS": ["烟尘", "", "", "", "", "", ""]},
            "with the year (YEAR) the register",
        ),
        ("cascadetargets", {"YEAR": 2030}, "Name the indicators whose targets go down"),
        ("cascadetargets", {"YEAR": 2031, "REGISTER_INDICATORS": "烟尘"}, "no target of 烟尘 for C in 2031"),
        ("allocatetarget", {"INDICATOR": "烟尘", "YEAR": 2030}, "(TOTAL), or PARENT_CODE: then the register"),
        (
            "allocatetarget",
            {"INDICATOR": "烟尘", "YEAR": 2031, "PARENT_CODE": "C"},
            "no target of 烟尘 for C in 2031",
        ),
        ("incentives", {"FUND": 5}, "Give Units"),
        ("feedbackregister", {}, "Give the register so far"),
    ],
)
def test_refuses_in_a_sentence(place, algorithm, more, words):
    outputs = {"OUTPUT": "memory:", "CLOSURE": "memory:", "TARGETS": "memory:"}
    known = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{algorithm}")
    outputs = {name: to for name, to in outputs.items() if known.parameterDefinition(name)}
    assert words in refused(algorithm, **place, **more, **outputs)


def test_without_table_and_register_both_are_named(provider, workplace):
    assert "or a register" in refused("trendforecast", OUTPUT="memory:")
    table = plan_of_t1()
    said = refused("trendforecast", INPUT=table, VALUES="value", WRITE_REGISTER=True, OUTPUT="memory:")
    assert "no register to write" in said
    said = refused("trendforecast", REGISTER=str(workplace / "无.gpkg"), OUTPUT="memory:")
    assert "no register at" in said


def test_a_cancel_writes_nothing(place, workplace):
    before = county.table(place, "register_log")
    feedback = RecordingFeedback(cancel_at=60)
    asked = {
        **place,
        "REGISTER_INDICATORS": "烟尘",
        "WRITE_REGISTER": True,
        "OUTPUT": str(workplace / "a.gpkg"),
    }
    processing.run("cpzoning:earlywarning", asked, feedback=feedback)
    assert county.table(place, "register_log") == before and county.table(place, "warnings") == []
    assert not (workplace / "a.gpkg").exists()


def test_a_register_that_refuses_leaves_no_output(place, workplace, monkeypatch):
    from carbon_pollution_zoning.core.errors import InputError, problem
    from carbon_pollution_zoning.toolbelt.register.base import Register

    def full(*_given, **_named):
        raise InputError(problem("The disk is full."))

    monkeypatch.setattr(Register, "write", full)
    asked = {
        **place,
        "REGISTER_INDICATORS": "烟尘",
        "WRITE_REGISTER": True,
        "OUTPUT": str(workplace / "a.gpkg"),
    }
    (workplace / "a.gpkg").write_text("older", encoding="utf-8")
    assert "disk is full" in refused("earlywarning", **asked)
    assert (workplace / "a.gpkg").read_text(encoding="utf-8") == "older"


def test_an_output_that_cannot_be_placed_leaves_the_register_as_it_was(place, workplace, monkeypatch):
    from carbon_pollution_zoning.core.errors import InputError, problem
    from carbon_pollution_zoning.toolbelt.outputs import Beside

    def stuck(_self):
        raise InputError(problem("The file is open elsewhere."))

    before = county.table(place, "register_log")
    monkeypatch.setattr(Beside, "place", stuck)
    asked = {**place, "REGISTER_INDICATORS": "烟尘", "WRITE_REGISTER": True}
    asked["OUTPUT"] = str(workplace / "a.gpkg")
    assert "open elsewhere" in refused("earlywarning", **asked)
    assert county.table(place, "register_log") == before and county.table(place, "warnings") == []


@pytest.mark.needs("scipy")
def test_no_layer_takes_the_place_of_a_register_or_of_its_tables(place, workplace):
    before = county.table(place, "units")
    asked = {**place, "REGISTER_INDICATORS": "烟尘"}
    if "REGISTER" in place:
        file = place["REGISTER"]
        spots = [f"ogr:dbname='{file}' table=\"{name}\" (geom)" for name in ("units", "Units")]
        said = refused("trendforecast", INPUT=units_layer(), OUTPUT=file)
        assert f"take the place of {Path(file).name} of a register" in said
    else:
        register = county.opened(place)
        spots = [f"postgres:{register.uri('units')[0]}"]
    for spot in spots:
        assert "would take the place of" in refused("trendforecast", **asked, OUTPUT=spot)
    assert county.table(place, "units") == before
    beside = workplace / "other.gpkg"
    county.run("trendforecast", **asked, OUTPUT=str(beside))  # no register: a table may be called so
    county.run("trendforecast", **asked, OUTPUT=f"ogr:dbname='{beside}' table=\"units\" (geom)")


def test_units_split_by_area_and_merged_carry_their_values(place):
    """T1 is split 1 : 3 by area, T2 and T3 become one; the log tells it in sentences."""
    rows = [(square(0, 250), ("T11", "C", "township")), (square(250, 750), ("T12", "C", "township"))]
    rows.append((square(1000, 2000), ("T23", "C", "township")))
    new = make_layer("Polygon", county.CRS, UNITS, rows, "新单元")
    moves = [("T1", "T11", "split"), ("T1", "T12", "split"), ("T2", "T23", "merged"), ("T3", "T23", "merged")]
    changes = make_layer(
        "None",
        "",
        "field=old_unit:string&field=new_unit:string&field=kind:string",
        [("", one) for one in moves],
        "变更",
    )
    county.run("buildhierarchy", INPUT=new, CHANGES=changes, YEAR=2025, **TREE, **place)
    shares = {
        one["new_unit"]: one for one in county.table(place, "boundary_changes") if one["old_unit"] == "T1"
    }
    assert shares["T11"]["share"] == pytest.approx(0.25, rel=1e-6) and shares["T11"]["basis"] == "area"
    assert sum(one["share"] for one in shares.values()) == pytest.approx(1.0, abs=1e-12)
    asked = {**place, "REGISTER_INDICATORS": "烟尘", "REGISTER_LEVELS": "township", "OUTPUT": "memory:"}
    result = county.run("pathcheck", **asked, CHECKS="memory:")
    values = {(row["unit_code"], row["year"]): row["value"] for row in rows_of(result["CHECKS"])}
    assert values["T11", 2024] == pytest.approx(104.0) and values["T12", 2024] == pytest.approx(312.0)
    assert values["T23", 2024] == pytest.approx(624.0)
    assert sum(value for (_, year), value in values.items() if year == 2024) == pytest.approx(1040.0)
    assert "carried onto units by the boundary changes" in result["said"]
    before = county.run("pathcheck", **asked, REGISTER_UNITS_OF=2024)
    assert {row["unit_code"] for row in rows_of(before["OUTPUT"])} == set(TOWNS)


def test_a_share_that_nothing_tells_is_refused(place):
    rows = [("", ("T11", "C", "township")), ("", ("T12", "C", "township"))]
    new = make_layer("None", "", UNITS, rows, "无图斑")
    changes = make_layer(
        "None", "", "field=old_unit:string&field=new_unit:string&field=kind:string",
        [("", ("T1", "T11", "split")), ("", ("T1", "T12", "split"))], "变更",
    )  # fmt: skip
    said = refused("buildhierarchy", INPUT=new, CHANGES=changes, YEAR=2025, **TREE, **place)
    assert "T11, T12" in said and "Give the shares" in said


def test_groupings_of_the_register_carry_every_comparison(place):
    """A basin takes all of T1 and half of T2: sums, checks and adjustments along it."""
    register = county.opened(place)
    group = insert("groupings", {"code": ["B"], "kind": ["basin"], "name_zh": ["某流域"]})
    members = {"grouping": ["B", "B"], "unit": ["T1", "T2"], "share": [1.0, 0.5]}
    register.write([group, insert("memberships", members)], "test")
    chosen = {**place, "REGISTER_INDICATORS": "烟尘", "YEARS": "2024", "OUTPUT": "memory:"}
    result = county.run("aggregateindicators", **chosen, WRITE_REGISTER=True)
    rows = {row["unit_code"]: row["value"] for row in rows_of(result["OUTPUT"])}
    assert rows == {"C": pytest.approx(1040.0), "B": pytest.approx(416.0 + 156.0)}
    assert ("B", "烟尘", 2024, "aggregated") not in county.values(place, kind="aggregated")
    parts = county.run("checktransmission", **{**chosen, "YEARS": "2030"}, CHECKS="down")
    assert {row["unit_code"] for row in rows_of(parts["OUTPUT"])} == {"C"}
    register.write(
        [
            put(
                "indicator_values",
                {
                    "unit": ["C"],
                    "indicator": ["烟尘"],
                    "year": [2024],
                    "kind": ["reported"],
                    "value": [1144.0],
                },
            )
        ],
        "test",
    )
    closed = county.run("reconcile", **chosen, CLOSURE="memory:")
    assert {row["unit_code"]: row["closure_state"] for row in rows_of(closed["CLOSURE"])}["C"] == "adjusted"


@pytest.mark.needs("scipy")
def test_a_basin_is_watched_like_a_unit(place):
    """All of T1 and half of T2: its path, its trend and its warning are those of the sum."""
    register = county.opened(place)
    group = insert(
        "groupings", {"code": ["B"], "kind": ["basin"], "name_zh": ["某流域"], "name_en": ["Basin"]}
    )
    members = {"grouping": ["B", "B"], "unit": ["T1", "T2"], "share": [1.0, 0.5]}
    register.write([group, insert("memberships", members)], "test")
    asked = {
        **place,
        "REGISTER_INDICATORS": "烟尘",
        "REGISTER_LEVELS": "township",
        "REGISTER_GROUPINGS": True,
    }
    result = county.run("earlywarning", **asked, TREND="slope", WRITE_REGISTER=True, OUTPUT="memory:")
    rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    assert set(rows) == {*TOWNS, "B"}
    assert rows["B"]["value"] == pytest.approx(416.0 + 156.0)
    assert rows["B"]["target"] == pytest.approx(384.0 + 144.0)
    assert (rows["B"]["warn_level"], rows["B"]["unit_name"] in ("某流域", "Basin")) == ("red", True)
    assert "results of groupings are not kept" in result["said"]
    assert {one["unit"] for one in county.table(place, "warnings")} == set(TOWNS)
    slope = county.run("trendforecast", **asked, HORIZON=2026, OUTPUT="memory:")
    assert {row["unit_code"]: row["slope_a"] for row in rows_of(slope["OUTPUT"])}["B"] == pytest.approx(5.5)


@pytest.mark.needs("scipy")
def test_without_a_plan_in_the_register_there_is_a_trend(place):
    """What the algorithm can do without, the register may lack: the sinks have no target."""
    rows_into(place, [("T1", "T03", year, "reported", 10.0 + year - 2020) for year in range(2021, 2026)])
    asked = {**place, "REGISTER_INDICATORS": "T03", "REGISTER_KINDS": "reported", "OUTPUT": "memory:"}
    register = county.opened(place)
    base = {
        "unit": list(TOWNS),
        "indicator": ["T03"] * 3,
        "year": [2020] * 3,
        "kind": ["base"] * 3,
        "version": [1] * 3,
    }
    register.write([remove("indicator_values", base)], "test")
    (row,) = [one for one in rows_of(county.run("trendforecast", **asked)["OUTPUT"]) if one["n_years"]]
    assert (row["unit_code"], row["slope_a"], row["target"]) == ("T1", pytest.approx(1.0), None)
    said = refused("earlywarning", **asked)
    assert "Give a plan (PLAN)" in said


def test_one_target_for_all_counts_before_the_warnings(place):
    asked = {
        **place,
        "ONLY": "烟尘",
        "METHOD": "share",
        "BASE_YEAR": 2020,
        "END_YEAR": 2024,
        "OUTPUT": "memory:",
    }
    result = county.run("tracegap", **asked, TARGET=400.0, GAPS="memory:")
    gaps = {row["unit_code"]: row["traced_gap"] for row in rows_of(result["GAPS"])}
    assert gaps["T1"] == pytest.approx(16.0) and result["TRACED"] == 1
    asked["REGISTER_INDICATORS"] = asked.pop("ONLY")  # the one that was taken is the one that is traced
    again = county.run("tracegap", **asked, TARGET=400.0, GAPS="memory:")
    assert {row["unit_code"]: row["traced_gap"] for row in rows_of(again["GAPS"])} == gaps
