"""Years as tables write them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from carbon_pollution_zoning.core import years
from carbon_pollution_zoning.core.errors import InputError


def test_years_are_read_as_people_write_them():
    cells = [2024, 2024.0, "2024年", "２０２４", "2024-12-31", "2024.0", None, math.nan, "", "-"]
    assert years.years(cells, "year").tolist() == [2024] * 6 + [years.NO_YEAR] * 4


def test_texts_that_are_no_years_are_named_with_their_rows():
    with pytest.raises(InputError, match="2: FY24"):
        years.years(["2024", "FY24"], "year")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        (" ", None),
        ("2024", {2024}),
        ("2015-2017", {2015, 2016, 2017}),
        ("2015 – 2016; 2020", {2015, 2016, 2020}),
        ("２０１５，2020、2021", {2015, 2020, 2021}),
    ],
)
def test_choice_of_years(text, expected):
    found = years.chosen(text)
    assert found is None if expected is None else found == expected


@pytest.mark.parametrize("text", ["24", "2020-2015", "2015--2016", "all"])
def test_a_choice_that_cannot_be_read_is_refused(text):
    with pytest.raises(InputError, match="2015-2020"):
        years.chosen(text)


def test_rows_among_the_wanted_years():
    found = np.array([2015, 2020, years.NO_YEAR])
    assert years.among(found, None).all()
    assert years.among(found, frozenset({2020, 2021})).tolist() == [False, True, False]
    with pytest.raises(InputError, match="2015, 2020"):
        years.among(found, frozenset({1999}))


def test_years_in_field_names():
    assert years.in_names(["tco2_2015", "2020 年", "y2022t"]) == [2015, 2020, 2022]
    assert years.in_names(["tco2_2015", "tco2"]) is None
    assert years.in_names(["a2015", "b2015"]) is None
    assert years.in_names(["n12015"]) is None
