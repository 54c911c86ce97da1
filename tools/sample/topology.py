"""Polygons without gaps or overlaps from one grid of labels.

The borders between labels are cut into arcs at the corners where three or more labels meet. Each arc is
smoothed and thinned once, and every polygon of every layer is put together from whole arcs: two neighbours
share their border to the last digit, and a village border is the border of its parcels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .grid import CELL, LEFT, TOP

# metres that thinning may move a border; from 13.3 on a single cell between two corners would vanish
TOLERANCE = 13.0


@dataclass(frozen=True)
class Arc:
    """A border line with the labels on its two sides, in its own direction."""

    points: tuple[tuple[float, float], ...]
    left: int
    right: int

    @property
    def closed(self) -> bool:
        """Whether the border runs back into itself without touching a third label."""
        return self.points[0] == self.points[-1]


class Coverage:
    """The arcs of a label grid (0 = outside), ready to be joined into polygons."""

    def __init__(self, labels: np.ndarray):
        self.arcs = _arcs(labels)

    def polygons(self, group: dict[int, int]) -> dict[int, list[list[list[tuple[float, float]]]]]:
        """Dissolve labels into features.

        `group` gives the feature of a label; labels that are not in it belong to none. Returns for every
        feature its polygons, each a list of closed rings, the shell first (counter-clockwise), then the holes
        (clockwise).
        """
        pieces: dict[int, list[tuple]] = defaultdict(list)
        for arc in self.arcs:
            left, right = group.get(arc.left), group.get(arc.right)
            if left == right:
                continue
            if left is not None:
                pieces[left].append(arc.points)
            if right is not None:
                pieces[right].append(arc.points[::-1])
        return {feature: _nest(_rings(lines)) for feature, lines in sorted(pieces.items())}


def _arcs(labels: np.ndarray) -> list[Arc]:
    edges = _edges(labels)
    degree = {vertex: len(ends) for vertex, ends in edges.items()}
    used: set[tuple] = set()
    arcs = []
    nodes = sorted(vertex for vertex, number in degree.items() if number != 2)
    for start in [*nodes, *sorted(degree)]:
        for end, left, right in edges[start]:
            if (start, end) in used:
                continue
            path = [start, end]
            used.update(((start, end), (end, start)))
            while degree[path[-1]] == 2 and path[-1] != start:
                following = next(e for e, _, _ in edges[path[-1]] if e != path[-2])
                used.update(((path[-1], following), (following, path[-1])))
                path.append(following)
            arcs.append(Arc(_smooth(path), left, right))
    return arcs


def _edges(labels: np.ndarray) -> dict[tuple[int, int], list[tuple]]:
    """For every grid corner on a border its cell edges: (other corner, label on the left, on the right)."""
    edges: dict[tuple[int, int], list[tuple]] = defaultdict(list)
    rows, columns = np.nonzero(labels[1:] != labels[:-1])
    for r, c in zip(rows.tolist(), columns.tolist()):
        above, below = int(labels[r, c]), int(labels[r + 1, c])
        west, east = (r + 1, c), (r + 1, c + 1)
        edges[west].append((east, above, below))
        edges[east].append((west, below, above))
    rows, columns = np.nonzero(labels[:, 1:] != labels[:, :-1])
    for r, c in zip(rows.tolist(), columns.tolist()):
        before, after = int(labels[r, c]), int(labels[r, c + 1])
        north, south = (r, c + 1), (r + 1, c + 1)
        edges[south].append((north, before, after))
        edges[north].append((south, after, before))
    return edges


def _smooth(path: list[tuple[int, int]]) -> tuple[tuple[float, float], ...]:
    """Round off the steps of a path along cell edges: edge midpoints, one running mean, thinning."""
    corners = [(LEFT + column * CELL, TOP - row * CELL) for row, column in path]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(corners, corners[1:])]
    if path[0] == path[-1] and len(path) > 2:
        ring = _mean([middles[-1], *middles, middles[0]])[1:-1]
        half = len(ring) // 2
        first, second = _thin(ring[: half + 1]), _thin([*ring[half:], ring[0]])
        thinned = first[:-1] + second
        # a small island keeps its corners: thinned to a line it would vanish
        return tuple(thinned if len(thinned) > 4 else [*ring, ring[0]])
    return tuple(_thin(_mean([corners[0], *middles, corners[-1]])))


def _mean(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    inner = [
        ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
        for a, b, c in zip(points, points[1:], points[2:])
    ]
    return [points[0], *inner, points[-1]]


def _thin(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Douglas-Peucker."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, where = TOLERANCE * TOLERANCE, None
        (x0, y0), (x1, y1) = points[first], points[last]
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        for i in range(first + 1, last):
            px, py = points[i][0] - x0, points[i][1] - y0
            t = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
            distance = (px - t * dx) ** 2 + (py - t * dy) ** 2
            if distance > worst:
                worst, where = distance, i
        if where is not None:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def _rings(lines: list[tuple]) -> list[list[tuple[float, float]]]:
    """Chain directed lines into simple closed rings; a ring that touches itself is split there."""
    starts = defaultdict(list)
    for line in lines:
        starts[line[0]].append(line)
    rings = []
    for first in lines:
        if first not in starts[first[0]]:
            continue
        starts[first[0]].remove(first)
        chain = list(first)
        while chain[-1] != chain[0]:
            chain += starts[chain[-1]].pop()[1:]
        rings += _simple(chain)
    return rings


def _simple(chain: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    rings, path, position = [], [], {}
    for point in chain:
        if point in position:
            cut = position[point]
            loop = path[cut:]
            rings.append([*loop, point])
            for gone in loop:
                del position[gone]
            del path[cut:]
        position[point] = len(path)
        path.append(point)
    return rings


def signed_area(ring: list[tuple[float, float]]) -> float:
    """Shoelace area in m2, positive counter-clockwise."""
    x0, y0 = ring[0]
    total = 0.0
    for (xa, ya), (xb, yb) in zip(ring, ring[1:]):
        total += (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
    return total / 2


def _nest(rings: list) -> list[list]:
    shells = sorted((ring for ring in rings if signed_area(ring) > 0), key=signed_area)
    polygons = [[shell] for shell in shells]
    for hole in rings:
        if signed_area(hole) < 0:
            home = next(polygon for polygon in polygons if _holds(polygon[0], hole))
            home.append(hole)
    return polygons


def _holds(shell: list[tuple[float, float]], hole: list[tuple[float, float]]) -> bool:
    """Whether a hole lies in a shell: by the middle of its edges, since corners may touch the shell."""
    if abs(signed_area(hole)) >= signed_area(shell):
        return False
    (xa, ya), (xb, yb) = hole[0], hole[1]
    x, y = (xa + xb) / 2, (ya + yb) / 2
    inside = False
    for (x1, y1), (x2, y2) in zip(shell, shell[1:]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def area(polygons: list) -> float:
    """Area in m2 of the polygons of one feature."""
    return sum(signed_area(ring) for polygon in polygons for ring in polygon)


def wkt(polygons: list) -> str:
    """Well-known text of a multipolygon."""
    parts = []
    for polygon in polygons:
        rings = ", ".join("(" + ", ".join(f"{x!r} {y!r}" for x, y in ring) + ")" for ring in polygon)
        parts.append(f"({rings})")
    return "MULTIPOLYGON (" + ", ".join(parts) + ")"
