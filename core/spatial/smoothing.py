"""Smoother borders of polygons that tile the plane: each common border is smoothed once, for both sides.

Borders are cut into arcs: chains of edges between the same two polygons, from one place where more than two
borders meet to the next. The ends of an arc stay, so neither gaps nor overlaps arise; an edge that only one
polygon has (the outline) stays as it is. numpy alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

CORNER_ROUNDS = 2
SMALLEST_RING = 4

Point = tuple[float, float]


@dataclass(frozen=True)
class Arcs:
    """Rings of polygons as chains of arcs.

    Attributes
    ----------
    arcs
        Coordinates of each arc, shape (n, 2), in a direction that does not depend on which side was met
        first; a closed arc repeats its first vertex.
    free
        Whether two polygons share the arc, so that it may be smoothed.
    rings
        For each ring the arcs that it consists of and whether each runs backwards.
    """

    arcs: list[np.ndarray]
    free: list[bool]
    rings: list[list[tuple[int, bool]]]

    def ring(self, number: int, arcs: Sequence[np.ndarray]) -> np.ndarray:
        """A closed ring put together again from *arcs* in place of its own."""
        parts = [arcs[arc][::-1] if back else arcs[arc] for arc, back in self.rings[number]]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def arcs_of(rings: Sequence[np.ndarray], owner: Sequence[int], region: Sequence[int] | None = None) -> Arcs:
    """Cut the rings of polygons into arcs.

    Parameters
    ----------
    rings
        Closed rings, shape (n, 2); neighbours repeat each other's vertices exactly.
    owner
        Polygon of each ring.
    region
        Region of each polygon; borders between regions stay. All are of one where it is not given.
    """
    corners = [[(x, y) for x, y in ring.tolist()] for ring in rings]
    sides: dict[tuple[Point, Point], list[int]] = defaultdict(list)
    ways: dict[Point, set[Point]] = defaultdict(set)
    for ring, polygon in zip(corners, owner):
        for a, b in zip(ring, ring[1:]):
            sides[_edge(a, b)].append(polygon)
            ways[a].add(b)
            ways[b].add(a)
    found: dict[tuple, int] = {}
    arcs: list[np.ndarray] = []
    free: list[bool] = []
    chains = []
    for ring in corners:
        chain = []
        for part in _parts(ring, sides, ways):
            forward, key = _canonical(part)
            if key not in found:
                found[key] = len(arcs)
                arcs.append(np.array(key))
                free.append(_is_inner(sides[_edge(part[0], part[1])], region))
            chain.append((found[key], not forward))
        chains.append(chain)
    return Arcs(arcs, free, chains)


def _is_inner(polygons: list[int], region: Sequence[int] | None) -> bool:
    return len(polygons) == 2 and (region is None or region[polygons[0]] == region[polygons[1]])


def _edge(a: Point, b: Point) -> tuple[Point, Point]:
    return (a, b) if a <= b else (b, a)


def _parts(ring: list[Point], sides: dict, ways: dict) -> list[list[Point]]:
    """The ring cut where three borders meet, or where the polygon on the other side changes."""
    edges = [sorted(sides[_edge(a, b)]) for a, b in zip(ring, ring[1:])]
    count = len(edges)
    cuts = [at for at in range(count) if len(ways[ring[at]]) > 2 or edges[at] != edges[at - 1]]
    if not cuts:
        # a lone border begins at its lowest vertex, wherever the ring began
        start = min(range(count), key=lambda at: ring[at])
        return [[*ring[start:-1], *ring[: start + 1]]]
    turned = [*ring[cuts[0] : -1], *ring[: cuts[0] + 1]]
    places = [*(cut - cuts[0] for cut in cuts), count]
    return [turned[low : high + 1] for low, high in zip(places, places[1:])]


def _canonical(part: list[Point]) -> tuple[bool, tuple]:
    """Whether *part* runs in the direction that both sides agree on, and its vertices in that direction."""
    forward, backward = tuple(part), tuple(reversed(part))
    return (True, forward) if forward <= backward else (False, backward)


def smoothed(arc: np.ndarray, tolerance: float) -> np.ndarray:
    """An arc without detours below *tolerance*, and with rounded corners; its ends stay.

    First the vertices that matter are kept (Douglas and Peucker 1973), then every corner is cut twice at a
    quarter of its edges (Chaikin 1974). A closed arc that would collapse is given back as it is.

    Examples
    --------
    A step of a raster becomes a straight line where it is within the tolerance:

    >>> smoothed(np.array([[0, 0], [1, 0], [1, 1], [2, 1], [2, 2.0]]), 1.0).tolist()
    [[0.0, 0.0], [2.0, 2.0]]
    """
    closed = bool((arc[0] == arc[-1]).all())
    if len(arc) < 3:
        return arc
    kept = _simplified_ring(arc, tolerance) if closed else arc[_kept(arc, tolerance)]
    if closed and len(kept) < SMALLEST_RING:
        return arc
    for _ in range(CORNER_ROUNDS):
        kept = _corners_cut(kept, closed)
    return kept


def _simplified_ring(arc: np.ndarray, tolerance: float) -> np.ndarray:
    """A closed arc in two halves, between its first vertex and the one farthest from it."""
    far = int(((arc - arc[0]) ** 2).sum(axis=1).argmax())
    first, second = arc[: far + 1], arc[far:]
    return np.concatenate([first[_kept(first, tolerance)], second[_kept(second, tolerance)][1:]])


def _kept(line: np.ndarray, tolerance: float) -> np.ndarray:
    """Which vertices Douglas and Peucker keep; the ends always."""
    kept = np.zeros(len(line), dtype=bool)
    kept[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low < 2:
            continue
        apart = _distances(line[low + 1 : high], line[low], line[high])
        at = int(apart.argmax())
        if apart[at] > tolerance:
            middle = low + 1 + at
            kept[middle] = True
            waiting += [(low, middle), (middle, high)]
    return kept


def _distances(points: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Distances of points from the segment between *a* and *b*."""
    along = b - a
    square = float(along @ along)
    part = np.clip((points - a) @ along / square, 0.0, 1.0) if square > 0 else np.zeros(len(points))
    return np.hypot(*(points - a - part[:, None] * along).T)


def _corners_cut(line: np.ndarray, closed: bool) -> np.ndarray:
    """One round of Chaikin's corner cutting; open lines keep their ends."""
    near, far = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
    if closed:
        made = np.stack([near, far], axis=1).reshape(-1, 2)
        return np.concatenate([made, made[:1]])
    inner = np.stack([far[:-1], near[1:]], axis=1).reshape(-1, 2)
    return np.concatenate([line[:1], inner, line[-1:]])


def smooth_all(found: Arcs, tolerance: float, faulty: Callable[[list[np.ndarray]], set[int]]):
    """Smooth every arc that two polygons share, and give back their old course to those that then do harm.

    Parameters
    ----------
    faulty
        Tells which of the arcs cross another one or themselves, reach an end of another, or break a polygon.

    Returns
    -------
    arcs, kept_as_they_were
        Arcs in the order of *found*, and how many of the free ones had to stay as they were.
    """
    arcs = [smoothed(arc, tolerance) if free else arc for arc, free in zip(found.arcs, found.free)]
    changed = {at for at, free in enumerate(found.free) if free}
    stayed = 0
    while changed:
        back = faulty(arcs) & changed
        if not back:
            break
        for at in back:
            arcs[at] = found.arcs[at]
        changed -= back
        stayed += len(back)
    return arcs, stayed
