"""Rings, shared vertices and edges, open edges; and their reading from well-known binary."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.spatial import borders, wkb

pytest.importorskip("scipy")


def polygon(*rings, order="<", kind=3, extra=()):
    head = struct.pack(order + "BII"[0:3], 1 if order == "<" else 0, kind, len(rings))
    body = b""
    for ring in rings:
        body += struct.pack(order + "I", len(ring))
        for point in ring:
            body += struct.pack(f"{order}{2 + len(extra)}d", *point, *extra)
    return head + body


def multi(*polygons, order="<"):
    return struct.pack(order + "BII", 1 if order == "<" else 0, 6, len(polygons)) + b"".join(polygons)


def box(x, y, width=1.0, height=1.0):
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


HOLE = [(0.4, 0.4), (0.4, 0.6), (0.6, 0.6), (0.6, 0.4), (0.4, 0.4)]


def test_rings_of_every_spelling_of_a_polygon():
    spellings = [
        polygon(box(0, 0), HOLE),
        polygon(box(0, 0), HOLE, order=">"),
        polygon(box(0, 0), HOLE, kind=1003, extra=(7.0,)),
        polygon(box(0, 0), HOLE, kind=2003, extra=(7.0,)),
        polygon(box(0, 0), HOLE, kind=3003, extra=(7.0, 8.0)),
        polygon(box(0, 0), HOLE, kind=0x80000003, extra=(7.0,)),
        polygon(box(0, 0), HOLE, kind=0x80000000 + 2003, extra=(7.0, 8.0)),
        multi(polygon(box(0, 0)), polygon(HOLE)),
    ]
    for data in spellings:
        found = wkb.rings([data])
        assert found.starts.tolist() == [0, 5]
        assert found.units.tolist() == [0, 0]
        assert list(zip(found.x.tolist(), found.y.tolist())) == [*box(0, 0), *HOLE]


def test_missing_and_empty_geometries_have_no_ring():
    found = wkb.rings([None, polygon(box(0, 0)), b"", polygon(), multi()])
    assert (found.units.tolist(), found.count) == ([1], 5)
    assert borders.contiguity(found).islands.tolist() == [0, 1, 2, 3, 4]
    assert wkb.rings([]).count == 0


def test_what_is_no_polygon_is_refused():
    with pytest.raises(InputError, match="type 1"):
        wkb.rings([struct.pack("<BIdd", 1, 1, 0.0, 0.0)])


def rings_of(*shapes):
    return wkb.rings([polygon(*shape) if isinstance(shape[0], list) else polygon(shape) for shape in shapes])


def test_queen_and_rook():
    # c touches a at a corner only
    found = rings_of(box(0, 0), box(1, 0), box(1, 1))
    assert borders.contiguity(found).matrix.toarray().tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    assert borders.contiguity(found, rook=True).matrix.toarray().tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


def test_a_unit_within_the_hole_of_another():
    inside = [HOLE[position] for position in (0, 3, 2, 1, 0)]
    found = rings_of([box(0, 0), HOLE], inside)
    assert borders.contiguity(found, rook=True).matrix.toarray().tolist() == [[0, 1], [1, 0]]


def test_a_spike_or_a_repeated_vertex_makes_no_neighbour():
    spiked = [(0, 0), (1, 0), (2, 0), (1, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    found = rings_of(spiked, box(5, 5))
    assert borders.contiguity(found).islands.tolist() == [0, 1]
    assert borders.contiguity(found, rook=True).islands.tolist() == [0, 1]


def test_length_of_common_borders():
    found = borders.Borders(rings_of(box(0, 0, 2, 3), box(2, 0, 1, 3), box(0, 3, 2, 1)))
    shared = found.shared()
    assert list(zip(shared.first, shared.second, shared.length)) == [(0, 1, 3.0), (0, 2, 2.0)]
    lengths = np.full(15, 10.0)
    assert found.shared(lengths).length.tolist() == [10.0, 10.0]


def test_open_edges_are_the_outline_and_t_junctions():
    # b and c meet the right side of a at its middle, where a has no vertex
    found = borders.Borders(rings_of(box(0, 0, 1, 2), box(1, 0), box(1, 1)))
    assert found.adjoining().matrix.toarray().tolist() == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]
    edges = found.open_edges()
    assert edges.units.tolist() == [0, 1, 2]
    assert edges.boxes[0].tolist() == [0, 0, 1, 2]
    whole = borders.Borders(rings_of([box(0, 0), HOLE], HOLE))
    assert whole.open_edges().units.tolist() == [0]


def test_vertices_within_a_tolerance_are_one():
    found = rings_of(box(0, 0), box(1.0001, 0.00005))
    assert borders.contiguity(found).islands.tolist() == [0, 1]
    assert not len(borders.contiguity(found, rook=True, tolerance=0.001).islands)
    assert borders.same_place([0, 0.9, 1.8, 9], [0, 0, 0, 0], 1.0).tolist() == [0, 0, 0, 1]


def test_same_place_to_the_last_bit():
    assert borders.same_place([1, 0, 1, 0.0], [2, 0, 2, -0.0]).tolist() == [1, 0, 1, 0]
