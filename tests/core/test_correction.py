"""Conversion classes, kinds of mismatch, and what their correction saves; by hand."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core import conversion, landuse
from carbon_pollution_zoning.core.spatial import correction

SURVEY = landuse.scheme("third_survey")


def test_every_land_class_with_a_space_has_a_conversion_class():
    for name in landuse.schemes():
        for land in landuse.scheme(name).classes:
            if land.space and land.carbon_class:
                assert conversion.use_of(land) in conversion.uses(), (name, land.code)


def test_classes_of_raster_legends_come_by_their_carbon_class():
    clcd = landuse.scheme("clcd")
    assert [conversion.use_of(clcd.by_value[value]) for value in (1, 2, 5, 8)] == [
        "cropland",
        "forest",
        "wetland_water",
        "urban",
    ]


def test_rules_name_known_classes_alone():
    known = set(conversion.uses())
    for rule in correction.rules():
        assert set(rule.uses) <= known
        assert set(rule.spaces) <= set("AEUM")
        for space in rule.spaces:
            for ecological in correction.ECOLOGICAL:
                end = correction.target(rule, space, ecological)
                assert end in correction.CARBON_CLASS
                for use in rule.uses:
                    assert conversion.conversion(use, end).rule in conversion.rules()


def parcels(*rows):
    """Rows of code, space, class, rule of the space, slope, core."""
    code, space, zone, rule, slope, core = zip(*rows)

    def texts(values):
        return np.array(values, dtype=object)

    land = [SURVEY.by_code[c] if c else None for c in code]
    return correction.Parcels(
        land, texts(space), texts(zone), texts(rule), np.array(slope, float), np.array(core, bool)
    )


def codes(found):
    return [None if position < 0 else correction.rules()[position].code for position in found]


def test_kinds_of_conflict():
    found = correction.conflicts(
        parcels(
            ("0601", "E", "SCP", "red_line", 0, False),  # industry in SCP
            ("0601", "E", "SC", "red_line", 0, False),
            ("0601", "U", "SCP", "urban_boundary", 0, False),  # where it belongs
            ("0701", "A", None, "land_use", 0, False),
            ("0702", "A", None, "land_use", 0, False),  # villages belong there
            ("0702", "A", None, "farmland", 0, False),
            ("0201", "A", None, "farmland", 0, False),
            ("0101", "A", None, "farmland", 0, False),
            ("0101", "E", None, "red_line", 26, False),
            ("0101", "E", None, "red_line", 25, False),  # at the limit: not steep
            ("0101", "E", None, "red_line", np.nan, True),
            ("0301", "E", None, "red_line", 40, True),
            ("0701", "M", None, "sea", 0, False),
            (None, "E", None, None, 40, True),
        )
    )
    towns = ["IND_SCP", "URB_E", None, "URB_A2", None, "URB_A", "PBF_USE", None]
    assert codes(found) == [*towns, "FARM_STEEP", None, "FARM_CORE", None, "URB_M", None]


def test_targets_follow_the_space():
    industry = correction.rules()[0]
    assert [correction.target(industry, space, "grassland") for space in "AEM"] == [
        "cropland",
        "grassland",
        "sea",
    ]


def test_savings_by_hand():
    # 10 ha of forest at -2.36 t per ha take up 23.6 t; 500 t of emission end
    found = correction.savings([10, 20, 5], [500, np.nan, -1], [-2.36, -2.36, -2.36], [30, 10, np.nan])
    assert found.net_tco2 == pytest.approx([523.6, np.nan, 10.8], nan_ok=True)
    assert found.sink_tco2 == pytest.approx([23.6, 47.2, 11.8])
    assert found.score == pytest.approx(
        [0.5 * 523.6 / 534.4 + 0.5 * 0.75, 0.5 * 0.25, 0.5 * 10.8 / 534.4], abs=1e-12
    )
    assert found.rank.tolist() == [1, 2, 3]


def test_without_a_load_carbon_decides_alone():
    found = correction.savings([1, 1, 1], [3, 1, 3], [0, 0, 0])
    assert found.score == pytest.approx([3 / 7, 1 / 7, 3 / 7])
    assert found.rank.tolist() == [1, 3, 1]


def test_the_larger_sink_goes_first_where_nothing_else_is_known():
    found = correction.savings([1, 3, 1], [np.nan] * 3, [-2, -2, -2])
    assert (found.score.tolist(), found.rank.tolist()) == ([0, 0, 0], [2, 1, 2])


def test_rates_of_restored_uses():
    rates = correction.rates_after(["forest", "wetland_water", "sea"], {"forest": -2.4, "wetland": -0.9})
    assert rates == pytest.approx([-2.4, -0.9, np.nan], nan_ok=True)
