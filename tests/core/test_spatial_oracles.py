"""Our spatial statistics against those of esda, libpysal, mapclassify, pointpats and pylandstats.

Their values are frozen in ``fixtures/spatial_oracles.json`` by ``tests/oracles/freeze.py``; where the
packages are installed (``tools/setup.sh --oracles``), they are asked again.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from oracles import cases

pytest.importorskip("scipy")

from carbon_pollution_zoning.core import breaks
from carbon_pollution_zoning.core.spatial import (
    autocorrelation,
    borders,
    centre,
    inference,
    local,
    pattern,
    weights,
)

TESTS = Path(__file__).resolve().parents[1]

ORACLES = json.loads((TESTS / "fixtures" / "spatial_oracles.json").read_text(encoding="utf-8"))
LATTICE = ORACLES["lattice"]
KINDS = ("queen", "rook", "distance")


def lattice(kind: str) -> weights.Weights:
    corners = cases.lattice_squares()
    if kind in ("distance", "inverse"):
        return weights.distance_band(corners + 0.5, cases.DISTANCE, 1.0 if kind == "inverse" else 0.0)
    x = corners[:, [0]] + np.array([0, 1, 1, 0, 0])
    y = corners[:, [1]] + np.array([0, 0, 1, 1, 0])
    count = len(corners)
    rings = borders.Rings(x.ravel(), y.ravel(), np.arange(count) * 5, np.arange(count), count)
    return borders.contiguity(rings, kind == "rook")


@pytest.mark.parametrize("kind", [*KINDS, "inverse"])
def test_weights_and_moran(kind):
    made, (x, _) = lattice(kind), cases.lattice_values()
    assert made.matrix.nnz == LATTICE[kind]["links"]
    found = autocorrelation.measure(x, made.row_standardised(), "moran")
    ours = [found.value, found.expected, found.variance_normal, found.z_normal, found.variance_random]
    assert [*ours, found.z_random] == pytest.approx(LATTICE[kind]["moran"], rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_geary_and_the_general_g(kind):
    made, (x, _) = lattice(kind), cases.lattice_values()
    found = autocorrelation.measure(x, made.row_standardised(), "geary")
    ours = [found.value, found.variance_normal, found.z_normal, found.variance_random, found.z_random]
    assert ours == pytest.approx(LATTICE[kind]["geary"], rel=1e-9)
    g = autocorrelation.measure(x, made, "getis_ord")
    assert [g.value, g.expected, g.variance_random, g.z_random] == pytest.approx(
        LATTICE[kind]["general_g"], rel=1e-9
    )


@pytest.mark.parametrize("kind", KINDS)
def test_local_statistics(kind):
    made, (x, y), expected = lattice(kind), cases.lattice_values(), LATTICE[kind]
    moran = local.local_moran(x, made.row_standardised(), permutations=0)
    assert moran.value == pytest.approx(expected["local"], abs=1e-9)
    assert moran.quadrant.tolist() == expected["quadrant"]
    both = local.local_moran(x, made.row_standardised(), y, permutations=0)
    assert local.global_of(both) == pytest.approx(expected["bivariate"], rel=1e-9)
    assert both.value == pytest.approx(expected["local_bivariate"], abs=1e-9)
    for star, name in ((False, "gi"), (True, "gi_star")):
        found = local.getis_ord(x, made, star, permutations=0)
        assert found.z == pytest.approx(expected[name], abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_pseudo_p_values_differ_by_chance_alone(kind):
    made, (x, _) = lattice(kind), cases.lattice_values()
    ours = local.local_moran(x, made.row_standardised(), permutations=cases.PERMUTATIONS).p_permutation
    theirs = np.array(LATTICE[kind]["p_local"])
    p = (ours + theirs) / 2
    band = np.sqrt(2 * p * (1 - p) / cases.PERMUTATIONS)
    # of 144 comparisons some lie outside of two bands, none far outside
    assert (np.abs(ours - theirs) <= 5 * band + 2e-4).all()
    assert (np.abs(ours - theirs) <= 2 * band + 2e-4).mean() > 0.9


def test_false_discovery_rate():
    p = cases.p_values()
    for alpha, theirs in zip((0.01, 0.05, 0.1), ORACLES["fdr"]):
        ours = inference.critical_p(p, alpha, "fdr")
        # where nothing qualifies esda gives alpha / n, which no p-value meets either
        assert ours == pytest.approx(theirs) or (ours < 0 and not (p <= theirs).any())


def test_centres_and_ellipses():
    points, weight = cases.points()
    found = centre.ellipse(points, convention="crimestat")
    major, minor, turned = ORACLES["ellipse"]
    assert [found.major, found.minor] == pytest.approx([major, minor], rel=1e-9)
    # they turn counter-clockwise from the east, we clockwise from the north
    assert found.rotation == pytest.approx((90.0 - turned) % 180.0, abs=1e-7)
    weighted = centre.ellipse(points, weight)
    assert [weighted.x, weighted.y] == pytest.approx(ORACLES["centre"], rel=1e-12)
    assert centre.ellipse(points).distance == pytest.approx(ORACLES["standard_distance"], rel=1e-12)


def test_like_adjacencies():
    _, like = pattern.count_adjacencies(cases.class_grid())
    assert {str(value): int(like[value]) for value in range(1, 5)} == ORACLES["like_adjacencies"]


def test_natural_breaks():
    x = cases.lattice_values()[0]
    for classes, bounds in ORACLES["jenks"].items():
        assert breaks.natural(x, int(classes)) == pytest.approx(bounds, abs=1e-9)


PACKAGES = ("esda", "libpysal", "mapclassify", "pointpats", "pylandstats")


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in PACKAGES), reason="tools/setup.sh --oracles"
)
def test_the_packages_still_say_what_was_frozen():
    script = TESTS / "oracles" / "freeze.py"
    done = subprocess.run(
        [sys.executable, str(script), "--print"], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    for kind in KINDS:
        for name in ("moran", "geary", "local", "gi", "gi_star"):
            assert said["lattice"][kind][name] == pytest.approx(LATTICE[kind][name], rel=1e-6, abs=1e-9)
    assert said["like_adjacencies"] == ORACLES["like_adjacencies"]
