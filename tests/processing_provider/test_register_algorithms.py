"""The algorithms of the register, one after the other, on the practice county's five levels."""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from contextlib import closing

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from practice_county import PACKAGE
from qgis.core import (
    QgsApplication,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProviderRegistry,
)

from carbon_pollution_zoning.core.register import schema as schemas
from carbon_pollution_zoning.toolbelt.register import places

CREATE, BUILD, IMPORT = "cpzoning:createregister", "cpzoning:buildhierarchy", "cpzoning:importvalues"
EXPORT, RECEIVE = "cpzoning:exportpackage", "cpzoning:importpackage"
CRS = "EPSG:4547"
TREE = {"CODE": "unit_code", "PARENT": "parent_code", "LEVEL": "level"}


def sample(layer: str) -> str:
    return f"{PACKAGE}|layername={layer}"


def run(algorithm: str, **parameters):
    feedback = RecordingFeedback()
    result = processing.run(algorithm, parameters, feedback=feedback)
    return {**result, "said": feedback.text}


def refused(algorithm: str, **parameters) -> str:
    with pytest.raises(QgsProcessingException) as caught:
        processing.run(algorithm, parameters, feedback=RecordingFeedback())
    return str(caught.value)


@pytest.fixture(params=["geopackage", "postgis"])
def asked(request, workplace):
    """Parameters that name an empty place for a register, on either database."""
    if request.param == "geopackage":
        return {"REGISTER": str(workplace / "海岳 台账.gpkg")}
    return connection(request.getfixturevalue("postgis"), request)


def connection(server, request) -> dict:
    """Parameters of a new database behind a connection that QGIS keeps while the test runs."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    name = f"台账 {uuid.uuid4().hex[:8]}"
    metadata.saveConnection(metadata.createConnection(server.database(), {"saveUsername": True}), name)
    request.addfinalizer(lambda: metadata.deleteConnection(name))
    return {"CONNECTION": name, "SCHEMA": "海岳"}


def opened(asked: dict):
    if "REGISTER" in asked:
        return places.opened(asked["REGISTER"])
    return places.opened(connection=asked["CONNECTION"], namespace=asked["SCHEMA"])


@pytest.fixture
def empty(provider, asked):
    """Parameters that name a new register."""
    run(CREATE, TITLE="海岳县", CRS=CRS, **asked)
    return asked


@pytest.fixture
def county(empty):
    """Parameters that name a register with the five levels and their targets."""
    run(BUILD, INPUT=sample("hierarchy"), **TREE, **empty)
    run(IMPORT, INPUT=sample("plan_target"), INDICATOR="concept", **empty)
    return empty


def names_of(algorithm: str) -> tuple[list[str], set[str]]:
    found = QgsApplication.processingRegistry().algorithmById(algorithm)
    assert found.groupId() == "indicatortransmission"
    assert found.canExecute()[0]
    return [one.name() for one in found.parameterDefinitions()], {
        one.name() for one in found.outputDefinitions()
    }


@pytest.mark.needs("pandas")
def test_declares(provider):
    assert names_of(CREATE) == (
        ["TITLE", "CRS", "INDICATORS", "INDICATOR_TABLE", "UPDATE", "CONNECTION", "SCHEMA", "REGISTER"],
        {"PLACE", "INDICATOR_COUNT", "VERSION", "REGISTER"},
    )
    asked = ["REGISTER", "CONNECTION", "SCHEMA"]
    for algorithm in (BUILD, IMPORT, EXPORT, RECEIVE):
        assert names_of(algorithm)[0][:3] == asked
    assert names_of(BUILD)[1] == {"PLACE", "UNIT_COUNT", "OUTPUT"}
    assert {"NEW_VALUES", "CHANGED_VALUES", "SAME_VALUES", "MISSING_VALUES"} <= names_of(IMPORT)[1]
    assert {"OUTPUT", "VALUE_COUNT", "SHA256"} == names_of(EXPORT)[1]
    assert {"NEW_UNITS", "WAITING"} <= names_of(RECEIVE)[1]


# createregister


def test_makes_an_empty_register(provider, asked):
    result = run(CREATE, TITLE="海岳县", CRS=CRS, INDICATORS="all", **asked)
    assert (result["VERSION"], result["INDICATOR_COUNT"]) == (schemas.VERSION, 119)
    made = opened(asked)
    assert made.place == result["PLACE"]
    assert made.info()["title"] == "海岳县"
    assert len(made.columns("indicators", ("code",))["code"]) == 119
    assert made.columns("units")["code"] == []


def test_never_takes_the_place_of_another(empty):
    assert "another" in refused(CREATE, CRS=CRS, **empty)
    assert "never takes the place" in refused(CREATE, CRS=CRS, **empty) or "CONNECTION" in empty
    assert opened(empty).info()["title"] == "海岳县"


def test_a_register_that_is_up_to_date_stays_as_it_is(empty):
    result = run(CREATE, UPDATE=True, **empty)
    assert result["VERSION"] == schemas.VERSION
    assert "migrate" not in opened(empty).columns("register_log", ("action",))["action"]


def test_an_older_register_is_brought_up_to_date_with_a_backup(empty, workplace, monkeypatch):
    from dataclasses import replace

    now = schemas.schema()
    field = replace(now.table("units").field("source"), name="note", since=2, name_en="Note", name_zh="备注")
    units = replace(now.table("units"), fields=(*now.table("units").fields, field))
    later = schemas.Schema(2, {**now.tables, "units": units})
    monkeypatch.setattr(schemas, "schema", lambda: later)
    assert "version 1; this plugin writes version 2" in refused(BUILD, INPUT=sample("town"), **TREE, **empty)
    result = run(CREATE, UPDATE=True, **empty)
    assert result["VERSION"] == 2
    assert opened(empty).columns("units", ("note",)) == {"note": []}
    if "REGISTER" in empty:
        assert "backup" in result["said"]
        assert len(list(workplace.glob("*.version1.*.gpkg"))) == 1


def test_own_indicators_come_along(provider, asked):
    table = make_layer(
        "None",
        "",
        "field=code:string&field=unit:string&field=kind:string&field=weight:string&field=kappa:double",
        [("", ["自有", "万吨", "总量", None, 0.1]), ("", ["人均", "t/person", "强度", "population", None])],
        "我的指标",
    )
    run(CREATE, CRS=CRS, INDICATOR_TABLE=table, **asked)
    read = opened(asked).columns("indicators", ("code", "kind", "kappa"), {"code": ["自有", "人均"]})
    assert read == {"code": ["自有", "人均"], "kind": ["total", "intensity"], "kappa": [0.1, None]}


def test_own_indicators_with_faults_are_refused_and_nothing_is_made(provider, workplace):
    path = workplace / "无.gpkg"
    fields = "field=code:string&field=unit:string"
    table = make_layer("None", "", fields, [("", ["T02", "t"]), ("", ["x", "万顿"])], "我的指标")
    said = refused(CREATE, CRS=CRS, INDICATOR_TABLE=table, REGISTER=str(path))
    assert "T02" in said
    assert not path.exists()
    table = make_layer("None", "", fields, [("", ["x", "万顿"])], "我的指标")
    assert "万顿" in refused(CREATE, CRS=CRS, INDICATOR_TABLE=table, REGISTER=str(path))
    assert not path.exists()


def test_refuses_a_place_that_is_none(provider, workplace, postgis):
    assert "knows no PostgreSQL connection" in refused(CREATE, CRS=CRS, CONNECTION="无")
    said = refused(CREATE, CRS=CRS, CONNECTION=postgis.database() + " password='secret'")
    assert "name of a PostgreSQL connection" in said and "secret" not in said
    other = workplace / "别的.gpkg"
    other.write_bytes(b"not a register")
    assert "never takes the place" in refused(CREATE, CRS=CRS, REGISTER=str(other))
    assert other.read_bytes() == b"not a register"
    assert "no register" in refused(CREATE, UPDATE=True, REGISTER=str(workplace / "无.gpkg"))
    assert "does not exist" in refused(CREATE, CRS=CRS, REGISTER=str(workplace / "无" / "a.gpkg"))


def test_a_cancel_leaves_no_register(provider, workplace):
    path = workplace / "半.gpkg"
    feedback = RecordingFeedback(cancel_at=0)
    processing.run(CREATE, {"CRS": CRS, "REGISTER": str(path)}, feedback=feedback)
    assert list(workplace.iterdir()) == []


def test_runs_in_a_task_of_the_background(provider, asked, qgis_app):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CREATE)
    context, feedback, ended = QgsProcessingContext(), RecordingFeedback(), []
    task = QgsProcessingAlgRunnerTask(algorithm, {"CRS": CRS, **asked}, context, feedback)
    task.executed.connect(lambda fine, results: ended.append((fine, results)))
    QgsApplication.taskManager().addTask(task)
    for _ in range(1200):
        QgsApplication.processEvents()
        if ended:
            break
        task.waitForFinished(50)
    assert ended and ended[0][0], feedback.text
    assert opened(asked).version() == schemas.VERSION


@pytest.mark.needs("pandas")
def test_every_algorithm_says_where_there_is_no_register(provider, workplace):
    place = {"REGISTER": str(workplace / "无.gpkg")}
    for algorithm, more in (
        (BUILD, {"INPUT": sample("town")}),
        (IMPORT, {"INPUT": sample("plan_target"), "INDICATOR": "concept"}),
        (EXPORT, {"UNIT": "99", "OUTPUT": str(workplace / "包.gpkg")}),
        (RECEIVE, {"PACKAGE": str(workplace / "包.json")}),
    ):
        assert "Create register" in refused(algorithm, **more, **place)
        assert "either" in refused(algorithm, **more)
    assert list(workplace.iterdir()) == []


# buildhierarchy


def test_the_five_levels_come_from_parents_and_from_codes_alike(empty):
    result = run(BUILD, INPUT=sample("hierarchy"), OUTPUT="memory:", **TREE, **empty)
    assert result["UNIT_COUNT"] == 22
    rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    assert rows["0"]["child_count"] == 2
    assert rows["990121"]["child_count"] == 12
    assert (rows["990121100"]["parent_code"], rows["990121100"]["unit_level"]) == ("990121", "township")
    assert {row["outcome"] for row in rows.values()} == {"new"}
    before = opened(empty).columns("units")
    again = run(BUILD, INPUT=sample("hierarchy"), CODE="unit_code", LEVEL="level", **empty)
    assert "0 units are new, 0 changed, 22 stay" in again["said"]
    assert opened(empty).columns("units") == before


def test_a_layer_adds_shapes_and_says_the_same_twice(empty):
    run(BUILD, INPUT=sample("hierarchy"), **TREE, **empty)
    first = run(BUILD, INPUT=sample("town"), **TREE, **empty)
    assert "12 changed" in first["said"]
    register = opened(empty)
    shapes = register.columns("units", ("code", "geom"), {"code": ["990121100", "990121"]})
    assert shapes["geom"][0] is None
    shape = QgsGeometry()
    shape.fromWkb(shapes["geom"][1])
    town = next(row for row in rows_of(sample("town")) if row["unit_code"] == "990121100")
    assert shape.area() / 10_000 == pytest.approx(town["area_ha"], rel=1e-4)
    assert "0 changed, 22 stay" in run(BUILD, INPUT=sample("town"), **TREE, **empty)["said"]


def test_shapes_are_brought_into_the_crs_of_the_register(provider, workplace):
    place = {"REGISTER": str(workplace / "台账.gpkg")}
    run(CREATE, CRS="EPSG:4490", **place)
    run(BUILD, INPUT=sample("county"), **TREE, **place)
    shape = QgsGeometry()
    shape.fromWkb(opened(place).columns("units", ("geom",))["geom"][0])
    assert 110 < shape.boundingBox().center().x() < 118
    # the county's parent is in another register, and stays named
    assert opened(place).columns("units", ("parent",))["parent"] == ["9901"]


def layer(*rows, fields="field=code:string&field=up:string&field=level:string"):
    return make_layer("None", "", fields, [("", list(row)) for row in rows], "单元表")


OWN = {"CODE": "code", "PARENT": "up", "LEVEL": "level"}


@pytest.mark.needs("pandas")
def test_a_broken_tree_is_refused_with_all_its_faults_and_nothing_is_written(county):
    before = opened(county).columns("units")
    table = layer(
        ("x1", "x2", "county"),
        ("x2", "x1", "county"),
        ("y", "nobody", "county"),
        ("z", "990121", "province"),
        ("w", "9901", "hamlet"),
        ("v", "9901", None),
        (None, "9901", "county"),
    )
    said = refused(BUILD, INPUT=table, **OWN, **county)
    for part in (
        "x1 → x2 → x1",
        "y (nobody)",
        "z (province) — 990121 (county)",
        "hamlet (1), — (1)",
        "6 (village)",
        "without a code",
        "单元表",
    ):
        assert part in said, part
    assert opened(county).columns("units") == before
    assert "field with the level" in refused(BUILD, INPUT=table, CODE="code", PARENT="up", **county)


@pytest.mark.needs("pandas")
def test_units_that_merge_end_and_their_values_stay_theirs(county):
    table = layer(("990121300", "990121", "township"))
    changes = make_layer(
        "None",
        "",
        "field=old_unit:string&field=new_unit:string&field=year:int&field=kind:string&field=share:double",
        [
            ("", ["990121100", "990121300", 2025, "合并", 1.0]),
            ("", ["990121101", "990121300", 2025, "合并", 1.0]),
        ],
        "区划变更",
    )
    result = run(BUILD, INPUT=table, YEAR=2025, CHANGES=changes, OUTPUT="memory:", **OWN, **county)
    rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
    assert (rows["990121100"]["last_year"], rows["990121100"]["outcome"]) == (2024, "ended")
    assert (rows["990121300"]["first_year"], rows["990121300"]["outcome"]) == (2025, "new")
    assert result["UNIT_COUNT"] == 21
    register = opened(county)
    assert len(register.columns("indicator_values", ("unit",), {"unit": "990121100"})["unit"]) > 0
    late = make_layer(
        "None",
        "",
        "field=unit_code:string&field=year:int&field=value:double",
        [("", ["990121100", 2026, 1.0]), ("", ["990121300", 2020, 1.0]), ("", ["990121300", 2026, 2.0])],
        "迟报",
    )
    said = refused(IMPORT, INPUT=late, ALL_INDICATOR="T02", **county)
    assert "990121100 2026 (1), 990121300 2020 (2)" in said
    moved = register.columns("boundary_changes", ("old_unit", "share", "year"))
    assert moved == {"old_unit": ["990121100", "990121101"], "share": [1.0, 1.0], "year": [2025, 2025]}


@pytest.mark.needs("pandas")
def test_changes_that_lose_a_share_are_refused(county):
    changes = make_layer(
        "None",
        "",
        "field=old_unit:string&field=new_unit:string&field=year:int&field=kind:string&field=share:double",
        [("", ["990121100", "990121101", 2025, "split", 0.5]), ("", ["gone", "990121101", 2025, "?", 1.0])],
        "区划变更",
    )
    said = refused(BUILD, INPUT=sample("hierarchy"), CHANGES=changes, **TREE, **county)
    assert "kinds of change" in said
    changes.dataProvider().changeAttributeValues({2: {3: "merged"}})
    said = refused(BUILD, INPUT=sample("hierarchy"), CHANGES=changes, **TREE, **county)
    assert "990121100 2025: 0.5" in said and "gone" in said


@pytest.mark.needs("pandas")
def test_groupings_cross_the_tree(county):
    table = make_layer(
        "None",
        "",
        "field=grouping:string&field=unit_code:string&field=share:double&field=kind:string&field=name:string",
        [
            ("", ["basin", "990121100", 0.4, "流域", "海岳江"]),
            ("", ["basin", "990122", 1.0, "流域", "海岳江"]),
            ("", ["cluster", "9901", 1.0, "city_cluster", "岳海都市圈"]),
        ],
        "分组",
    )
    run(BUILD, INPUT=sample("hierarchy"), GROUPS=table, **TREE, **county)
    register = opened(county)
    assert register.columns("groupings", ("code", "kind")) == {
        "code": ["basin", "cluster"],
        "kind": ["basin", "city_cluster"],
    }
    assert register.columns("memberships", ("share",))["share"] == [0.4, 1.0, 1.0]
    table.dataProvider().changeAttributeValues({1: {1: "nobody", 2: 3.0}})
    said = refused(BUILD, INPUT=sample("hierarchy"), GROUPS=table, **TREE, **county)
    assert "nobody" in said and "nobody (3.0)" in said


# values


@pytest.mark.needs("pandas")
class TestValues:
    def test_targets_of_five_levels_come_in_once(self, county):
        register = opened(county)
        held = register.columns("indicator_values", ("unit", "kind", "year", "indicator", "value"))
        assert len(held["unit"]) == 1073
        given = {
            (row["unit_code"], row["kind"], row["year"], row["concept"]): row["value"]
            for row in rows_of(sample("plan_target"))
        }
        back = dict(zip(*register.columns("indicators", ("code", "concept")).values()))
        kept = {
            (unit, kind, year, back[indicator]): value
            for unit, kind, year, indicator, value in zip(*held.values())
        }
        assert kept == pytest.approx(given)
        again = run(IMPORT, INPUT=sample("plan_target"), INDICATOR="concept", OUTPUT="memory:", **county)
        assert (again["NEW_VALUES"], again["SAME_VALUES"]) == (0, 1073)
        assert {row["outcome"] for row in rows_of(again["OUTPUT"])} == {"unchanged"}
        assert len(register.columns("indicator_values", ("unit",))["unit"]) == 1073

    def test_a_wide_table_is_told_by_its_columns(self, county):
        columns = ["population", "", "", "", "gdp_1e4_yuan", "gdp", "", "万元"]
        result = run(IMPORT, INPUT=sample("society"), COLUMNS=columns, ALL_KIND="actual", **county)
        assert result["NEW_VALUES"] == 240
        asked = {"unit": "990121100", "year": 2015}
        held = opened(county).columns("indicator_values", ("indicator", "value", "kind"), asked)
        assert held == {"indicator": ["population", "gdp"], "value": [150898, 476610], "kind": ["actual"] * 2}

    def test_what_is_unknown_is_told_at_once_and_nothing_is_written(self, county):
        table = make_layer(
            "None",
            "",
            "field=unit_code:string&field=indicator:string&field=year:string&field=value:string&field=unit:string",
            [
                ("", ["77", "T02", "2024", "1", "kt CO2e"]),
                ("", ["99", "X9", "2024", "1", ""]),
                ("", ["99", "T02", "", "1", ""]),
                ("", ["99", "T02", "2024", "1", "km2"]),
                ("", ["合计", "T02", "2024", "9", ""]),
                ("", ["99", "T03", "2024", "—", ""]),
            ],
            "上报表",
        )
        said = refused(IMPORT, INPUT=table, **county)
        for part in ("77 (1)", "X9 (1)", "without a year", "cannot be kept in ktCO2e", "上报表"):
            assert part in said, part
        assert len(opened(county).columns("indicator_values", ("unit",))["unit"]) == 1073

    def test_another_number_is_refused_kept_beside_or_replaces(self, county):
        def table(number):
            return make_layer(
                "None",
                "",
                "field=unit_code:string&field=value:string&field=unit:string",
                [("", ["99", number, "万tCO2e"])],
                "更正",
            )

        more = {"ALL_INDICATOR": "T02", "ALL_YEAR": 2024, **county}
        assert run(IMPORT, INPUT=table("１，０００"), **more)["NEW_VALUES"] == 1
        assert "10000 → 20000" in refused(IMPORT, INPUT=table("2000"), **more)
        assert run(IMPORT, INPUT=table("2000"), EXISTING="version", **more)["CHANGED_VALUES"] == 1
        register, key = opened(county), {"unit": "99", "indicator": "T02", "year": 2024}
        assert register.columns("indicator_values", ("value", "version"), key) == {
            "value": [10000.0, 20000.0],
            "version": [1, 2],
        }
        result = run(IMPORT, INPUT=table("3000"), EXISTING="replace", OUTPUT="memory:", **more)
        row = rows_of(result["OUTPUT"])[0]
        assert (row["value"], row["held_value"], row["outcome"]) == (30000.0, 20000.0, "replace")
        held = register.columns("indicator_values", ("value", "version", "given_value", "given_unit"), key)
        assert held["value"] == [10000.0, 30000.0]
        assert (held["given_value"][1], held["given_unit"][1]) == (3000.0, "万tCO2e")
        before = [one for one in register.columns("register_log", ("before",))["before"] if one]
        assert json.loads(before[-1])["value"] == 20000.0

    def test_a_cancel_writes_nothing(self, county):
        before = len(opened(county).columns("register_log", ("at",))["at"])
        columns = ["population", "", "", "", "gdp_1e4_yuan", "gdp", "", "万元"]
        for percent in (1, 30, 61, 85):
            feedback = RecordingFeedback(cancel_at=percent)
            processing.run(
                IMPORT, {"INPUT": sample("society"), "COLUMNS": columns, **county}, feedback=feedback
            )
            assert feedback.isCanceled()
        assert len(opened(county).columns("register_log", ("at",))["at"]) == before
        assert len(opened(county).columns("indicator_values", ("unit",))["unit"]) == 1073

    def test_asks_for_what_it_needs(self, county):
        table = make_layer("None", "", "field=unit_code:string", [("", ["99"])], "空")
        said = refused(IMPORT, INPUT=table, COLUMNS=["nothing", "", "", ""], **county)
        assert "no fields nothing" in said
        said = refused(IMPORT, INPUT=table, **county)
        assert "field with the value" in said and "field with the indicator" in said


# packages


@pytest.fixture
def city(provider, workplace, asked, request):
    """Parameters that name the register of the level above: the tree without the county's towns."""
    place = {"REGISTER": str(workplace / "市级.gpkg")}
    if "CONNECTION" in asked:
        place = {**connection(request.getfixturevalue("postgis"), request), "SCHEMA": "cpzoning"}
    run(CREATE, TITLE="市级", CRS=CRS, **place)
    upper = [
        [row[name] for name in ("unit_code", "parent_code", "level")]
        for row in rows_of(sample("hierarchy"))
        if row["level"] < 5
    ]
    fields = "field=code:string&field=up:string&field=level:int"
    run(BUILD, INPUT=layer(*upper, fields=fields), **OWN, **place)
    return place


def packed(county, workplace, name="上报.gpkg", **more):
    path = workplace / name
    result = run(EXPORT, UNIT="990121", YEARS="2024", OUTPUT=str(path), **more, **county)
    return path, result


@pytest.mark.needs("pandas")
class TestPackages:
    def test_a_report_goes_up_once(self, county, city, workplace):
        path, sent = packed(county, workplace, SENDER="张三")
        manifest = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert manifest["sha256"] == sent["SHA256"]
        assert (manifest["unit"], manifest["parent"], manifest["years"]) == ("990121", "9901", [2024])
        assert opened(county).columns("packages", ("direction",))["direction"] == ["sent"]
        result = run(RECEIVE, PACKAGE=str(path.with_suffix(".json")), OUTPUT="memory:", **city)
        assert result["NEW_VALUES"] == sent["VALUE_COUNT"] == 121
        assert result["NEW_UNITS"] == 12
        register = opened(city)
        received = register.columns("packages", ("direction", "sender", "value_count"))
        assert received == {"direction": ["received"], "sender": ["张三"], "value_count": [121]}
        assert set(register.columns("indicator_values", ("package",))["package"]) == {manifest["package"]}
        rows = {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}
        assert rows["990121"]["reported_count"] > 0
        assert result["WAITING"] == 3 and rows["990122"]["reported_count"] == 0
        # by either of its files
        for file in (path, path.with_suffix(".json")):
            assert "received already" in refused(RECEIVE, PACKAGE=str(file), **city)
        assert len(register.columns("indicator_values", ("unit",))["unit"]) == 121

    def test_the_same_content_in_a_new_package_is_a_repetition(self, county, city, workplace):
        run(RECEIVE, PACKAGE=str(packed(county, workplace)[0]), **city)
        again = packed(county, workplace, "再报.gpkg")[0]
        assert "not counted twice" in refused(RECEIVE, PACKAGE=str(again), **city)

    def test_a_corrected_report_becomes_a_version(self, county, city, workplace):
        run(RECEIVE, PACKAGE=str(packed(county, workplace)[0]), **city)
        table = make_layer(
            "None", "", "field=unit_code:string&field=value:double", [("", ["990121100", 77.0])], "更正"
        )
        more = {"ALL_INDICATOR": "T02", "ALL_YEAR": 2024, "EXISTING": "version"}
        run(IMPORT, INPUT=table, **more, **county)
        result = run(RECEIVE, PACKAGE=str(packed(county, workplace, "更正.gpkg")[0]), **city)
        assert (result["NEW_VALUES"], result["CHANGED_VALUES"], result["SAME_VALUES"]) == (0, 1, 120)
        key = {"unit": "990121100", "indicator": "T02", "year": 2024}
        held = opened(city).columns("indicator_values", ("value", "version"), key)
        assert held["version"] == [1, 2] and held["value"][1] == 77.0
        assert opened(city).current(key)["value"].tolist() == [77.0]

    @pytest.mark.parametrize("how", ["one byte", "a value", "shorter", "the json"])
    def test_an_altered_package_is_refused(self, county, city, workplace, how):
        path, _ = packed(county, workplace)
        told = path.with_suffix(".json")
        if how == "one byte":
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(bytes(content))
        elif how == "a value":
            with closing(sqlite3.connect(path)) as connection_:
                connection_.execute("DROP TRIGGER indicator_values_log_update")
                connection_.execute("UPDATE indicator_values SET value = value * 2")
                connection_.commit()
        elif how == "shorter":
            path.write_bytes(path.read_bytes()[:-4096])
        else:
            changed = json.loads(told.read_text(encoding="utf-8"))
            changed["content"] = "0" * 64
            told.write_text(json.dumps(changed), encoding="utf-8")
        said = refused(RECEIVE, PACKAGE=str(told), **city)
        assert "altered" in said or "vouches" in said
        assert opened(city).columns("packages")["package"] == []
        assert opened(city).columns("indicator_values")["unit"] == []

    def test_the_file_that_was_chosen_is_the_one_that_is_read(self, county, city, workplace):
        path, _ = packed(county, workplace)
        copy = workplace / "副本.gpkg"  # the JSON beside it still names the first one, which is untouched
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(bytes(content))
        shutil.copy(path.with_suffix(".json"), copy.with_suffix(".json"))
        assert "altered" in refused(RECEIVE, PACKAGE=str(copy), **city)
        shutil.copy(path, copy)
        path.unlink()
        assert run(RECEIVE, PACKAGE=str(copy), **city)["NEW_VALUES"] == 121

    def test_a_package_that_belongs_elsewhere_is_refused(self, county, city, workplace):
        path, _ = packed(county, workplace)
        assert "very register" in refused(RECEIVE, PACKAGE=str(path), **county)
        other = {"REGISTER": str(workplace / "别市.gpkg")}
        run(CREATE, CRS=CRS, **other)
        assert "belongs elsewhere" in refused(RECEIVE, PACKAGE=str(path), **other)
        fields = "field=code:string&field=up:string&field=level:string"
        table = layer(("9902", "", "city"), ("990121", "9902", "county"), fields=fields)
        run(BUILD, INPUT=table, **OWN, **other)
        assert "hangs 990121 on 9901, and here 990121 hangs on 9902" in refused(
            RECEIVE, PACKAGE=str(path), **other
        )

    def test_what_is_no_package_is_refused(self, county, city, workplace):
        path, _ = packed(county, workplace)
        lonely = workplace / "独.gpkg"
        shutil.copy(path, lonely)
        assert "must lie beside" in refused(RECEIVE, PACKAGE=str(lonely), **city)
        alone = workplace / "单.json"
        changed = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        alone.write_text(json.dumps({**changed, "file": "../../etc/passwd"}), encoding="utf-8")
        assert "passwd is not there" in refused(RECEIVE, PACKAGE=str(alone), **city)
        alone.write_text("{}", encoding="utf-8")
        assert "not the JSON of a report package" in refused(RECEIVE, PACKAGE=str(alone), **city)
        alone.write_text(json.dumps({**changed, "schema_version": 9}), encoding="utf-8")
        assert "schema version 9" in refused(RECEIVE, PACKAGE=str(alone), **city)

    def test_a_view_in_place_of_a_table_is_not_read(self, county, city, workplace):
        path, _ = packed(county, workplace)
        with closing(sqlite3.connect(path)) as connection_:
            connection_.execute("ALTER TABLE indicator_values RENAME TO hidden")
            connection_.execute("CREATE VIEW indicator_values AS SELECT * FROM hidden")
            connection_.commit()
        told = path.with_suffix(".json")
        changed = json.loads(told.read_text(encoding="utf-8"))
        from carbon_pollution_zoning.toolbelt.provenance import file_checksum

        changed |= {"bytes": path.stat().st_size, "sha256": file_checksum(path)}
        told.write_text(json.dumps(changed), encoding="utf-8")
        assert "damaged, or no package" in refused(RECEIVE, PACKAGE=str(told), **city)

    def test_a_child_that_reports_late_is_named_until_it_does(self, county, city, workplace):
        first = run(RECEIVE, PACKAGE=str(packed(county, workplace)[0]), **city)
        assert "990122" in first["said"]
        neighbour = {"REGISTER": str(workplace / "邻县.gpkg")}
        run(CREATE, CRS=CRS, **neighbour)
        run(BUILD, INPUT=layer(("990122", "9901", "county")), **OWN, **neighbour)
        table = make_layer(
            "None", "", "field=unit_code:string&field=value:double", [("", ["990122", 5.0])], "迟报"
        )
        run(IMPORT, INPUT=table, ALL_INDICATOR="T02", ALL_YEAR=2024, **neighbour)
        path = workplace / "迟.gpkg"
        run(EXPORT, UNIT="990122", OUTPUT=str(path), **neighbour)
        late = run(RECEIVE, PACKAGE=str(path), OUTPUT="memory:", **city)
        assert late["WAITING"] == 2
        row = next(row for row in rows_of(late["OUTPUT"]) if row["unit_code"] == "990122")
        assert row["reported_count"] == 1 and "T03" in row["missing_indicators"]
        held = opened(city).columns("indicator_values", ("value",), {"unit": "990122"})["value"]
        assert held == [5.0]

    def test_nothing_to_report_is_told(self, county, workplace):
        path = workplace / "空.gpkg"
        asked = {"OUTPUT": str(path), **county}
        assert "no values" in refused(EXPORT, UNIT="990121", YEARS="1999", **asked)
        assert "no unit 77" in refused(EXPORT, UNIT="77", **asked)
        assert "Give the code" in refused(EXPORT, **asked)
        assert "cannot be read" in refused(EXPORT, UNIT="990121", YEARS="soon", **asked)
        assert not path.exists()
        assert opened(county).columns("packages")["package"] == []
