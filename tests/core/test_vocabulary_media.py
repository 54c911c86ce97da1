"""Media in the spellings of tables."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.core import vocabulary


@pytest.mark.parametrize(
    ("text", "code"),
    [("废气", "air"), ("Water", "water"), ("地表水", "water"), ("海域", "sea"), ("SOIL", "soil")],
)
def test_a_medium_is_known_by_any_spelling(text, code):
    assert vocabulary.medium(text).code == code


def test_other_words_are_no_medium():
    assert vocabulary.medium("noise") is None


def test_no_spelling_stands_for_two_media():
    spellings = [
        vocabulary.fold(word)
        for item in vocabulary.media()
        for word in {item.code, item.name_en.lower(), item.name_zh, *item.synonyms}
    ]
    assert len(spellings) == len(set(spellings))
