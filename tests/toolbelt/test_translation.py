"""Sentences of the science are told in one language, with all that stands in their gaps."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.core import csvdata, vocabulary
from carbon_pollution_zoning.core.carbon import landbudget
from carbon_pollution_zoning.core.errors import InputError, Words, problem
from carbon_pollution_zoning.toolbelt import translation


@pytest.fixture(params=["en", "zh"])
def lang(request, monkeypatch):
    monkeypatch.setattr(translation, "language", lambda: request.param)
    return request.param


def test_names_in_gaps_are_those_of_the_language(lang):
    told = translation.sentence(
        problem("{land} takes that of {used}.", land=Words("Scrub", "灌丛"), used="X")
    )
    assert told == {"en": "Scrub takes that of X.", "zh": "灌丛 takes that of X."}[lang]


def test_several_names_have_the_comma_of_the_language(lang):
    some = Words.joined([Words("Forest", "林地"), Words("Water", "水域")])
    told = translation.sentence(problem("{some}", some=some))
    assert told == {"en": "Forest, Water", "zh": "林地、水域"}[lang]


def test_a_reason_is_a_sentence_of_its_own(lang):
    reason = problem("{land} is no number.", land=Words("Forest", "林地"))
    told = translation.sentence(problem("Row {row}: {reason}", row=3, reason=reason))
    assert told == {"en": "Row 3: Forest is no number.", "zh": "Row 3: 林地 is no number."}[lang]


def test_places_and_land_classes_are_words(lang):
    assert vocabulary.place_words("440000").text(lang) == {"en": "Guangdong", "zh": "广东"}[lang]
    lacking = landbudget.without_coefficient([[2.0]], ["shrub"], {}, "OWN")[0]
    assert ("灌丛" in translation.sentence(lacking)) == (lang == "zh")
    assert ("Shrubland" in translation.sentence(lacking)) == (lang == "en")


def test_tables_are_called_by_their_kind(lang, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        csvdata.read_table(path, "factor table")
    told = translation.sentences(refusal.value)
    assert ("因子表" in told) == (lang == "zh") and ("factor table" in told) == (lang == "en")
