"""The algorithm ``localmoran``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import FEET, HOT5, METRES, MIX5, by_place, lattice, shuffled, square

from carbon_pollution_zoning.toolbelt import provenance

pytestmark = pytest.mark.needs("scipy")
ID = "cpzoning:localmoran"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "FIELD": "x", "NEIGHBOURS": "rook", "OUTPUT": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert (defaults["PERMUTATIONS"], defaults["SEED"], defaults["ALPHA"]) == (999, 42, 0.05)
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "MORAN_I", "SIGNIFICANT"}


@pytest.mark.parametrize("kind", ["rook", "queen"])
def test_values_of_esda(provider, kind):
    expected = VALUES["stats"][f"mix5_{kind}"]
    result = run(lattice(MIX5), NEIGHBOURS=kind)
    rows = rows_of(result["OUTPUT"])
    assert by_place(rows, "moran_i") == pytest.approx(expected["LocalMoran_r"]["I"], abs=2e-8)
    words = ["", "HH", "LH", "LL", "HL"]
    assert by_place(rows, "quadrant") == [words[q] for q in expected["LocalMoran_r"]["q"]]
    assert result["MORAN_I"] == pytest.approx(expected["Moran_r"]["I"], abs=1e-7)


def test_bivariate(provider):
    expected = VALUES["bivariate"]
    y = np.array(json.loads(expected["y"]), float).ravel()
    rows = [(square(p % 5, p // 5), (p, float(MIX5[p]), y[p])) for p in range(25)]
    fields = "field=place:integer&field=x:double&field=y:double"
    layer = make_layer("Polygon", METRES, fields, rows, "双变量")
    assert run(layer, SECOND="y")["MORAN_I"] == pytest.approx(expected["rook_xy"], abs=1e-7)
    assert run(layer, FIELD="y", SECOND="x")["MORAN_I"] == pytest.approx(expected["rook_yx"], abs=1e-7)


def test_pseudo_p_values_lie_in_their_band_around_the_exact_ones(provider):
    rows = rows_of(run(lattice(MIX5), PERMUTATIONS=9999)["OUTPUT"])
    found = by_place(rows, "moran_p_perm")
    for case in VALUES["exact_conditional"]:
        if case["lattice"] == "mix5" and case["w"] == "rook":
            exact = min(case["p_ge"], case["p_le"])
            band = 3 * np.sqrt(exact * (1 - exact) / 9999) + 2 / 10_000
            assert found[case["i"]] == pytest.approx(exact, abs=band)


def test_clusters_follow_level_and_correction(provider):
    layer = lattice(HOT5)
    without = run(layer, NEIGHBOURS="queen", CORRECTION="none", PERMUTATIONS=9999)
    strict = run(layer, NEIGHBOURS="queen", CORRECTION="bonferroni", PERMUTATIONS=9999)
    assert by_place(rows_of(without["OUTPUT"]), "lisa")[12] == "HH"
    assert without["SIGNIFICANT"] > strict["SIGNIFICANT"] >= 1
    for row in rows_of(without["OUTPUT"]):
        assert row["lisa"] == (row["quadrant"] if row["moran_p_perm"] <= 0.05 else "ns")


def test_analytic_where_there_are_no_permutations(provider):
    rows = rows_of(run(lattice(HOT5), PERMUTATIONS=0, CORRECTION="none")["OUTPUT"])
    assert all(row["moran_p_perm"] is None for row in rows)
    assert all((row["lisa"] != "ns") == (row["moran_p"] <= 0.05) for row in rows)


@pytest.mark.parametrize("neighbours", ["queen", "nearest", "inverse"])
def test_neither_order_nor_unit_of_the_crs_matter(provider, neighbours):
    values = np.random.default_rng(3).normal(size=49).round(3).tolist()
    columns = ("moran_i", "moran_z", "moran_p_perm", "lisa", "neighbours")
    options = {"NEIGHBOURS": neighbours, "NEAREST": 4, "CORRECTION": "none"}
    straight = rows_of(run(lattice(values), **options)["OUTPUT"])
    for layer in (lattice(values, order=shuffled(49)), lattice(values, crs=FEET)):
        other = rows_of(run(layer, **options)["OUTPUT"])
        for column in columns:
            found = by_place(other, column)
            if column == "lisa":
                assert found == by_place(straight, column)
            else:
                assert found == pytest.approx(by_place(straight, column), abs=1e-6)


def test_same_seed_same_result_other_seed_another(provider):
    values = np.random.default_rng(9).normal(size=64).tolist()
    p = [by_place(rows_of(run(lattice(values), SEED=seed)["OUTPUT"]), "moran_p_perm") for seed in (1, 1, 2)]
    assert p[0] == p[1] != p[2]


def more(layer, wkt, place, value):
    """*layer* with one more unit."""
    fields = "field=place:integer&field=x:double"
    extra = make_layer("Polygon", METRES, fields, [(wkt, (place, value))], "更多")
    layer.dataProvider().addFeatures(list(extra.getFeatures()))
    return layer


def test_missing_values_and_islands_are_null_and_told(provider, feedback):
    layer = more(lattice([*MIX5[:24], None]), square(50, 50), 99, 3)
    rows = {row["place"]: row for row in rows_of(run(layer, feedback)["OUTPUT"])}
    for place in (24, 99):
        assert rows[place]["moran_i"] is None and rows[place]["lisa"] is None
    assert rows[99]["neighbours"] == 0 and rows[24]["neighbours"] is None
    assert any("1 units have no value of x" in text for text in feedback.warnings)
    assert any("1 units have no neighbour" in text and "26" in text for text in feedback.warnings)


def test_units_without_a_value_are_out_before_neighbours_are_looked_for(provider):
    holed = lattice([None if place == 12 else value for place, value in enumerate(MIX5)])
    rows = {row["place"]: row for row in rows_of(run(holed)["OUTPUT"])}
    assert [rows[place]["neighbours"] for place in (7, 11, 13, 17)] == [3, 3, 3, 3]
    cut = lattice(MIX5)
    cut.dataProvider().deleteFeatures([13])
    assert by_place(rows_of(run(cut)["OUTPUT"]), "moran_p_perm") == [
        rows[place]["moran_p_perm"] for place in range(25) if place != 12
    ]


def test_infinity_is_no_value(provider, feedback):
    layer = lattice([*MIX5[:24], float("inf")])
    assert by_place(rows_of(run(layer, feedback)["OUTPUT"]), "moran_i")[24] is None
    assert any("not finite" in text for text in feedback.warnings)


def test_says_when_so_few_permutations_can_never_be_significant(provider, feedback):
    run(lattice(MIX5), feedback, PERMUTATIONS=99, CORRECTION="bonferroni")
    assert any("99 permutations" in text for text in feedback.warnings)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"FIELD": "xx"}, ["单元", "xx", "x"]),
        ({"ALPHA": 0}, ["between 0 and 1"]),
        ({"NEIGHBOURS": "nearest", "NEAREST": 25}, ["25 units", "25"]),
        ({"NEIGHBOURS": "distance", "DISTANCE": 0}, ["above 0"]),
        ({"NEIGHBOURS": "distance", "DISTANCE": 10}, ["neighbour"]),
        ({"PERMUTATION": 9}, ["PERMUTATION", "PERMUTATIONS"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(lattice(MIX5), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize("values", [[3.0] * 25, [None] * 25, [1.0, *[None] * 24]])
def test_values_that_say_nothing_are_refused(provider, values):
    with pytest.raises(QgsProcessingException):
        run(lattice(values))


def test_text_that_is_no_number_is_named_and_numbers_in_text_are_read(provider, feedback):
    words = [str(value) for value in MIX5]
    found = by_place(rows_of(run(lattice(words, kind="string"), feedback)["OUTPUT"]), "moran_i")
    assert found == pytest.approx(by_place(rows_of(run(lattice(MIX5))["OUTPUT"]), "moran_i"))
    with pytest.raises(QgsProcessingException, match="abc"):
        run(lattice(["abc", *words[1:]], kind="string"))


def test_points_need_distances(provider):
    rows = [(f"POINT({500000 + 10 * i} {3300000 + i * i})", (i, float(i % 4))) for i in range(9)]
    layer = make_layer("Point", METRES, "field=place:integer&field=x:double", rows, "监测点")
    with pytest.raises(QgsProcessingException, match="监测点"):
        run(layer)
    assert len(rows_of(run(layer, NEIGHBOURS="nearest", NEAREST=3)["OUTPUT"])) == 9


def test_lines_are_refused(provider):
    layer = make_layer("LineString", METRES, "field=x:double", [("LINESTRING(0 0,1 1)", (1,))], "道路")
    with pytest.raises(QgsProcessingException, match="道路"):
        run(layer)


def test_contiguity_works_in_degrees_and_distances_say_how_they_were_measured(provider, feedback):
    rows = [(square(p % 5, p // 5, 0.125, (113, 30)), (p, float(MIX5[p]))) for p in range(25)]
    layer = make_layer("Polygon", "EPSG:4490", "field=place:integer&field=x:double", rows, "经纬度")
    degrees = by_place(rows_of(run(layer)["OUTPUT"]), "moran_i")
    assert degrees == pytest.approx(by_place(rows_of(run(lattice(MIX5))["OUTPUT"]), "moran_i"))
    run(layer, feedback, NEIGHBOURS="nearest")
    assert any("EPSG:4490" in text for text in feedback.infos)


def test_a_file_is_styled_and_explains_itself(provider, workplace):
    path = workplace / "局部 自相关.gpkg"
    run(lattice(MIX5), OUTPUT=str(path), SEED=7, CORRECTION="bonferroni")
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.renderer().classAttribute() == "lisa"
    decided = provenance.read(layer)["standards"]
    assert (decided["seed"], decided["permutations"], decided["correction"]) == (7, 999, "bonferroni")
    assert decided["neighbours"] == "rook"
    assert [item.name for item in workplace.iterdir()] == ["局部 自相关.gpkg"]


def test_invalid_polygons_do_not_stop_the_statistic(provider):
    bow_tie = "POLYGON((505000 3300000,506000 3299000,506000 3300000,505000 3299000,505000 3300000))"
    rows = {row["place"]: row for row in rows_of(run(more(lattice(MIX5), bow_tie, 99, 5))["OUTPUT"])}
    assert rows[99]["neighbours"] >= 1


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(lattice(MIX5), feedback, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
