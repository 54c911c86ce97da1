"""Sharing a parent's total among its children: the methods of D.4 as one family.

Every method takes the parent total Q and columns of the children, and gives quotas that add up to Q.
Methods that cut take the base emissions e and share the burden R = sum e - Q.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial
from typing import Callable

import numpy as np

from ..errors import InputError, problem
from .adjustment import bounded
from .weights import topsis

EXACT_PLAYERS = 12


def in_proportion(total: float, basis) -> np.ndarray:
    """Quotas in proportion to a basis: base emission (grandfathering), population, GDP, capacity ..."""
    return bounded(basis, total)


def equal_intensity_cut(total: float, base, gdp, gdp_forecast) -> np.ndarray:
    """The same relative cut r of emission per GDP for every child.

    sum (e_i / G_i)(1 - r) G'_i = Q
    """
    e, g, later = _columns(base, gdp, gdp_forecast)
    _positive(g, "GDP")
    return in_proportion(total, e / g * later)


def ability_to_pay(total: float, base, gdp, population, exponent: float = 1.0) -> np.ndarray:
    """Cuts in proportion to e_i y_i^a, y = GDP per person."""
    e, g, p = _columns(base, gdp, population)
    _positive(p, "population")
    return e - (e.sum() - total) * _shares(e * (g / p) ** exponent)


def historical_responsibility(total: float, base, cumulative) -> np.ndarray:
    """Cuts in proportion to cumulative emissions."""
    e, history = _columns(base, cumulative)
    return e - (e.sum() - total) * _shares(history)


def cumulative_per_capita(total: float, population, cumulative, years: int) -> np.ndarray:
    """Budget of *years* years such that past and future emission per person are equal.

        (Q T + sum H) P_i / sum P - H_i

    The result is a budget for all years together; it adds up to Q T.
    """
    p, history = _columns(population, cumulative)
    return (total * years + history.sum()) * _shares(p) - history


def sink_adjusted(total: float, population, sink, weight: float = 1.0) -> np.ndarray:
    """Per-capita shares of what is left after every child may use its own sink.

    (Q - phi sum K) P_i / sum P + phi K_i
    """
    p, k = _columns(population, sink)
    return (total - weight * k.sum()) * _shares(p) + weight * k


def composite(total: float, matrix, weights) -> np.ndarray:
    """Shares by a weighted score of indicator shares, s = sum_k w_k x_ik / sum x_k."""
    x = np.asarray(matrix, dtype=np.float64)
    return in_proportion(total, (x / x.sum(axis=0)) @ np.asarray(weights, dtype=np.float64))


def by_closeness(total: float, matrix, weights, costs=None) -> np.ndarray:
    """Shares by the TOPSIS closeness to the ideal child."""
    return in_proportion(total, topsis(matrix, weights, costs))


def boltzmann(total: float, population, energy, beta: float) -> np.ndarray:
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
    return in_proportion(total, c * np.exp(-beta * e))


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
    """Gini coefficient of quotas against a basis, 0 (in proportion) to 1."""
    q, z = _columns(quotas, basis)
    first, second = np.triu_indices(len(q), 1)
    return float(np.abs(q[first] * z[second] - q[second] * z[first]).sum() / (q.sum() * z.sum()))


def theil(quotas, basis) -> float:
    """Theil index of quotas against a basis, sum s_q ln(s_q / s_z); 0 where in proportion."""
    q, z = _shares(np.asarray(quotas, dtype=np.float64)), _shares(np.asarray(basis, dtype=np.float64))
    held = q > 0
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


def _positive(values: np.ndarray, name: str) -> None:
    if (values <= 0).any():
        raise InputError(
            problem(
                "The {name} must be above 0 in every unit; it is not in rows {rows}.",
                name=name,
                rows=", ".join(str(row + 1) for row in np.flatnonzero(values <= 0)[:5]),
            )
        )


def _shares(values: np.ndarray) -> np.ndarray:
    if (values < 0).any() or values.sum() == 0:
        raise InputError(problem("The basis of an allocation must not be negative, nor zero everywhere."))
    return values / values.sum()
