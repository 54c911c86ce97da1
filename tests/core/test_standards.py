"""Pollution standards: the limits, lookups by any name, users' own sets."""

from __future__ import annotations

import math

import pytest

from carbon_pollution_zoning.core import standards, units, vocabulary
from carbon_pollution_zoning.core.errors import FactorError


def test_sets_and_their_size():
    counts = {set_id: len(standards.standard_set(set_id).limits) for set_id in standards.sets()}
    assert counts == {
        "GB3095-2012": 46,
        "GB3838-2002": 100,
        "GB3838-2002-lake": 10,
        "GB3097-1997": 48,
        "GB15618-2018": 56,
        "WHO-AQG-2021": 9,
    }


@pytest.mark.parametrize(
    ("pollutant", "averaging", "limits", "unit"),
    [
        ("SO2", "annual", (20, 60), "ug/m3"),
        ("NO2", "annual", (40, 40), "ug/m3"),
        ("PM10", "annual", (40, 70), "ug/m3"),
        ("PM2.5", "annual", (15, 35), "ug/m3"),
        ("CO", "24h", (4, 4), "mg/m3"),
        ("O3", "8h", (100, 160), "ug/m3"),
    ],
)
def test_ambient_air_limits_of_both_classes(pollutant, averaging, limits, unit):
    air = standards.standard_set("GB3095-2012")
    for functional_class, expected in zip(("I", "II"), limits):
        found = air.limit(pollutant, functional_class)
        assert (found.limit, found.averaging, found.unit) == (expected, averaging, unit)


@pytest.mark.parametrize(
    ("pollutant", "limits"),
    [
        ("COD", (15, 15, 20, 30, 40)),
        ("高锰酸盐指数", (2, 4, 6, 10, 15)),
        ("BOD5", (3, 3, 4, 6, 10)),
        ("NH3-N", (0.15, 0.5, 1, 1.5, 2)),
        ("总磷", (0.02, 0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_surface_water_limits_of_five_classes(pollutant, limits):
    water = standards.standard_set("GB3838-2002")
    found = tuple(water.limit(pollutant, name).limit for name in water.functional_classes())
    assert found == limits


def test_dissolved_oxygen_is_the_only_lower_bound():
    lower = {
        (limit.pollutant, limit.direction)
        for made in standards.builtin().values()
        for limit in made.limits
        if limit.direction == "lower"
    }
    assert lower == {("DO", "lower")}


def test_limits_get_laxer_from_class_to_class():
    """Soil depends on pH and use instead, and arsenic gets stricter with pH."""
    for set_id in ("GB3095-2012", "GB3838-2002", "GB3838-2002-lake", "GB3097-1997"):
        made = standards.standard_set(set_id)
        for pollutant in made.pollutants():
            for averaging in {limit.averaging for limit in made.limits if limit.pollutant == pollutant}:
                found = [made.limit(pollutant, each, averaging) for each in made.functional_classes()]
                sign = -1 if found[0].direction == "lower" else 1
                values = [sign * each.limit for each in found]
                assert values == sorted(values), (set_id, pollutant)


def test_every_limit_is_of_the_closed_lists_and_says_where_it_comes_from():
    codes = {known.code for known in vocabulary.pollutants()}
    media = {medium.code for medium in vocabulary.media()}
    for made in standards.builtin().values():
        assert made.name_en
        assert made.name_zh
        assert made.valid_from
        for limit in made.limits:
            assert limit.pollutant in codes
            assert limit.medium in media
            assert limit.limit > 0
            assert limit.evidence.startswith(("looked up", "from memory"))
            assert limit.confidence in ("high", "medium")
            assert units.unit(limit.unit).dimension in ("mass/volume", "ratio")


def test_the_shorter_averaging_is_found_when_asked_for():
    air = standards.standard_set("GB3095-2012")
    assert air.limit("SO2", "II", "24h").limit == 150
    assert air.limit("SO2", "II", "24h").in_unit("mg/m3") == pytest.approx(0.15)


def test_a_missing_limit_tells_what_there_is():
    with pytest.raises(FactorError, match=r"no limit for COD in class III.*SO2, NO2.*classes I, II"):
        standards.standard_set("GB3095-2012").limit("COD", "III")
    with pytest.raises(FactorError, match="GB3838-2002"):
        standards.standard_set("GB0")


def test_an_export_read_back_is_the_same(workplace):
    path = workplace / "标准.csv"
    standards.export(path)
    again = standards.read(path)
    assert list(again) == list(standards.sets())
    for set_id, made in again.items():
        built = standards.standard_set(set_id)
        assert (made.name_zh, made.valid_from) == (built.name_zh, built.valid_from)
        for mine, theirs in zip(made.limits, built.limits):
            assert math.isnan(mine.benchmark)
            assert math.isnan(theirs.benchmark)
            assert repr(mine) == repr(theirs)


def test_one_set_can_be_exported(workplace):
    standards.export(workplace / "one.csv", "WHO-AQG-2021")
    assert list(standards.read(workplace / "one.csv")) == ["WHO-AQG-2021"]


def test_a_users_own_set_needs_little(workplace):
    path = workplace / "地方标准.csv"
    path.write_text(
        "pollutant,functional_class,limit,benchmark,unit,source\n"
        "二氧化硫,A,30,,ug/m3,DB11\n"
        "net load,A,0,5,t/a,plan\n",
        encoding="gbk",
    )
    (made,) = standards.read(path).values()
    assert made.id == "地方标准"
    assert made.limit("SO2", "A").limit == 30
    assert made.limit("net load", "A").benchmark == 5


def test_each_rule_speaks_with_its_row(workplace):
    path = workplace / "bad.csv"
    path.write_text(
        "set_id,functional_class,pollutant,medium,averaging,direction,limit,benchmark,unit,valid_from,source\n"
        "L,I,,air,,,5,,ug/m3,,s\n"
        "L,I,SO2,ether,,,5,,ug/m3,,s\n"
        "L,I,NO2,air,yearly,,5,,ug/m3,,s\n"
        "L,I,CO,air,,sideways,5,,ug/m3,,s\n"
        "L,I,O3,air,,,x,,ug/m3,,s\n"
        "L,I,PM10,air,,,,,ug/m3,,s\n"
        "L,I,COD,air,,,0,,mg/L,,s\n"
        "L,I,TP,water,,,5,,spoon,,s\n"
        "L,I,TN,water,,,5,,mg/L,yesterday,s\n"
        "L,I,SS,water,,,5,,mg/L,,\n"
        "L,I,悬浮物,water,,,6,,mg/L,,s\n",
        encoding="utf-8",
    )
    with pytest.raises(FactorError) as caught:
        standards.read(path)
    said = {found.data["row"]: str(found) for found in caught.value.problems}
    parts = {
        2: "names no pollutant",
        3: "medium is “ether”",
        4: "averaging is “yearly”",
        5: "direction is “sideways”",
        6: "“x” is not a number",
        7: "has no limit",
        8: "needs a positive benchmark",
        9: "“spoon” is not known",
        10: "valid_from is “yesterday”",
        11: "no known source",
        12: "repeats the limit of row 11",
    }
    assert set(said) == set(parts)
    for row, part in parts.items():
        assert part in said[row]
    assert len(caught.value.problems) == 11


def test_columns_and_rows_are_needed(workplace):
    (workplace / "a.csv").write_text("pollutant\nSO2\n", encoding="utf-8")
    (workplace / "b.csv").write_text("pollutant,limit,unit,source\n", encoding="utf-8")
    with pytest.raises(FactorError, match="lacks the columns limit, unit, source"):
        standards.read(workplace / "a.csv")
    with pytest.raises(FactorError, match="no rows"):
        standards.read(workplace / "b.csv")
