"""The algorithm ``subzones``: declares, refuses, runs, keeps sums, cancels."""

from __future__ import annotations

import math

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:subzones"
CRS = "EPSG:4547"
UNITS = (
    "field=unit_code:string&field=cp_class:string&field=net_tco2:double&field=q_p:double&field=area_ha:double"
    "&field=people:integer"
)


def box(x0, x1, y0=0, y1=100):
    west, east, south, north = 500000 + x0, 500000 + x1, 3300000 + y0, 3300000 + y1
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def unit_layer(rows, fields=UNITS, name="单元"):
    return make_layer("Polygon", CRS, fields, rows, name)


def space_layer(*rows, fields="field=space:string", name="空间"):
    return make_layer("Polygon", CRS, fields, rows, name)


@pytest.fixture
def units(provider):
    """Two units of 2 ha: SC with 100 t, SCP with 40 t."""
    return unit_layer(
        [
            (box(0, 200), ("01", "SC", 100.0, -0.5, 7.0, 10)),
            (box(200, 400), ("02", "SCP", 40.0, 1.5, 7.0, 20)),
        ]
    )


@pytest.fixture
def spaces(provider):
    """Agricultural 0-100, urban 100-300 as two polygons, nothing 300-350, marine 350-450."""
    return space_layer(
        (box(0, 100), ("A",)), (box(100, 250), ("U",)), (box(250, 300), ("U",)), (box(350, 450), ("M",))
    )


def run(feedback=None, **parameters):
    return processing.run(ID, {"OUTPUT": "memory:", **parameters}, feedback=feedback or RecordingFeedback())


def areas_of(rows, *keys):
    found = {}
    for row in rows:
        key = tuple(row[key] for key in keys)
        found[key] = found.get(key, 0.0) + row["area_ha"]
    return found


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert {"INPUT", "SPACES", "CLASSIFY_BY", "MIN_AREA", "DISSOLVE", "TOTALS", "LANGUAGE"} <= set(names)
    assert {"OUTPUT", "MATRIX", "OUTSIDE_HA"} <= {output.name() for output in algorithm.outputDefinitions()}


def test_every_piece_has_the_class_of_its_unit_and_its_own_space(units, spaces):
    rows = rows_of(run(INPUT=units, SPACES=spaces)["OUTPUT"])
    found = areas_of(rows, "unit_code", "subzone")
    assert found == pytest.approx(
        {
            ("01", "A-SC"): 1.0,
            ("01", "U-SC"): 1.0,
            ("02", "U-SCP"): 1.0,
            ("02", "M-SCP"): 0.5,
            ("02", "ND"): 0.5,
        },
        rel=1e-4,
    )
    assert {row["subzone"]: row["subzone_code"] for row in rows} == {
        "A-SC": 12,
        "U-SC": 32,
        "U-SCP": 36,
        "M-SCP": 46,
        "ND": 0,
    }
    assert {row["industry_exit"] for row in rows if row["subzone"].endswith("SCP")} == {1}


@pytest.mark.parametrize("dissolve", [True, False])
def test_pieces_fill_their_units(units, spaces, dissolve):
    rows = rows_of(run(INPUT=units, SPACES=spaces, DISSOLVE=dissolve)["OUTPUT"])
    whole = areas_of(rows, "unit_code")
    assert whole == pytest.approx({("01",): 2.0, ("02",): 2.0}, rel=1e-4)
    shares = {}
    for row in rows:
        shares[row["unit_code"]] = shares.get(row["unit_code"], 0.0) + row["unit_share"]
    assert shares == pytest.approx({"01": 1.0, "02": 1.0}, rel=1e-12)
    assert len(rows) == (5 if dissolve else 6)


def test_totals_are_shared_by_area_and_add_up(units, spaces):
    feedback = RecordingFeedback()
    rows = rows_of(run(feedback, INPUT=units, SPACES=spaces)["OUTPUT"])
    sums = {}
    for row in rows:
        sums[row["unit_code"]] = sums.get(row["unit_code"], 0.0) + row["net_tco2"]
    assert sums == pytest.approx({"01": 100.0, "02": 40.0}, rel=1e-12)
    assert {row["people"] for row in rows} == {10, 20}
    assert "net_tco2" in feedback.text and "area_ha" in feedback.text
    assert any("shared out by area (net_tco2" in text for text in feedback.warnings)
    assert all(row["q_p"] in (-0.5, 1.5) for row in rows)


def test_other_totals_are_shared_where_asked(units, spaces):
    rows = rows_of(run(INPUT=units, SPACES=spaces, TOTALS=["people"])["OUTPUT"])
    assert sum(row["people"] for row in rows) == pytest.approx(30.0)
    assert {row["net_tco2"] for row in rows} == {100.0, 40.0}


def test_a_text_cannot_be_shared(units, spaces):
    with pytest.raises(QgsProcessingException, match="unit_code"):
        run(INPUT=units, SPACES=spaces, TOTALS=["unit_code"])


def test_no_data_of_class_or_space_is_kept_and_never_a_zone(provider, spaces):
    layer = unit_layer(
        [(box(0, 200), ("01", "ND", None, None, None, 0)), (box(200, 400), ("02", None, None, None, None, 0))]
    )
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=layer, SPACES=spaces)
    rows = rows_of(result["OUTPUT"])
    assert {row["subzone"] for row in rows} == {"ND"}
    assert {row["space"] for row in rows} == {"A", "U", "M", "ND"}
    assert result["NO_DATA_HA"] == pytest.approx(4.0, rel=1e-4)
    assert "1 features of 单元 have no value in cp_class" in feedback.text


def test_the_matrix_has_totals_and_no_data_apart(units, spaces):
    result = run(INPUT=units, SPACES=spaces, MATRIX="memory:")
    table = {row["space"]: row for row in rows_of(result["MATRIX"])}
    assert list(table) == ["A", "E", "U", "M", "ND", "total"]
    assert table["A"]["ha_sc"] == pytest.approx(1.0, rel=1e-4) and table["E"]["ha_total"] == 0
    assert table["U"]["ha_sc"] == pytest.approx(table["U"]["ha_scp"], rel=1e-4)
    assert table["ND"]["ha_total"] == pytest.approx(0.5, rel=1e-4)
    assert table["total"]["ha_scp"] == pytest.approx(2.0, rel=1e-4)
    assert table["total"]["ha_total"] == pytest.approx(
        sum(table[c]["ha_total"] for c in ("A", "E", "U", "M", "ND")), rel=1e-12
    )


def test_spaces_outside_the_units_are_said(units, spaces):
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=units, SPACES=spaces)
    assert result["OUTSIDE_HA"] == pytest.approx(0.5, rel=1e-4)
    assert "outside the units" in feedback.text and "空间" in feedback.text


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "农业空间碳超标区"), ("en", "Agricultural space, carbon-exceeding zone")]
)
def test_measures_come_in_the_chosen_language(units, spaces, lang, words):
    rows = rows_of(run(INPUT=units, SPACES=spaces, LANGUAGE=lang)["OUTPUT"])
    first = next(row for row in rows if row["subzone"] == "A-SC")
    assert first["subzone_name"] == words
    assert first["measures"] and first["control_line"]


def test_small_patches_go_to_the_neighbour_with_the_longest_border(provider):
    """A pond of 0.04 ha has 60 m with the field and 20 m with the town; a speck alone in its unit stays."""
    units = unit_layer(
        [
            (box(0, 200), ("01", "SC", 200.0, 0.0, 0.0, 0)),
            (box(300, 301, 0, 100), ("02", "S", 1.0, 0.0, 0.0, 0)),
        ]
    )
    places = space_layer(
        (
            _ring((0, 0), (100, 0), (100, 40), (80, 40), (80, 60), (100, 60), (100, 100), (0, 100)),
            ("A",),
        ),
        (box(80, 100, 40, 60), ("E",)),
        (box(100, 200), ("U",)),
        (box(300, 301), ("U",)),
    )
    feedback = RecordingFeedback()
    rows = rows_of(run(feedback, INPUT=units, SPACES=places, MIN_AREA=0.1)["OUTPUT"])
    assert areas_of(rows, "unit_code", "subzone") == pytest.approx(
        {("01", "A-SC"): 1.0, ("01", "U-SC"): 1.0, ("02", "U-S"): 0.01}, rel=1e-3
    )
    assert sum(row["net_tco2"] for row in rows if row["unit_code"] == "01") == pytest.approx(200.0, rel=1e-12)
    assert "1 patches below 0.1 ha (0.04 ha in all) went to their neighbours" in feedback.text
    assert "1 patches below 0.1 ha have no neighbour in their unit and stay" in feedback.text


def _ring(*points):
    """WKT of a polygon, metres from the corner of `box`."""
    corners = [f"{500000 + x} {3300000 + y}" for x, y in [*points, points[0]]]
    return f"POLYGON(({','.join(corners)}))"


def test_small_patches_do_not_cross_the_border_of_a_unit(provider):
    units = unit_layer(
        [(box(0, 100), ("01", "SC", 1.0, 0.0, 0.0, 0)), (box(100, 200), ("02", "SC", 1.0, 0.0, 0.0, 0))]
    )
    places = space_layer((box(0, 90), ("A",)), (box(90, 100), ("E",)), (box(100, 200), ("U",)))
    rows = rows_of(run(INPUT=units, SPACES=places, MIN_AREA=0.5)["OUTPUT"])
    assert areas_of(rows, "unit_code", "subzone") == pytest.approx(
        {("01", "A-SC"): 1.0, ("02", "U-SC"): 1.0}, rel=1e-4
    )


def test_no_data_neither_gives_nor_takes(provider):
    units = unit_layer([(box(0, 100), ("01", "SC", 1.0, 0.0, 0.0, 0))])
    places = space_layer((box(0, 50), ("A",)), (box(55, 60), ("E",)))
    rows = rows_of(run(INPUT=units, SPACES=places, MIN_AREA=1.0)["OUTPUT"])
    assert areas_of(rows, "subzone") == pytest.approx(
        {("A-SC",): 0.5, ("E-SC",): 0.05, ("ND",): 0.45}, rel=1e-4
    )


def test_patches_stay_apart_where_they_are_not_joined(provider):
    units = unit_layer([(box(0, 300), ("01", "SC", 30.0, 0.0, 0.0, 0))])
    places = space_layer(
        (box(0, 100), ("A",)), (box(100, 104), ("E",)), (box(104, 200), ("U",)), (box(200, 300), ("A",))
    )
    rows = rows_of(run(INPUT=units, SPACES=places, MIN_AREA=0.1, DISSOLVE=False)["OUTPUT"])
    # both borders of the strip are equal: it goes to the larger patch
    assert sorted((row["subzone"], round(row["area_ha"], 3)) for row in rows) == [
        ("A-SC", 1.0),
        ("A-SC", 1.04),
        ("U-SC", 0.96),
    ]
    assert sum(row["net_tco2"] for row in rows) == pytest.approx(30.0, rel=1e-12)


NETS = "field=space:string&field=net_tco2:double"


@pytest.fixture
def emitting(provider):
    """Field -10 t; town 300 t, half of it in the unit; a sea without a number."""
    return space_layer(
        (box(0, 100), ("A", -10.0)), (box(100, 300), ("U", 300.0)), (box(300, 400), ("M", None)), fields=NETS
    )


def test_by_piece_the_emission_of_the_spaces_decides(units, emitting):
    rows = rows_of(run(INPUT=units, SPACES=emitting, CLASSIFY_BY="piece", BENCHMARK=100)["OUTPUT"])
    found = {(row["unit_code"], row["space"]): row for row in rows}
    # 150 t on 1 ha against the benchmark 100: q_c = 1.5, strong; pollution: 01 complies, 02 is strong
    assert {key: row["cp_class"] for key, row in found.items()} == {
        ("01", "A"): "S",
        ("01", "U"): "SC",
        ("02", "U"): "SCP",
        ("02", "M"): "ND",
    }
    assert found["01", "U"]["q_c"] == pytest.approx(1.5, rel=1e-4)
    assert found["01", "U"]["net_tco2"] == pytest.approx(150.0, rel=1e-4)
    assert found["02", "U"]["q_p"] == 1.5
    assert found["02", "M"]["net_tco2"] is None and found["02", "M"]["subzone"] == "ND"
    assert {row["unit_class"] for row in rows} == {"SC", "SCP"}


def test_by_piece_takes_the_frozen_standards_of_the_classes(provider, emitting, workplace):
    units = make_layer(
        "Polygon",
        CRS,
        "field=unit_code:string&field=net_tco2:double&field=q_p:double",
        [(box(0, 200), ("01", 100.0, -0.5)), (box(200, 400), ("02", 40.0, 1.5))],
        "单元",
    )
    path = workplace / "六类 分区.gpkg"
    processing.run(
        "cpzoning:sixclasszoning", {"INPUT": units, "CARBON_BENCHMARK": 100, "TAU_C": 2, "OUTPUT": str(path)}
    )
    output = workplace / "亚区.gpkg"
    run(INPUT=str(path), SPACES=emitting, CLASSIFY_BY="piece", OUTPUT=str(output))
    rows = rows_of(str(output))
    found = {(row["unit_code"], row["space"]): row for row in rows}
    # u = 1.5 / 2 is weak now
    assert found["02", "U"]["cp_class"] == "PC"
    record = provenance.read(QgsVectorLayer(str(output), "again", "ogr"))
    assert record["standards"]["carbon_benchmark"] == 100 and record["standards"]["tau_c"] == 2
    assert not [name for name in rows[0] if name.endswith(("_2", "_in"))]


def test_by_piece_needs_a_benchmark_and_says_so(units, emitting):
    feedback = RecordingFeedback()
    with pytest.raises(QgsProcessingException, match="benchmark"):
        run(feedback, INPUT=units, SPACES=emitting, CLASSIFY_BY="piece")
    assert "does not say by which standards" in feedback.text


def test_by_piece_sums_are_kept_when_small_patches_move(provider):
    units = unit_layer([(box(0, 200), ("01", "SC", 0.0, 0.0, 0.0, 0))])
    places = space_layer(
        (box(0, 100), ("A", 10.0)), (box(100, 104), ("E", -2.0)), (box(104, 200), ("U", 50.0)), fields=NETS
    )
    rows = rows_of(run(INPUT=units, SPACES=places, CLASSIFY_BY="piece", BENCHMARK=10, MIN_AREA=0.1)["OUTPUT"])
    assert {row["space"] for row in rows} == {"A", "U"}
    assert sum(row["net_tco2"] for row in rows) == pytest.approx(58.0, rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CLASS": "klass"}, ["单元", "klass"]),
        ({"CLASSIFY_BY": "piece", "BENCHMARK": 1}, ["空间", "NET"]),
        ({"SPACES": ("Point", "POINT(500000 3300000)", "A")}, ["点层", "polygons"]),
        ({"SPACES": ("Polygon", box(0, 10), "X")}, ["点层", "X (1×)", "A, E, U, M"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, spaces, changes, words):
    changes = {
        name: make_layer(value[0], CRS, "field=space:string", [(value[1], (value[2],))], "点层")
        if isinstance(value, tuple)
        else value
        for name, value in changes.items()
    }
    with pytest.raises(QgsProcessingException) as refusal:
        run(**{"INPUT": units, "SPACES": spaces, **changes})
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_unknown_classes_and_spaces_are_told_together(provider):
    units = unit_layer([(box(0, 200), ("01", "CX", 1.0, 0.0, 0.0, 0))])
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=units, SPACES=space_layer((box(0, 100), ("Z",))))
    assert "CX (1×)" in str(refusal.value) and "Z (1×)" in str(refusal.value)


def test_overlapping_spaces_are_said(units, provider):
    places = space_layer((box(0, 250), ("A",)), (box(150, 400), ("U",)))
    feedback = RecordingFeedback()
    run(feedback, INPUT=units, SPACES=places)
    assert "overlap within the units by 1.0" in feedback.text


def test_spaces_in_another_crs_are_transformed(units):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

    shape = QgsGeometry.fromWkt(box(-50, 100, -50, 150))
    target = QgsCoordinateReferenceSystem("EPSG:4326")
    shape.transform(QgsCoordinateTransform(units.crs(), target, QgsProject.instance()))
    places = make_layer("Polygon", "EPSG:4326", "field=space:string", [(shape.asWkt(13), ("E",))], "经纬度")
    rows = rows_of(run(INPUT=units, SPACES=places)["OUTPUT"])
    assert areas_of(rows, "subzone")["E-SC",] == pytest.approx(1.0, rel=1e-4)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("more_spaces", [True, False])
def test_sums_are_kept_for_any_shapes(provider, seed, more_spaces):
    """Areas and totals of units survive crossing, joining and merging, whichever layer is the larger."""
    rng = np.random.default_rng(seed)

    def strips(count, skew):
        edges = np.sort(rng.uniform(0, 10000, count - 1))
        left, right = np.concatenate([[0.0], edges]), np.concatenate([edges, [10000.0]])
        return [_ring((a, 0), (b, 0), (b + skew, 5000), (a + skew, 5000)) for a, b in zip(left, right)]

    one, other = (4, 25) if more_spaces else (25, 4)
    classes, codes = ["S", "SC", "SP", "CP", "PC", "SCP", "ND"], ["A", "E", "U", "M", "ND"]
    units = unit_layer(
        [
            (shape, (str(i), classes[i % 7], float(i + 1), 0.0, 0.0, 0))
            for i, shape in enumerate(strips(one, 700))
        ]
    )
    places = space_layer(*((shape, (codes[i % 5],)) for i, shape in enumerate(strips(other, -900))))
    for dissolve, minimum in ((True, 0.0), (False, 0.0), (True, 30.0), (False, 30.0)):
        rows = rows_of(run(INPUT=units, SPACES=places, DISSOLVE=dissolve, MIN_AREA=minimum)["OUTPUT"])
        wholes = rows_of(
            run(INPUT=units, SPACES=space_layer((box(-5000, 20000, -100, 9000), ("A",))))["OUTPUT"]
        )
        expected = {row["unit_code"]: row["area_ha"] for row in wholes}
        for code, whole in expected.items():
            own = [row for row in rows if row["unit_code"] == code]
            assert sum(row["area_ha"] for row in own) == pytest.approx(whole, rel=1e-9)
            assert sum(row["net_tco2"] for row in own) == pytest.approx(float(code) + 1.0, rel=1e-9)


def test_a_geopackage_comes_and_goes_with_style(units, spaces, workplace):
    saved = processing.run(
        "native:savefeatures", {"INPUT": units, "OUTPUT": str(workplace / "单元 层.gpkg")}
    )["OUTPUT"]
    path = workplace / "亚区 结果.gpkg"
    run(INPUT=saved, SPACES=spaces, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.featureCount() == 5
    assert layer.renderer().classAttribute() == "subzone"
    record = provenance.read(layer)
    assert record["results"]["area_by_subzone_ha"]["A-SC"] == pytest.approx(1.0, rel=1e-4)
    assert not math.isnan(record["results"]["area_by_subzone_ha"]["M-SCP"])


@pytest.mark.parametrize("cancel_at", [0, 20, 60, 99])
def test_cancel_leaves_nothing_behind(units, spaces, workplace, cancel_at):
    run(RecordingFeedback(cancel_at), INPUT=units, SPACES=spaces, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
