"""The algorithm ``fourspaces``: declares, refuses, runs, cancels."""

from __future__ import annotations

import itertools

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:fourspaces"
CRS = "EPSG:4547"
DLTB = "field=BSM:string&field=DLBM:string"


def box(x0, x1, y0=0, y1=100):
    """WKT of a rectangle, metres east and north of a corner on the central meridian."""
    west, east, south, north = 500000 + x0, 500000 + x1, 3300000 + y0, 3300000 + y1
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def lines(*boxes, fields="field=name:string", attributes=None, name="线", crs=CRS):
    rows = zip(boxes, attributes or [("",)] * len(boxes))
    return make_layer("Polygon", crs, fields, rows, name)


@pytest.fixture
def parcels(provider):
    """A row of six parcels, 100 m wide."""
    codes = ["0101", "0301", "0701", "0101", "1105", "0404"]
    rows = [(box(100 * i, 100 * i + 100), (f"P{i}", code)) for i, code in enumerate(codes)]
    return make_layer("Polygon", CRS, DLTB, rows, "地类图斑")


def run(feedback=None, **parameters):
    return processing.run(
        ID,
        {"SCHEME": "third_survey", "OUTPUT": "memory:", **parameters},
        feedback=feedback or RecordingFeedback(),
    )


def by_parcel(layer):
    """BSM -> rows of its pieces, the widest first."""
    ordered = sorted(rows_of(layer), key=lambda row: (str(row["BSM"]), -row["area_ha"]))
    return {key: list(rows) for key, rows in itertools.groupby(ordered, key=lambda row: row["BSM"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert {"INPUT", "CODE", "SEA", "RED_LINE", "FARMLAND", "URBAN_BOUNDARY", "PLANNING_ZONES"} <= set(names)
    assert algorithm.parameterDefinition("CODE").defaultValue() == "DLBM"
    assert algorithm.parameterDefinition("ADD_SEA").defaultValue() is True
    assert {"OUTPUT", "CONFLICTS", "AREAS"} <= {output.name() for output in algorithm.outputDefinitions()}


def test_land_use_decides_where_no_line_lies(parcels):
    rows = rows_of(run(INPUT=parcels)["OUTPUT"])
    assert [row["space"] for row in rows] == ["A", "E", "U", "A", "M", "E"]
    assert {row["space_rule"] for row in rows} == {"land_use"}
    assert [row["space_code"] for row in rows] == [1, 2, 3, 1, 4, 2]
    assert all(row["lock_level"] is None and row["conflict"] is None for row in rows)


def test_a_polygon_without_a_border_through_it_is_not_cut(parcels):
    output = run(INPUT=parcels, RED_LINE=lines(box(-1000, 1000, -1000, 1000)))["OUTPUT"]
    assert [row["BSM"] for row in rows_of(output)] == [f"P{i}" for i in range(6)]
    for before, after in zip(parcels.getFeatures(), output.getFeatures()):
        multi = before.geometry()
        multi.convertToMultiType()
        assert after.geometry().asWkt() == multi.asWkt()


def test_the_first_line_decides_and_pieces_keep_the_area(parcels):
    whole = rows_of(run(INPUT=parcels)["OUTPUT"])[3]["area_ha"]
    output = run(INPUT=parcels, RED_LINE=lines(box(325, 800)), FARMLAND=lines(box(0, 350)))["OUTPUT"]
    pieces = by_parcel(output)["P3"]
    assert {
        (row["space"], row["space_rule"], row["conflict"], round(row["area_ha"] / whole, 6)) for row in pieces
    } == {
        ("A", "farmland", None, 0.25),
        ("E", "red_line", "C2", 0.25),
        ("E", "red_line", None, 0.5),
    }
    assert sum(row["area_ha"] for row in pieces) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "space", "rule", "conflict", "lock"),
    [
        ({"RED_LINE"}, "E", "red_line", None, 1),
        ({"FARMLAND"}, "A", "farmland", None, 1),
        ({"URBAN_BOUNDARY"}, "U", "urban_boundary", None, 2),
        ({"SEA"}, "M", "sea", None, None),
        ({"MARINE_RED_LINE"}, "M", "marine_red_line", None, 1),
        ({"MARINE_DEVELOPMENT"}, "M", "marine_development", None, None),
        ({"RED_LINE", "FARMLAND"}, "E", "red_line", "C2", 1),
        ({"RED_LINE", "URBAN_BOUNDARY"}, "E", "red_line", "C3", 1),
        ({"FARMLAND", "URBAN_BOUNDARY"}, "A", "farmland", "C4", 1),
        ({"MARINE_RED_LINE", "MARINE_DEVELOPMENT"}, "M", "marine_red_line", "C5", 1),
        ({"RED_LINE", "SEA"}, "M", "sea", "C6", None),
        ({"RED_LINE", "FARMLAND", "URBAN_BOUNDARY"}, "E", "red_line", "C2 C3 C4", 1),
        ({"SEA", "MARINE_RED_LINE", "MARINE_DEVELOPMENT"}, "M", "marine_red_line", "C5", 1),
    ],
)
def test_precedence_and_conflicts(parcels, given, space, rule, conflict, lock):
    cover = {name: lines(box(-50, 650, -50, 150)) for name in given}
    rows = rows_of(run(INPUT=parcels, ADD_SEA=False, **cover)["OUTPUT"])
    found = {(row["space"], row["space_rule"], row["conflict"], row["lock_level"]) for row in rows}
    assert found == {(space, rule, conflict, lock)}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("core:integer", (1, 0)),
        ("core:string", ("是", "否")),
        ("core:double", (1.0, 0.0)),
        ("core:bool", (True, False)),
    ],
)
def test_the_core_of_the_red_line_has_its_own_rule(parcels, field, values):
    red = lines(box(0, 100), box(100, 600), fields=f"field={field}", attributes=[(v,) for v in values])
    rows = by_parcel(run(INPUT=parcels, RED_LINE=red, FARMLAND=lines(box(0, 200)))["OUTPUT"])
    assert [
        (rows[p][0]["space_rule"], rows[p][0]["lock_level"], rows[p][0]["conflict"])
        for p in ("P0", "P1", "P2")
    ] == [
        ("red_line_core", 0, "C1"),
        ("red_line", 1, "C2"),
        ("red_line", 1, None),
    ]


def test_special_use_zones_are_urban_or_ecological(parcels):
    fields, kinds = "field=GHFQDM:string", [("01",), ("03",), ("X",)]
    urban = lines(box(0, 100), box(100, 200), box(200, 300), fields=fields, attributes=kinds, name="边界")
    feedback = RecordingFeedback()
    spaces = {
        choice: [
            row["space"]
            for row in rows_of(
                run(feedback, INPUT=parcels, URBAN_BOUNDARY=urban, SPECIAL_USE=choice)["OUTPUT"]
            )
        ]
        for choice in ("U", "E")
    }
    assert (spaces["U"][:3], spaces["E"][:3]) == (["U", "U", "U"], ["U", "E", "U"])
    assert "X (1×)" in feedback.text and "边界" in feedback.text


def test_planning_zones_decide_beneath_the_lines(parcels):
    names = [("生态控制区",), ("城镇集中建设区",), ("月球区",), (None,)]
    boxes = (box(0, 100), box(100, 250), box(300, 400), box(400, 500))
    zones = lines(*boxes, fields="field=GHFQMC:string", attributes=names, name="规划分区")
    feedback = RecordingFeedback()
    red = lines(box(0, 50))
    pieces = by_parcel(run(feedback, INPUT=parcels, PLANNING_ZONES=zones, RED_LINE=red)["OUTPUT"])
    assert {(row["space"], row["space_rule"]) for row in pieces["P0"]} == {
        ("E", "red_line"),
        ("E", "planning_zone"),
    }
    assert [(row["space"], row["space_rule"]) for row in pieces["P1"]] == [("U", "planning_zone")]
    assert {(row["space"], row["space_rule"]) for row in pieces["P2"]} == {
        ("U", "planning_zone"),
        ("U", "land_use"),
    }
    assert [(row["space"], row["space_rule"]) for row in pieces["P3"]] == [("A", "land_use")]
    assert "月球区 (1×)" in feedback.text and "NULL (1×)" in feedback.text


def test_a_doubtful_group_takes_its_alternative_space(provider):
    rows = [(box(0, 100), ("P0", "0702")), (box(100, 200), ("P1", "1104")), (box(200, 300), ("P2", "0101"))]
    layer = make_layer("Polygon", CRS, DLTB, rows, "地类图斑")
    found = rows_of(run(INPUT=layer, ALTERNATIVES=["rural_living"])["OUTPUT"])
    assert [(row["space"], row["space_rule"]) for row in found] == [
        ("U", "land_use_alternative"),
        ("A", "land_use"),
        ("A", "land_use"),
    ]


def test_the_sea_outside_the_parcels_is_added(parcels):
    sea = lines(box(450, 900, -100, 200))
    with_sea = rows_of(run(INPUT=parcels, SEA=sea)["OUTPUT"])
    without = rows_of(run(INPUT=parcels, SEA=sea, ADD_SEA=False)["OUTPUT"])
    added = [row for row in with_sea if row["BSM"] is None]
    assert len(with_sea) == len(without) + len(added)
    assert {(row["space"], row["space_rule"]) for row in added} == {("M", "sea")}
    assert sum(row["area_ha"] for row in added) == pytest.approx(45 * 0.3 - 1.5, rel=1e-4)
    assert sum(row["area_ha"] for row in with_sea if row["space_rule"] == "sea") == pytest.approx(
        13.5, rel=1e-4
    )


def test_added_sea_is_cut_by_the_marine_lines(parcels):
    layers = {
        "SEA": lines(box(600, 1000)),
        "MARINE_RED_LINE": lines(box(700, 900)),
        "MARINE_DEVELOPMENT": lines(box(800, 950)),
    }
    added = [row for row in rows_of(run(INPUT=parcels, **layers)["OUTPUT"]) if row["BSM"] is None]
    areas = {(row["space_rule"], row["conflict"]): row["area_ha"] for row in added}
    expected = {
        ("sea", None): 1.5,
        ("marine_red_line", None): 1.0,
        ("marine_red_line", "C5"): 1.0,
        ("marine_development", None): 0.5,
    }
    assert areas == pytest.approx(expected, rel=1e-4)


def test_slivers_between_coast_and_parcels_are_no_sea(provider):
    """The coastline of the sea mask runs 0.01 mm beside the last parcel."""
    rows = [(box(0, 100), ("P0", "1105"))]
    layer = make_layer("Polygon", CRS, DLTB, rows, "地类图斑")
    found = rows_of(run(INPUT=layer, SEA=lines(box(0, 100.00001)))["OUTPUT"])
    assert [row["BSM"] for row in found] == ["P0"]


def test_no_conflict_gives_an_empty_layer(parcels):
    result = run(INPUT=parcels, RED_LINE=lines(box(0, 100)), CONFLICTS="memory:", AREAS="memory:")
    assert rows_of(result["CONFLICTS"]) == [] and result["CONFLICT_HA"] == 0.0


def test_conflicts_come_joined_with_their_treatment(parcels):
    result = run(
        INPUT=parcels,
        RED_LINE=lines(box(50, 250)),
        FARMLAND=lines(box(0, 150)),
        URBAN_BOUNDARY=lines(box(220, 240)),
        CONFLICTS="memory:",
    )
    rows = rows_of(result["CONFLICTS"])
    # the red line lies over farmland in two parcels that touch: one place
    assert [(row["conflict"], round(row["area_ha"], 3)) for row in rows] == [("C2", 1.0), ("C3", 0.2)]
    assert all(row["treatment"] and row["conflict_name"] for row in rows)
    assert result["CONFLICT_HA"] == pytest.approx(1.2, rel=1e-4)
    assert sum(row["area_ha"] for row in rows) == pytest.approx(result["CONFLICT_HA"], rel=1e-12)


def test_the_table_of_areas_adds_up(parcels):
    result = run(INPUT=parcels, RED_LINE=lines(box(50, 250)), AREAS="memory:")
    pieces, table = rows_of(result["OUTPUT"]), rows_of(result["AREAS"])
    assert [(row["space"], row["space_rule"]) for row in table] == [
        ("A", "land_use"),
        ("E", "red_line"),
        ("E", "land_use"),
        ("U", "land_use"),
        ("M", "land_use"),
    ]
    assert sum(row["area_ha"] for row in table) == pytest.approx(
        sum(row["area_ha"] for row in pieces), rel=1e-12
    )
    assert sum(row["share"] for row in table) == pytest.approx(1.0)
    assert sum(row["pieces"] for row in table) == len(pieces)


@pytest.fixture
def strange(provider):
    codes = ["0101", "9999", "9999", "77", None, "  "]
    rows = [(box(100 * i, 100 * i + 100), (f"P{i}", code)) for i, code in enumerate(codes)]
    return make_layer("Polygon", CRS, DLTB, rows, "怪码")


def test_unknown_codes_are_refused_all_at_once_with_counts_and_area(strange):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=strange)
    assert all(word in str(refusal.value) for word in ("怪码", "9999 (2×, 2 ha)", "77 (1×, 1 ha)"))


def test_the_refusal_of_unknown_codes_names_the_parameter_that_goes_on(strange):
    with pytest.raises(QgsProcessingException, match=r"go on without data for them \(parameter UNKNOWN\)"):
        run(INPUT=strange)


def test_unknown_and_missing_codes_become_no_data_unless_a_line_decides(strange):
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=strange, UNKNOWN="nd", FARMLAND=lines(box(100, 200)))
    rows = rows_of(result["OUTPUT"])
    assert [row["space"] for row in rows] == ["A", "A", "ND", "ND", "ND", "ND"]
    assert [row["space_code"] for row in rows] == [1, 1, 0, 0, 0, 0]
    assert rows[2]["space_rule"] == "none"
    assert result["NO_DATA_HA"] == pytest.approx(4.0, rel=1e-4)
    assert "9999 (2×" in feedback.text and "2 features of 怪码 have no land-use code" in feedback.text


def test_codes_that_became_numbers_are_understood(provider):
    rows = [(box(0, 100), (101,)), (box(100, 200), (301,)), (box(200, 300), (1105,))]
    layer = make_layer("Polygon", CRS, "field=dlbm:integer", rows, "数字")
    assert [row["space"] for row in rows_of(run(INPUT=layer)["OUTPUT"])] == ["A", "E", "M"]


def test_a_user_brings_a_class_table(parcels, workplace):
    table = workplace / "我的 地类表.csv"
    table.write_bytes(
        "code,name_zh,space\n0101,水田,E\n0301,林,E\n0701,城,U\n1105,滩,M\n0404,草,A\n".encode("gb18030")
    )
    rows = rows_of(run(INPUT=parcels, CLASSES=str(table))["OUTPUT"])
    assert [row["space"] for row in rows] == ["E", "E", "U", "E", "M", "A"]


def test_the_field_and_the_scheme_are_found(provider):
    codes = ["0101", "0301", "0701", "1105", "0810A", "00"]
    rows = [(box(100 * i, 100 * i + 100), (code,)) for i, code in enumerate(codes)]
    layer = make_layer("Polygon", CRS, "field=ydyhfldm:string", rows[:3], "用地")
    feedback = RecordingFeedback()
    run(feedback, INPUT=layer, SCHEME="auto")
    assert "ydyhfldm" in feedback.text


def test_refuses_a_layer_without_a_code_field(provider):
    layer = make_layer("Polygon", CRS, "field=colour:string", [(box(0, 100), ("red",))], "没有编码")
    with pytest.raises(QgsProcessingException, match=r"没有编码.*colour"):
        run(INPUT=layer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CODE": "DLMB"}, ["地类图斑", "DLMB", "DLBM"]),
        ({"RED_LINE": ("Point", CRS, "POINT(500000 3300000)")}, ["红线", "polygons"]),
        ({"RED_LINE": ("Polygon", "", box(0, 10))}, ["红线", "coordinate reference system"]),
        ({"PLANNING_ZONES": ("Polygon", CRS, box(0, 10))}, ["红线", "names of the planning zones"]),
        ({"ALTERNATIVE": ["pasture"]}, ["ALTERNATIVE", "ALTERNATIVES"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(parcels, changes, words):
    made = {
        name: make_layer(value[0], value[1], "field=name:string", [(value[2], ("",))], "红线")
        if isinstance(value, tuple)
        else value
        for name, value in changes.items()
    }
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=parcels, **made)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_an_input_without_a_crs(provider):
    layer = make_layer("Polygon", "", DLTB, [(box(0, 100), ("a", "0101"))], "无坐标系")
    with pytest.raises(QgsProcessingException, match="无坐标系"):
        run(INPUT=layer)


def test_refuses_an_empty_layer(provider):
    with pytest.raises(QgsProcessingException, match="空图层"):
        run(INPUT=make_layer("Polygon", CRS, DLTB, [], "空图层"))


@pytest.fixture
def broken(provider):
    bow = "POLYGON((500000 3300000,500100 3300100,500100 3300000,500000 3300100,500000 3300000))"
    rows = [(bow, ("bow", "0101")), ("", ("nothing", "0101")), (box(100, 200), ("fine", "0301"))]
    return make_layer("Polygon", CRS, DLTB, rows, "坏图斑")


def test_invalid_polygons_are_repaired_and_listed(broken):
    feedback = RecordingFeedback()
    rows = rows_of(run(feedback, INPUT=broken)["OUTPUT"])
    assert [(row["BSM"], round(row["area_ha"], 3)) for row in rows] == [("bow", 0.5), ("fine", 1.0)]
    assert "1 invalid polygons of 坏图斑 were repaired (feature ids: 1)" in feedback.text
    assert "1 features of 坏图斑 have no polygon" in feedback.text


def test_or_refused_and_listed(broken):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=broken, INVALID="refuse")
    assert "1 invalid polygons" in str(refusal.value) and "1 features without a polygon" in str(refusal.value)


def test_a_line_in_another_crs_is_transformed_and_said(parcels):
    transform = QgsCoordinateTransform(parcels.crs(), _crs("EPSG:4326"), QgsProject.instance())
    shape = QgsGeometry.fromWkt(box(350, 800, -50, 150))
    shape.transform(transform)
    feedback = RecordingFeedback()
    red = lines(shape.asWkt(12), crs="EPSG:4326", name="经纬度红线")
    pieces = by_parcel(run(feedback, INPUT=parcels, RED_LINE=red)["OUTPUT"])["P3"]
    assert [row["area_ha"] for row in pieces] == pytest.approx([0.5, 0.5], rel=1e-4)
    assert {row["space"] for row in pieces} == {"A", "E"}
    assert "经纬度红线" in feedback.text and "EPSG:4326" in feedback.text


def _crs(name):
    return QgsVectorLayer(f"Polygon?crs={name}", "", "memory").crs()


def test_geographic_coordinates_are_measured_on_the_ellipsoid(provider):
    degrees = "POLYGON((114 30,114.01 30,114.01 30.01,114 30.01,114 30))"
    layer = make_layer("Polygon", "EPSG:4490", DLTB, [(degrees, ("P0", "0101"))], "经纬度")
    half = "POLYGON((114.005 29,115 29,115 31,114.005 31,114.005 29))"
    rows = rows_of(run(INPUT=layer, RED_LINE=lines(half, crs="EPSG:4490"))["OUTPUT"])
    # 0.01 degrees: 1108.6 m north, 964.9 m east at 30 degrees
    assert sum(row["area_ha"] for row in rows) == pytest.approx(106.96, rel=1e-3)
    assert [row["area_ha"] for row in rows] == pytest.approx([53.48, 53.48], rel=1e-3)


def test_overlapping_parcels_are_reported(provider):
    rows = [(box(0, 100), ("P0", "0101")), (box(90, 200), ("P1", "0301")), (box(200, 300), ("P2", "0301"))]
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=make_layer("Polygon", CRS, DLTB, rows, "重叠"))
    assert result["OVERLAP_HA"] == pytest.approx(0.1, rel=1e-4)
    assert "重叠 overlap: 1 pairs" in feedback.text


def test_heights_and_curves_are_flattened(provider):
    arc = "CIRCULARSTRINGZ(500000 3300000 1, 500050 3300050 1, 500100 3300000 1)"
    curve = f"CURVEPOLYGONZ(COMPOUNDCURVEZ({arc}, (500100 3300000 1, 500000 3300000 1)))"
    layer = make_layer("CurvePolygonZ", CRS, DLTB, [(curve, ("half moon", "0101"))], "曲线")
    output = run(INPUT=layer)["OUTPUT"]
    assert rows_of(output)[0]["area_ha"] == pytest.approx(3.14159 * 50**2 / 2 / 1e4, rel=1e-3)
    assert not next(output.getFeatures()).geometry().constGet().is3D()


def test_own_columns_of_the_input_are_kept(provider):
    layer = make_layer(
        "Polygon", CRS, "field=DLBM:string&field=space:string", [(box(0, 100), ("0101", "mine"))], "同名"
    )
    output = run(INPUT=layer)["OUTPUT"]
    row = rows_of(output)[0]
    assert (row["space_in"], row["space"]) == ("mine", "A")
    assert output.renderer().classAttribute() == "space"


def test_files_with_chinese_names_are_styled_and_explain_themselves(parcels, workplace):
    paths = {name: workplace / f"{name} 结果.gpkg" for name in ("OUTPUT", "CONFLICTS")}
    run(
        INPUT=parcels,
        RED_LINE=lines(box(50, 250)),
        FARMLAND=lines(box(0, 150)),
        **{name: str(path) for name, path in paths.items()},
    )
    assert sorted(item.name for item in workplace.iterdir()) == sorted(path.name for path in paths.values())
    layer = QgsVectorLayer(str(paths["OUTPUT"]), "again", "ogr")
    assert layer.renderer().classAttribute() == "space"
    record = provenance.read(layer)
    assert record["standards"]["land_use_scheme"] == "third_survey"
    assert record["tables"]["space_precedence.csv"]["digest"]
    assert any("C2" in text for text in record["warnings"])
    assert {"INPUT", "RED_LINE", "FARMLAND"} == set(record["inputs"])


def test_pieces_of_a_geopackage_get_numbers_of_their_own(parcels, workplace):
    """The field fid of the input is a primary key; one feature that becomes two may not keep it."""
    saved = processing.run("native:savefeatures", {"INPUT": parcels, "OUTPUT": str(workplace / "地类.gpkg")})[
        "OUTPUT"
    ]
    output = run(INPUT=saved, RED_LINE=lines(box(50, 250)), OUTPUT=str(workplace / "空间.gpkg"))["OUTPUT"]
    rows = rows_of(output)
    assert len(rows) == 8 and len({row["fid"] for row in rows}) == 8
    assert sorted(row["BSM"] for row in rows) == ["P0", "P0", "P1", "P2", "P2", "P3", "P4", "P5"]


@pytest.mark.parametrize("cancel_at", [0, 15, 50, 99])
def test_cancel_leaves_nothing_behind(parcels, workplace, cancel_at):
    feedback = RecordingFeedback(cancel_at)
    path = workplace / "never.gpkg"
    run(feedback, INPUT=parcels, RED_LINE=lines(box(50, 250)), OUTPUT=str(path))
    assert list(workplace.iterdir()) == []


def test_progress_never_runs_backwards(parcels):
    feedback = RecordingFeedback()
    run(feedback, INPUT=parcels, RED_LINE=lines(box(50, 250)), SEA=lines(box(450, 900)), CONFLICTS="memory:")
    assert feedback.percentages == sorted(feedback.percentages)
