"""Steps of graduated legends: fixed by a standard, or chosen from the data so that they read well.

The steps' colours and fixed bounds lie in ``resources/legends/*.csv``. Bounds that come from the data are
rounded to one digit or so: a reader remembers 2 000, not 1 873.4.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from ..core import csvdata
from . import words

NICE = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
# Smaller numbers are written with a power of ten.
SMALLEST_PLAIN = 1e-9
# Of the first bound: between this and zero is zero.
_NEXT_TO_ZERO = 1e-9


@dataclass(frozen=True)
class Step:
    """Values above *lower* up to *upper* (included unless *upper_included* is False), in one colour."""

    lower: float
    upper: float
    colour: str
    label: str
    upper_included: bool = True
    lower_included: bool = False

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Mask of the values that belong to this step."""
        above = values >= self.lower if self.lower_included else values > self.lower
        below = values <= self.upper if self.upper_included else values < self.upper
        return above & below


@functools.cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csvdata.read_rows(words.FOLDER / f"{name}.csv", "legend table"))


def fixed(name: str, lang: str) -> list[Step]:
    """Steps whose bounds stand in the table *name*; a bound that is exclusive above is inclusive below."""
    steps: list[Step] = []
    for row in _rows(name):
        lower = float(row["lower"]) if row["lower"] else -math.inf
        upper = float(row["upper"]) if row["upper"] else math.inf
        after_open = bool(steps) and not steps[-1].upper_included
        label = f"{span(lower, upper, lang)}  {row['name_zh' if lang == 'zh' else 'name_en']}"
        steps.append(Step(lower, upper, row["colour"], label, row["upper_included"] == "1", after_open))
    return steps


def sequential(name: str, values: Sequence[float], lang: str) -> list[Step]:
    """Steps of equal counts over the positive values, rounded; fewer where the data do not part.

    Values that are not positive fall into the first step.
    """
    colours = [row["colour"] for row in _rows(name)]
    known = _finite(values)
    bounds = _rounded_quantiles(known[known > 0], len(colours))
    return _steps([-math.inf, *bounds, math.inf], _spread(colours, len(bounds) + 1), lang)


def diverging(name: str, values: Sequence[float], lang: str) -> list[Step]:
    """Steps that mirror each other on both sides of zero.

    Zero itself has a step of its own where the table has a colour for it, and else belongs to the lower side.
    """
    below = [row["colour"] for row in _rows(name) if float(row["step"]) < 0]
    above = [row["colour"] for row in _rows(name) if float(row["step"]) > 0]
    sizes = np.abs(_finite(values))
    bounds = _rounded_quantiles(sizes[sizes > 0], len(above))
    sides = len(bounds) + 1
    lower = _steps(
        [-math.inf, *(-bound for bound in reversed(bounds)), 0.0], _spread(below[::-1], sides)[::-1], lang
    )
    upper = _steps([0.0, *bounds, math.inf], _spread(above, sides), lang)
    neutral = next((row["colour"] for row in _rows(name) if float(row["step"]) == 0), "")
    if not neutral:
        return [*lower, *upper]
    edge = -_NEXT_TO_ZERO * (bounds[0] if bounds else 1.0)
    return [*lower[:-1], replace(lower[-1], upper=edge), Step(edge, 0.0, neutral, "0"), *upper]


def _finite(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    return array[np.isfinite(array)]


def _steps(edges: list[float], colours: list[str], lang: str) -> list[Step]:
    return [
        Step(lower, upper, colour, span(lower, upper, lang))
        for lower, upper, colour in zip(edges, edges[1:], colours)
    ]


def _rounded_quantiles(values: np.ndarray, parts: int) -> list[float]:
    """Rounded bounds between *parts* equal counts, ascending, without repetition."""
    if not len(values):
        return []
    inner = np.quantile(values, np.arange(1, parts) / parts)
    return sorted({rounded(float(bound)) for bound in inner})


def rounded(value: float) -> float:
    """The nearest of `NICE` x 10^n on the scale of logarithms; *value* is positive.

    >>> rounded(1873.4), rounded(0.031)
    (2000.0, 0.03)
    """
    # by decimal text: 10.0**power would make 0.03 a 0.030000000000000002, and underflow for the smallest
    lead, power = f"{value:e}".split("e")
    nearest = min(NICE, key=lambda nice: abs(math.log(nice / float(lead))))
    return float(f"{nearest:g}e{power}")


def _spread(colours: list[str], count: int) -> list[str]:
    """*count* of the colours, the first and the last among them."""
    if count == 1:
        return [colours[len(colours) // 2]]
    return [colours[round(place)] for place in np.linspace(0, len(colours) - 1, count)]


def span(lower: float, upper: float, lang: str) -> str:
    """The words for a step: ``> 0 to 0.5``, ``≤ −200``, ``> 2``."""
    if math.isinf(lower):
        return f"≤ {figure(upper)}" if math.isfinite(upper) else words.word("all_values", lang)
    if math.isinf(upper):
        return f"> {figure(lower)}"
    return words.word("range", lang).format(lower=figure(lower), upper=figure(upper))


def figure(value: float) -> str:
    """A bound as people write it: thousands apart, a true minus sign, no useless zeros."""
    tiny = 0 < abs(value) < SMALLEST_PLAIN
    # twelve telling digits: twelve decimals would write 13048.3 as 13048.299999999999
    plain = f"{value:g}" if tiny else f"{Decimal(f'{value:.12g}'):,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain and not tiny else plain
    return plain.replace(",", "\u202f").replace("-", "−")
