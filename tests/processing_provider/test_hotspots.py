"""The algorithm ``hotspots``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import FEET, HOT5, MIX5, by_place, lattice, shuffled

from carbon_pollution_zoning.toolbelt import provenance

pytestmark = pytest.mark.needs("scipy")
ID = "cpzoning:hotspots"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
VALUES = json.loads(FIXTURE.read_text(encoding="utf-8"))["stats"]


def run(layer, feedback=None, **changes):
    return processing.run(
        ID, {"INPUT": layer, "FIELD": "x", "OUTPUT": "memory:", **changes}, feedback=feedback
    )


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "HOT", "COLD"}


@pytest.mark.parametrize(("statistic", "key"), [("star", "Gistar"), ("gi", "Gi")])
def test_values_of_esda(provider, statistic, key):
    for name, values in (("hot5", HOT5), ("mix5", MIX5)):
        for kind in ("rook", "queen"):
            expected = VALUES[f"{name}_{kind}"][f"{key}_b"]["z"]
            rows = rows_of(run(lattice(values), STATISTIC=statistic, NEIGHBOURS=kind)["OUTPUT"])
            assert by_place(rows, "gi_z") == pytest.approx(expected, abs=2e-8)


def test_gi_of_six_points(provider):
    # published case of esda's own tests: distance 15, binary
    places = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    values = [2, 3, 3.2, 5, 8, 7]
    rows = [(f"POINT({x} {y})", (i, v)) for i, ((x, y), v) in enumerate(zip(places, values))]
    layer = make_layer("Point", "", "field=place:integer&field=x:double", rows, "六点")
    options = {"NEIGHBOURS": "distance", "DISTANCE": 15, "PERMUTATIONS": 0}
    for statistic, expected in (("gi", -1.0136729), ("star", -1.3972763)):
        found = rows_of(run(layer, STATISTIC=statistic, **options)["OUTPUT"])
        assert by_place(found, "gi_z")[0] == pytest.approx(expected, abs=1e-7)


def test_bins_say_the_confidence_and_words_follow_them(provider):
    result = run(lattice(HOT5), PERMUTATIONS=0, CORRECTION="none")
    words = {3: "hot99", 2: "hot95", 1: "hot90", 0: "ns", -1: "cold90", -2: "cold95", -3: "cold99"}
    rows = rows_of(result["OUTPUT"])
    for row in rows:
        limits = [(0.01, 3), (0.05, 2), (0.10, 1)]
        level = next((level for alpha, level in limits if row["gi_p"] <= alpha), 0)
        assert row["gi_bin"] == level * int(np.sign(row["gi_z"]))
        assert row["hotspot"] == words[row["gi_bin"]]
    assert by_place(rows, "hotspot")[12] == "hot99"
    assert result["HOT"] == sum(row["gi_bin"] >= 2 for row in rows)
    assert result["COLD"] == sum(row["gi_bin"] <= -2 for row in rows)


def test_bins_of_permutations_are_two_sided(provider):
    rows = rows_of(run(lattice(HOT5), CORRECTION="none", PERMUTATIONS=9999)["OUTPUT"])
    assert by_place(rows, "gi_bin")[12] == 3
    for row in rows:
        assert (abs(row["gi_bin"]) >= 2) == (min(1, 2 * row["gi_p_perm"]) <= 0.05)


def test_the_correction_changes_the_bin_alone(provider):
    plain, strict = (
        rows_of(run(lattice(MIX5), DECIDES="analytic", CORRECTION=name)["OUTPUT"])
        for name in ("none", "bonferroni")
    )
    for column in ("gi_z", "gi_p", "gi_p_perm"):
        assert by_place(plain, column) == by_place(strict, column)
    assert sum(row["gi_bin"] != 0 for row in strict) < sum(row["gi_bin"] != 0 for row in plain)


def test_neither_order_nor_unit_of_the_crs_matter(provider):
    values = np.random.default_rng(4).normal(size=49).tolist()
    straight = rows_of(run(lattice(values))["OUTPUT"])
    for layer in (lattice(values, order=shuffled(49)), lattice(values, crs=FEET)):
        other = rows_of(run(layer)["OUTPUT"])
        assert by_place(other, "gi_p_perm") == by_place(straight, "gi_p_perm")
        assert by_place(other, "gi_z") == pytest.approx(by_place(straight, "gi_z"))


def test_missing_values_are_null_and_counted(provider, feedback):
    rows = rows_of(run(lattice([*HOT5[:24], None]), feedback)["OUTPUT"])
    last = sorted(rows, key=lambda row: row["place"])[-1]
    assert (last["gi_z"], last["gi_bin"], last["hotspot"]) == (None, None, None)
    assert any("1 units have no value" in text for text in feedback.warnings)


def test_says_when_so_few_permutations_can_never_be_significant(provider, feedback):
    run(lattice(HOT5), feedback, PERMUTATIONS=99, CORRECTION="bonferroni")
    assert any("99 permutations" in text for text in feedback.warnings)


@pytest.mark.parametrize("values", [[3.0] * 25, [None] * 25])
def test_values_that_say_nothing_are_refused(provider, values):
    with pytest.raises(QgsProcessingException):
        run(lattice(values))


def test_a_file_is_styled_by_the_bins_and_explains_itself(provider, workplace):
    path = workplace / "冷 热点.gpkg"
    run(lattice(HOT5), OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.renderer().classAttribute() == "hotspot"
    assert len(layer.renderer().categories()) == 8
    assert not layer.labelsEnabled()
    assert provenance.read(layer)["standards"]["statistic"] == "star"


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(lattice(HOT5), feedback, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
