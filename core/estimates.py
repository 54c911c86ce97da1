"""Several estimates of one quantity: how far apart they lie, what their middle is, whether they agree.

A sink by inventory, by process model and by inversion are three estimates of one thing; paper 1 quotes 0.17
to 0.35 PgC/a for China's land. Estimates are rows of an array, places (units, cells) its other axis; a place
may lack some of them. What is combined here are opinions about one truth, not parts of a sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import InputError, problem
from .uncertainty import Z95

#: Share of the estimates that a trimmed mean leaves out on either side.
TRIM = 0.25
DISJOINT, NO_INTERVAL, OPPOSITE = "DISJOINT", "NO_INTERVAL", "OPPOSITE"
FLAGS = (DISJOINT, NO_INTERVAL, OPPOSITE)


@dataclass(frozen=True)
class Combined:
    """What several estimates say together; float64 arrays over places, NaN where it cannot be known.

    Attributes
    ----------
    count
        Number of estimates that the place has.
    low, high
        The smallest and the largest estimate; their distance is the range.
    mean, mean_sd
        Mean of the estimates as equally good ones. Its standard deviation is that of their mixture:
        variance between the estimates plus the mean of their own variances.
    trimmed
        Mean without the largest and smallest ones.
    weighted, weighted_sd
        Inverse-variance mean over the estimates whose standard deviation is known and above 0. Its standard
        deviation is widened by the Birge ratio where the estimates scatter more than they admit.
    birge
        Birge ratio: sqrt(chi^2 / (n - 1)); above 1 where the stated uncertainties are too small.
    agreement
        Share of the pairs of 95 % intervals that overlap, 0 to 1.
    disjoint
        Whether some two intervals do not overlap.
    opposite
        Whether some estimates are above and others below zero: source or sink is open.
    ranged
        Number of estimates with an interval.
    """

    count: np.ndarray
    low: np.ndarray
    high: np.ndarray
    mean: np.ndarray
    mean_sd: np.ndarray
    trimmed: np.ndarray
    weighted: np.ndarray
    weighted_sd: np.ndarray
    birge: np.ndarray
    agreement: np.ndarray
    disjoint: np.ndarray
    opposite: np.ndarray
    ranged: np.ndarray

    @property
    def range(self) -> np.ndarray:
        """Distance from the smallest to the largest estimate."""
        return self.high - self.low

    @property
    def flags(self) -> np.ndarray:
        """Words of `FLAGS` that hold, joined by a blank; "" where none does."""
        masks = (self.disjoint, (self.count > 1) & (self.ranged < 2), self.opposite)
        kinds = sum((mask.astype(np.int64) << bit for bit, mask in enumerate(masks)), np.int64(0))
        words = [" ".join(name for bit, name in enumerate(FLAGS) if kind & 1 << bit) for kind in range(8)]
        return np.array(words, dtype=object)[kinds]


def combine(value, sd=None, low=None, high=None, trim: float = TRIM) -> Combined:
    """Combine estimates of one quantity, place by place.

        weighted = sum(x_i / s_i^2) / sum(1 / s_i^2)
        mean_sd^2 = mean(s_i^2) + mean((x_i - mean)^2)

    Parameters
    ----------
    value
        Estimates x places, all in one unit and with one sign convention; NaN where an estimate is missing,
        which is not zero.
    sd
        Standard deviations of the same shape; NaN where unknown. A standard deviation of 0 would outweigh
        everything and counts as unknown.
    low, high
        Ends of the 95 % intervals; -+ 1.96 sd where they are not given. Where sd is unknown it is the width
        of the interval over 2 x 1.96.
    trim
        Share left out on either side, 0 to below 0.5: int(trim x n) estimates, as scipy.stats.trim_mean.

    Notes
    -----
    Birge 1932 and the scale factor of the Particle Data Group for the widening [from memory]; the variance
    of a mixture is the law of total variance. peers.md 3.5, 5.11.

    Examples
    --------
    Inventory, model and inversion of Piao 2009 (PgC/a):

    >>> made = combine(np.array([[0.177], [0.173], [0.35]]), np.array([[0.073], [0.039], [0.33]]) / 1.96)
    >>> [round(float(x[0]), 3) for x in (made.low, made.high, made.mean, made.weighted)]
    [0.173, 0.35, 0.233, 0.176]
    """
    x = np.where(np.isfinite(value), value, np.nan).astype(np.float64)
    deviation, below, above = intervals(x, sd, low, high)
    known = np.isfinite(x)
    count = known.sum(axis=0)
    smallest, largest = (pick(np.where(known, x, edge), axis=0) for pick, edge in _EDGES)
    mean, mean_sd = _mixture(x, known, deviation)
    weighted, weighted_sd, birge = _by_variance(x, deviation, known & (deviation > 0))
    agreement, disjoint, ranged = _overlap(below, above)
    return Combined(
        count=count,
        low=np.where(count > 0, smallest, np.nan),
        high=np.where(count > 0, largest, np.nan),
        mean=mean,
        mean_sd=mean_sd,
        trimmed=_trimmed(x, count, _checked(trim)),
        weighted=weighted,
        weighted_sd=weighted_sd,
        birge=birge,
        agreement=agreement,
        disjoint=disjoint,
        opposite=(smallest < 0) & (largest > 0) & (count > 0),
        ranged=ranged,
    )


def _checked(trim: float) -> float:
    if not 0 <= trim < 0.5:
        raise InputError(
            problem("The share {trim} of a trimmed mean must lie between 0 and below 0.5.", trim=trim)
        )
    return trim


def _mixture(x: np.ndarray, known: np.ndarray, deviation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of the mixture of equally good estimates; NaN where unknown."""
    count, usable = known.sum(axis=0), known & (deviation > 0)
    mean = _mean(x, known, count)
    between = _mean((x - mean) ** 2, known, count)
    within = _mean(deviation**2, usable, usable.sum(axis=0))
    variance = between + np.where(np.isnan(within), 0.0, within)
    return mean, np.where((count > 1) | ~np.isnan(within), np.sqrt(variance), np.nan)


_EDGES = ((np.min, np.inf), (np.max, -np.inf))


def faults(value, sd=None, low=None, high=None) -> dict[str, np.ndarray]:
    """Masks of what cannot be: infinite estimates, negative deviations, limits that do not hold the estimate.

    Returns
    -------
    dict
        ``infinite``, ``negative_sd``, ``limits`` -> bool array of the shape of *value*.
    """
    x = np.asarray(value, dtype=np.float64)
    nothing = np.full(x.shape, np.nan)
    given, one, other = (
        nothing if side is None else np.asarray(side, dtype=np.float64) for side in (sd, low, high)
    )
    with np.errstate(invalid="ignore"):
        # infinite estimates are told as such
        slack = np.where(np.isfinite(x), 1e-9 * np.abs(x), 0.0)
    return {
        "infinite": np.isinf(x),
        "negative_sd": (given < 0) | np.isinf(given),
        "limits": (one > other) | (one > x + slack) | (other < x - slack) | np.isinf(one) | np.isinf(other),
    }


def intervals(value, sd=None, low=None, high=None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Standard deviations and ends of the intervals as `combine` takes them; NaN where unknown."""
    x = np.asarray(value, dtype=np.float64)
    nothing = np.full(x.shape, np.nan)
    given, one, other = (
        nothing if side is None else np.asarray(side, dtype=np.float64) for side in (sd, low, high)
    )
    limits = np.isfinite(one) & np.isfinite(other)
    below, above = np.minimum(one, other), np.maximum(one, other)
    given = np.where(np.isfinite(given) & (given > 0), given, np.nan)
    deviation = np.where(np.isnan(given) & limits, (above - below) / (2 * Z95), given)
    deviation = np.where(np.isfinite(x) & (deviation > 0), deviation, np.nan)
    half = Z95 * deviation
    is_known = np.isfinite(deviation)
    below = np.where(limits, below, x - half)
    above = np.where(limits, above, x + half)
    return deviation, np.where(is_known, below, np.nan), np.where(is_known, above, np.nan)


def _mean(values: np.ndarray, mask: np.ndarray, count: np.ndarray) -> np.ndarray:
    sums = np.where(mask, values, 0.0).sum(axis=0)
    return np.divide(sums, count, out=np.full(sums.shape, np.nan), where=count > 0)


def _trimmed(x: np.ndarray, count: np.ndarray, trim: float) -> np.ndarray:
    """Mean of the sorted estimates without int(trim x n) of them at either end."""
    cut = (trim * count).astype(np.int64)
    # NaN sorts behind all numbers
    ordered = np.sort(x, axis=0)
    place = np.arange(len(x)).reshape((-1,) + (1,) * (x.ndim - 1))
    return _mean(ordered, (place >= cut) & (place < count - cut), count - 2 * cut)


def _by_variance(x: np.ndarray, deviation: np.ndarray, usable: np.ndarray):
    """Inverse-variance mean, its standard deviation, Birge ratio; NaN where no deviation is known."""
    weight = np.where(usable, 1.0 / np.where(usable, deviation, 1.0) ** 2, 0.0)
    total, number = weight.sum(axis=0), usable.sum(axis=0)
    nothing = np.full(total.shape, np.nan)
    mean = np.divide(
        (weight * np.where(usable, x, 0.0)).sum(axis=0), total, out=nothing.copy(), where=number > 0
    )
    chi = (weight * np.where(usable, x - mean, 0.0) ** 2).sum(axis=0)
    birge = np.sqrt(np.divide(chi, number - 1, out=nothing.copy(), where=number > 1))
    inner = np.sqrt(np.divide(1.0, total, out=nothing.copy(), where=number > 0))
    return mean, inner * np.fmax(birge, 1.0), birge


def _overlap(below: np.ndarray, above: np.ndarray):
    """Share of the pairs of intervals that overlap, whether some do not, and how many intervals there are."""
    known = np.isfinite(below)
    number = known.sum(axis=0)
    apart = np.zeros(number.shape, dtype=np.int64)
    for one in above:
        # comparisons with NaN are false: intervals that are unknown are apart from none
        apart += (below > one).sum(axis=0)
    pairs = number * (number - 1) // 2
    share = np.divide(pairs - apart, pairs, out=np.full(number.shape, np.nan), where=pairs > 0)
    return share, apart > 0, number


@dataclass(frozen=True)
class Pairs:
    """How two estimates compare over all places; one element per pair, in the order of the estimates.

    Attributes
    ----------
    one, other
        Positions of the two.
    places
        Places that have both.
    compared, apart
        Places where both have an interval, and those of them where the intervals do not overlap.
    difference
        Sum over places of the second less the first.
    """

    one: np.ndarray
    other: np.ndarray
    places: np.ndarray
    compared: np.ndarray
    apart: np.ndarray
    difference: np.ndarray

    def plus(self, more: Pairs) -> Pairs:
        """The same pairs over the places of both."""
        sums = (getattr(self, name) + getattr(more, name) for name in _SUMS)
        return Pairs(self.one, self.other, *sums)


_SUMS = ("places", "compared", "apart", "difference")


def pairs(value, below, above) -> Pairs:
    """Compare every two estimates; *below* and *above* as `intervals` gives them."""
    x = np.asarray(value, dtype=np.float64).reshape(len(value), -1)
    ends = [np.reshape(side, x.shape) for side in (below, above)]
    one, other = np.triu_indices(len(x), k=1)
    rows = []
    for a, b in zip(one.tolist(), other.tolist()):
        both = np.isfinite(x[a]) & np.isfinite(x[b])
        compared = np.isfinite(ends[0][a]) & np.isfinite(ends[0][b])
        apart = (ends[0][a] > ends[1][b]) | (ends[0][b] > ends[1][a])
        rows.append((both.sum(), compared.sum(), apart.sum(), (x[b][both] - x[a][both]).sum()))
    columns = np.array(rows, dtype=np.float64).reshape(-1, len(_SUMS)).T
    return Pairs(one, other, *(column.astype(np.int64) for column in columns[:3]), columns[3])


def stacked(of_row: np.ndarray, count: int) -> np.ndarray:
    """Rows of a table as estimates x quantities: positions of rows, -1 where a quantity has fewer.

    Parameters
    ----------
    of_row
        Quantity of each row, 0 to *count* - 1; below 0 where it belongs to none.
    """
    rows = np.flatnonzero(np.asarray(of_row) >= 0)
    rows = rows[np.argsort(of_row[rows], kind="stable")]
    sizes = np.bincount(of_row[rows], minlength=count)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    made = np.full((int(sizes.max(initial=1)), count), -1, dtype=np.int64)
    made[place, of_row[rows]] = rows
    return made
