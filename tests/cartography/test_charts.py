"""Charts: lengths in proportion, texts escaped, everything within the drawing."""

from __future__ import annotations

import re
from xml.dom import minidom

import pytest

from carbon_pollution_zoning.cartography import charts, drawing
from carbon_pollution_zoning.cartography.drawing import Box, Words

RED, BLUE = "#aa0000", "#0000aa"


def boxes(chart, colour):
    return [mark for mark in chart.marks if isinstance(mark, Box) and mark.fill == colour]


def texts(chart):
    return [mark.text for mark in chart.marks if isinstance(mark, Words)]


def within(chart):
    for mark in chart.marks:
        assert mark.x >= -1e-6 and mark.y >= -1e-6
        if isinstance(mark, Box):
            assert mark.x + mark.width <= chart.width + 1e-6 and mark.y + mark.height <= chart.height + 1e-6


def test_bars_are_as_long_as_their_values():
    chart = charts.bars([charts.Bar("a", 10.0, RED), charts.Bar("b", 25.0, BLUE)], "ha")
    (short,), (long,) = boxes(chart, RED), boxes(chart, BLUE)
    assert long.width == pytest.approx(2.5 * short.width)
    assert long.x == short.x
    assert {"a", "b", "10", "25", "ha"} <= set(texts(chart))
    within(chart)


def test_labels_have_the_room_that_the_font_of_browsers_takes():
    # widths in em, as measured in DejaVu Sans
    for label, em in (("on the planned path", 10.157), ("yellow: near overload and worsening", 18.425)):
        (mark,) = [one for one in charts.bars([charts.Bar(label, 1.0, RED)]).marks
                   if isinstance(one, Words) and one.text == label]  # fmt: skip
        assert mark.width >= em * mark.size * drawing.MM_PER_POINT


def test_negative_bars_end_at_the_zero_line():
    chart = charts.bars([charts.Bar("sink", -30.0, BLUE), charts.Bar("source", 10.0, RED)])
    (sink,), (source,) = boxes(chart, BLUE), boxes(chart, RED)
    assert sink.x + sink.width == pytest.approx(source.x)
    assert sink.width == pytest.approx(3 * source.width)
    assert "−30" in texts(chart)
    within(chart)


@pytest.mark.parametrize("value", [float("nan"), 0.0])
def test_unknown_and_zero_have_no_bar_but_a_word(value):
    chart = charts.bars([charts.Bar("a", value, RED), charts.Bar("b", 1.0, BLUE)])
    assert not boxes(chart, RED)
    assert ("–" if value != value else "0") in texts(chart)  # noqa: PLR0124


def test_a_chart_of_nothing_is_still_a_chart():
    assert charts.bars([]).height > 0
    assert charts.shares([], {}).height > 0
    assert charts.bars([charts.Bar("a", 0.0, RED)]).marks


def test_shares_fill_the_line_whatever_the_total():
    rows = [
        ("one", [charts.Part("A", 1.0), charts.Part("B", 3.0)]),
        ("two", [charts.Part("A", 500.0), charts.Part("B", 0.0)]),
        ("none", [charts.Part("A", 0.0)]),
    ]
    chart = charts.shares(rows, {"A": RED, "B": BLUE})
    first, second = boxes(chart, RED)
    (rest,) = boxes(chart, BLUE)
    assert rest.width == pytest.approx(3 * first.width)
    assert second.width == pytest.approx(first.width + rest.width)
    assert rest.x == pytest.approx(first.x + first.width)
    within(chart)


def test_small_parts_carry_no_code():
    chart = charts.shares([("u", [charts.Part("A", 0.99), charts.Part("B", 0.01)])], {"A": RED, "B": BLUE})
    assert "A" in texts(chart) and "B" not in texts(chart)


def test_the_key_breaks_into_lines():
    entries = [(RED, f"A-S class number {n}") for n in range(30)]
    chart = charts.key(entries)
    assert len({mark.y for mark in chart.marks if isinstance(mark, Words)}) > 1
    within(chart)
    assert [mark.text for mark in chart.marks if isinstance(mark, Words)] == [words for _, words in entries]


def test_texts_are_escaped_and_long_ones_are_cut():
    chart = charts.bars([charts.Bar("<script>alert(1)</script> & " + "很长的名字" * 20, 1.0, RED)])
    svg = drawing.svg(chart, "a <title>")
    assert "<script" not in svg and "&lt;script&gt;" in svg and "…" in svg
    minidom.parseString(svg)
    assert not re.search(r"on\w+=", svg)


@pytest.mark.parametrize(
    ("text", "width"), [("岳城镇", 60.0), ("a" * 300, 20.0), ("line\nbreak", 60.0), ("", 5.0)]
)
def test_shortened_fits(text, width):
    made = charts.shortened(text, 7.5, width)
    assert drawing.text_width(made, 7.5) <= width
    assert "\n" not in made
