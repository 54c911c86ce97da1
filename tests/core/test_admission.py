"""Lists of industries by sub-zone, their rules, and the exit list."""

from __future__ import annotations

import numpy as np
import pytest

from carbon_pollution_zoning.core import csvdata, industries, vocabulary
from carbon_pollution_zoning.core.errors import FactorError
from carbon_pollution_zoning.core.zoning import admission

ZONES = {zone.code: zone for zone in vocabulary.subzones()}


def listed(zone, code):
    rule = admission.decide(ZONES[zone], industries.industry(code), code, admission.builtin())
    return rule.list, rule.code


@pytest.mark.parametrize(
    ("zone", "code", "expected"),
    [
        ("U-SC", "3011", ("negative", "CARBON_BARS")),  # cement
        ("U-SC", "17", ("restricted", "REST")),  # textiles: a key polluter of water, medium in carbon
        ("U-SP", "17", ("negative", "POLLUTION_BARS")),
        ("U-SP", "24", ("positive", "LOW_BOTH")),
        ("U-CP", "17", ("negative", "POLLUTION_BARS")),  # both bind: the union
        ("U-SCP", "30", ("negative", "CARBON_BARS")),
        ("U-SP", "3011", ("negative", "POLLUTION_BARS")),
        ("U-SCP", "39", ("restricted", "COARSE")),
        ("U-SCP", "3824", ("restricted", "REST")),  # read as its division 38
        ("U-S", "24", ("restricted", "S_REST")),
        ("U-S", "21", ("negative", "S_POLLUTION")),
        ("E-S", "24", ("negative", "S_NATURE")),
        ("E-SC", "24", ("restricted", "OUTSIDE_URBAN")),
        ("A-SP", "01", ("none", "NOT_INDUSTRY")),
        ("E-SC", "06", ("negative", "MINING_NATURE")),
        ("E-SP", "12", ("negative", "MINING_NATURE")),
        ("A-SC", "12", ("restricted", "OUTSIDE_URBAN")),
        ("U-SP", "12", ("restricted", "REST")),
        ("U-SCP", "4415", ("positive", "LOW_BOTH")),  # wind is not the thermal power of division 44
        ("E-SC", "4416", ("restricted", "OUTSIDE_URBAN")),
        ("U-SC", "4411", ("negative", "CARBON_BARS")),
        ("U-SC", "4413", ("negative", "CARBON_BARS")),  # water power: the table knows its division alone
    ],
)
def test_lists_by_hand(zone, code, expected):
    assert listed(zone, code) == expected


def test_urban_lists_follow_the_derivation_of_the_factor_notes():
    """Where carbon binds, where pollution binds, the union, low and low, the remainder."""
    binds = {"SC": (1, 0), "SP": (0, 1), "CP": (1, 1), "PC": (1, 1), "SCP": (1, 1)}
    coarse = {"34", "35", "39", "42"}
    for name, (carbon, pollution) in binds.items():
        for one in industries.listed():
            code = admission.codes_of(one)
            if code == "01" or code in coarse:
                continue
            if (carbon and one.carbon_bars) or (pollution and one.pollution_bars):
                expected = "negative"
            elif (one.carbon_class, one.pollution_class) == ("low", "low"):
                expected = "positive"
            else:
                expected = "restricted"
            assert listed(f"U-{name}", code)[0] == expected, (name, one)


def test_no_zone_is_milder_than_the_urban_one_of_its_class():
    severity = {"positive": 0, "restricted": 1, "negative": 2, "none": 3}
    for zone in ZONES.values():
        for one in industries.listed():
            code = admission.codes_of(one)
            assert severity[listed(zone.code, code)[0]] >= severity[listed(f"U-{zone.zone_class}", code)[0]]


def test_every_industry_is_listed_in_every_sub_zone():
    found = admission.lists(list(ZONES.values()), admission.builtin())
    subject = [one for one in industries.listed() if admission.codes_of(one) != "01"]
    assert len(found) == len(ZONES) * len(subject)
    assert {item.rule.list for item in found} == {"negative", "restricted", "positive"}


def test_industries_of_the_table():
    codes = [one.code for one in industries.listed()]
    assert len(codes) == len(set(codes)) == 43 + 30
    assert codes[0] == "01-05" and codes[-1] == "4416"
    assert industries.covers("06-46,2221", "3011") and not industries.covers("2221", "22")
    assert (
        industries.digits("C3011") == "3011" and industries.digits("6") == "06" and not industries.digits("x")
    )


def test_exit_list_by_hand():
    zones = [
        ZONES["U-SCP"],
        ZONES["U-SCP"],
        ZONES["U-SCP"],
        ZONES["U-CP"],
        None,
        ZONES["U-SCP"],
        ZONES["A-SCP"],
    ]
    codes = ["3011", "17", "14", "3011", "3011", "24", "3110"]
    emission = np.array([100.0, 40, 10, 900, 900, 5, 300])
    load = np.array([1.0, 5, 1, 9, 9, 1, np.nan])
    made = admission.judge(zones, codes, emission, load, admission.builtin())
    # cement and steel are barred twice, textiles once, food may be raised, furniture-like 24 stays
    assert made.rank.tolist() == [1, 2, 3, 0, 0, 0, 1]
    assert made.order.tolist() == [2, 3, 4, 0, 0, 0, 1]
    assert made.score[6] == pytest.approx(0.5 * 300 / 450)
    assert made.score[0] == pytest.approx(0.5 * 100 / 450 + 0.5 * 1 / 7)
    assert made.rule[4] == -1 and made.rule[3] >= 0


def test_the_order_does_not_depend_on_the_order_of_the_enterprises():
    rng = np.random.default_rng(5)
    codes = rng.choice(["3011", "17", "14", "24", "2612", "3824"], 60).tolist()
    zones = [ZONES[code] for code in rng.choice(["U-SCP", "A-SCP", "U-PC"], 60)]
    emission, load = rng.uniform(1, 9, 60), rng.uniform(1, 9, 60)
    made = admission.judge(zones, codes, emission, load, admission.builtin())
    at = rng.permutation(60)
    again = admission.judge(
        [zones[i] for i in at], [codes[i] for i in at], emission[at], load[at], admission.builtin()
    )
    assert again.rank.tolist() == made.rank[at].tolist()
    assert again.order.tolist() == made.order[at].tolist()
    on = made.rank > 0
    assert sorted(made.order[on].tolist()) == list(range(1, on.sum() + 1))
    assert made.score[on].sum() == pytest.approx(1)


def own(text):
    columns = "code,spaces,classes,industries,carbon_class,pollution_class,barred_by,two_high,list"
    head = f"{columns},reason_en,basis\n"
    return admission.checked(csvdata.parse(head + text, "table", "own.csv"), "own.csv", "own.csv")


def test_a_catalogue_of_ones_own_goes_first():
    rules = own("LOCAL,,,2221,,,,,negative,provincial catalogue,circular 1\nALL,,,,,,,,positive,else,none\n")
    zone = ZONES["U-SC"]
    assert admission.decide(zone, industries.industry("2221"), "2221", rules).list == "negative"
    assert admission.decide(zone, industries.industry("22"), "22", rules).list == "positive"
    assert rules.digest != admission.builtin().digest
    assert rules.rules[0].reason("zh") == "provincial catalogue"


def test_faults_of_a_table_are_told_together():
    with pytest.raises(FactorError) as refusal:
        own("A,X,ND,22a,huge,,air,2,forbidden,r,\nA,,,,,,,,positive,r,b\n")
    told = " ".join(str(item) for item in refusal.value.problems)
    for word in ("X", "ND", "22a", "huge", "air", "forbidden", "basis", "more than once"):
        assert word in told, (word, told)


def test_the_built_in_table_can_be_written_and_read_back(tmp_path):
    path = tmp_path / "规则 table.csv"
    admission.write(path)
    again = admission.checked(csvdata.read_table(path, "table"), path.name, path.name)
    assert again.rules == admission.builtin().rules


def test_kinds_of_mining_are_listed_alike():
    """Mining is of medium pollution by the definition of the classes, so none of it is positive anywhere."""
    severity = {"positive": 0, "restricted": 1, "negative": 2}
    for zone in ZONES:
        found = {code: listed(zone, code)[0] for code in ("06", "07", "08", "09", "10", "12")}
        assert "positive" not in found.values()
        assert severity[found["12"]] == severity[found["06"]], (zone, found)


def test_no_list_is_surer_than_its_derivation():
    found = admission.lists(list(ZONES.values()), admission.builtin())
    rank = admission.CONFIDENCES.index
    for item in found:
        assert rank(item.confidence) <= rank(item.rule.confidence)
        assert item.confidence != "high"
    assert own("LOCAL,,,2221,,,,,negative,catalogue,circular 1\n").rules[0].confidence == "low"
    with pytest.raises(FactorError) as refusal:
        admission.checked(
            csvdata.parse("code,list,reason_en,basis,confidence\nA,positive,r,b,sure\n", "t", "own.csv"),
            "own",
            "own",
        )
    assert "sure" in str(refusal.value)
