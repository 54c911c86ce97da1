"""Palettes: complete, told apart by everybody, and without colour in print."""

from __future__ import annotations

import re

import pytest

from carbon_pollution_zoning.core import colour, palettes, vocabulary
from carbon_pollution_zoning.core.errors import InputError

ALL = [palette.code for palette in palettes.palettes()]
HEX = re.compile(r"#[0-9A-F]{6}")


@pytest.mark.parametrize("palette", ALL)
def test_every_code_has_a_look_of_its_own(palette):
    for looks, codes in (
        (palettes.classes(palette), [c.code for c in vocabulary.classes()]),
        (palettes.spaces(palette), [s.code for s in vocabulary.spaces()]),
        (palettes.subzones(palette), [z.code for z in vocabulary.subzones()]),
    ):
        assert list(looks) == codes
        assert len(set(looks.values())) == len(codes)
        for look in looks.values():
            assert HEX.fullmatch(look.colour.upper()) and HEX.fullmatch(look.outline.upper())
            assert look.pattern in palettes.PATTERNS and look.dash in palettes.DASHES
            assert not look.pattern or (look.spacing_mm > look.line_mm > 0)


@pytest.mark.parametrize("vision", colour.VISIONS)
def test_everybody_tells_the_safe_classes_and_spaces_apart(vision):
    looks = palettes.classes("safe")
    six = [look.colour for code, look in looks.items() if code != "ND"]
    assert colour.closest(six, vision) >= 20
    assert colour.closest([*six, looks["ND"].colour], vision) >= 15
    assert colour.closest([look.colour for look in palettes.spaces("safe").values()], vision) >= 20


def test_the_standard_classes_are_told_apart_by_most():
    six = [look.colour for code, look in palettes.classes("standard").items() if code != "ND"]
    assert colour.closest(six) >= 15


def test_print_needs_no_colour():
    for looks in (palettes.classes("print"), palettes.spaces("print")):
        for look in looks.values():
            for shade in (look.colour, look.outline):
                assert shade[1:3] == shade[3:5] == shade[5:7]
        drawn = {(look.colour, look.pattern, look.angle, look.spacing_mm) for look in looks.values()}
        assert len(drawn) == len(looks)


@pytest.mark.parametrize("palette", ["safe", "print"])
def test_the_fill_of_a_subzone_says_its_class_and_the_outline_its_space(palette):
    looks, of_class, of_space = (
        kind(palette) for kind in (palettes.subzones, palettes.classes, palettes.spaces)
    )
    for zone in vocabulary.subzones():
        look, fill, border = looks[zone.code], of_class[zone.zone_class], of_space[zone.space]
        assert (look.colour, look.pattern, look.angle) == (fill.colour, fill.pattern, fill.angle)
        assert (look.outline, look.dash) == (border.outline, border.dash)


def test_an_unknown_palette_is_named():
    with pytest.raises(InputError, match="pastel"):
        palettes.classes("pastel")
