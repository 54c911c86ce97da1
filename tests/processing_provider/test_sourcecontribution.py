"""The algorithm ``sourcecontribution``: declares, refuses, goes every way, cancels."""

from __future__ import annotations

import math

import numpy as np
import processing
import pytest
from helpers import make_layer, make_raster, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import METRES, square

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:sourcecontribution"
EAST, NORTH = 500_000.0, 3_300_000.0
NODES = "field=unit_name:string&field=e:double&field=node:string"


def point(x_km, y_km):
    return f"POINT({EAST + 1000 * x_km} {NORTH + 1000 * y_km})"


def layer_of(rows, name, fields=NODES):
    return make_layer("Point", METRES, fields, rows, name)


def plain(rows, fields, name):
    return make_layer("None", "", fields, [("", row) for row in rows], name)


@pytest.fixture
def works(provider):
    """The three sources of the method notes, C.7, one km apart."""
    rows = [
        (point(i, 0), (name, e, node))
        for i, (name, e, node) in enumerate([("钢厂", 100, "a"), ("电厂", 50, "b"), ("水泥厂", 80, "c")])
    ]
    return layer_of(rows, "污染源")


@pytest.fixture
def towns(provider):
    rows = [
        (point(i, 1), (name, None, node))
        for i, (name, node) in enumerate([("甲", "b"), ("乙", "c"), ("丙", "d")])
    ]
    return layer_of(rows, "乡镇")


def run(feedback=None, **changes):
    options = {"EMISSION": "e", "CONTRIBUTIONS": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def pairs(result, column="contribution"):
    return {(row["receptor"], row["source_name"]): row[column] for row in rows_of(result["CONTRIBUTIONS"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    assert algorithm.parameterDefinition("SHARE").defaultValue() == 0.8


class TestMatrix:
    T = [[0.6, 0.2, None], [0.1, 0.7, 0.2], [0.05, 0.1, 0.8]]
    FIELDS = "field=receptor:string&field=source:string&field=transfer:double"

    def matrix(self, rows=None):
        receptors, sources = ("甲", "乙", "丙"), ("钢厂", "电厂", "水泥厂")
        named = [zip(sources, row) for row in self.T]
        rows = rows or [(r, s, t) for r, row in zip(receptors, named) for s, t in row if t]
        return plain(rows, self.FIELDS, "矩阵")

    def run(self, works, towns, matrix=None, **changes):
        return run(METHOD="matrix", SOURCES=works, RECEPTORS=towns, MATRIX=matrix or self.matrix(), **changes)

    def test_values_of_the_method_notes(self, works, towns):
        result = self.run(works, towns, LOADS="memory:", RANKED="memory:")
        found = pairs(result)
        assert found["甲", "钢厂"] == pytest.approx(0.857143, abs=1e-6)
        assert found["乙", "水泥厂"] == pytest.approx(0.262295, abs=1e-6)
        assert ("甲", "水泥厂") not in found
        loads = {row["unit_name"]: row for row in rows_of(result["LOADS"])}
        assert [loads[name]["receptor_load"] for name in "甲乙丙"] == pytest.approx([70, 61, 74])
        assert [loads[name]["top_source"] for name in "甲乙丙"] == ["钢厂", "电厂", "水泥厂"]
        assert loads["甲"]["decisive_sources"] == 1
        assert result["LOAD"] == pytest.approx(205)
        ranked = rows_of(result["RANKED"])
        assert [row["source_name"] for row in ranked] == ["水泥厂", "钢厂", "电厂"]
        assert ranked[-1]["cumulative"] == pytest.approx(1)

    def test_ranks_and_running_sums(self, works, towns):
        rows = [row for row in rows_of(self.run(works, towns)["CONTRIBUTIONS"]) if row["receptor"] == "乙"]
        assert [row["source_rank"] for row in rows] == [1, 2, 3]
        assert [row["decisive"] for row in rows] == [1, 1, 0]
        assert rows[-1]["cumulative"] == pytest.approx(1)

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([("丁", "钢厂", 0.5)], ["丁", "receptor"]),
            ([("甲", "纸厂", 0.5)], ["纸厂", "source"]),
            ([("甲", "钢厂", None)], ["no number in transfer"]),
            ([("甲", "钢厂", 0.5), ("甲", "钢厂", 0.1)], ["twice"]),
            ([("甲", "钢厂", 0.9), ("乙", "钢厂", 0.3)], ["1.2"]),
            ([("甲", "钢厂", -0.1)], ["negative"]),
        ],
    )
    def test_faulty_matrices_are_refused(self, works, towns, rows, words):
        with pytest.raises(QgsProcessingException) as refusal:
            self.run(works, towns, self.matrix(rows))
        assert all(word in str(refusal.value) for word in words), str(refusal.value)

    def test_a_source_without_emission_is_left_out_not_zero(self, works, towns, feedback):
        works.dataProvider().changeAttributeValues({1: {1: None}})
        result = self.run(works, towns, feedback=feedback)
        assert {source for _, source in pairs(result)} == {"电厂", "水泥厂"}
        assert any("1 sources have no emission in e" in text for text in feedback.warnings)


def test_wind_carries_from_where_it_blows(works, provider):
    around = layer_of(
        [(point(x, y), (name, None, None)) for name, x, y in (("东", 10, 0), ("西", -10, 0))], "受体"
    )
    one = layer_of([(point(0, 0), ("钢厂", 100, None))], "源")
    result = run(METHOD="wind", SOURCES=one, RECEPTORS=around, DECAY_KM=10, WIND=["西风", 100, "E", 0])
    assert pairs(result, "arriving") == {("东", "钢厂"): pytest.approx(100 * math.exp(-1))}


def test_receptors_in_another_crs_are_brought_to_the_sources(works, provider):
    far = make_layer("Point", "EPSG:4490", NODES, [("POINT(114.05 29.82)", ("南", None, None))], "经纬度")
    near = processing.run("native:reprojectlayer", {"INPUT": far, "TARGET_CRS": METRES, "OUTPUT": "memory:"})[
        "OUTPUT"
    ]
    options = {"METHOD": "wind", "SOURCES": works, "DECAY_KM": 10, "WIND": ["N", 1, "E", 1, "S", 1, "W", 1]}
    one, other = (pairs(run(RECEPTORS=layer, **options), "arriving") for layer in (far, near))
    assert one == pytest.approx(other, rel=1e-6)


class TestNetwork:
    LINKS = [("a", "b", 2.0), ("b", "c", 3.0), ("c", "d", 1.0)]
    FIELDS = "field=from_node:string&field=to_node:string&field=length_km:double"

    def run(self, works, towns, links=None, feedback=None, **changes):
        table = plain(links or self.LINKS, self.FIELDS, "河网")
        return run(feedback, METHOD="network", SOURCES=works, RECEPTORS=towns, LINKS=table, **changes)

    def test_transfer_fades_downstream_and_nothing_goes_up(self, works, towns):
        found = pairs(self.run(works, towns, DECAY_KM=2), "transfer")
        assert found["甲", "钢厂"] == pytest.approx(math.exp(-1))
        assert found["甲", "电厂"] == 1
        assert found["丙", "钢厂"] == pytest.approx(math.exp(-3))
        assert ("甲", "水泥厂") not in found
        assert set(pairs(self.run(works, towns), "transfer").values()) == {1}

    def test_sources_and_receptors_may_be_plain_tables(self, towns, provider):
        table = plain([("钢厂", 100, "a")], NODES, "表")
        there = plain([("断面", None, "d")], NODES, "断面")
        assert pairs(self.run(table, there)) == {("断面", "钢厂"): 1}

    def test_circles_are_named(self, works, towns):
        with pytest.raises(QgsProcessingException, match="circle"):
            self.run(works, towns, [*self.LINKS, ("d", "a", 1.0)])

    def test_lengths_must_be_known(self, works, towns):
        with pytest.raises(QgsProcessingException, match=r"1 links.*length_km.*2"):
            self.run(works, towns, [("a", "b", 1.0), ("b", "c", None)])

    def test_nodes_that_no_link_has_are_told(self, works, towns, feedback):
        self.run(works, towns, [("a", "b", 1.0)], feedback)
        assert any("污染源" in text and "c" in text for text in feedback.warnings)
        assert any("receptors are reached by no source" in text for text in feedback.warnings)


class TestGrid:
    def flow(self, workplace, cells=None, **changes):
        """Twenty cells of 100 m; all water runs east along the row of the sources."""
        grid = np.full((5, 20), 1, "u1") if cells is None else cells
        corner = (EAST - 250, NORTH + 250)
        return make_raster(workplace / "流向.tif", grid, METRES, corner, (100.0, -100.0), **changes)

    def places(self, *names_and_x):
        return layer_of([(point(x, 0), (name, 100, None)) for name, x in names_and_x], "点")

    def run(self, workplace, sources, receptors, feedback=None, **changes):
        path = changes.pop("FLOW", None) or self.flow(workplace)
        return run(feedback, METHOD="grid", SOURCES=sources, RECEPTORS=receptors, FLOW=path, **changes)

    def test_water_runs_down_the_cells(self, workplace, provider):
        result = self.run(
            workplace,
            self.places(("上", 0), ("下", 1)),
            self.places(("断面", 0.5), ("出口", 1.5)),
            DECAY_KM=1,
        )
        assert pairs(result, "transfer") == {
            ("断面", "上"): pytest.approx(math.exp(-0.5)),
            ("出口", "上"): pytest.approx(math.exp(-1.5)),
            ("出口", "下"): pytest.approx(math.exp(-0.5)),
        }

    def test_polygons_catch_water_where_it_enters_them(self, workplace, provider):
        lake = make_layer(
            "Polygon", METRES, NODES, [(square(0, 0, 300, (EAST + 750, NORTH + 150)), ("湖", 0, None))], "湖"
        )
        result = self.run(workplace, self.places(("上", 0)), lake, DECAY_KM=1)
        assert pairs(result, "transfer") == {("湖", "上"): pytest.approx(math.exp(-0.8))}

    def test_reach_catches_water_that_passes_near_by(self, workplace, provider):
        beside = layer_of([(point(1, 0.2), ("站", 0, None))], "站")
        assert not pairs(self.run(workplace, self.places(("上", 0)), beside))
        assert pairs(self.run(workplace, self.places(("上", 0)), beside, REACH=250))

    def test_codes_of_another_program(self, workplace, provider):
        cells = np.full((5, 20), 8, "i2")
        found = self.run(
            workplace,
            self.places(("上", 0)),
            self.places(("断面", 0.5)),
            FLOW=self.flow(workplace, cells),
            FLOW_CODES="grass",
        )
        assert pairs(found)

    def test_degrees_become_kilometres(self, workplace, provider):
        path = make_raster(
            workplace / "deg.tif", np.full((3, 9), 1, "u1"), "EPSG:4490", (113, 60.03), (0.02, -0.02)
        )
        one, other = (
            make_layer("Point", "EPSG:4490", NODES, [(f"POINT({x} 60.0)", (name, 100, None))], name)
            for name, x in (("上", 113.01), ("下", 113.05))
        )
        found = pairs(self.run(workplace, one, other, FLOW=path, DECAY_KM=1), "transfer")
        assert -math.log(found["下", "上"]) == pytest.approx(
            0.04 * 111.195 * math.cos(math.radians(60)), rel=2e-3
        )

    def test_circles_and_sources_outside_are_told(self, workplace, provider, feedback):
        cells = np.full((5, 20), 1, "u1")
        cells[2, 10] = 16
        path = self.flow(workplace, cells)
        self.run(
            workplace, self.places(("上", 0), ("外", 99)), self.places(("断面", 0.5)), feedback, FLOW=path
        )
        assert any("circle" in text and "上" in text for text in feedback.warnings)
        assert any("outside" in text and "外" in text for text in feedback.warnings)

    def test_nodata_ends_the_way(self, workplace, provider):
        cells = np.full((5, 20), 1, "u1")
        cells[:, 4] = 0
        path = self.flow(workplace, cells, nodata=0)
        assert not pairs(self.run(workplace, self.places(("上", 0)), self.places(("断面", 0.9)), FLOW=path))

    def test_a_rotated_raster_is_refused(self, workplace, provider):
        path = make_raster(
            workplace / "r.tif", np.ones((3, 3), "u1"), transform=(EAST, 70, 70, NORTH, 70, -70)
        )
        with pytest.raises(QgsProcessingException, match="rotated"):
            self.run(workplace, self.places(("上", 0)), self.places(("断面", 0.5)), FLOW=path)


class TestWithinUnits:
    FIELDS = "field=town:string&field=sector:string&field=e:double&field=base:double&field=target:double"

    def run(self, rows, feedback=None, **changes):
        table = plain(rows, self.FIELDS, "台账")
        return run(feedback, METHOD="unit", SOURCES=table, UNIT="town", NAME="sector", **changes)

    def test_shares_quotients_and_gaps(self, provider):
        rows = [("甲", "钢铁", 250, 200, 400), ("甲", "电力", 150, 150, 400), ("甲", "交通", 60, 50, 400)]
        result = self.run([*rows, ("乙", "交通", 40, 40, 100)], BASE="base", TARGET="target")
        found = {(row["receptor"], row["source_name"]): row for row in rows_of(result["CONTRIBUTIONS"])}
        assert [found["甲", s]["gap_growth"] for s in ("钢铁", "电力", "交通")] == [50, 0, 10]
        assert found["甲", "交通"]["gap_share"] == pytest.approx(7.8261, abs=1e-4)
        assert found["乙", "交通"]["location_quotient"] == pytest.approx(5)
        assert found["乙", "交通"]["gap_share"] == 0
        assert result["LOAD"] == 500

    def test_rows_without_names_are_told(self, provider, feedback):
        self.run([("甲", "钢铁", 5, None, None), ("甲", None, 5, None, None)], feedback)
        assert any("1 rows have no unit" in text for text in feedback.warnings)

    def test_what_needs_receptors_is_refused(self, provider):
        with pytest.raises(QgsProcessingException, match="LINES"):
            self.run([("甲", "钢铁", 5, None, None)], LINES="memory:")


def test_negative_emissions_are_refused_with_their_ids(works, towns):
    works.dataProvider().changeAttributeValues({2: {1: -4}})
    with pytest.raises(QgsProcessingException, match=r"1 emissions of e.*2\)"):
        run(METHOD="wind", SOURCES=works, RECEPTORS=towns, DECAY_KM=5, WIND=["N", 1])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"METHOD": "matrix"}, ["MATRIX", "receptors"]),
        ({"METHOD": "wind"}, ["WIND", "DECAY_KM"]),
        ({"METHOD": "wind", "DECAY_KM": 5, "WIND": ["上", 1]}, ["上"]),
        ({"METHOD": "wind", "DECAY_KM": 0, "WIND": ["N", 1]}, ["DECAY_KM"]),
        ({"METHOD": "network"}, ["LINKS"]),
        ({"METHOD": "grid"}, ["FLOW"]),
        ({"METHOD": "unit"}, ["UNIT"]),
    ],
)
def test_refuses_in_a_sentence(works, towns, changes, words):
    options = {"SOURCES": works, **changes}
    if "上" in words or "DECAY_KM" in words:
        options["RECEPTORS"] = towns
    with pytest.raises(QgsProcessingException) as refusal:
        run(**options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_lines_lead_from_sources_to_receptors(works, towns, workplace):
    path = workplace / "溯源 线.gpkg"
    options = {"METHOD": "wind", "DECAY_KM": 5, "WIND": ["N", 1, "E", 1, "S", 1, "W", 1], "LEAST": 0.2}
    run(SOURCES=works, RECEPTORS=towns, LINES=str(path), **options)
    layer = QgsVectorLayer(str(path), "lines", "ogr")
    assert layer.featureCount() > 0
    starts = {f["unit_name"]: f.geometry().asPoint() for f in works.getFeatures()}
    ends = {f["unit_name"]: f.geometry().asPoint() for f in towns.getFeatures()}
    for line in layer.getFeatures():
        first, last = line.geometry().asPolyline()
        assert (first, last) == (starts[line["source_name"]], ends[line["receptor"]])
        assert line["contribution"] >= 0.2
    assert provenance.read(layer)["standards"]["way"] == "wind"


def test_order_does_not_matter(works, towns, provider):
    mixed = layer_of(
        [(f.geometry().asWkt(), f.attributes()) for f in reversed(list(works.getFeatures()))], "反序"
    )
    options = {"METHOD": "wind", "RECEPTORS": towns, "DECAY_KM": 5, "WIND": ["N", 3, "S", 1]}
    assert rows_of(run(SOURCES=works, **options)["CONTRIBUTIONS"]) == rows_of(
        run(SOURCES=mixed, **options)["CONTRIBUTIONS"]
    )


def test_cancel_leaves_nothing_behind(works, towns, workplace, feedback):
    feedback.cancel()
    options = {
        "METHOD": "wind",
        "DECAY_KM": 5,
        "WIND": ["N", 1],
        "CONTRIBUTIONS": str(workplace / "never.csv"),
    }
    run(feedback, SOURCES=works, RECEPTORS=towns, **options)
    assert list(workplace.iterdir()) == []
