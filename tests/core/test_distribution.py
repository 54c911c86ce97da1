"""One step of a target down the tree: all methods, bounds, reserve, rounding; methods D.3 to D.6."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.transmission import adjustment, allocation, families
from carbon_pollution_zoning.core.transmission.comparison import compare, possible
from carbon_pollution_zoning.core.transmission.distribution import Rules, distribute
from carbon_pollution_zoning.core.transmission.methods import COLUMNS, Settings, methods

FIXTURES = Path(__file__).parent.parent / "fixtures"
A = json.loads((FIXTURES / "test_values.json").read_text(encoding="utf-8"))["allocation"]
E, POP, GDP, SINK, HISTORY = (np.array(A[key], float) for key in ("E", "pop", "gdp", "sink", "H"))
GROWN = GDP * (1 + np.array([0.05, 0.06, 0.07, 0.08])) ** 5
CODES = ["A", "B", "C", "D"]
CHILDREN = {
    "base": E,
    "population": POP,
    "gdp": GDP,
    "gdp_forecast": GROWN,
    "cumulative": HISTORY,
    "sink": SINK,
    "basis": np.array([1.0, 2.0, 3.0, 4.0]),
    "cost": np.array(A["shapley"]["m"], float),
    "criteria": np.column_stack([POP, GDP, GDP / E, SINK]),
}
# D.4; the budget of fifteen years as its mean per year; Shapley: cuts R (1/m) / sum 1/m with R = 50
LEAST_COST = E - 50 * (1 / CHILDREN["cost"]) / (1 / CHILDREN["cost"]).sum()
EXPECTED = {
    "grandfathering": A["grandfather"],
    "per_capita": A["per_capita"],
    "per_gdp": A["per_gdp"],
    "intensity_cut": [361.3251, 284.1465, 198.5366, 155.9918],
    "ability": A["ability_a1"],
    "history": A["history"],
    "cumulative": [1325 / 15, 7120 / 15, 3560 / 15, 2995 / 15],
    "sink": A["sink_adjusted"],
    "basis": [100, 200, 300, 400],
    "composite": A["entropy_quota"],
    "topsis": [247.3428, 245.7368, 211.0850, 295.8354],
    "dea": A["zsg_bcc"]["quota"],
    "boltzmann": A["boltzmann"]["0.5"],
    "shapley": LEAST_COST,
}


def close(found, expected, places=4):
    return found == pytest.approx(np.array(expected, float), abs=0.6 * 10**-places)


def share(method, total=1000.0, columns=CHILDREN, codes=CODES, low=None, high=None, **rules):
    return distribute(total, columns, Rules(method, **rules), codes, low=low, high=high)


@pytest.mark.parametrize("method", list(EXPECTED))
def test_methods(method):
    if methods()[method].packages:
        pytest.importorskip("scipy")
    made = share(method)
    assert close(made.quota, EXPECTED[method], 3 if method == "topsis" else 4)
    assert made.shared[0] == pytest.approx(1000)
    assert made.closure.kept.all() and made.left[0] == pytest.approx(0, abs=1e-9)


def test_least_gini_within_its_band():
    pytest.importorskip("scipy")
    columns = {**CHILDREN, "criteria": np.column_stack([POP, GDP, [1200, 2000, 3000, 5000], SINK])}
    weights = Settings(weighing="given", weights=(0.4, 0.3, 0.1, 0.2))
    made = share("gini", columns=columns, settings=weights, band=0.15)
    assert close(made.quota, A["gini_opt"]["quota"])


def test_programs_that_would_take_too_long_are_refused():
    pytest.importorskip("scipy")
    many = 500
    columns = {"base": np.ones(many), "population": np.ones(many), "gdp": np.ones(many)}
    columns["criteria"] = np.ones((many, 2))
    codes = [f"{number:03d}" for number in range(many)]
    for method in ("dea", "gini"):
        with pytest.raises(InputError, match=r"500 units.*too long"):
            share(method, columns=columns, codes=codes, settings=Settings(weighing="equal"))


def test_every_method_is_described_and_computed():
    assert set(methods()) == {*EXPECTED, "gini"}
    assert {need for method in methods().values() for need in method.needs} <= set(COLUMNS)
    for method in methods().values():
        assert method.name_en and method.name_zh and method.formula and method.source
        with pytest.raises(InputError, match=method.needs[0].upper()):
            share(method.code, columns={"other": E})


def test_reserve_of_ceilings_and_floors():
    # D.3: 1000 less 5 %; a floor gets it on top; of a net sink it asks for more
    shares = {"basis": np.array([0.5, 0.3, 0.2])}
    made = share("basis", columns=shares, codes="ABC", reserve=0.05)
    assert made.quota == pytest.approx([475, 285, 190])
    assert made.left[0] == pytest.approx(50) and made.aim[0] == pytest.approx(950)
    made = share("basis", columns=shares, codes="ABC", reserve=0.05, direction="floor")
    assert made.quota.sum() == pytest.approx(1050) and made.closure.kept.all()
    assert share("basis", -1000.0, shares, "ABC", reserve=0.05).quota.sum() == pytest.approx(-1050)


def test_bounds_of_the_notes():
    case = A["bounded"]
    made = share("per_capita", low=case["lo"], high=case["hi"])
    assert close(made.quota, case["quota"])
    assert made.bound().tolist() == ["low", "high", "", ""]


def test_rounding_of_the_notes():
    assert share("grandfathering", rounding=1.0).quota.tolist() == [381, 286, 190, 143]
    six = share("basis", columns={"basis": np.ones(6)}, codes=list("abcdef"), rounding=1.0)
    assert six.quota.tolist() == [167, 167, 167, 167, 166, 166]
    floor = share("basis", 4004.59, {"basis": np.ones(3)}, "abc", rounding=0.1, direction="floor")
    assert floor.quota.tolist() == [1334.9, 1334.9, 1334.8]
    assert floor.shared[0] == 4004.6


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ([400, 400, 200, 200], None, ["1200", "200.0 more", "1000"]),
        (None, [200, 200, 200, 100], ["700", "300.0 less", "1000"]),
        ([300] * 4, [200] * 4, ["above the upper", "300", "200"]),
    ],
)
def test_bounds_that_cannot_be_met_say_the_gap(low, high, words):
    with pytest.raises(InputError) as refusal:
        share("per_capita", low=low, high=high)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_an_expected_target_gives_way_within_its_tolerance():
    high = [245, 390, 190, 140]
    with pytest.raises(InputError, match=r"35\.0 less"):
        share("per_capita", high=high)
    made = share("per_capita", high=high, binding="expected", tolerance=0.05)
    assert made.quota == pytest.approx(high) and made.closure.kept.all()
    with pytest.raises(InputError, match=r"35\.0 less"):
        share("per_capita", high=high, binding="expected", tolerance=0.03)
    advisory = share("per_capita", high=[1, 1, 1, 1], binding="advisory")
    assert advisory.quota == pytest.approx([1, 1, 1, 1])


def test_bounds_of_the_intensity():
    made = share("per_gdp", 1100.0, least_cut=0.1, most_cut=0.4)
    cut = 1 - (made.quota / GROWN) / (E / GDP)
    assert made.quota.sum() == pytest.approx(1100)
    assert (cut >= 0.1 - 1e-9).all() and (cut <= 0.4 + 1e-9).all()
    with pytest.raises(InputError, match="GDP_FORECAST"):
        share("per_gdp", columns={"base": E, "gdp": GDP}, least_cut=0.1)


def test_negative_quotas_stay_and_can_be_bounded():
    free = share("sink", 100.0)
    assert (free.quota < 0).any() and free.quota.sum() == pytest.approx(100)
    bounded = share("sink", 100.0, low=np.zeros(4))
    assert (bounded.quota >= 0).all() and bounded.quota.sum() == pytest.approx(100)


def test_missing_values_and_zero_bases_are_told():
    with pytest.raises(InputError, match=r"POPULATION: B\."):
        share("per_capita", columns={"population": [1, np.nan, 2, 3]})
    two = {"basis": np.array([0.0, 0.0, 1.0, 2.0])}
    with pytest.raises(InputError, match="甲"):
        distribute([5.0, 9.0], two, Rules("basis"), CODES, [0, 0, 1, 1], parents=["甲", "乙"])
    made = distribute([0.0, 9.0], two, Rules("basis"), CODES, [0, 0, 1, 1], parents=["甲", "乙"])
    assert made.quota.tolist() == [0, 0, 3, 6]


def test_savings_are_shared_by_the_shapley_value():
    cuts = E - allocation.in_proportion(1000.0, E)
    phi = allocation.shared_savings(A["shapley"]["m"], cuts)
    assert phi == pytest.approx(A["shapley"]["phi"], abs=1e-5)
    slopes, cuts = np.linspace(1, 4, 13), np.linspace(2, 9, 13)
    worth = allocation.joint_abatement_saving(slopes, cuts)
    drawn = allocation.shared_savings(slopes, cuts, draws=4000)
    assert drawn.sum() == pytest.approx(worth(range(13)))
    assert drawn == pytest.approx(allocation.shapley(13, worth, draws=4000, seed=3), rel=0.05)


def test_comparison_says_who_gains_and_what_cannot_be_done():
    assert set(possible(["base", "population"])) == {"grandfathering", "per_capita", "boltzmann"}
    rules = Rules(band=0.15)
    found = {
        one.method: one
        for one in compare(1000.0, CHILDREN, rules, ["grandfathering", "per_capita", "basis"], CODES)
    }
    base = found["grandfathering"]
    assert (base.winners, base.losers, base.outside) == (0, 0, 0)
    assert base.moved == pytest.approx(0, abs=1e-12)
    assert base.gini["population"] == pytest.approx(0.164286, abs=1e-6)
    assert base.theil["population"] == pytest.approx(0.048064, abs=1e-6)
    assert base.largest_cut == pytest.approx(1 - 1000 / 1050)
    assert found["per_capita"].outside == 2 and found["per_capita"].winners >= 1
    without = {name: column for name, column in CHILDREN.items() if name != "gdp"}
    lacking = compare(1000.0, without, Rules(), ["per_gdp", "per_capita"], CODES)
    assert lacking[0].made is None and "GDP" in str(lacking[0].reasons[0])
    assert lacking[1].made is not None


FAMILIES = st.lists(
    st.tuples(st.floats(0.01, 100), st.floats(0, 50), st.floats(0, 200), st.integers(0, 4)),
    min_size=1,
    max_size=60,
)


@given(FAMILIES, st.floats(0, 1))
def test_bounded_families_are_as_bounded_one_by_one(rows, part):
    w, lo, room, of = (np.array(column) for column in zip(*rows))
    hi = lo + room
    _, of = np.unique(of, return_inverse=True)
    least, most = families.reach(w, lo, hi, of, of.max() + 1)
    totals = least + part * (most - least)
    found = families.bounded(w, totals, lo, hi, of)
    for at, total in enumerate(totals):
        own = of == at
        alone = adjustment.bounded(w[own], total, lo[own], hi[own])
        assert found[own] == pytest.approx(alone, rel=1e-7, abs=1e-6)
    assert (found >= lo).all() and (found <= hi).all()


@pytest.mark.parametrize("weights", [[0.0, 0.0, 1.0], [1e-9, 1.0, 1e9]])
def test_bounded_families_with_extreme_weights(weights):
    w, of = np.array(weights), np.zeros(3, dtype=int)
    found = families.bounded(w, [10.0], np.zeros(3), np.full(3, np.inf), of)
    assert found == pytest.approx(10 * w / w.sum())
    tight = families.bounded(np.ones(3), [9.0], np.zeros(3), np.array([1.0, np.inf, np.inf]), of)
    assert tight == pytest.approx([1, 4, 4])


CASES = st.lists(
    st.tuples(st.floats(0.1, 1e4), st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.integers(0, 3)),
    min_size=1,
    max_size=40,
)
UNITS = st.sampled_from([0.0, 1.0, 0.1, 0.01, 10.0])
OPEN = ["grandfathering", "per_capita", "per_gdp", "ability", "boltzmann"]


@settings(deadline=None)
@given(CASES, st.sampled_from(OPEN), UNITS, st.integers(0, 30), st.booleans(), st.randoms())
def test_sums_are_kept_and_order_is_irrelevant(rows, method, unit, percent, floor, shuffler):
    reserve = percent / 100
    base, people, gdp, of = (np.array(column, float) for column in zip(*rows))
    _, of = np.unique(of, return_inverse=True)
    totals = np.round(np.bincount(of, weights=base) * 0.8)
    columns = {"base": base, "population": people, "gdp": gdp}
    codes = np.array([f"{number:03d}" for number in range(len(base))])
    direction = "floor" if floor else "ceiling"
    rules = Rules(method, direction, reserve, rounding=unit)
    made = distribute(totals, columns, rules, codes, of, parents=list("abcd"))
    if unit:
        whole = made.quota / unit
        assert whole == pytest.approx(np.rint(whole), abs=1e-6)
        wanted = (1 + reserve if floor else 1 - reserve) * totals / unit
        counts = np.bincount(of, weights=np.rint(whole))
        exact = np.ceil(wanted - 1e-6) if floor else np.floor(wanted + 1e-6)
        assert counts.tolist() == exact.tolist()
    sums = np.bincount(of, weights=made.quota)
    assert sums + made.left * (-1 if floor else 1) == pytest.approx(totals, rel=1e-9, abs=1e-9)
    order = list(range(len(base)))
    shuffler.shuffle(order)
    mixed = {name: column[order] for name, column in columns.items()}
    again = distribute(totals, mixed, rules, codes[order], of[order], parents=list("abcd"))
    assert (again.quota == made.quota[order]).all()


@settings(deadline=None)
@given(CASES, st.floats(0.05, 0.5), st.sampled_from(OPEN), UNITS)
def test_bands_are_kept_whatever_the_method(rows, band, method, unit):
    base, people, gdp, _ = (np.array(column, float) for column in zip(*rows))
    total = float(np.round(base.sum() * 0.9)) or 1.0
    columns = {"base": base, "population": people, "gdp": gdp}
    codes = [f"{number:03d}" for number in range(len(base))]
    rules = Rules(method, rounding=unit, band=band)
    made = distribute(total, columns, rules, codes)
    share_of_base, dust = made.aim[0] * base / base.sum(), 1e-9 * total
    # bounds between which there is no room for whole units are kept to less than one of them
    assert (made.quota > share_of_base * (1 - band) - dust - unit).all() or not unit
    assert (made.quota < share_of_base * (1 + band) + dust + unit).all() or not unit
    wide = (unit <= band * share_of_base).all()
    if wide:
        assert (made.quota >= share_of_base * (1 - band) - dust).all()
        assert (made.quota <= share_of_base * (1 + band) + dust).all()
    assert made.quota.sum() == pytest.approx(made.aim[0])
    assert made.aim[0] <= total + dust


@given(CASES, st.sampled_from(OPEN), st.sampled_from([1e-3, 2.0, 1e4]))
def test_scale_does_not_matter(rows, method, scale):
    base, people, gdp, _ = (np.array(column, float) for column in zip(*rows))
    codes = [f"{number:03d}" for number in range(len(base))]
    columns = {"base": base, "population": people, "gdp": gdp}
    total = 0.9 * base.sum()
    made = distribute(total, columns, Rules(method, band=0.2), codes)
    scaled = {**columns, "base": base * scale}
    again = distribute(total * scale, scaled, Rules(method, band=0.2), codes)
    assert again.quota == pytest.approx(made.quota * scale, rel=1e-8)
