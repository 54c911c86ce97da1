"""The electricity factor of a place and year, and what is said when it is another one."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.core import factors
from carbon_pollution_zoning.core.errors import FactorError
from carbon_pollution_zoning.core.grid import grid_factor


@pytest.mark.parametrize(
    ("region", "year", "value"),
    [
        ("CN", 2021, 0.5568),
        ("510000", 2023, 0.1564),
        ("51", 2023, 0.1564),
        ("510104", 2023, 0.1564),
        ("510104001", 2023, 0.1564),
        ("四川", 2023, 0.1564),
        ("Sichuan", 2023, 0.1564),
        ("north", 2021, 0.712),
    ],
)
def test_what_is_published_is_used_without_a_note(region, year, value):
    found = grid_factor(region, year)
    assert found.factor.value == value
    assert found.notes == ()


def test_tibet_takes_its_regional_grid_and_says_so():
    found = grid_factor("540100", 2022)
    assert (found.factor.region, found.factor.value) == ("southwest", 0.2268)
    (note,) = found.notes
    assert "Tibet; that of Southwest China is used" in str(note)


def test_a_later_year_takes_the_nearest_earlier_one():
    found = grid_factor("130000", 2030)
    assert (found.factor.year, found.factor.value) == ("2023", 0.6516)
    assert "of 2030 is published for Hebei; that of 2023 is used" in str(found.notes[0])


def test_place_and_year_can_both_differ():
    assert len(grid_factor("西藏", 2026).notes) == 2


def test_years_before_the_first_are_refused():
    with pytest.raises(FactorError, match=r"begin in 2021, after 2015.*NDRC_OLD") as caught:
        grid_factor("CN", 2015)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("region", ["710000", "810000", "澳门"])
def test_places_that_the_announcements_do_not_cover_are_refused(region):
    with pytest.raises(FactorError, match="give one of your own"):
        grid_factor(region, 2023)


def test_an_unknown_place_lists_the_grids():
    with pytest.raises(FactorError, match="central, east, north"):
        grid_factor("Atlantis", 2023)


def test_every_province_has_a_factor_in_every_published_year():
    from carbon_pollution_zoning.core.vocabulary import provinces

    for province in provinces():
        if province.grid:
            for year in (2021, 2022, 2023):
                used = grid_factor(province.code, year).factor
                assert used.year == str(year)
                assert used.region == (province.code if province.code != "540000" else "southwest")


def test_a_users_table_takes_part(workplace):
    path = workplace / "grid.csv"
    path.write_text(
        "key,scheme,region,parameter,value,unit,year,source\n"
        "mine,LOCAL,510000,co2_ef_electricity,0.2,kgCO2/kWh,2020,own\n",
        encoding="utf-8",
    )
    table = factors.read(path, "grid")
    assert grid_factor("510000", 2020, table).factor.value == 0.2
