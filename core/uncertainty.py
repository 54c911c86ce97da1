"""How wide an account is: 95 % intervals that travel from factors and activities to totals.

Every account is a sum of products: scale x input x input ... A *term* is one such product, an *input* is a
factor or an amount that is only known within limits. Terms that name the same input move together: the
sensitivities of a total to a shared factor are added up before they are squared. Results are columns
``*_lo``, ``*_hi`` and ``*_sd`` by one convention: a 95 % interval, with sd its width over 2 x 1.96.

IPCC 2006 Guidelines Vol 1 Ch 3, Approach 1 (eq 3.1, 3.2) and Approach 2; factors.md 3.11, 3.12, E14, E15.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .errors import InputError, problem

#: Standard deviations from the mean to either limit of the 95 % interval, as IPCC 2006 Vol 1 Ch 3 writes it.
Z95 = 1.96
NONE = -1
SUFFIXES = ("_lo", "_hi", "_sd")
DISTRIBUTIONS = ("auto", "normal", "lognormal", "triangular")
#: Relative half-width above which IPCC prefers a skew distribution to a normal one.
SKEW_ABOVE = 0.60
#: Relative half-width up to which Approach 1 is held to be good.
APPROACH_1_UP_TO = 0.30
PERCENTILES = (2.5, 97.5)
#: Possible pairs of totals and inputs per pair that occurs up to which all of them are kept in memory.
_DENSE = 8
#: Draws of terms that are in work at once, and draws of shared inputs that are kept.
_AT_ONCE, _KEPT = 2_000_000, 20_000_000


@dataclass(frozen=True)
class Inputs:
    """Quantities that are known within limits, one element each.

    Attributes
    ----------
    keys
        Names that tell inputs apart, the same wherever the same factor or amount is meant; they seed the
        draws, so that neither the order of rows nor other rows change a result.
    value, low, high
        float64. NaN in low or high: exactly known.
    """

    keys: Sequence[str]
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def __len__(self) -> int:
        return len(self.value)

    @property
    def below(self) -> np.ndarray:
        """Distance from the value down to the low limit, never negative; 0 where exactly known."""
        return self._distance(self.value - self.low)

    @property
    def above(self) -> np.ndarray:
        """Distance from the value up to the high limit, never negative; 0 where exactly known."""
        return self._distance(self.high - self.value)

    def _distance(self, width: np.ndarray) -> np.ndarray:
        known = np.isfinite(self.low) & np.isfinite(self.high)
        return np.where(known, np.maximum(width, 0.0), 0.0)


@dataclass(frozen=True)
class Terms:
    """Products that add up to totals.

    Attributes
    ----------
    target
        Total that each term belongs to, int64 from 0.
    scale
        What is exactly known of each product (float64).
    inputs
        Positions in `Inputs` of the quantities that are multiplied, shape (terms, most inputs of a term);
        `NONE` fills up.
    """

    target: np.ndarray
    scale: np.ndarray
    inputs: np.ndarray


@dataclass(frozen=True)
class Interval:
    """A 95 % interval and the standard deviation that belongs to it; NaN where nothing is known."""

    low: np.ndarray
    high: np.ndarray
    sd: np.ndarray


def values(terms: Terms, inputs: Inputs, count: int) -> np.ndarray:
    """The totals themselves: sum over terms of scale times its inputs, float64 array of *count*."""
    return np.bincount(terms.target, terms.scale * _product(_gathered(terms, inputs.value)), count)


def propagate(terms: Terms, inputs: Inputs, count: int) -> Interval:
    """Interval of every total by error propagation.

        U_low^2 = sum over inputs k of (sum over terms of dx/dk x U_k)^2

    Parameters
    ----------
    terms, inputs
        The account.
    count
        Number of totals.

    Notes
    -----
    With inputs that are not shared this is IPCC 2006 Vol 1 Ch 3 eq 3.1 and 3.2; inputs that are shared are
    fully correlated. Limits that are not symmetric are carried side by side. Good up to some 30 % of an input
    (`APPROACH_1_UP_TO`); beyond it `simulate`.
    """
    factors = _gathered(terms, inputs.value)
    target, source, slope = _sensitivities(terms, factors, len(inputs))
    down = np.where(slope > 0, inputs.below[source], inputs.above[source])
    up = np.where(slope > 0, inputs.above[source], inputs.below[source])
    to_low = np.sqrt(np.bincount(target, (slope * down) ** 2, count))
    to_high = np.sqrt(np.bincount(target, (slope * up) ** 2, count))
    middle = np.bincount(terms.target, terms.scale * _product(factors), count)
    return from_limits(middle - to_low, middle + to_high)


def _gathered(terms: Terms, column: np.ndarray) -> list[np.ndarray]:
    """Values of the inputs of every term, an array for each place; 1 where a term has fewer."""
    # NONE, which is -1, takes the last one
    padded = np.append(column, 1.0)
    return [padded[terms.inputs[:, place]] for place in range(terms.inputs.shape[1])]


def _product(factors: list[np.ndarray]) -> np.ndarray | float:
    return math.prod(factors, start=1.0)


def _sensitivities(
    terms: Terms, factors: list[np.ndarray], length: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(total, input, change of the total per change of the input) for every pair that there is.

    Parameters
    ----------
    factors
        As `_gathered` makes them.
    length
        Number of inputs.
    """
    pairs, slopes = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for place in range(len(factors)):
        used = np.flatnonzero(terms.inputs[:, place] != NONE)
        if len(used):
            others = _product([*factors[:place], *factors[place + 1 :]])
            pairs.append(terms.target[used] * length + terms.inputs[used, place])
            slopes.append((terms.scale * others)[used])
    pair, slope = _added(np.concatenate(pairs), np.concatenate(slopes))
    return pair // max(length, 1), pair % max(length, 1), slope


def _added(pair: np.ndarray, slope: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs, each once and in order, and the sums of their slopes."""
    span = int(pair.max(initial=-1)) + 1
    if span <= _DENSE * len(pair):
        # sums that take many lines: counting is much faster than sorting
        there = np.flatnonzero(np.bincount(pair, minlength=span))
        return there, np.bincount(pair, slope, span)[there]
    found, of_pair = np.unique(pair, return_inverse=True)
    return found, np.bincount(of_pair, slope, len(found))


def simulate(
    terms: Terms,
    inputs: Inputs,
    count: int,
    number: int = 10_000,
    seed: int = 42,
    distribution: str = "auto",
    progress: Callable[[float], None] = lambda fraction: None,
) -> Interval:
    """Interval of every total by Monte Carlo: 2.5 and 97.5 percentiles and standard deviation of the draws.

    Parameters
    ----------
    terms, inputs, count
        As for `propagate`.
    number
        Draws.
    seed
        The same seed gives the same numbers, whatever the order of rows.
    distribution
        See `draw`. An input has one draw that all totals share.
    progress
        Called with a fraction 0..1; may raise to cancel.

    Notes
    -----
    IPCC 2006 Vol 1 Ch 3, Approach 2; factors.md 3.12.
    """
    if number < 2:
        raise InputError(problem("The number of draws is {number}; at least 2 are needed.", number=number))
    low, high, sd = (np.zeros(count) for _ in range(3))
    order = np.argsort(terms.target, kind="stable")
    edges = np.searchsorted(terms.target[order], np.arange(count + 1))
    drawn = _Draws(terms, inputs, number, seed, distribution)
    step = max(1, _AT_ONCE // number)
    for first in range(0, count, step):
        last = min(first + step, count)
        found = np.zeros((last - first, number))
        for at in range(edges[first], edges[last], step):
            progress((first + (last - first) * (at - edges[first]) / (edges[last] - edges[first])) / count)
            drawn.add(order[at : min(at + step, edges[last])], first, found)
        progress(last / count)
        low[first:last], high[first:last] = np.percentile(found, PERCENTILES, axis=1)
        sd[first:last] = found.std(axis=1, ddof=1)
    progress(1.0)
    return Interval(low, high, sd)


class _Draws:
    """Draws of the inputs, and of the products of a few terms at a time."""

    def __init__(self, terms: Terms, inputs: Inputs, number: int, seed: int, distribution: str):
        self._terms, self._inputs = terms, inputs
        self._asked = number, seed, distribution
        self._shared = np.bincount(terms.inputs[terms.inputs != NONE], minlength=len(inputs)) > 1
        self._kept: dict[int, np.ndarray] = {}

    def add(self, picked: np.ndarray, first: int, found: np.ndarray) -> None:
        """Add the terms *picked*, sorted by total, to the draws of the totals from *first* on."""
        target = self._terms.target[picked] - first
        # terms of many years have the same inputs, and differ by their scale alone
        groups, of_term = np.unique(self._terms.inputs[picked], axis=0, return_inverse=True)
        products = np.ones((len(groups), found.shape[1]))
        for number, group in enumerate(groups.tolist()):
            for one in group:
                if one != NONE:
                    products[number] *= self._of(one)
        starts = np.flatnonzero(np.diff(target, prepend=-1))
        parts = products[of_term.reshape(-1)] * self._terms.scale[picked][:, np.newaxis]
        found[target[starts]] += np.add.reduceat(parts, starts, axis=0)

    def _of(self, one: int) -> np.ndarray:
        if one in self._kept:
            return self._kept[one]
        made = draw(self._inputs, one, *self._asked)
        if self._shared[one]:
            if (len(self._kept) + 1) * len(made) > _KEPT:
                self._kept.clear()  # the seed makes them again
            self._kept[one] = made
        return made


def draw(inputs: Inputs, one: int, number: int, seed: int, distribution: str) -> np.ndarray:
    """Draws of one input, shape (number,).

    ``normal`` and ``lognormal`` have the value as mean and the width of the limits over 2 x 1.96 as standard
    deviation; lognormal: s^2 = ln(1 + cv^2), mu = ln|m| - s^2/2. ``triangular`` has the value as mode and the
    limits as its ends. ``auto`` is lognormal where half the width is above 60 % of the value and the limits
    have one sign, else normal. What cannot be lognormal (a value of 0, limits of both signs) is normal.
    """
    if distribution not in DISTRIBUTIONS:
        raise InputError(
            problem(
                "The distribution {name} is not known; choose one of {known}.",
                name=distribution,
                known=", ".join(DISTRIBUTIONS),
            )
        )
    value, low, high = (float(side[one]) for side in (inputs.value, inputs.low, inputs.high))
    known = math.isfinite(low) and math.isfinite(high)
    below, above = (max(value - low, 0.0), max(high - value, 0.0)) if known else (0.0, 0.0)
    if below + above == 0:
        return np.full(number, value)
    name = hashlib.sha256(inputs.keys[one].encode("utf-8")).digest()
    rng = np.random.default_rng([seed, *np.frombuffer(name[:16], dtype=np.uint32).tolist()])
    if distribution == "triangular":
        return rng.triangular(value - below, value, value + above, number)
    sd = (below + above) / (2 * Z95)
    one_sign = value != 0 and (value - below) * (value + above) >= 0
    wide = below + above > 2 * SKEW_ABOVE * abs(value)
    if one_sign and (distribution == "lognormal" or (distribution == "auto" and wide)):
        s = np.sqrt(np.log1p((sd / value) ** 2))
        return value * np.exp(s * rng.standard_normal(number) - s**2 / 2)
    return value + sd * rng.standard_normal(number)


def interval(
    terms: Terms,
    inputs: Inputs,
    count: int,
    draws: int = 0,
    seed: int = 42,
    distribution: str = "auto",
    progress: Callable[[float], None] = lambda fraction: None,
) -> Interval:
    """`propagate`, or with *draws* above 0 `simulate`."""
    if draws > 0:
        return simulate(terms, inputs, count, draws, seed, distribution, progress)
    return propagate(terms, inputs, count)


def from_limits(low, high) -> Interval:
    """Interval between two limits (of which the lower counts as low): sd = (high - low) / (2 x 1.96)."""
    one, other = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    below, above = np.minimum(one, other), np.maximum(one, other)
    return Interval(below, above, (above - below) / (2 * Z95))


def from_sd(value, sd) -> Interval:
    """Interval of a value with a standard deviation: value -+ 1.96 sd."""
    value, sd = np.asarray(value, dtype=np.float64), np.asarray(sd, dtype=np.float64)
    return Interval(value - Z95 * sd, value + Z95 * sd, sd)


def from_percent(value, percent) -> Interval:
    """Interval of a value with a half-width in % of it, as IPCC and statistics give it."""
    value = np.asarray(value, dtype=np.float64)
    half = np.abs(value) * np.asarray(percent, dtype=np.float64) / 100
    return from_limits(value - half, value + half)


def total(parts: Sequence[tuple[np.ndarray, Interval]]) -> Interval:
    """Interval of the sum of independent quantities (IPCC eq 3.2), each a value with its interval.

    Sources and sinks enter with their signs; limits that are not symmetric are carried side by side.
    """
    middle = sum(np.asarray(value, dtype=np.float64) for value, _ in parts)
    to_low = np.sqrt(sum((np.asarray(value) - found.low) ** 2 for value, found in parts))
    to_high = np.sqrt(sum((found.high - np.asarray(value)) ** 2 for value, found in parts))
    sd = np.sqrt(sum(found.sd**2 for _, found in parts))
    return Interval(middle - to_low, middle + to_high, sd)


def percent(value, found: Interval) -> np.ndarray:
    """Half the width in % of the value; NaN where the interval holds zero.

    Near carbon neutrality a percentage explodes and says nothing: there the limits themselves are what to
    report (factors.md 3.11).
    """
    value = np.asarray(value, dtype=np.float64)
    away = (found.low > 0) | (found.high < 0)
    half = (found.high - found.low) / 2
    return np.divide(100 * half, np.abs(value), out=np.full(value.shape, np.nan), where=away & (value != 0))


def words(value: float, found: Interval, unit: str) -> str:
    """A total with its width (the first of *found*) for people: in %, or near zero by its limits."""
    low, high = (float(np.ravel(side)[0]) for side in (found.low, found.high))
    share = float(percent(value, from_limits(low, high)))
    if np.isnan(share):
        return f"{value:.6g} {unit} ({low:.6g} … {high:.6g})"
    return f"{value:.6g} {unit} ± {share:.3g} %"


def columns(name: str, found: Interval) -> Mapping[str, np.ndarray]:
    """The columns of the interval of column *name*: ``name_lo``, ``name_hi``, ``name_sd``."""
    return dict(zip((name + suffix for suffix in SUFFIXES), (found.low, found.high, found.sd)))
