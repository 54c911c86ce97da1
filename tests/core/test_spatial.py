"""Spatial statistics against values computed with esda, and against exact enumeration."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import autocorrelation, borders, inference, local, weights

pytest.importorskip("scipy")
VALUES = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "test_values.json").read_text(encoding="utf-8")
)
LATTICES = {
    "grad5": np.arange(1.0, 26.0),
    "check4": np.add.outer(np.arange(4), np.arange(4)).ravel() % 2.0,
    "hot5": np.array(
        [[1, 1, 1, 1, 1], [1, 5, 6, 5, 1], [1, 6, 9, 6, 1], [1, 5, 6, 5, 1], [1, 1, 1, 1, 1]], float
    ).ravel(),
    "mix5": np.array(
        [[1, 2, 2, 8, 9], [2, 3, 9, 9, 8], [1, 2, 3, 8, 7], [4, 1, 2, 3, 2], [9, 4, 1, 2, 1]], float
    ).ravel(),
    "tri3": np.array([1, 2, 3, 4, 5, 6, 7, 8, 10], float),
}


def lattice(side: int, kind: str) -> weights.Weights:
    """Weights of a square lattice through the rings of its cells, as polygons come."""
    row, column = (a.ravel() for a in np.mgrid[:side, :side])
    x = column[:, None] + np.array([0, 1, 1, 0, 0])
    y = row[:, None] + np.array([0, 0, 1, 1, 0])
    count = side * side
    rings = borders.Rings(x.ravel(), y.ravel(), np.arange(count) * 5, np.arange(count), count)
    return borders.contiguity(rings, kind == "rook")


def _expected():
    for key, statistics in VALUES["stats"].items():
        name, kind = key.rsplit("_", 1)
        for statistic, expected in statistics.items():
            yield pytest.param(name, kind, statistic, expected, id=f"{key}-{statistic}")


@pytest.mark.parametrize(("name", "kind", "statistic", "expected"), list(_expected()))
def test_values_of_esda(name, kind, statistic, expected):
    x = LATTICES[name]
    w = lattice(int(len(x) ** 0.5), kind)
    if statistic.endswith("_r"):
        w = w.row_standardised()
    family = statistic.split("_")[0]
    if family in ("Moran", "Geary", "G"):
        found = autocorrelation.measure(x, w, {"Moran": "moran", "Geary": "geary", "G": "getis_ord"}[family])
        letter = {"Moran": "I", "Geary": "C", "G": "G"}[family]
        pairs = [(found.value, letter), (found.expected, f"E{letter}")]
        pairs += [(found.variance_normal, f"V{letter}_norm"), (found.z_normal, "z_norm")]
        pairs += [(found.variance_random, f"V{letter}_rand"), (found.z_random, "z_rand")]
        if family == "G":
            pairs = [
                (found.value, "G"),
                (found.expected, "EG"),
                (found.variance_random, "VG"),
                (found.z_random, "z"),
            ]
        compared = [(value, expected[key]) for value, key in pairs if key in expected]
        assert len(compared) >= 3
        for value, printed in compared:
            assert value == pytest.approx(printed, abs=2e-8)
    elif family == "LocalMoran":
        found = local.local_moran(x, w, permutations=0)
        assert found.value == pytest.approx(np.array(expected["I"]), abs=2e-8)
        assert found.quadrant.tolist() == expected["q"]
    else:
        found = local.getis_ord(x, w, star=family == "Gistar", permutations=0)
        assert found.z == pytest.approx(np.array(expected["z"]), abs=2e-8, nan_ok=True)


@pytest.mark.parametrize("key", VALUES["stats"])
def test_constants_of_the_weights_and_p_values_of_esda(key):
    name, kind = key.rsplit("_", 1)
    x, expected = LATTICES[name], VALUES["stats"][key]
    binary = lattice(int(len(x) ** 0.5), kind)
    for w, printed in ((binary, expected["Moran_b"]), (binary.row_standardised(), expected["Moran_r"])):
        assert [w.s0, w.s1, w.s2] == pytest.approx([printed[one] for one in ("S0", "S1", "S2")], abs=1e-9)
        found = autocorrelation.measure(x, w, "moran")
        both = [found.p_normal, found.p_random]
        assert both == pytest.approx([printed["p_norm"], printed["p_rand"]], abs=2e-9)
    # esda prints the one-sided p of G
    found = autocorrelation.measure(x, binary, "getis_ord")
    assert found.p_random / 2 == pytest.approx(expected["G_b"]["p"], abs=2e-9)
    local_values = local.local_moran(x, binary.row_standardised(), permutations=0).value
    assert local_values.sum() == pytest.approx(expected["LocalMoran_r"]["sum"], abs=1e-8)


@pytest.mark.parametrize(
    "case", VALUES["exact_conditional"], ids=lambda c: f"{c['lattice']}-{c['w']}-{c['i']}"
)
def test_permutations_agree_with_all_combinations(case):
    permutations = 9999
    x = LATTICES[case["lattice"]]
    w = lattice(5, case["w"])
    assert w.lag(x)[case["i"]] == case["sum"]
    assert math.comb(len(x) - 1, int(w.cardinalities[case["i"]])) == case["combos"]
    drawn = inference.draws(len(x), int(w.cardinalities.max()), permutations, 42)
    at_least, at_most = inference.conditional_counts(x, w.lag(x), w.cardinalities, drawn)
    for counted, exact in ((at_least, case["p_ge"]), (at_most, case["p_le"])):
        band = 3 * np.sqrt(exact * (1 - exact) / permutations) + 1 / permutations
        assert counted[case["i"]] / permutations == pytest.approx(exact, abs=band)


def test_the_sweep_counts_as_summing_every_draw_would():
    rng = np.random.default_rng(7)
    w = lattice(9, "queen")
    y = rng.integers(0, 4, 81).astype(float)  # many ties
    drawn = inference.draws(81, 8, 199, 3)
    lags = w.lag(y)
    at_least, at_most = inference.conditional_counts(y, lags, w.cardinalities, drawn)
    for i, k in enumerate(w.cardinalities):
        chosen = drawn[:, :k]
        sums = y[chosen + (chosen >= i)].sum(axis=1)
        assert (at_least[i], at_most[i]) == ((sums >= lags[i]).sum(), (sums <= lags[i]).sum())


def test_weights_that_differ_within_a_row_give_the_same_where_they_do_not():
    w = lattice(6, "queen").row_standardised()
    y = np.random.default_rng(1).standard_normal(36)
    drawn = inference.draws(36, 8, 99, 5)
    plain = inference.conditional_counts(y, lattice(6, "queen").lag(y), w.cardinalities, drawn)
    general = inference.weighted_counts(y, w.matrix, w.lag(y), drawn)
    assert all((a == b).all() for a, b in zip(plain, general))


def test_draws_are_without_replacement_and_seeded():
    for count, most in ((10, 9), (1000, 8)):
        drawn = inference.draws(count, most, 500, 1)
        assert (np.diff(np.sort(drawn, axis=1), axis=1) > 0).all()
        assert drawn.min() >= 0 and drawn.max() <= count - 2
        assert (drawn == inference.draws(count, most, 500, 1)).all()


def test_exact_permutation_of_global_moran():
    exact = VALUES["exact_permutation"]
    w = lattice(3, "rook").row_standardised()
    found = autocorrelation.measure(LATTICES["tri3"], w, "moran", permutations=9999, seed=1)
    assert found.value == pytest.approx(exact["tri3_rook_rowstd_I"], abs=1e-7)
    assert found.expected == pytest.approx(exact["mean"])
    assert found.variance_random == pytest.approx(exact["var"], abs=1e-8)
    band = 3 * np.sqrt(exact["p_ge"] * (1 - exact["p_ge"]) / 9999) + 1 / 9999
    assert found.p_one_sided == pytest.approx(exact["p_ge"], abs=band)
    assert found.p_permutation >= found.p_one_sided


def test_bivariate_moran():
    expected = VALUES["bivariate"]
    x, y = LATTICES["mix5"], np.array(json.loads(expected["y"]), float).ravel()
    assert float(autocorrelation.standardised(x) @ autocorrelation.standardised(y)) / 24 == pytest.approx(
        expected["pearson"], abs=1e-8
    )
    for kind in ("rook", "queen"):
        w = lattice(5, kind).row_standardised()
        assert autocorrelation.bivariate_moran(x, y, w) == pytest.approx(expected[f"{kind}_xy"], abs=1e-7)
        assert autocorrelation.bivariate_moran(y, x, w) == pytest.approx(expected[f"{kind}_yx"], abs=1e-7)
        both = local.local_moran(x, w, y, permutations=0)
        assert both.value.sum() / 24 == pytest.approx(expected[f"{kind}_xy"], abs=1e-7)


def test_islands_have_no_statistic():
    w = weights.from_pairs([0, 1, 2, 0], [1, 2, 3, 3], 5)
    assert w.islands.tolist() == [4]
    found = local.local_moran(np.array([1.0, 2, 3, 9, 5]), w.row_standardised(), permutations=99)
    assert np.isnan([found.value[4], found.z[4], found.p_permutation[4]]).all()
    assert found.quadrant[4] == 0
    assert local.clusters(found, inference.significant(found.p_permutation, 1.0))[4] == "ns"


def test_repeated_pairs_count_once_with_the_largest_weight():
    w = weights.from_pairs([0, 1, 0, 2], [1, 0, 1, 2], 3, [1.0, 2.0, 5.0, 9.0])
    assert w.matrix.toarray().tolist() == [[0, 5, 0], [5, 0, 0], [0, 0, 0]]


def test_distance_band_that_leaves_no_island():
    points = np.array([[0, 0], [3, 4], [3, 5], [20, 0]], float)
    reach = weights.nearest_island_free_distance(points)
    assert reach == pytest.approx(np.hypot(17, 4))
    assert not len(weights.distance_band(points).islands)
    assert len(weights.distance_band(points, 5.0).islands) == 1
    inverse = weights.distance_band(points, 5.0, power=2)
    assert inverse.matrix[0, 1] == pytest.approx(1 / 25)


def test_inverse_distance_of_coincident_points_is_refused():
    with pytest.raises(InputError, match="same place"):
        weights.distance_band([[0, 0], [0, 0], [1, 1]], 2.0, power=1)


def test_nearest_neighbours_never_include_the_unit_itself():
    points = np.array([[0, 0]] * 4 + [[1, 0], [2, 0]], float)
    w = weights.nearest(points, 2)
    assert (w.cardinalities == 2).all()
    assert (w.matrix.diagonal() == 0).all()


def test_fdr_values_of_the_cases():
    case = VALUES["fdr"]
    p = np.array(case["p"])
    assert inference.significant(p, 0.05, "fdr").sum() == 1
    assert inference.significant(p, 0.10, "fdr").sum() == 1
    assert inference.significant(p, 0.25, "fdr").sum() == 5
    assert inference.critical_p(p, 0.05, "fdr") == pytest.approx(0.002)
    assert inference.critical_p(p, 0.10, "fdr") == pytest.approx(0.004)
    assert inference.critical_p(p, 0.25, "fdr") == pytest.approx(0.05)
    assert np.sort(inference.adjusted_p(p))[:5] == pytest.approx([0.025, 0.1, 0.21, 0.21, 0.21])


def test_a_checkerboard_has_no_hot_spot_and_a_hill_has_one():
    w = lattice(5, "queen")
    found = local.getis_ord(LATTICES["hot5"], w, permutations=0)
    marked = local.bins(found, found.p)
    assert marked[12] == 3
    assert local.bins(found, found.p, "bonferroni")[12] == 3
    flat = local.getis_ord(LATTICES["check4"], lattice(4, "queen"), permutations=0)
    assert (local.bins(flat, flat.p, "fdr") == 0).all()


@pytest.mark.parametrize("wrong", [[1, 1, 1, 1, 1], [1, 2, np.nan, 3, 4], [1, 2, np.inf, 3, 4]])
def test_values_that_say_nothing_are_refused(wrong):
    w = weights.from_pairs([0, 1, 2, 3], [1, 2, 3, 4], 5)
    with pytest.raises(InputError):
        autocorrelation.measure(wrong, w, "moran")
    with pytest.raises(InputError):
        local.local_moran(wrong, w)


def test_the_order_of_the_units_does_not_matter():
    rng = np.random.default_rng(11)
    x, w = rng.integers(0, 6, 144).astype(float), lattice(12, "queen")
    points = np.column_stack([a.ravel() for a in np.mgrid[:12, :12]]) * 1.0
    inverse = weights.distance_band(points, 2.0, power=1).row_standardised()
    order = rng.permutation(144)
    for made in (w.row_standardised(), inverse):
        shuffled = weights.Weights(made.matrix[order][:, order])
        for measure in (local.local_moran, local.getis_ord):
            one, other = measure(x, made), measure(x[order], shuffled)
            assert (one.p_permutation[order] == other.p_permutation).all()
            assert one.value[order] == pytest.approx(other.value, abs=1e-12)


def test_the_unit_itself_counts_as_its_nearest_neighbour():
    w = weights.distance_band([[0, 0], [0, 4], [0, 6]], 4.5, power=1).with_self()
    assert w.matrix.diagonal() == pytest.approx([0.25, 0.5, 0.5])
    assert lattice(3, "rook").with_self().matrix.diagonal().tolist() == [1] * 9


def test_two_sided_pseudo_p():
    assert inference.two_sided([0.001, 0.6, np.nan]) == pytest.approx([0.002, 1, np.nan], nan_ok=True)


def test_weighted_counts_can_be_cancelled():
    from carbon_pollution_zoning.core.errors import Cancelled

    def stop(fraction):
        raise Cancelled

    w = weights.distance_band(np.random.default_rng(1).random((30, 2)), power=1)
    with pytest.raises(Cancelled):
        local.local_moran(np.arange(30.0), w, progress=stop)


def test_bivariate_permutations_shuffle_the_second_variable():
    x, w = LATTICES["grad5"], lattice(5, "queen").row_standardised()
    y = np.array(json.loads(VALUES["bivariate"]["y"]), float).ravel()
    found = autocorrelation.measure_bivariate(x, y, w, 999, seed=3)
    assert found.value == pytest.approx(autocorrelation.bivariate_moran(x, y, w))
    assert found.expected == 0 and np.isnan(found.z_normal)
    rng = np.random.default_rng(3)
    orders = [rng.permutation(y) for _ in range(999)]
    drawn = np.array([autocorrelation.bivariate_moran(x, order, w) for order in orders])
    extreme = np.count_nonzero(np.abs(drawn - drawn.mean()) >= abs(found.value - drawn.mean()))
    assert found.p_permutation == (extreme + 1) / 1000
    assert np.isnan(autocorrelation.measure_bivariate(x, y, w, 0).p_permutation)
