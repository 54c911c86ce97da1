"""The balance of units: worked example, missing parts, properties."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core import flags as fl
from carbon_pollution_zoning.core import uncertainty
from carbon_pollution_zoning.core.carbon import balance as b
from carbon_pollution_zoning.core.carbon.emission_ranges import Spreading
from carbon_pollution_zoning.core.errors import Cancelled

TIGHT = 1e-9
E16 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E16"
)


def columns():
    units = E16["inputs"]
    return list(units), *(np.array([unit[key] for unit in units.values()]) for key in ("G", "C", "CA"))


def test_e16_coefficients_and_types():
    names, gdp, source, removal = columns()
    made = b.balance(b.Sides(source, np.zeros(4), -removal))
    ecc, esc = b.contribution(gdp, source), b.contribution(removal, source)
    types = [b.types()[code].name_en for code in b.balance_type(ecc, esc)]
    for i, name in enumerate(names):
        expected = {
            key.split("_", 1)[1]: v for key, v in E16["expected"].items() if key.startswith(f"{name}_")
        }
        assert ecc[i] == pytest.approx(expected["ECC"], abs=5e-9)
        assert esc[i] == pytest.approx(expected["ESC"], abs=5e-9)
        assert made.net[i] == pytest.approx(expected["net"], rel=TIGHT)
        assert made.offset[i] == pytest.approx(expected["offset"], abs=5e-9)
        assert types[i] == expected["type"]


def test_compensation_example_of_the_methods():
    """Methods E.9: E 400,300,200,150; K 20,10,60,110; G 500,400,160,90."""
    source = np.array([400.0, 300, 200, 150])
    assert b.contribution([500, 400, 160, 90], source) == pytest.approx(
        [1.1413, 1.2174, 0.7304, 0.5478], abs=5e-5
    )
    assert b.contribution([20, 10, 60, 110], source) == pytest.approx([0.2625, 0.175, 1.575, 3.85], abs=5e-5)


def test_a_missing_part_is_not_zero():
    nan, inf = math.nan, math.inf
    made = b.balance(
        b.Sides(
            np.array([10.0, nan, 10.0, 10.0, inf]),
            np.array([0.0, 0.0, nan, 1.0, 0.0]),
            np.array([nan, -5.0, -5.0, -5.0, -5.0]),
        )
    )
    assert fl.texts(made.flags).tolist() == ["NO_K", "NO_E", "NO_E", "", "INFINITE"]
    assert np.isnan(made.net).tolist() == [True, True, True, False, True]
    assert made.net[3] == 6
    assert made.source[0] == 10 and math.isnan(made.offset[0])


def test_zero_is_a_value():
    made = b.balance(b.Sides(np.array([0.0, 5.0]), np.zeros(2), np.array([-5.0, 0.0])))
    assert made.net.tolist() == [-5, 5]
    assert math.isnan(made.offset[0]) and made.offset[1] == 0
    assert fl.texts(made.flags).tolist() == ["", ""]


def test_shares_count_only_units_that_have_both():
    ecc = b.contribution([5.0, math.nan, 5.0, 5.0], [1.0, 100.0, 1.0, math.nan])
    assert ecc[[0, 2]].tolist() == [1, 1]
    assert np.isnan(ecc[[1, 3]]).all()
    assert b.balance_type([1.0, math.nan], [0.5, 2]).tolist() == ["economic_development", None]


def test_a_bad_denominator_is_flagged():
    flags = fl.empty(4)
    found = b.intensity(np.array([10.0] * 4), np.array([2.0, 0.0, -1.0, math.nan]), flags)
    assert found[0] == 5 and np.isnan(found[1:]).all()
    assert fl.texts(flags).tolist() == ["", "BAD_X", "BAD_X", "BAD_X"]


@pytest.mark.parametrize(("factor", "told"), [(1, 0), (1e-4, 1), (1e4, 1)])
def test_amounts_out_of_proportion_are_told(factor, told):
    assert len(b.plausibility(np.array([6e4, 7e4, 8e4]) * factor, np.array([1e4] * 3))) == told


def test_flags_come_back_from_their_words():
    assert fl.texts(fl.bits(["", None, "PART_E BAD_X", "note", "NO_K"])).tolist() == [
        "",
        "",
        "BAD_X PART_E",
        "",
        "NO_K",
    ]


AMOUNT = st.floats(0.01, 1e6)
UNITS = st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=2, max_size=12)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.floats(0.01, 1000))
def test_coefficients_do_not_depend_on_units_and_average_to_one(rows, factor):
    gdp, source, removal = (np.array(column) for column in zip(*rows))
    ecc = b.contribution(gdp, source)
    assert b.contribution(gdp * factor, source * 7) == pytest.approx(ecc, rel=1e-9)
    # weighted by the sources, the coefficients of all units average to 1
    assert (ecc * source).sum() / source.sum() == pytest.approx(1, rel=1e-9)
    made = b.balance(b.Sides(source, np.zeros(len(source)), -removal))
    assert made.net.sum() == pytest.approx(source.sum() - removal.sum(), rel=1e-9, abs=1e-6)
    assert made.offset == pytest.approx(removal / source, rel=1e-9)


def test_the_interval_of_the_net_adds_independent_parts_and_may_hold_zero():
    value, low, high = (
        b.Sides(np.array([100.0, 50.0]), 0.0, np.array([-90.0, np.nan])),
        b.Sides(np.array([97.0, 50.0]), 0.0, np.array([-94.0, np.nan])),
        b.Sides(np.array([103.0, 50.0]), 0.0, np.array([-78.0, np.nan])),
    )
    found = b.interval(value, low, high)
    assert found.low[0] == pytest.approx(10 - math.hypot(3, 4))
    assert found.high[0] == pytest.approx(10 + math.hypot(3, 12))
    assert math.isnan(found.low[1]) and math.isnan(found.sd[1])
    assert np.isnan(uncertainty.percent([10.0], uncertainty.from_limits([-5.0], [22.0])))[0]


def wide(count=3):
    value = b.Sides(np.linspace(90, 110, count), np.full(count, 5.0), np.full(count, -100.0))
    low = b.Sides(value.emission - 6, value.land_source - 1, value.sink - 8)
    high = b.Sides(value.emission + 6, value.land_source + 2, value.sink + 8)
    return value, low, high


def test_every_side_has_its_interval():
    gross, sink, net = (b.interval(*wide(), side) for side in ("gross", "sink", "net"))
    assert gross.low[0] == pytest.approx(95 - math.hypot(6, 1)) and sink.low[0] == -108
    assert net.high[0] == pytest.approx(-5 + math.sqrt(36 + 4 + 64))


def test_draws_agree_with_propagation_and_do_not_mind_the_order_of_units():
    drawn = Spreading(draws=20_000, distribution="normal")
    names = ["01", "02", "03"]
    value, low, high = wide()
    plain, made = b.interval(value, low, high), b.interval(value, low, high, "net", names, drawn)
    assert made.sd == pytest.approx(plain.sd, rel=0.03)
    assert made.low == pytest.approx(plain.low, abs=0.3)
    turned = [
        b.Sides(*(getattr(side, part)[::-1] for part in ("emission", "land_source", "sink")))
        for side in (value, low, high)
    ]
    assert b.interval(*turned, "net", names[::-1], drawn).sd[::-1].tolist() == made.sd.tolist()


def test_a_missing_width_leaves_the_interval_unknown():
    value, low, high = wide()
    low.sink[1] = np.nan
    assert np.isnan(b.interval(value, low, high).sd).tolist() == [False, True, False]
    assert np.isfinite(b.interval(value, low, high, "gross").sd).all()


def test_a_gdp_of_zero_or_below_is_in_no_national_sum():
    source = np.array([80.0, 120.0, 50.0, 90.0])
    whole = b.economic_contribution([500.0, 300.0, np.nan, np.nan], source)
    found = b.economic_contribution([500.0, 300.0, 0.0, -150.0], source)
    assert found[:2] == pytest.approx(whole[:2]) and np.isnan(found[2:]).all()


def test_draws_can_be_stopped():
    def stop(part):
        raise Cancelled

    with pytest.raises(Cancelled):
        b.interval(*wide(), "net", ["1", "2", "3"], Spreading(draws=100), progress=stop)
