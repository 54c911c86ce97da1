"""The algorithm ``globalautocorrelation``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException
from spatial_layers import FEET, HOT5, METRES, MIX5, lattice, shuffled, square

pytestmark = pytest.mark.needs("scipy")
ID = "cpzoning:globalautocorrelation"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))
ALL = ["moran", "geary", "getis_ord"]


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "FIELDS": ["x"], "NEIGHBOURS": "rook", "STATISTICS": ALL, "OUTPUT": "memory:"}
    return processing.run(ID, {**options, **changes}, feedback=feedback)


def table(layer, **changes):
    return {row["statistic"]: row for row in rows_of(run(layer, **changes)["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    assert {"MORAN_I", "MORAN_P", "GEARY_C", "GENERAL_G"} <= {o.name() for o in algorithm.outputDefinitions()}


@pytest.mark.parametrize(("name", "values"), [("hot5", HOT5), ("mix5", MIX5)])
@pytest.mark.parametrize("kind", ["rook", "queen"])
def test_values_of_esda(provider, name, values, kind):
    expected = VALUES["stats"][f"{name}_{kind}"]
    rows = table(lattice(values), NEIGHBOURS=kind)
    moran, geary, g = (rows[key] for key in ALL)
    assert moran["stat_value"] == pytest.approx(expected["Moran_r"]["I"], abs=2e-8)
    assert moran["z_normal"] == pytest.approx(expected["Moran_r"]["z_norm"], abs=1e-6)
    assert moran["z_random"] == pytest.approx(expected["Moran_r"]["z_rand"], abs=1e-6)
    assert geary["stat_value"] == pytest.approx(expected["Geary_r"]["C"], abs=2e-8)
    assert g["stat_value"] == pytest.approx(expected["G_b"]["G"], abs=2e-8)
    assert g["z_random"] == pytest.approx(expected["G_b"]["z"], abs=1e-5)
    assert (moran["units_used"], moran["islands"], moran["permutations"]) == (25, 0, 999)


def test_without_row_standardisation(provider):
    expected = VALUES["stats"]["mix5_rook"]["Moran_b"]["I"]
    assert table(lattice(MIX5), ROW_STANDARDISE=False)["moran"]["stat_value"] == pytest.approx(
        expected, abs=1e-7
    )


def test_output_numbers_are_those_of_the_first_field(provider):
    result = run(lattice(MIX5), STATISTICS=["moran", "getis_ord"])
    rows = {row["statistic"]: row for row in rows_of(result["OUTPUT"])}
    assert result["MORAN_I"] == rows["moran"]["stat_value"]
    assert result["MORAN_P"] == rows["moran"]["p_permuted"]
    assert result["GEARY_C"] is None
    assert run(lattice(MIX5), PERMUTATIONS=0)["MORAN_P"] == pytest.approx(rows["moran"]["p_random"])


def test_the_bivariate_index(provider):
    y = np.array(json.loads(VALUES["bivariate"]["y"]), float).ravel()
    rows = [(square(p % 5, p // 5), (float(MIX5[p]), y[p])) for p in range(25)]
    layer = make_layer("Polygon", METRES, "field=x:double&field=y:double", rows, "双变量")
    found = rows_of(run(layer, SECOND="y", STATISTICS=["moran"])["OUTPUT"])
    assert [row["variable"] for row in found] == ["x", "x × y"]
    assert found[1]["stat_value"] == pytest.approx(VALUES["bivariate"]["rook_xy"], abs=1e-7)
    assert found[1]["z_random"] is None and found[1]["p_permuted"] < 0.05


def test_exact_permutation_of_tri3(provider):
    exact = VALUES["exact_permutation"]
    row = table(lattice([1, 2, 3, 4, 5, 6, 7, 8, 10]), PERMUTATIONS=9999, STATISTICS=["moran"])["moran"]
    assert row["stat_value"] == pytest.approx(exact["tri3_rook_rowstd_I"], abs=1e-7)
    band = 3 * np.sqrt(exact["p_ge"] * (1 - exact["p_ge"]) / 9999) + 1 / 9999
    assert row["p_tail"] == pytest.approx(exact["p_ge"], abs=band)


def test_neither_order_nor_unit_of_the_crs_matter(provider):
    values = np.random.default_rng(8).gamma(2, size=49).tolist()
    straight = table(lattice(values))
    for layer in (lattice(values, order=shuffled(49)), lattice(values, crs=FEET)):
        other = table(layer)
        for name in ALL:
            assert other[name]["stat_value"] == pytest.approx(straight[name]["stat_value"])
            assert other[name]["p_permuted"] == straight[name]["p_permuted"]


def test_each_field_is_tested_with_the_units_that_have_it(provider, feedback):
    rows = [(square(p % 5, p // 5), (float(MIX5[p]), None if p < 5 else float(HOT5[p]))) for p in range(25)]
    layer = make_layer("Polygon", METRES, "field=x:double&field=y:double", rows, "两列")
    found = rows_of(run(layer, feedback, FIELDS=["x", "y"], STATISTICS=["moran"])["OUTPUT"])
    assert [row["units_used"] for row in found] == [25, 20]
    assert any("5 units have no value of y" in text for text in feedback.warnings)


def test_islands_are_counted_and_named(provider, feedback):
    rows = [(square(p % 5, p // 5), (p,)) for p in range(10)] + [(square(40, 40), (3,))]
    found = table(make_layer("Polygon", METRES, "field=x:double", rows, "岛"), feedback=feedback)
    assert found["moran"]["islands"] == 1
    assert any("feature ids: 11" in text for text in feedback.warnings)


def test_the_general_g_refuses_negative_values(provider):
    with pytest.raises(QgsProcessingException, match="negative"):
        run(lattice([-1, *MIX5[1:]]))
    assert run(lattice([-1, *MIX5[1:]]), STATISTICS=["moran", "geary"])["MORAN_I"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"FIELDS": ["xx"]}, ["单元", "xx"]),
        ({"FIELDS": ["place"], "NEIGHBOURS": "distance", "DISTANCE": 1}, ["neighbour"]),
    ],
)
def test_refuses_in_a_sentence(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(lattice(MIX5), **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_three_units_are_too_few(provider):
    layer = make_layer("Polygon", METRES, "field=x:double", [(square(i, 0), (i,)) for i in range(3)], "三个")
    with pytest.raises(QgsProcessingException, match="3 units are too few"):
        run(layer)


def test_the_report_is_a_page_and_the_table_a_file(provider, workplace):
    page, path = workplace / "报告 <1>.html", workplace / "表.csv"
    result = run(lattice(MIX5), OUTPUT=str(path), REPORT=str(page))
    text = page.read_text(encoding="utf-8")
    assert result["REPORT"] == str(page)
    assert "<table>" in text and "0.5246" in text and "seed" in text
    assert path.read_text(encoding="utf-8-sig").startswith("variable,statistic")


def test_without_a_report_none_is_written(provider):
    assert "REPORT" not in run(lattice(MIX5))


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(lattice(MIX5), feedback, OUTPUT=str(workplace / "a.csv"), REPORT=str(workplace / "b.html"))
    assert list(workplace.iterdir()) == []
