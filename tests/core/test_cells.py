"""Classes of raster cells: thresholds of the raster's own numbers against the rule; streamed standards."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.zoning import cells, sixclass, streamed

RNG = np.random.default_rng(5)


def in_full(standards, x, net, *pollution, nodata=-9999.0):
    rasters = [cells.with_nan(one, nodata) for one in pollution]
    return cells.classified(cells.Cells(cells.with_nan(net, nodata), x, rasters), standards)


def sample(dtype, standard):
    """Numbers around the thresholds, some exactly on them, NoData, NaN and infinite ones."""
    values = RNG.normal(standard, 2 * abs(standard) + 1, 60_000).astype(dtype)
    values[:400] = np.repeat([standard, 2 * standard, 0, -9999], 100)
    values[400:800] = np.nextafter(values[:400], dtype(1e9), dtype=dtype)
    values[800:1000] = np.repeat([np.nan, np.inf, -np.inf, -9999], 50)
    return RNG.permutation(values)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("tie", sixclass.TIES)
@pytest.mark.parametrize("weak_weak", sixclass.WEAK_WEAK)
@pytest.mark.parametrize("standard", [0.0, 3.0, -2.0])
def test_thresholds_give_the_classes_of_the_rule(dtype, tie, weak_weak, standard):
    rule = sixclass.Rule(tau_c=1.3, tau_p=0.7, tie=tie, weak_weak=weak_weak)
    standards = cells.Standards(rule, standard, 2.5, (cells.Pollutant(35.0),))
    net, load = sample(dtype, 2.5), sample(dtype, 35.0)
    fast = cells.Fast(standards, 0.09, (dtype, dtype), (-9999.0, -9999.0))
    found = fast(net, load)
    assert (found == in_full(standards, 0.09, net, load)).all()
    assert set(found.tolist()) == set(range(7))


def test_several_pollutants_and_the_missing_among_them():
    pollutants = (cells.Pollutant(35.0), cells.Pollutant(60.0), cells.Pollutant(0.0, 40.0))
    standards = cells.Standards(carbon_benchmark=2.5, pollutants=pollutants)
    kinds, nodata = (np.float32, np.float32, np.float64, np.float32), (-9999.0,) * 4
    net, loads = sample(np.float32, 2.5), [sample(k, s) for k, s in zip(kinds[1:], (35.0, 60.0, 20.0))]
    assert (
        cells.Fast(standards, 1.0, kinds, nodata)(net, *loads) == in_full(standards, 1.0, net, *loads)
    ).all()


def test_a_raster_of_exceedances():
    standards = cells.Standards(carbon_benchmark=2.5)
    net, q_p = sample(np.float32, 2.5), sample(np.float32, 1.0)
    fast = cells.Fast(standards, 1.0, (np.float32, np.float32), (-9999.0, -9999.0))
    assert (fast(net, q_p) == in_full(standards, 1.0, net, q_p)).all()


def test_without_a_benchmark_only_the_sign_counts_and_thresholds_do_not():
    standards = cells.Standards(pollutants=(cells.Pollutant(35.0),))
    net, load = np.array([-1, 0, 1], dtype=np.float32), np.array([20, 40, 20], dtype=np.float32)
    assert not cells.Fast.fits(standards, [np.float32] * 2)
    assert in_full(standards, 1.0, net, load).tolist() == [sixclass.S, sixclass.SP, sixclass.ND]


@given(st.floats(-(2.0**100), 2.0**100, width=32))
def test_the_first_number_is_exact(bound):
    found = cells.first_number(lambda x: x > bound, np.float32)
    assert found > bound
    assert np.nextafter(np.float32(found), np.float32(-np.inf)) <= bound


def test_what_thresholds_cannot_do():
    assert not cells.Fast.fits(cells.Standards(pollutants=(cells.Pollutant(np.nan),)), [np.float32] * 2)
    assert cells.Fast.fits(cells.Standards(carbon_benchmark=1.0), [np.float32, np.float32])
    assert not cells.Fast.fits(cells.Standards(carbon_benchmark=1.0), [np.int16, np.float32])
    two = (cells.Pollutant(1.0), cells.Pollutant(1.0))
    assert not cells.Fast.fits(
        cells.Standards(carbon_benchmark=1.0, pollutants=two, composite="mean"), [np.float32] * 3
    )


def test_streamed_benchmark():
    net, x = RNG.normal(0, 5, 1000), RNG.uniform(0, 2, 1000)
    net[::50], x[::70] = np.nan, np.nan
    made = streamed.Benchmark()
    for part in range(0, 1000, 100):
        made.add(streamed.Benchmark.part(net[part : part + 100], x[part : part + 100]))
    assert made.value == pytest.approx(sixclass.carbon_benchmark(net, x), rel=1e-12)
    one = streamed.Benchmark()
    one.add(streamed.Benchmark.part(net, 0.25))
    assert one.value == pytest.approx(sixclass.carbon_benchmark(net, 0.25), rel=1e-12)
    assert np.isnan(streamed.Benchmark().value)


@pytest.mark.parametrize("mode", ["median", "jenks2"])
def test_streamed_thresholds(mode):
    q = np.concatenate(
        [RNG.lognormal(-1, 0.4, 3000), RNG.lognormal(2, 0.3, 1500), -RNG.random(500), [np.nan]]
    )
    made = streamed.Exceeders()
    for part in np.array_split(RNG.permutation(q), 7):
        made.add(streamed.Exceeders.part(part))
    assert made.threshold(mode) == pytest.approx(sixclass.strong_threshold(q, mode), rel=1e-3)


def test_streamed_thresholds_need_exceeders():
    with pytest.raises(InputError, match="0 cells"):
        streamed.Exceeders().threshold("median")
    assert streamed.Exceeders().threshold("fixed", 1.5) == 1.5
