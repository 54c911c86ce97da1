"""Other thresholds: which units change class, against the rule applied to each unit by hand."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import sixclass, whatif

CODE = {code: number for number, code in enumerate(sixclass.CODES)}


def test_the_present_thresholds_change_nothing():
    rng = np.random.default_rng(5)
    u, v = rng.uniform(-2, 4, (2, 1000))
    made = whatif.trial(u, v, np.ones(1000), 1.0, 1.0)
    assert not made.changed.any() and made.changed_ha == 0.0
    assert made.units.trace() == 1000


def test_a_higher_carbon_threshold_frees_strong_double_exceeders():
    # u/2 = 0.75: weak in carbon, strong in pollution, so PC; 2.5/2 stays strong
    made = whatif.trial([1.5, 2.5, -1.0], [1.2, 1.2, 0.5], [10.0, 20.0, 40.0], 2.0, 1.0)
    assert made.now.tolist() == [CODE["SCP"], CODE["SCP"], CODE["SP"]]
    assert made.then.tolist() == [CODE["PC"], CODE["SCP"], CODE["SP"]]
    assert made.units[CODE["SCP"], CODE["PC"]] == 1
    assert made.changed_ha == 10.0 and made.area_ha[CODE["SCP"], CODE["SCP"]] == 20.0


def test_single_exceeders_never_change():
    """The sign of an exceedance does not depend on its threshold (methods A.4)."""
    rng = np.random.default_rng(6)
    u, v = rng.uniform(0.01, 5, 500), rng.uniform(-5, 0, 500)
    for factor in (0.1, 0.5, 3.0):
        assert not whatif.trial(u, v, np.ones(500), factor, 1 / factor).changed.any()


def test_equals_the_rule_with_those_thresholds():
    rng = np.random.default_rng(7)
    q_c, q_p = rng.uniform(-1, 3, (2, 5000))
    present = sixclass.Rule(0.8, 1.3, "PC", "SCP")
    u, v = sixclass.normalised(q_c, q_p, present)
    wanted = sixclass.classify(q_c, q_p, sixclass.Rule(0.8 * 1.7, 1.3 * 0.6, "PC", "SCP"))
    assert np.array_equal(whatif.classes(u, v, 1.7, 0.6, present), wanted)


def test_no_data_and_unknown_areas():
    made = whatif.trial([np.nan, 1.5], [1.0, 1.5], [5.0, np.nan], 2.0, 1.0)
    assert made.then.tolist() == [CODE["ND"], CODE["PC"]]
    assert made.units.sum() == 2 and made.area_ha.sum() == 5.0 and made.changed_ha == 0.0


@pytest.mark.parametrize("factor", [0.0, -1.0, np.nan])
def test_a_threshold_must_be_above_zero(factor):
    with pytest.raises(InputError):
        whatif.trial([1.0], [1.0], [1.0], factor, 1.0)
