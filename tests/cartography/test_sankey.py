"""Sankey diagrams: amounts are kept, nothing leaves the sheet, and files are what their endings say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.cartography import sankey
from carbon_pollution_zoning.cartography.drawing import Band, Box, Words
from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.core.errors import InputError

MATRIX = np.zeros((7, 7))
MATRIX[1, 1], MATRIX[4, 1], MATRIX[4, 4], MATRIX[6, 4], MATRIX[0, 1] = 400, 30, 90, 20, 5


def flows(matrix=MATRIX):
    return sankey.Flows(matrix, "2020", "2030", "ha", "变化", ("I = +0.1",))


def marks(drawing, kind):
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def test_bars_and_ribbons_are_in_proportion():
    made = sankey.drawn(flows(), "zh")
    bands = {band.height: band for band in marks(made, Band)}
    heights = sorted(bands)
    assert [height / heights[-1] for height in heights] == pytest.approx(
        [5 / 400, 20 / 400, 30 / 400, 90 / 400, 1]
    )
    bars = [box for box in marks(made, Box) if box.width == sankey.BAR]
    left, right = (sum(box.height for box in bars if box.x == x) for x in sorted({box.x for box in bars}))
    assert left == pytest.approx(right) == pytest.approx(sum(heights))


def test_ribbons_have_the_colour_that_they_leave_and_the_worst_is_on_top():
    made = sankey.drawn(flows(), "en")
    colours = [band.fill for band in marks(made, Band)]
    known = {item.code: item.colour for item in vocabulary.classes()}
    assert colours[0] == known["SCP"]
    assert colours[-1] == known["ND"]
    bars = [box.fill for box in marks(made, Box) if box.width == sankey.BAR]
    assert bars[:4] == [known[code] for code in ("SCP", "CP", "S", "ND")]


@given(st.lists(st.floats(0, 1e6), min_size=49, max_size=49).filter(lambda cells: sum(cells) > 1))
def test_nothing_leaves_the_sheet_and_labels_do_not_overlap(cells):
    made = sankey.drawn(flows(np.array(cells).reshape(7, 7)), "en")
    for mark in made.marks:
        if isinstance(mark, Band):
            assert min(mark.y1, mark.y2) >= 0 and max(mark.y1, mark.y2) + mark.height <= made.height + 1e-6
        else:
            assert mark.x >= -1e-6 and mark.x + mark.width <= made.width + 1e-6
            assert mark.y >= -1e-6 and mark.y + mark.height <= made.height + 1e-6
    labels = [mark for mark in marks(made, Words) if mark.height == sankey.LEAST_LABEL]
    for x in {label.x for label in labels}:
        places = sorted(label.y for label in labels if label.x == x)
        assert all(b - a >= sankey.LEAST_LABEL - 1e-6 for a, b in zip(places, places[1:]))


def test_an_empty_matrix_is_refused():
    with pytest.raises(InputError, match="nothing is known"):
        sankey.drawn(flows(np.zeros((7, 7))), "en")


def test_an_ending_that_no_picture_has_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"flows\.gif.*\.svg"):
        sankey.write(tmp_path / "flows.gif", flows(), "en")
    assert list(tmp_path.iterdir()) == []


def test_long_names_are_cut():
    long = sankey.Flows(MATRIX, "a layer with a very long name " * 5, "2030", "units")
    heads = [mark.text for mark in marks(sankey.drawn(long, "en"), Words) if mark.text.startswith("a layer")]
    assert heads[0].endswith("…") and len(heads[0]) < 60
