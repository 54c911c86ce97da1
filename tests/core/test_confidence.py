"""How sure a class is: the worked example, and the closed form against draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import confidence, sixclass

pytest.importorskip("scipy")
# method notes A.9: E = 5000 +- 250, K = 4600 +- 920 t, X = 100 ha, B = 25 t/ha, P = 36 +- 1.8, limit 35
EXAMPLE = [0.098, 0.191, 0.239, 0.433, 0.038, 0.0]
U, SD_U = (5000 - 4600) / 100 / 25, np.hypot(250, 920) / 100 / 25
V, SD_V = 36 / 35 - 1, 1.8 / 35


def _draw_example(noise):
    e = confidence.spread([5000], [250], "normal", noise[:, 0])
    k = confidence.spread([4600], [920], "normal", noise[:, 1])
    p = confidence.spread([36], [1.8], "normal", noise[:, 2])
    return (e - k) / 100 / 25, p / 35 - 1


def test_the_worked_example_in_closed_form():
    found = confidence.normal_probabilities(U, SD_U, V, SD_V)
    assert found.probability[0] == pytest.approx(EXAMPLE, abs=0.001)
    assert (found.modal[0], found.alternative[0]) == (sixclass.CP, sixclass.SP)


def test_the_worked_example_by_draws():
    noise = confidence.noise(200_000, 3, 42)
    found = confidence.drawn_probabilities(_draw_example, noise, 1, sixclass.Rule())
    assert found.probability[0] == pytest.approx(EXAMPLE, abs=0.005)
    again = confidence.drawn_probabilities(
        _draw_example, confidence.noise(200_000, 3, 42), 1, sixclass.Rule()
    )
    assert (again.probability == found.probability).all()


coordinate, deviation = st.floats(-3, 4), st.one_of(st.just(0.0), st.floats(0.005, 2))


@settings(max_examples=60)
@given(coordinate, deviation, coordinate, deviation, st.sampled_from(sixclass.WEAK_WEAK))
def test_closed_form_agrees_with_draws(u, sd_u, v, sd_v, weak_weak):
    rule = sixclass.Rule(weak_weak=weak_weak)
    exact = confidence.normal_probabilities(u, sd_u, v, sd_v, rule).probability[0]

    def draw(noise):
        return (
            confidence.spread([u], [sd_u], "normal", noise[:, 0]),
            confidence.spread([v], [sd_v], "normal", noise[:, 1]),
        )

    drawn = confidence.drawn_probabilities(draw, confidence.noise(20_000, 2, 1), 1, rule).probability[0]
    band = 4.5 * np.sqrt(np.maximum(exact * (1 - exact), 1e-4) / 20_000)
    assert (np.abs(drawn - exact) <= band).all()
    assert exact.sum() == pytest.approx(1)


def test_what_is_exactly_known_is_sure():
    u, v = np.array([-1, 2, -1, 2, 0.5, 3, 0.4]), np.array([-1, -1, 2, 0.5, 2, 3, 0.4])
    found = confidence.normal_probabilities(u, 0, v, 0)
    assert (found.modal == sixclass.classify(u, v)).all()
    assert found.entropy == pytest.approx(np.zeros(7), abs=1e-12)
    assert (found.alternative == 0).all()


def test_what_is_unknown_has_no_probability():
    found = confidence.normal_probabilities([np.nan, 0.5], [0.1, np.nan], [0.5, 0.5], [0.1, 0.1])
    assert np.isnan(found.probability).all()
    assert found.modal.tolist() == [0, 0]
    assert np.isnan(found.of([0, 0])).all()


def test_entropy_of_a_coin():
    found = confidence.summarise([[0.5, 0.5, 0, 0, 0, 0]])
    assert found.entropy[0] == pytest.approx(np.log(2) / np.log(6))


def test_lognormal_keeps_mean_deviation_and_sign():
    noise = confidence.noise(400_000, 3, 3)
    drawn = confidence.spread([100.0, -100.0, 0.0], [50.0, 50.0, 1.0], "lognormal", noise)
    assert drawn.mean(axis=0) == pytest.approx([100, -100, 0], abs=0.5)
    assert drawn.std(axis=0) == pytest.approx([50, 50, 1], rel=0.02)
    assert (drawn[:, 0] > 0).all() and (drawn[:, 1] < 0).all()
    # factors 3.12, case E15: 2.5 % and 97.5 % of mean 100 with cv 0.5
    assert np.percentile(drawn[:, 0], [2.5, 97.5]) == pytest.approx([35.437, 225.754], rel=0.02)


@given(st.floats(-3, 4), st.floats(-3, 4))
def test_a_flip_flips_and_less_does_not(u, v):
    change_u, change_v = confidence.flips([u], [v])[0]
    here = sixclass.classify(u, v)
    for change, moved in ((change_u, lambda s: (u + s, v)), (change_v, lambda s: (u, v + s))):
        if np.isnan(change) or abs(change) < 1e-4:
            continue
        beyond = change + np.sign(change) * 1e-5
        assert sixclass.classify(*moved(beyond)) != here
        assert sixclass.classify(*moved(change * 0.99)) == here


def test_flips_of_the_worked_example():
    # u = .16 falls to v = .0286 for PC; v falls to 0 for SC
    change = confidence.flips([U], [V])[0]
    assert change == pytest.approx([V - U, -V])


def test_an_unknown_distribution_is_refused():
    with pytest.raises(InputError, match="triangle"):
        confidence.spread([1.0], [1.0], "triangle", confidence.noise(2, 1))


def test_flips_of_thresholds():
    # CP at (0.3, 0.2): u = v is nearer by ratio than u = 1; PC at (0.3, 2) becomes SCP at u = 1
    found = confidence.threshold_flips([0.3, 0.3, -1.0, np.nan], [0.2, 2.0, 2.0, 1.0])
    assert found[0] == pytest.approx([1.5, 0.2 / 0.3])
    assert found[1, 0] == pytest.approx(0.3)
    assert np.isnan(found[2]).all() and np.isnan(found[3]).all()


def test_no_draws_are_refused():
    with pytest.raises(InputError, match="draws is 0"):
        confidence.noise(0, 2)
