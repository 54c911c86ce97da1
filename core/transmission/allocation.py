"""Sharing a parent's total among its children: the methods of D.4 as one family.

Every method takes the parent total Q and columns of the children, and gives quotas that add up to Q.
Methods that cut take the base emissions e and share the burden R = sum e - Q.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial
from typing import Callable

import numpy as np

from ..errors import InputError, Words, problem
from .adjustment import bounded
from .families import sums
from .weights import topsis

EXACT_PLAYERS = 12
# larger programs take minutes: units of a DEA; pairs of units times bases of the Gini coefficients
MOST_UNITS, MOST_PAIRS = 400, 40_000


def in_proportion(total, basis, of=None) -> np.ndarray:
    """Quotas in proportion to a basis: base emission (grandfathering), population, GDP, capacity ...

    Parameters
    ----------
    total
        Q; one number, or with *of* that of every child's parent.
    basis
        None negative.
    of
        Position of every child's parent where several parents share at once; None for one parent. A family
        whose basis is zero everywhere gets zeros: whoever shares must look at the sums.
    """
    (column,) = _columns(basis)
    return total * _shares(column, of)


def equal_intensity_cut(total, base, gdp, gdp_forecast, of=None) -> np.ndarray:
    """The same relative cut r of emission per GDP for every child.

    sum (e_i / G_i)(1 - r) G'_i = Q
    """
    e, g, later = _columns(base, gdp, gdp_forecast)
    _positive(g, Words("GDP", "GDP"))
    return in_proportion(total, e / g * later, of)


def ability_to_pay(total, base, gdp, population, exponent: float = 1.0, of=None) -> np.ndarray:
    """Cuts in proportion to e_i y_i^a, y = GDP per person."""
    e, g, p = _columns(base, gdp, population)
    _positive(p, Words("population", "人口"))
    return e - (sums(e, of) - total) * _shares(e * (g / p) ** exponent, of)


def historical_responsibility(total, base, cumulative, of=None) -> np.ndarray:
    """Cuts in proportion to cumulative emissions."""
    e, history = _columns(base, cumulative)
    return e - (sums(e, of) - total) * _shares(history, of)


def cumulative_per_capita(total, population, cumulative, years: int, of=None) -> np.ndarray:
    """Budget of *years* years such that past and future emission per person are equal.

        (Q T + sum H) P_i / sum P - H_i

    The result is a budget for all years together; it adds up to Q T.
    """
    p, history = _columns(population, cumulative)
    return (total * years + sums(history, of)) * _shares(p, of) - history


def sink_adjusted(total, population, sink, weight: float = 1.0, of=None) -> np.ndarray:
    """Per-capita shares of what is left after every child may use its own sink.

    (Q - phi sum K) P_i / sum P + phi K_i
    """
    p, k = _columns(population, sink)
    return (total - weight * sums(k, of)) * _shares(p, of) + weight * k


def composite(total: float, matrix, weights) -> np.ndarray:
    """Shares by a weighted score of indicator shares, s = sum_k w_k x_ik / sum x_k."""
    x = np.asarray(matrix, dtype=np.float64)
    whole = x.sum(axis=0)
    shares = np.divide(x, whole, out=np.zeros_like(x), where=whole != 0)
    return in_proportion(total, shares @ np.asarray(weights, dtype=np.float64))


def by_closeness(total: float, matrix, weights, costs=None) -> np.ndarray:
    """Shares by the TOPSIS closeness to the ideal child."""
    return in_proportion(total, topsis(matrix, weights, costs))


def boltzmann(total, population, energy, beta: float, of=None) -> np.ndarray:
    """Maximum-entropy shares, P_i = C_i exp(-beta E_i) / sum (Park, Kim and Isard 2012).

    Parameters
    ----------
    population
        Potential C of the children.
    energy
        Allocation energy E per person, for example emission per person over its mean.
    beta
        0 is per capita; the literature differs in its sign, so it is exposed (-2 .. 2).
    """
    c, e = _columns(population, energy)
    return in_proportion(total, c * np.exp(-beta * e), of)


def least_cost(total: float, base, slopes) -> np.ndarray:
    """Quotas where all abate together at least cost: cuts in inverse proportion to the slope m of their cost.

    cost_i = m_i a_i^2 / 2, so marginal costs are equal where a_i = R (1/m_i) / sum 1/m
    """
    e, m = _columns(base, slopes)
    _positive(m, Words("slope of the abatement cost", "减排成本斜率"))
    return e - (e.sum() - total) * _shares(1.0 / m)


def zero_sum_dea(
    total: float, outputs, start, constant_returns: bool = False, tolerance: float = 1e-8, rounds: int = 1000
) -> np.ndarray:
    """Zero-sum-gains data envelopment analysis: the inefficient give to the others until all are efficient.

    The quota is the input, population, GDP ... the outputs. Inefficient child o cuts
    u_o = x_o (1 - phi_o), and the others take it in proportion to their x; all children at once,
    repeated until every phi is 1. The sum is kept at every step.

    Parameters
    ----------
    total
        Q; *start* is scaled to it.
    outputs
        Shape (children, outputs), none negative.
    start
        First quotas, for example grandfathering.
    constant_returns
        CCR instead of BCC.

    Raises
    ------
    InputError
        No convergence.
    """
    x = in_proportion(total, start)
    if len(x) == 1:
        return x
    if len(x) > MOST_UNITS:
        raise InputError(
            problem(
                "The zero-sum DEA of {count} units would take too long; it is offered for up to {most}. Use "
                "another method.",
                count=len(x),
                most=MOST_UNITS,
            )
        )
    for _ in range(rounds):
        phi = efficiency(x, outputs, constant_returns)
        if (phi >= 1 - tolerance).all():
            return x
        cut = x * (1.0 - phi)
        taken = x * ((cut / (x.sum() - x)).sum() - cut / (x.sum() - x))
        x = x * phi + taken
    raise InputError(
        problem("The zero-sum DEA did not settle within {rounds} rounds; use another method.", rounds=rounds)
    )


def efficiency(inputs, outputs, constant_returns: bool = False) -> np.ndarray:
    """Input efficiency of every unit with one input: min theta, sum l x <= theta x_o, sum l y >= y_o."""
    from scipy.optimize import linprog

    x = np.asarray(inputs, dtype=np.float64)
    y = np.asarray(outputs, dtype=np.float64)
    n, found = len(x), np.empty(len(x))
    cost = np.r_[1.0, np.zeros(n)]
    convex = None if constant_returns else np.r_[0.0, np.ones(n)][None, :]
    for o in range(n):
        limits = np.vstack([np.r_[-x[o], x], np.column_stack([np.zeros(y.shape[1]), -y.T])])
        solved = linprog(
            cost,
            A_ub=limits,
            b_ub=np.r_[0.0, -y[o]],
            A_eq=convex,
            b_eq=None if constant_returns else [1.0],
            method="highs",
        )
        found[o] = solved.fun
    return found


def gini_optimal(total: float, bases, weights, low, high) -> np.ndarray:
    """Quotas of least weighted Gini coefficient over several bases, within bounds (linear program).

        min sum_k w_k G_k,  G_k = sum_{i<j} |q_i z_jk - q_j z_ik| / (Q Z_k)

    Parameters
    ----------
    bases
        Shape (children, bases): population, GDP, area, sink ...
    weights
        One per basis.
    low, high
        Bounds per child.
    """
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    z = np.asarray(bases, dtype=np.float64)
    n, kinds = z.shape
    first, second = np.triu_indices(n, 1)
    pairs = len(first)
    if pairs * kinds > MOST_PAIRS:
        raise InputError(
            problem(
                "The least Gini coefficients of {count} units against {bases} bases would take too long. Use "
                "another method, or fewer bases.",
                count=n,
                bases=kinds,
            )
        )
    scale = np.asarray(weights, dtype=np.float64) / (total * z.sum(axis=0))
    # one auxiliary t >= |q_i z_j - q_j z_i| per pair and basis
    cost = np.r_[np.zeros(n), np.repeat(scale, pairs)]
    rows = np.arange(pairs * kinds)
    i, j = np.tile(first, kinds), np.tile(second, kinds)
    basis = np.repeat(np.arange(kinds), pairs)
    ahead, behind = z[j, basis], z[i, basis]
    blocks = []
    for sign in (1.0, -1.0):
        data = np.r_[sign * ahead, -sign * behind, -np.ones(len(rows))]
        columns = np.r_[i, j, n + rows]
        blocks.append(coo_matrix((data, (np.tile(rows, 3), columns)), shape=(len(rows), n + len(rows))))
    lo = np.broadcast_to(np.asarray(low, dtype=np.float64), n)
    hi = np.broadcast_to(np.asarray(high, dtype=np.float64), n)
    bounded(np.ones(n), total, lo, hi)  # refuses bounds that leave the total out, with the gap
    from scipy.sparse import vstack

    solved = linprog(
        cost,
        A_ub=vstack(blocks).tocsr(),
        b_ub=np.zeros(2 * len(rows)),
        A_eq=np.r_[np.ones(n), np.zeros(len(rows))][None, :],
        b_eq=[total],
        bounds=[*zip(lo, hi), *[(0, None)] * len(rows)],
        method="highs",
    )
    return solved.x[:n]


def gini(quotas, basis) -> float:
    """Gini coefficient of quotas against a basis, 0 (in proportion) to 1; see `gini_optimal`.

    NaN where a quota is negative: shares of a sum of gains and losses have no Gini coefficient.
    """
    q, z = _columns(quotas, basis)
    if (q < 0).any() or (z < 0).any() or not q.any() or not z.any():
        return float("nan")
    each = np.divide(q, z, out=np.full(len(q), np.inf), where=z > 0)
    order = np.argsort(each, kind="stable")
    q, z = q[order], z[order]
    # in this order |q_i z_j - q_j z_i| = q_j z_i - q_i z_j for i < j, so sums of what came before will do
    before_z, before_q = np.cumsum(z) - z, np.cumsum(q) - q
    return float(max((q * before_z - z * before_q).sum() / (q.sum() * z.sum()), 0.0))


def theil(quotas, basis) -> float:
    """Theil index of quotas against a basis, sum s_q ln(s_q / s_z); 0 where in proportion.

    NaN where a quota is negative, or the basis is 0 where the quota is not.
    """
    q, z = _columns(quotas, basis)
    if (q < 0).any() or (z < 0).any() or not q.any() or (z[q > 0] == 0).any():
        return float("nan")
    q, z, held = q / q.sum(), z / z.sum(), q > 0
    return float((q[held] * np.log(q[held] / z[held])).sum())


def shapley(players: int, worth: Callable[[Sequence[int]], float], draws: int = 2000, seed: int = 42):
    """Shapley values of a game: what every player adds on average over all orders of joining.

        phi_i = sum_S |S|! (n - |S| - 1)! / n! [v(S + i) - v(S)]

    Exact up to twelve players, else the mean over seeded random orders.

    Parameters
    ----------
    players
        Number of players n.
    worth
        v(S) of a sequence of player positions; v of the empty one is 0.
    """
    if players > EXACT_PLAYERS:
        return _drawn_shapley(players, worth, draws, seed)
    v = np.zeros(1 << players)
    for mask in range(1, 1 << players):
        v[mask] = worth([i for i in range(players) if mask >> i & 1])
    masks = np.arange(1 << players)
    sizes = np.array([bin(mask).count("1") for mask in masks])
    chance = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    phi = np.empty(players)
    for i in range(players):
        without = masks[(masks >> i & 1) == 0]
        phi[i] = (chance[sizes[without]] * (v[without | 1 << i] - v[without])).sum()
    return phi


def _drawn_shapley(players: int, worth, draws: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    phi = np.zeros(players)
    for _ in range(draws):
        order = rng.permutation(players).tolist()
        before = 0.0
        for position, player in enumerate(order):
            after = worth(sorted(order[: position + 1]))
            phi[player] += after - before
            before = after
    return phi / draws


def joint_abatement_saving(slopes, cuts) -> Callable[[Sequence[int]], float]:
    """Worth of a coalition that abates together: separate cost minus joint cost.

    cost of one = m a^2 / 2;   joint cost of S = (sum a)^2 / (2 sum 1/m)
    """
    m, a = _columns(slopes, cuts)

    def worth(members: Sequence[int]) -> float:
        chosen = list(members)
        alone = (m[chosen] * a[chosen] ** 2).sum() / 2.0
        return float(alone - a[chosen].sum() ** 2 / (2.0 * (1.0 / m[chosen]).sum()))

    return worth


def shared_savings(slopes, cuts, draws: int = 2000, seed: int = 42) -> np.ndarray:
    """Shapley values of `joint_abatement_saving`: what every child should get of the joint saving.

    Exact up to twelve children, else the mean over seeded random orders, all drawn at once.
    """
    m, a = _columns(slopes, cuts)
    if len(m) <= EXACT_PLAYERS:
        return shapley(len(m), joint_abatement_saving(m, a))
    orders = np.random.default_rng(seed).permuted(np.tile(np.arange(len(m)), (draws, 1)), axis=1)
    alone, cut, ease = (np.cumsum(column[orders], axis=1) for column in (m * a**2 / 2.0, a, 1.0 / m))
    worth = alone - cut**2 / (2.0 * ease)
    added = np.diff(worth, axis=1, prepend=0.0)
    return np.bincount(orders.ravel(), weights=added.ravel(), minlength=len(m)) / draws


def _columns(*columns) -> list[np.ndarray]:
    arrays = [np.asarray(column, dtype=np.float64) for column in columns]
    for array in arrays:
        if not np.isfinite(array).all():
            raise InputError(
                problem(
                    "The allocation needs a value for every unit; rows without one: {rows}.",
                    rows=", ".join(str(row + 1) for row in np.flatnonzero(~np.isfinite(array))[:5]),
                )
            )
    return arrays


def _positive(values: np.ndarray, name: Words) -> None:
    if (values <= 0).any():
        raise InputError(
            problem(
                "The {name} must be above 0 in every unit; it is not in rows {rows}.",
                name=name,
                rows=", ".join(str(row + 1) for row in np.flatnonzero(values <= 0)[:5]),
            )
        )


def _shares(values: np.ndarray, of=None) -> np.ndarray:
    whole = sums(values, of)
    if (values < 0).any() or not whole.any():
        raise InputError(problem("The basis of an allocation must not be negative, nor zero everywhere."))
    return np.divide(values, whole, out=np.zeros_like(values), where=whole > 0)
