"""The way of water: down a grid of flow directions, or along links of a network (methods C.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import vocabulary
from ..csvdata import read_rows
from ..errors import InputError, problem

CODES = 256  # flow directions of all schemes are below
NOWHERE = 255  # a code that no scheme has
SHOWN = 10
TOGETHER = 64  # sources that go down a network at once


@cache
def direction_schemes() -> Mapping[str, vocabulary.Named]:
    """Schemes of flow directions by code, with their words."""
    rows = [row for row in _rows() if row["name_en"]]
    return {row["scheme"]: vocabulary.Named(row["scheme"], row["name_en"], row["name_zh"]) for row in rows}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(read_rows(vocabulary.FOLDER / "flow_directions.csv", "vocabulary"))


def steps(scheme: str) -> np.ndarray:
    """Row and column step by code, shape (256, 2); (0, 0) where a code is none: water ends there."""
    table = np.zeros((CODES, 2), dtype=np.int64)
    for row in _rows():
        if row["scheme"] == scheme:
            table[int(row["code"])] = int(row["row_step"]), int(row["column_step"])
    return table


@dataclass(frozen=True)
class Passages:
    """Where the water of sources passes receptors.

    Attributes
    ----------
    source, receptor
        Positions; every pair once.
    length
        Length of the way from the source to the first cell of the receptor.
    circling
        Positions of sources whose water runs in a circle, a fault of the grid.
    """

    source: np.ndarray
    receptor: np.ndarray
    length: np.ndarray
    circling: np.ndarray


def trace(directions, scheme: str, starts, cells, receptors, heights, widths, progress=None) -> Passages:
    """Follow the water of all sources down a grid of flow directions, all of them a step at a time.

    Parameters
    ----------
    directions
        Codes, shape (rows, columns).
    scheme
        One of `direction_schemes`.
    starts
        Row and column of every source, shape (n, 2); those outside of the grid go nowhere.
    cells, receptors
        Cells of receptors (row times columns + column, ascending) and the receptor that each belongs to; a
        cell may belong to several.
    heights, widths
        Height and width of the cells of every row.
    progress
        Called with 0; may raise to cancel.

    Notes
    -----
    A circle is found as Brent does: the place at every power of two steps is kept and compared.
    """
    directions = np.asarray(directions)
    heights, widths = np.asarray(heights, dtype=np.float64), np.asarray(widths, dtype=np.float64)
    rows, columns = directions.shape
    table = steps(scheme)
    place = np.asarray(starts, dtype=np.int64).copy()
    walking = np.flatnonzero(((place >= 0) & (place < (rows, columns))).all(axis=1))
    length, marks = np.zeros(len(place)), place.copy()
    circling, passed = np.zeros(len(place), dtype=bool), []
    step = 0
    while len(walking):
        if progress is not None and step % 1000 == 0:
            progress(0.0)
        passed.append(_passing(place[walking] @ (columns, 1), walking, length, cells, receptors))
        here = place[walking]
        codes = np.nan_to_num(directions[here[:, 0], here[:, 1]]).astype(np.int64)
        move = table[np.where((codes >= 0) & (codes < CODES), codes, NOWHERE)]
        length[walking] += np.hypot(move[:, 0] * heights[here[:, 0]], move[:, 1] * widths[here[:, 0]])
        there = here + move
        inside = move.any(axis=1) & ((there >= 0) & (there < (rows, columns))).all(axis=1)
        place[walking] = there
        around = inside & (there == marks[walking]).all(axis=1) if step else np.zeros(len(there), dtype=bool)
        circling[walking[around]] = True
        step += 1
        if step & (step - 1) == 0:
            marks = place.copy()
        walking = walking[inside & ~around]
    return Passages(*_first(passed), np.flatnonzero(circling))


def _passing(
    at: np.ndarray, walking: np.ndarray, length: np.ndarray, cells: np.ndarray, receptors: np.ndarray
):
    """Sources that stand in a cell of a receptor now, the receptor, and the way so far."""
    first, last = np.searchsorted(cells, at, side="left"), np.searchsorted(cells, at, side="right")
    hits = np.flatnonzero(last > first)
    if not len(hits):
        return np.empty(0, int), np.empty(0, int), np.empty(0)
    counts = (last - first)[hits]
    source = np.repeat(walking[hits], counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return source, receptors[np.repeat(first[hits], counts) + offset], length[source]


def _first(passed: list):
    """Every pair of source and receptor once, with its shortest way."""
    columns = list(zip(*passed)) or [()] * 3
    source, receptor, length = (np.concatenate([np.empty(0), *column]) for column in columns)
    order = np.lexsort((length, receptor, source))
    source, receptor, length = source[order].astype(int), receptor[order].astype(int), length[order]
    new = np.ones(len(source), dtype=bool)
    new[1:] = (np.diff(source) != 0) | (np.diff(receptor) != 0)
    return source[new], receptor[new], length[new]


def network_transfer(
    start: Sequence[str],
    end: Sequence[str],
    length,
    decay: float,
    sources: Sequence[str],
    receptors: Sequence[str],
    share=None,
) -> np.ndarray:
    """Transfer along the links of a network, sum over all ways of the product of share and exp(-L / decay).

    Parameters
    ----------
    start, end
        Nodes of every link, downstream.
    length
        Length of every link.
    decay
        Length over which the transfer falls to 1/e; infinite for none.
    sources, receptors
        Node of every source and of every receptor; a node that no link knows has no way.
    share
        Part of the water of its start that a link takes; where not given, links of one start share alike.

    Returns
    -------
    float64 array, shape (receptors, sources)
        1 where source and receptor share a node.

    Raises
    ------
    InputError
        The links run in a circle, or links of one start take more than there is.
    """
    nodes = {name: place for place, name in enumerate(dict.fromkeys([*start, *end, *sources, *receptors]))}
    begin = np.array([nodes[name] for name in start], dtype=np.int64)
    finish = np.array([nodes[name] for name in end], dtype=np.int64)
    part = _parts(start, begin, share, len(nodes))
    passes = part * np.exp(-np.asarray(length, dtype=np.float64) / decay)
    outgoing = _links_of(begin, len(nodes))
    order = _downstream(finish, outgoing, list(nodes))
    wanted = [nodes[name] for name in receptors]
    made = np.zeros((len(receptors), len(sources)))
    for first in range(0, len(sources), TOGETHER):
        chosen = [nodes[name] for name in sources[first : first + TOGETHER]]
        amounts = np.zeros((len(nodes), len(chosen)))
        amounts[chosen, np.arange(len(chosen))] = 1.0
        for node in order:
            for link in outgoing[node].tolist():
                amounts[finish[link]] += passes[link] * amounts[node]
        made[:, first : first + TOGETHER] = amounts[wanted]
    return made


def _links_of(begin: np.ndarray, count: int) -> list[np.ndarray]:
    """Links that leave each node."""
    order = np.argsort(begin, kind="stable")
    return np.split(order, np.searchsorted(begin[order], np.arange(1, count)))


def _parts(start: Sequence[str], begin: np.ndarray, share, count: int) -> np.ndarray:
    if share is None:
        return 1.0 / np.bincount(begin, minlength=count)[begin] if len(begin) else np.empty(0)
    part = np.asarray(share, dtype=np.float64)
    sums = np.bincount(begin, part, count)
    names = sorted({name for name, node in zip(start, begin) if sums[node] > 1 + 1e-9})
    if names or (part < 0).any():
        raise InputError(
            problem(
                "The shares of the links must be 0 or above, and those of one start sum to 1 at most; "
                "correct these starts: {nodes}.",
                nodes=", ".join(names[:SHOWN]) or "–",
            )
        )
    return part


def _downstream(finish: np.ndarray, outgoing: list[np.ndarray], names: list[str]) -> list[int]:
    """Nodes from the springs down, so that all that flows into a node comes before it (Kahn 1962)."""
    waiting = np.bincount(finish, minlength=len(names))
    ready = np.flatnonzero(waiting == 0).tolist()
    order = []
    while ready:
        node = ready.pop()
        order.append(node)
        for after in finish[outgoing[node]].tolist():
            waiting[after] -= 1
            if waiting[after] == 0:
                ready.append(after)
    if len(order) < len(names):
        left = sorted(str(names[node]) for node in np.flatnonzero(waiting > 0))
        raise InputError(
            problem(
                "The links run in a circle, at these nodes or above them: {nodes}. Correct the links.",
                nodes=", ".join(left[:SHOWN]),
            )
        )
    return order
