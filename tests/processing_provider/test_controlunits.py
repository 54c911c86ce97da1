"""The algorithm ``controlunits``: declares, refuses, runs, keeps sums and topology, same ids again."""

from __future__ import annotations

import random

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsGeometry, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:controlunits"
FIELDS = "field=unit_code:string&field=subzone:string&field=net_tco2:double&field=note:string"
# 10 x 10 m in a CRS without much distortion: areas in ha are those of the plane to 1e-3
CRS = "EPSG:4547"


def box(x0, y0, x1, y1):
    west, east, south, north = 500000 + x0, 500000 + x1, 3300000 + y0, 3300000 + y1
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


#: Unit 01: U-SCP (4 ha), a small A-S beside it and a small U-S that touches it less than A-SC; unit 02: E-S.
ROWS = [
    (box(0, 0, 200, 200), ("01", "U-SCP", 400.0, "a")),
    (box(200, 0, 220, 100), ("01", "U-S", 1.0, "b")),
    (box(220, 0, 400, 200), ("01", "A-SC", 10.0, "c")),
    (box(200, 100, 220, 200), ("01", "A-S", 2.0, "d")),
    (box(400, 0, 600, 200), ("02", "E-S", -30.0, "e")),
    (box(600, 0, 610, 100), ("02", "ND", 0.5, "f")),
]


@pytest.fixture
def zones(provider):
    return make_layer("Polygon", CRS, FIELDS, ROWS, "亚区")


def run(feedback=None, **parameters):
    options = {"MIN_AREA": 0.5, "LANGUAGE": "en", "OUTPUT": "memory:", **parameters}
    return processing.run(ID, options, feedback=feedback or RecordingFeedback())


def geometries_of(layer):
    return [feature.geometry() for feature in layer.getFeatures()]


def overlap_of(geometries):
    return sum(one.area() for one in geometries) - QgsGeometry.unaryUnion(geometries).area()


def shuffled(layer, seed=3):
    """The same features in another order, each ring begun elsewhere."""
    rows = [(feature.geometry(), feature.attributes()) for feature in layer.getFeatures()]
    random.Random(seed).shuffle(rows)
    turned = []
    for geometry, attributes in rows:
        ring = geometry.asPolygon()[0][:-1]
        turned.append((QgsGeometry.fromPolygonXY([[*ring[2:], *ring[:3]]]).asWkt(3), attributes))
    return make_layer("Polygon", CRS, FIELDS, turned, "shuffled")


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert {"INPUT", "SUBZONE", "UNIT", "ADMIN", "MIN_AREA", "MAX_AREA", "SMOOTH", "TOTALS"} <= set(names)
    assert {"OUTPUT", "COUNT", "SLIVERS", "MERGED_HA"} <= {o.name() for o in algorithm.outputDefinitions()}


def test_small_ones_go_to_their_own_space_within_their_unit(zones):
    result = run(INPUT=zones)
    rows = {row["subzone"]: row for row in rows_of(result["OUTPUT"])}
    # U-S (0.2 ha) joins the other urban one, A-S (0.2 ha) the other agricultural one, whatever is longer
    assert set(rows) == {"U-SCP", "A-SC", "E-S", "ND"}
    assert {key: row["area_ha"] for key, row in rows.items()} == pytest.approx(
        {"U-SCP": 4.2, "A-SC": 3.8, "E-S": 4.0, "ND": 0.1}, rel=1e-3
    )
    assert {key: row["merged_ha"] for key, row in rows.items()} == pytest.approx(
        {"U-SCP": 0.2, "A-SC": 0.2, "E-S": 0.0, "ND": 0.0}, rel=1e-3
    )
    assert {key: row["net_tco2"] for key, row in rows.items()} == pytest.approx(
        {"U-SCP": 401.0, "A-SC": 12.0, "E-S": -30.0, "ND": 0.5}, rel=1e-12
    )
    assert result["COUNT"] == 4 and result["MERGED_HA"] == pytest.approx(0.4, rel=1e-3)
    assert rows["U-SCP"]["unit_code"] == "01" and rows["U-SCP"]["industry_exit"] == 1
    assert rows["U-SCP"]["control_unit"].startswith("01-U-SCP-")


def test_areas_and_totals_are_kept(zones):
    every = rows_of(run(INPUT=zones, MIN_AREA=0, SLIVER=0)["OUTPUT"])
    whole = sum(row["area_ha"] for row in every)
    assert len(every) == len(ROWS)
    for options in ({"MIN_AREA": 1}, {"MAX_AREA": 1.1}, {"MAX_AREA": 1.1, "SMOOTH": 5.0}):
        rows = rows_of(run(INPUT=zones, **options)["OUTPUT"])
        assert sum(row["area_ha"] for row in rows) == pytest.approx(whole, rel=1e-9)
        assert sum(row["net_tco2"] for row in rows) == pytest.approx(383.5, rel=1e-12)


def test_large_ones_are_cut_into_equal_pieces(zones):
    rows = rows_of(run(INPUT=zones, MIN_AREA=0.1, MAX_AREA=1.5, SLIVER=0)["OUTPUT"])
    pieces = [row for row in rows if row["subzone"] == "E-S"]
    assert [row["area_ha"] for row in pieces] == pytest.approx([4.0 / 3] * 3, rel=1e-3)
    assert [row["net_tco2"] for row in pieces] == pytest.approx([-10.0] * 3, rel=1e-4)
    assert max(row["area_ha"] for row in rows) <= 1.5 * (1 + 1e-9)
    assert len({row["control_unit"] for row in rows}) == len(rows)


@pytest.mark.parametrize("options", [{}, {"MAX_AREA": 1.2}, {"MAX_AREA": 1.2, "SMOOTH": 20.0}])
def test_neither_gaps_nor_overlaps(zones, options):
    made = geometries_of(run(INPUT=zones, **options)["OUTPUT"])
    assert all(one.isGeosValid() and len(one.asGeometryCollection()) == 1 for one in made)
    assert abs(overlap_of(made)) < 1e-3
    before = QgsGeometry.unaryUnion(geometries_of(zones))
    assert QgsGeometry.unaryUnion(made).symDifference(before).area() < 1e-3


@pytest.mark.parametrize("options", [{}, {"MAX_AREA": 1.2, "MIN_AREA": 0.3, "SMOOTH": 20.0}])
def test_ids_and_areas_do_not_depend_on_the_order(zones, options):
    def found(layer):
        return {
            row["control_unit"]: round(row["area_ha"], 9)
            for row in rows_of(run(INPUT=layer, **options)["OUTPUT"])
        }

    assert found(zones) == found(shuffled(zones)) == found(shuffled(zones, 8))


def test_administrative_units_from_a_layer_cut_the_sub_zones(zones, feedback):
    admin = make_layer(
        "Polygon",
        CRS,
        "field=code:string",
        [(box(0, 0, 100, 200), ("A1",)), (box(100, 0, 500, 200), ("B2",))],
        "towns",
    )
    rows = rows_of(run(feedback, INPUT=zones, ADMIN=admin, ADMIN_CODE="code", MIN_AREA=0)["OUTPUT"])
    assert {row["unit_code"] for row in rows} == {"A1", "B2"}
    assert sum(row["area_ha"] for row in rows) == pytest.approx(10.0, rel=1e-3)
    # half of the marine piece and all of ND lie outside, and their totals with them
    assert sum(row["net_tco2"] for row in rows) == pytest.approx(400 + 13 - 15, rel=1e-4)
    assert "outside the administrative units" in feedback.text


def test_slivers_go_away_even_without_a_minimum_and_are_counted(provider, feedback):
    rows = [
        (box(0, 0, 100, 100), ("01", "U-S", 1.0, "")),
        (box(100, 0, 100.005, 100), ("01", "A-S", 0.0, "")),
        (box(100.005, 0, 200, 100), ("01", "E-S", 1.0, "")),
    ]
    layer = make_layer("Polygon", CRS, FIELDS, rows, "slivers")
    result = run(feedback, INPUT=layer, MIN_AREA=0)
    assert result["SLIVERS"] == 1 and result["COUNT"] == 2 and "1 slivers" in feedback.text
    assert len(rows_of(run(INPUT=layer, MIN_AREA=0, SLIVER=0)["OUTPUT"])) == 3


def test_overlaps_are_told_and_counted_once(provider, feedback):
    rows = [
        (box(0, 0, 100, 100), ("01", "U-S", 1.0, "")),
        (box(50, 0, 200, 100), ("01", "E-S", 1.0, "")),
        (box(60, 10, 70, 20), ("01", "A-S", 5.0, "")),
    ]
    layer = make_layer("Polygon", CRS, FIELDS, rows, "overlapping")
    out = run(feedback, INPUT=layer, MIN_AREA=0)["OUTPUT"]
    made = rows_of(out)
    assert abs(overlap_of(geometries_of(out))) < 1e-3
    assert sum(row["area_ha"] for row in made) == pytest.approx(2.0, rel=1e-3)
    assert sum(row["net_tco2"] for row in made) == pytest.approx(7.0)
    assert "overlap by" in feedback.text


@pytest.mark.parametrize("invalid", ["repair", "refuse"])
def test_bow_ties_are_repaired_or_refused(provider, feedback, invalid):
    bow = "POLYGON((500000 3300000,500100 3300100,500100 3300000,500000 3300100,500000 3300000))"
    layer = make_layer("Polygon", CRS, FIELDS, [(bow, ("01", "U-S", 1.0, ""))], "bow")
    if invalid == "refuse":
        with pytest.raises(QgsProcessingException, match="1 invalid polygons"):
            run(INPUT=layer, INVALID=invalid)
        return
    rows = rows_of(run(feedback, INPUT=layer, INVALID=invalid)["OUTPUT"])
    assert sum(row["area_ha"] for row in rows) == pytest.approx(0.5, rel=1e-3)
    assert "repaired" in feedback.text


def test_a_missing_total_is_not_zero(provider, feedback):
    rows = [
        (box(0, 0, 100, 100), ("01", "U-S", None, "")),
        (box(100, 0, 200, 100), ("01", "U-S", 2.0, "")),
        (box(200, 0, 300, 100), ("01", "E-S", 3.0, "")),
    ]
    layer = make_layer("Polygon", CRS, FIELDS, rows, "missing")
    made = {row["subzone"]: row["net_tco2"] for row in rows_of(run(feedback, INPUT=layer)["OUTPUT"])}
    assert made == {"U-S": None, "E-S": 3.0} and "no value in net_tco2" in feedback.text


def test_degrees_give_the_same_ids(zones, provider):
    moved = processing.run(
        "native:reprojectlayer", {"INPUT": zones, "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"}
    )["OUTPUT"]
    degrees = rows_of(run(INPUT=moved, MAX_AREA=1.2, SMOOTH=5.0)["OUTPUT"])
    metres = rows_of(run(INPUT=zones, MAX_AREA=1.2, SMOOTH=5.0)["OUTPUT"])
    assert [row["control_unit"] for row in degrees] == [row["control_unit"] for row in metres]
    assert [row["area_ha"] for row in degrees] == pytest.approx([row["area_ha"] for row in metres], rel=1e-3)


@pytest.mark.parametrize(
    ("rows", "changes", "words"),
    [
        ([(box(0, 0, 9, 9), (None, "U-S", 1.0, ""))], {}, ["no code of an administrative unit", "rows: 1"]),
        ([(box(0, 0, 9, 9), ("1", "X-Y", 1.0, ""))], {}, ["X-Y", "subzone"]),
        (ROWS, {"MIN_AREA": 3, "MAX_AREA": 5}, ["at least twice"]),
        (ROWS, {"SUBZONE": "zone"}, ["no field zone"]),
        (ROWS, {"UNIT": ""}, ["UNIT"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, rows, changes, words):
    layer = make_layer("Polygon", CRS, FIELDS, rows, "亚区")
    with pytest.raises(QgsProcessingException) as refused:
        run(INPUT=layer, **changes)
    assert all(word in str(refused.value) for word in words)


def test_a_file_is_styled_and_says_what_made_it(zones, workplace):
    path = workplace / "管控单元.gpkg"
    run(INPUT=zones, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "units", "ogr")
    assert layer.renderer().type() == "categorizedSymbol"
    assert layer.renderer().classAttribute() == "subzone"
    assert provenance.read(layer)["results"]["control_units"]["count"] == 4


@pytest.mark.parametrize("at", [0, 30, 70, 99])
def test_cancel_leaves_nothing_behind(zones, workplace, at):
    run(RecordingFeedback(cancel_at=at), INPUT=zones, OUTPUT=str(workplace / "out.gpkg"))
    assert list(workplace.iterdir()) == []
