"""A target down all levels in one run, each level by its own method and with its own reserve.

Methods D.1 (levels), D.3 (reserve along the chain), D.4 to D.6. Total and intensity go together: the total
of the top obeys its intensity, every child its bounds of intensity, and every quota tells the intensity it
means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem, raise_if_any
from ..wording import shown
from .distribution import Rules, distribute


@dataclass(frozen=True)
class Levels:
    """Units from the top down.

    Attributes
    ----------
    codes
        Codes of the units; where several units stand on top, "" is their common parent behind the others.
    parent
        Position of the parent, -1 of the top.
    depth
        0 of the top, 1 of its children ...
    units
        Number of units without the common parent.
    """

    codes: tuple[str, ...]
    parent: np.ndarray
    depth: np.ndarray
    units: int

    @property
    def top(self) -> int:
        """Position of the top."""
        return int(np.flatnonzero(self.parent < 0)[0])

    @property
    def steps(self) -> int:
        """Number of levels below the top."""
        return int(self.depth.max())


def levels(codes: Sequence[str], parents: Sequence[str]) -> Levels:
    """Arrange units by their parents.

    Units without a parent stand on top. Several of them are children of one top that the table leaves out, as
    are units that all name one parent that is not in the table.

    Raises
    ------
    InputError
        Codes that are missing or doubled, parents that are not there, circles; all of them at once.
    """
    place = {code: at for at, code in enumerate(codes)}
    absent = [code for code, up in zip(codes, parents) if up and up not in place]
    named = {up for up in parents if up and up not in place}
    without = [code for code, up in zip(codes, parents) if not up]
    found = []
    if len(place) < len(codes) or "" in place:
        seen: set[str] = set()
        double = [code for code in codes if not code or code in seen or seen.add(code)]
        found.append(
            problem(
                "{count} units have a code that is missing or that another unit has too: {codes}.",
                count=len(double),
                codes=shown([code or "–" for code in double]),
            )
        )
    if len(named) > 1 or (named and without):
        found.append(
            problem(
                "{count} units name parents that are not in the table ({parents}): {codes}. Add the parents, "
                "or leave these units out.",
                count=len(absent),
                parents=shown(sorted(named)),
                codes=shown(absent),
            )
        )
    raise_if_any(found)
    parent = np.array([place.get(up, -1) for up in parents], dtype=np.intp)
    listed, tops = tuple(codes), np.flatnonzero(parent < 0)
    if len(tops) > 1 or named:
        parent[tops] = len(codes)
        parent, listed = np.append(parent, -1), (*codes, "")
    return Levels(listed, parent, _depth(parent, listed), len(codes))


def _depth(parent: np.ndarray, codes: Sequence[str]) -> np.ndarray:
    depth = np.where(parent < 0, 0, -1)
    for level in range(len(parent)):
        below = (depth < 0) & (parent >= 0) & (depth[parent] == level)
        if not below.any():
            break
        depth[below] = level + 1
    turning = [codes[at] for at in np.flatnonzero(depth < 0)]
    if turning or not (parent < 0).any():
        raise InputError(
            problem(
                "{count} units lie in circles of parents or below them: {codes}. Mend their parents.",
                count=len(turning),
                codes=shown(turning),
            )
        )
    return depth


def filled(values, tree: Levels) -> tuple[np.ndarray, np.ndarray]:
    """Amounts of all units, those of parents without one being the sum of their children's.

    Returns
    -------
    values, made
        NaN stays where a child's amount is missing too; *made* marks what was summed up.
    """
    given = np.append(np.asarray(values, dtype=np.float64), np.full(len(tree.codes) - tree.units, np.nan))
    column = given.copy()
    for depth in range(tree.steps - 1, -1, -1):
        below = np.flatnonzero(tree.depth == depth + 1)
        # a single missing child makes the sum unknown
        total = np.bincount(tree.parent[below], weights=column[below], minlength=len(column))
        with_children = np.bincount(tree.parent[below], minlength=len(column)) > 0
        lacking = (tree.depth == depth) & np.isnan(column) & with_children
        column[lacking] = total[lacking]
    return column, np.isnan(given) & np.isfinite(column)


@dataclass(frozen=True)
class Cascade:
    """What every unit gets, and the account of every parent, level by level.

    Attributes
    ----------
    value
        Target per unit; that of the top is its total.
    step
        Position of the unit's rules in the list of steps, -1 of the top.
    bound
        ``low`` or ``high`` where a bound changed the quota, else "".
    parents
        Positions of the parents; the arrays below run along them.
    total, aim, shared, left, gap, kept, children, at_low, at_high
        See `distribution.Distribution`.
    """

    value: np.ndarray
    step: np.ndarray
    bound: np.ndarray
    parents: np.ndarray
    total: np.ndarray
    aim: np.ndarray
    shared: np.ndarray
    left: np.ndarray
    gap: np.ndarray
    kept: np.ndarray
    children: np.ndarray
    at_low: np.ndarray
    at_high: np.ndarray


def top_total(total: float, intensity: float | None, gdp_forecast: float | None, direction: str) -> float:
    """Total of the top that also keeps an intensity: the stricter of *total* and intensity times GDP.

    Either may be None or NaN, not both.
    """
    given = total if total is not None and np.isfinite(total) else None
    by_intensity = None
    if intensity is not None and np.isfinite(intensity):
        if gdp_forecast is None or not np.isfinite(gdp_forecast):
            raise InputError(
                problem("A target of the intensity needs the forecast GDP of the top: GDP_FORECAST.")
            )
        by_intensity = intensity * gdp_forecast
    both = [value for value in (given, by_intensity) if value is not None]
    if not both:
        raise InputError(problem("Give the total of the top, or its intensity."))
    return float(min(both) if direction == "ceiling" else max(both))


def cascade(
    tree: Levels, total: float, columns: Mapping[str, np.ndarray], steps: Sequence[Rules], progress=None
) -> Cascade:
    """Hand the total of the top down to the last unit.

    Parameters
    ----------
    tree
        See `levels`.
    total
        Of the top.
    columns
        Columns of all units of *tree*, see `methods.COLUMNS`.
    steps
        Rules per level, the first for the children of the top.

    Raises
    ------
    InputError
        As `distribution.distribute`; all parents of a level at once.
    """
    count = len(tree.codes)
    value, step = np.full(count, np.nan), np.full(count, -1, dtype=int)
    bound = np.full(count, "", dtype=object)
    value[tree.top] = total
    codes, account = np.array(tree.codes, dtype=object), []
    for depth, rules in enumerate(steps[: tree.steps], start=1):
        if progress is not None:
            progress((depth - 1) / tree.steps)
        units = np.flatnonzero(tree.depth == depth)
        parents, of = np.unique(tree.parent[units], return_inverse=True)
        made = distribute(
            value[parents],
            {name: np.asarray(column)[units] for name, column in columns.items()},
            rules,
            codes[units],
            of,
            parents=codes[parents].tolist(),
        )
        value[units], step[units], bound[units] = made.quota, depth - 1, made.bound()
        account.append((parents, made, of, bound[units]))
    return _account(value, step, bound, account)


def _account(value, step, bound, account: list) -> Cascade:
    def joined(each) -> np.ndarray:
        parts = [each(*item) for item in account]
        return np.concatenate(parts) if parts else np.empty(0)

    def counted(word: str) -> np.ndarray:
        return joined(lambda p, made, of, b: np.bincount(of, weights=b == word, minlength=len(p))).astype(int)

    return Cascade(
        value,
        step,
        bound,
        joined(lambda p, *_: p).astype(int),
        joined(lambda p, made, *_: made.total),
        joined(lambda p, made, *_: made.aim),
        joined(lambda p, made, *_: made.shared),
        joined(lambda p, made, *_: made.left),
        joined(lambda p, made, *_: made.closure.gap),
        joined(lambda p, made, *_: made.closure.kept).astype(bool),
        joined(lambda p, made, of, b: np.bincount(of, minlength=len(p))).astype(int),
        counted("low"),
        counted("high"),
    )
