"""From the uncertainty of accounts to that of classes: the worked example, and closed form against draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import certainty, evaluation, sixclass

pytest.importorskip("scipy")
EXAMPLE = [0.098, 0.191, 0.239, 0.433, 0.038, 0.0]
RULE = sixclass.Rule()
E, K, X = np.array([5000.0, 3000, 10]), np.array([4600.0, 1000, 1200]), np.array([100.0, 50, 100])
P = np.array([36.0, 80, 20])
SD_E, SD_K, SD_P = np.array([250.0, 300, 1]), np.array([920.0, 100, 200]), np.array([1.8, 8, 4])
CARBON = evaluation.Carbon(net=None, emission=E, removal=K, denominator=X, benchmark=25.0)
POLLUTION = evaluation.Pollution(values=[P], standards=[35.0], benchmarks=[np.nan], names=["pm25"])
SPREADS = certainty.Spreads(emission=SD_E, removal=SD_K, pollution=[SD_P])


DEFAULT = certainty.Drawing()


def found(drawing=DEFAULT, spreads=SPREADS, carbon=CARBON, pollution=POLLUTION, tau=(1.0, 1.0)):
    made = evaluation.evaluate(carbon, pollution, RULE)
    return certainty.certainty(carbon, pollution, made, spreads, tau, drawing)


def test_the_worked_example():
    exact = found()
    assert exact.closed
    assert exact.confidence.probability[0] == pytest.approx(EXAMPLE, abs=0.001)
    drawn = found(certainty.Drawing("draws", number=200_000))
    assert not drawn.closed
    assert drawn.confidence.probability[0] == pytest.approx(EXAMPLE, abs=0.005)


def test_closed_form_and_draws_agree_on_every_unit():
    exact, drawn = found().confidence, found(certainty.Drawing("draws", number=100_000)).confidence
    assert drawn.probability == pytest.approx(exact.probability, abs=0.006)


def test_a_unit_does_not_depend_on_the_others():
    drawing = certainty.Drawing(distribution="lognormal", number=2000)
    together = found(drawing).confidence.probability
    carbon = replace(CARBON, emission=E[::-1], removal=K[::-1], denominator=X[::-1])
    pollution = replace(POLLUTION, values=[P[::-1]])
    spreads = certainty.Spreads(emission=SD_E[::-1], removal=SD_K[::-1], pollution=[SD_P[::-1]])
    turned = found(drawing, spreads, carbon, pollution).confidence.probability
    assert (turned[::-1] == together).all()


def test_one_activity_behind_both_accounts():
    # E and P move together, K is exact: u and v are one line, above both limits or below both half the time
    carbon = evaluation.Carbon(net=np.array([0.0]), denominator=np.array([1.0]), benchmark=1.0)
    pollution = evaluation.Pollution(q_p=np.array([0.0]))
    spreads = certainty.Spreads(net=np.array([0.3]), pollution=[np.array([0.3])])
    drawing = certainty.Drawing(correlation=1.0, number=20_000)
    p = found(drawing, spreads, carbon, pollution).confidence.probability[0]
    assert p[[1, 2]] == pytest.approx([0, 0])
    assert p[0] == pytest.approx(0.5, abs=0.015)


def test_several_pollutants_are_drawn_and_the_larger_one_rules():
    pollution = evaluation.Pollution(
        values=[P, np.array([10.0, 20, np.nan])],
        standards=[35.0, 60.0],
        benchmarks=[np.nan, np.nan],
        names=["pm25", "so2"],
    )
    exact = np.zeros(3)
    spreads = replace(SPREADS, pollution=[SD_P, np.where(np.isnan(pollution.values[1]), np.nan, exact)])
    made = found(certainty.Drawing(number=50_000), spreads, pollution=pollution)
    assert not made.closed
    assert np.isnan(made.sd_v).all()
    # the second pollutant complies surely, so nothing changes, where it is missing too
    assert made.confidence.probability == pytest.approx(found().confidence.probability, abs=0.01)


def test_thresholds_that_differ_from_unit_to_unit():
    half = found(tau=(np.array([1.0, 0.5, 1.0]), 1.0))
    assert half.sd_u[1] == pytest.approx(2 * found().sd_u[1])


def test_uncertainty_that_is_missing_is_not_zero():
    spreads = replace(SPREADS, removal=np.array([np.nan, 100.0, 200.0]))
    for drawing in (certainty.Drawing(), certainty.Drawing("draws", number=100)):
        made = found(drawing, spreads)
        assert made.without.tolist() == [True, False, False]
        assert made.confidence.modal[0] == sixclass.ND


def test_exact_accounts_give_sure_classes():
    zero = np.zeros(3)
    made = found(spreads=certainty.Spreads(emission=zero, removal=zero, pollution=[zero]))
    assert made.confidence.modal.tolist() == evaluation.evaluate(CARBON, POLLUTION, RULE).zoning.code.tolist()
    assert made.confidence.entropy == pytest.approx(zero)


@pytest.mark.parametrize("mode", ["quota", "total", "duty"])
def test_slopes_are_those_of_the_exceedance(mode):
    standard = {"quota": 8.0, "total": 1600.0, "duty": -3.0}[mode]
    carbon = evaluation.Carbon(
        net=E - K,
        denominator=X,
        mode="duty" if mode == "duty" else "quota",
        standard=standard,
        basis="total" if mode == "total" else "intensity",
        benchmark=25.0,
    )
    slope, (of_pollution,) = evaluation.slopes(carbon, POLLUTION)
    moved = evaluation.Pollution(values=[P + 1], standards=[35.0], benchmarks=[np.nan], names=["pm25"])
    before = evaluation.evaluate(carbon, POLLUTION, RULE).zoning
    after = evaluation.evaluate(replace(carbon, net=E - K + 1), moved, RULE).zoning
    assert after.q_c - before.q_c == pytest.approx(slope, rel=1e-6)
    assert after.q_p - before.q_p == pytest.approx(of_pollution, rel=1e-6)


@pytest.mark.parametrize(
    ("options", "words"),
    [({"method": "guess"}, "guess"), ({"distribution": "flat"}, "flat"), ({"correlation": 2}, "correlation")],
)
def test_refuses(options, words):
    with pytest.raises(InputError, match=words):
        certainty.Drawing(**options)


def test_refuses_negative_deviations_by_row():
    with pytest.raises(InputError, match=r"removal.*2"):
        found(spreads=replace(SPREADS, removal=np.array([1.0, -1, 1])))
