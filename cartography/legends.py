"""Legends as drawings: the matrix of classes and spaces, and lists of entries.

The matrix shows the 24 sub-zones by fill (class mixed with space) and border (space), six rows by four
columns, as they are read in the governance tables. What does not occur on a map stays in the matrix, so
that its places keep their meaning, but hatched and pale.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..core import vocabulary
from . import fills, words
from .drawing import INK, MM_PER_POINT, PALE_INK, Box, Drawing, Words, readable_on, text_width, wrapped
from .entries import ND, Entry, Legend
from .entries import legend as entry_legend

WIDTH = 92.0
TEXT_PT = 7.5
HEAD_PT = 8.5
COLUMN_PT = 6.5
SMALLEST_PT = 6.0
CAPTION_PT, LEAST_CAPTION_PT = 7.0, 5.0
LINE = 1.35
GAP = 1.2
EDGE = 0.3
CELL_HEIGHT = 7.0
CELL_WIDTH = 13.0
PATCH_WIDTH = 7.0
PATCH_HEIGHT = 4.0
ABSENT = "#ffffff"
ABSENT_OUTLINE = "#c9c9c9"
ABSENT_PATTERN = fills.Pattern("lines", 45.0, 1.1, 0.15, "#c9c9c9")
CODE_WIDTH = text_width("SCP ", TEXT_PT)


def class_matrix(
    lang: str,
    width: float = WIDTH,
    occurring: Collection[str] | None = None,
    notes: Mapping[str, str] | None = None,
    with_no_data: bool = True,
    colours: str = "",
) -> Drawing:
    """Matrix legend of the 24 sub-zones: rows are classes, columns spaces.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    width
        Width in mm; the names of the classes take what the four columns leave.
    occurring
        Codes of the sub-zones on the map; others are hatched. None: all are shown.
    notes
        Code -> a short text under the code, for example an area.
    with_no_data
        Whether the line for ND stands below.
    colours
        Palette, see `core.palettes`; the user's when not given.
    """
    looks = {entry.code: entry for entry in entry_legend("subzones", lang, colours=colours).entries}
    spaces, classes = vocabulary.spaces(), vocabulary.classes()[1:]
    left = width - len(spaces) * CELL_WIDTH
    cell_height = CELL_HEIGHT + (2.0 if notes else 0.0)
    heads = [wrapped(space.name(lang), COLUMN_PT, CELL_WIDTH) for space in spaces]
    head_height = _line(TEXT_PT) + max(map(len, heads)) * _line(COLUMN_PT) + GAP
    marks: list = []
    for column, (space, lines) in enumerate(zip(spaces, heads)):
        x = left + column * CELL_WIDTH
        marks += _lines([space.code], x, 0.0, CELL_WIDTH, TEXT_PT, bold=True, align="center")
        marks += _lines(lines, x, _line(TEXT_PT), CELL_WIDTH, COLUMN_PT, align="center")
    size = min(_fitted(item.name(lang), left - GAP - CODE_WIDTH, cell_height) for item in classes)
    for row, item in enumerate(classes):
        marks += _row_head(item, head_height + row * cell_height, cell_height, left - GAP, size, lang)
    for zone in vocabulary.subzones():
        column = next(i for i, space in enumerate(spaces) if space.code == zone.space)
        row = next(i for i, zone_class in enumerate(classes) if zone_class.code == zone.zone_class)
        place = (left + column * CELL_WIDTH, head_height + row * cell_height, CELL_WIDTH, cell_height)
        shown = occurring is None or zone.code in occurring
        marks += _cell(looks[zone.code], zone.label, place, shown, (notes or {}).get(zone.code, ""))
    y = head_height + len(classes) * cell_height + GAP
    remarks = [words.word("subzones_how", lang)]
    if occurring is not None and len(set(occurring)) < len(vocabulary.subzones()):
        patterned = any(look.pattern for look in looks.values())
        remarks.append(words.word("not_present_pale" if patterned else "not_present", lang))
    if with_no_data:
        beside = PATCH_WIDTH + GAP
        marks += _patch(looks[ND], 0.0, y)
        marks += _lines([looks[ND].label], beside, y, width - beside, TEXT_PT, height=PATCH_HEIGHT)
        y += PATCH_HEIGHT + GAP
    for remark in remarks:
        marks += _lines([remark], 0.0, y, width, TEXT_PT - 1, colour=PALE_INK)
        y += _line(TEXT_PT - 1)
    return Drawing(width, y + EDGE, tuple(marks))


def listing(
    legend: Legend, lang: str, width: float = WIDTH, notes: Mapping[str, str] | None = None
) -> Drawing:
    """A list of the entries of *legend* under its title, long names on several lines.

    Parameters
    ----------
    legend
        Any legend, all of it or the entries that occur.
    lang
        ``en`` or ``zh``.
    width
        Width in mm.
    notes
        Code -> a short text at the right, for example an area.
    """
    marks: list = []
    y = 0.0
    if legend.title:
        lines = wrapped(legend.title, HEAD_PT, width)
        marks += _lines(lines, 0.0, 0.0, width, HEAD_PT, bold=True)
        y = len(lines) * _line(HEAD_PT) + GAP
    noted = max((text_width(note, TEXT_PT) for note in (notes or {}).values()), default=0.0)
    room = width - PATCH_WIDTH - 2 * GAP - (noted + GAP if noted else 0.0)
    for entry in legend.entries:
        lines = wrapped(entry.label, TEXT_PT, room)
        height = max(PATCH_HEIGHT, len(lines) * _line(TEXT_PT))
        marks += _patch(entry, 0.0, y)
        top = y + max(0.0, (PATCH_HEIGHT - len(lines) * _line(TEXT_PT)) / 2)
        marks += _lines(lines, PATCH_WIDTH + 2 * GAP, top, room, TEXT_PT)
        if notes and entry.code in notes:
            note = [notes[entry.code]]
            marks += _lines(note, width - noted, y, noted, TEXT_PT, align="right", height=PATCH_HEIGHT)
        y += height + GAP
    return Drawing(width, max(y - GAP, 0.0) + EDGE, tuple(marks))


def caption(head: str, paragraphs: Sequence[str], width: float, height: float) -> Drawing:
    """Small print under a heading: as large as fits into the place, cut with an ellipsis as a last resort."""
    sizes = [CAPTION_PT - 0.25 * step for step in range(int((CAPTION_PT - LEAST_CAPTION_PT) / 0.25) + 1)]
    room = height - _line(TEXT_PT) - GAP
    for size in sizes:
        lines = [line for text in paragraphs for line in wrapped(text, size, width)]
        if len(lines) * _line(size) <= room:
            break
    fitting = max(0, int(room / _line(size)))
    if len(lines) > fitting:
        lines = [*lines[: max(0, fitting - 1)], "…"]
    marks = [
        *_lines([head], 0.0, 0.0, width, TEXT_PT, bold=True),
        *_lines(lines, 0.0, _line(TEXT_PT) + GAP, width, size, colour=PALE_INK),
    ]
    return Drawing(width, height, tuple(marks))


def _line(size: float) -> float:
    """Height in mm of a line of text of *size* points."""
    return size * MM_PER_POINT * LINE


def _lines(
    texts: list[str],
    x: float,
    y: float,
    width: float,
    size: float,
    bold: bool = False,
    align: str = "left",
    colour: str = INK,
    height: float = 0.0,
) -> list[Words]:
    """Lines of text under each other, each in a box of one line (or of *height*)."""
    step = height or _line(size)
    return [
        Words(x, y + number * step, width, step, text, size, bold, colour, align)
        for number, text in enumerate(texts)
    ]


def _patch(entry: Entry, x: float, y: float) -> list[Box]:
    return [
        Box(
            x,
            y,
            PATCH_WIDTH,
            PATCH_HEIGHT,
            entry.colour,
            entry.outline,
            entry.outline_width,
            entry.pattern,
            entry.dash,
        )
    ]


def _row_head(
    zone_class: vocabulary.ZoneClass, y: float, height: float, width: float, size: float, lang: str
) -> list[Words]:
    room = width - CODE_WIDTH
    lines = wrapped(zone_class.name(lang), size, room)
    top = y + (height - len(lines) * _line(size)) / 2
    return [
        *_lines([zone_class.code], 0.0, y, CODE_WIDTH, TEXT_PT, bold=True, height=height),
        *_lines(lines, CODE_WIDTH, top, room, size),
    ]


def _fitted(text: str, width: float, height: float) -> float:
    """The largest size in points, down to the smallest readable one, at which *text* fits."""
    size = TEXT_PT
    while len(wrapped(text, size, width)) * _line(size) > height and size > SMALLEST_PT:
        size -= 0.25
    return size


def _cell(look: Entry, label: str, place: tuple[float, float, float, float], shown: bool, note: str) -> list:
    x, y, width, height = place
    inset = 0.5
    ink = readable_on(look.colour) if shown else PALE_INK
    box = Box(
        x + inset,
        y + inset,
        width - 2 * inset,
        height - 2 * inset,
        look.colour if shown else ABSENT,
        look.outline if shown or not look.pattern else ABSENT_OUTLINE,
        0.5 if shown else 0.2,
        look.pattern if shown else _absent(look),
        look.dash if shown else "solid",
    )
    written = [(label, TEXT_PT - 1, bool(note), y, height)]
    if note:
        half = height / 2 - 0.4
        written = [
            (label, TEXT_PT - 1, True, y + 0.8, half),
            (note, TEXT_PT - 1.5, False, y + height / 2, half),
        ]
    marks: list = [box]
    for text, size, bold, top, room in written:
        if box.pattern is not None and shown:
            marks.append(_ground(text, size, x, top, width, room))
        marks += _lines([text], x, top, width, size, bold, "center", ink, height=room)
    return marks


def _absent(look: Entry) -> fills.Pattern | None:
    """Pattern of a cell that does not occur; none where patterns tell the classes."""
    return None if look.pattern else ABSENT_PATTERN


def _ground(text: str, size: float, x: float, y: float, width: float, height: float) -> Box:
    """White behind a word that stands on a pattern."""
    wide, high = min(text_width(text, size) + 1.0, width - 1.4), min(_line(size), height)
    return Box(x + (width - wide) / 2, y + (height - high) / 2, wide, high, ABSENT)
