"""Legends as drawings: complete, in the colours of the vocabulary, honest about what is absent."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.cartography import entries, legends
from carbon_pollution_zoning.cartography.drawing import Box, Words, text_width
from carbon_pollution_zoning.core import palettes, vocabulary

LANGUAGES = ("en", "zh")


def boxes(drawing):
    return [mark for mark in drawing.marks if isinstance(mark, Box)]


def texts(drawing):
    return [mark.text for mark in drawing.marks if isinstance(mark, Words)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_matrix_has_all_24_in_the_colours_of_the_vocabulary(lang):
    drawing = legends.class_matrix(lang, with_no_data=False)
    assert [(box.fill, box.stroke) for box in boxes(drawing)] == [
        (zone.colour, zone.outline) for zone in vocabulary.subzones()
    ]
    written = texts(drawing)
    assert [zone.code for zone in vocabulary.subzones() if zone.code not in written] == []
    assert not any(box.pattern for box in boxes(drawing))


def test_matrix_puts_each_code_into_its_cell():
    drawing = legends.class_matrix("en", with_no_data=False)
    cells = {
        mark.text: (mark.x, mark.y) for mark in drawing.marks if isinstance(mark, Words) and "-" in mark.text
    }
    for zone in vocabulary.subzones():
        column = {code: cells[code][0] for code in cells if code.startswith(f"{zone.space}-")}
        row = {code: cells[code][1] for code in cells if code.endswith(f"-{zone.zone_class}")}
        assert len(set(column.values())) == 1 and len(column) == 6
        assert len(set(row.values())) == 1 and len(row) == 4
    lefts = [cells[f"{space}-S"][0] for space in "AEUM"]
    tops = [cells[f"A-{code}"][1] for code in ("S", "SC", "SP", "CP", "PC", "SCP")]
    assert lefts == sorted(lefts) and tops == sorted(tops)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_absent_cells_are_hatched_and_said(lang):
    drawing = legends.class_matrix(lang, occurring={"U-SCP", "A-S"})
    hatched = [box for box in boxes(drawing) if box.pattern]
    assert len(hatched) == 22
    assert legends.words.word("not_present", lang) in texts(drawing)
    no_data = entries.no_data(lang)
    assert no_data.label in texts(drawing) and no_data.colour in [box.fill for box in boxes(drawing)]


@pytest.mark.parametrize("palette", ["safe", "print"])
def test_matrix_takes_the_palette(palette):
    drawing = legends.class_matrix("en", with_no_data=False, colours=palette)
    looks = palettes.subzones(palette)
    cells = [box for box in boxes(drawing) if box.stroke]
    assert [(box.fill, box.stroke, box.dash) for box in cells] == [
        (look.colour, look.outline, look.dash) for look in looks.values()
    ]
    assert [box.pattern.kind if box.pattern else "" for box in cells] == [
        look.pattern for look in looks.values()
    ]
    some = legends.class_matrix("en", occurring={"U-SCP"}, with_no_data=False, colours=palette)
    kept = [
        box for box in boxes(some) if box.stroke == looks["U-SCP"].outline and box.dash == looks["U-SCP"].dash
    ]
    assert kept


@pytest.mark.parametrize("lang", LANGUAGES)
def test_matrix_texts_stay_inside(lang):
    drawing = legends.class_matrix(lang, notes={"U-SCP": "12 345 ha"})
    for mark in drawing.marks:
        assert mark.x >= 0 and mark.y >= 0
        assert mark.x + mark.width <= drawing.width + 1e-6
        assert mark.y + mark.height <= drawing.height + 1e-6
        if isinstance(mark, Words):
            assert text_width(mark.text, mark.size) <= mark.width * 1.08, mark.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", entries.names())
def test_lists_show_every_entry(lang, name):
    legend = entries.legend(name, lang, [1.0, 20.0, 300.0, -5.0, -70.0])
    drawing = legends.listing(legend, lang)
    assert [box.fill for box in boxes(drawing)] == [entry.colour for entry in legend.entries]
    written = "".join(texts(drawing)).replace(" ", "")
    for entry in legend.entries:
        assert entry.label.replace(" ", "") in written
    assert legend.title.replace(" ", "") in written


def test_notes_stand_at_the_right_edge():
    legend = entries.legend("sixclass", "en")
    drawing = legends.listing(legend, "en", 80.0, {"S": "12 ha"})
    note = next(mark for mark in drawing.marks if isinstance(mark, Words) and mark.text == "12 ha")
    assert note.align == "right" and note.x + note.width == pytest.approx(80.0)


def test_small_print_shrinks_before_it_is_cut():
    few = legends.caption("Sources", ["word " * 20], 60, 60)
    many = legends.caption("Sources", ["word " * 400], 60, 60)
    sizes = [{mark.size for mark in drawing.marks[1:]} for drawing in (few, many)]
    assert sizes == [{legends.CAPTION_PT}, {legends.LEAST_CAPTION_PT}]
    assert "…" not in texts(few) and texts(many)[-1] == "…"
    assert all(mark.y + mark.height <= 60 + 1e-6 for mark in many.marks)
