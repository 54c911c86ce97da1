"""Codes between three classifications: sound as a table, honest as a translation."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from carbon_pollution_zoning.core import crosswalk, landuse
from carbon_pollution_zoning.core.crosswalk import translate
from carbon_pollution_zoning.core.csvdata import read_rows
from carbon_pollution_zoning.core.errors import InputError

GB, SURVEY, GUIDE = crosswalk.SCHEMES
PAIRS = list(itertools.permutations(crosswalk.SCHEMES, 2))
ROWS = read_rows(crosswalk.FILE, "table")


def test_the_table_is_sound():
    seen = set()
    for row in ROWS:
        for side in ("a", "b"):
            assert row[f"code_{side}"] in landuse.scheme(row[f"scheme_{side}"]).by_code, row
        assert row["relation"] in crosswalk.RELATIONS
        assert row["evidence"] and row["confidence"] in ("high", "medium", "low")
        identity = (row["scheme_a"], row["code_a"], row["scheme_b"], row["code_b"])
        assert identity not in seen
        seen.add(identity)


@pytest.mark.parametrize("scheme", [GB, SURVEY])
def test_it_agrees_with_the_class_tables(scheme):
    for land in landuse.scheme(scheme).classes:
        targets = [row.code for row in crosswalk.relations(scheme, GUIDE).get(land.code, ())]
        assert land.guide2023 in targets, land.code


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_every_relation_can_be_read_backwards(source, target):
    for code, rows in crosswalk.relations(source, target).items():
        for row in rows:
            back = {item.code: item.relation for item in crosswalk.relations(target, source)[row.code]}
            assert back[code] == {"same": "same", "part": "whole", "whole": "part"}.get(
                row.relation, row.relation
            )


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_class_is_the_same_as_one_class_at_most_and_keeps_its_space_where_it_is(source, target):
    for code, rows in crosswalk.relations(source, target).items():
        same = [row.code for row in rows if row.relation == "same"]
        assert len(same) <= 1, code
        for other in same:
            here, there = landuse.scheme(source).by_code[code], landuse.scheme(target).by_code[other]
            assert here.space == there.space, (code, other)


def test_classes_of_the_surveys_all_have_a_counterpart():
    for source, target in PAIRS:
        if source != GUIDE:
            assert crosswalk.unmatched_classes(source, target) == ()


def test_what_only_the_guide_knows_is_listed():
    for target in (GB, SURVEY):
        lost = crosswalk.unmatched_classes(GUIDE, target)
        assert {"0702", "16", "18", "1801", "1905", "2205", "24"} <= set(lost)
        assert not {"0101", "1001", "1701"} & set(lost)


@pytest.mark.parametrize(
    ("source", "target", "code", "kind", "found"),
    [
        (GB, GUIDE, "0303", "same", "0507"),
        (GB, GUIDE, "0501", "part", "0901"),
        (GB, SURVEY, "0501", "part", "05H1"),
        (GB, SURVEY, "0101", "same", "0101"),
        (GB, GUIDE, "0604", "same", "11"),
        (SURVEY, GUIDE, "1004", "same", "1207"),
        (SURVEY, GUIDE, "05H1", "same", "09"),
        (GUIDE, SURVEY, "0903", "part", "05H1"),
        (GUIDE, SURVEY, "1309", "part", "0809"),
        (GUIDE, GB, "100102", "wider", "0601"),
        (SURVEY, GUIDE, "1104A", "wider", "1704"),
        (SURVEY, GUIDE, 101, "same", "0101"),
        (SURVEY, GUIDE, np.float64(1006.0), "same", "0601"),
        (GUIDE, GB, "0901", "several", ""),
        (GUIDE, GB, "05", "several", ""),
        (GUIDE, SURVEY, "1905", "unmatched", ""),
        (GUIDE, SURVEY, "9999", "unknown", ""),
        (GUIDE, SURVEY, None, "missing", ""),
        (GUIDE, SURVEY, " ", "missing", ""),
    ],
)
def test_translations(source, target, code, kind, found):
    made = translate(code, source, target)
    assert (made.kind, made.target) == (kind, found)


def test_candidates_are_listed_and_only_taken_on_request():
    made = translate("08H2", SURVEY, GUIDE)
    assert made.target == ""
    assert set(made.candidates) == {"0802", "0803", "0804", "0805", "0806", "0807"}
    assert translate("08H2", SURVEY, GUIDE, first=True).target == "0804"
    # a sure answer at the first level, with finer candidates
    sure = translate("05H1", SURVEY, GUIDE, first=True)
    assert (sure.target, sure.candidates) == ("09", ("0901", "0902", "0903", "0904"))


def test_there_and_back_again():
    for source, target in PAIRS:
        for land in landuse.scheme(source).classes:
            made = translate(land.code, source, target)
            if made.kind == "same":
                assert translate(made.target, target, source).target == land.code


def test_a_scheme_is_not_translated_into_itself():
    with pytest.raises(InputError, match="gbt21010_2017"):
        translate("0101", GB, GB)


def test_all_codes_at_once():
    made = crosswalk.translate_all(["0101", None, "", float("nan"), "0501", "0101"], GB, GUIDE)
    assert set(made) == {"0101", "0501", None}
    assert made[None].kind == "missing"
