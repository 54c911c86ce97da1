"""From the uncertainty of the accounts to that of the classes, in one call.

The spread of an account becomes one of its exceedance by a straight line (`evaluation.slopes`); then the
probabilities of the classes are known in closed form where accounts are normal and independent and there is
one pollution figure, and are drawn elsewhere (methods A.9; `confidence`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import InputError, Problem, problem, raise_if_any
from ..pollution import index
from . import confidence, evaluation, sixclass

METHODS = ("auto", "draws")
SHOWN_ROWS = 5


@dataclass(frozen=True)
class Spreads:
    """Standard deviations of the accounts, in their own units; NaN where not known, 0 where exact.

    Attributes
    ----------
    net
        Of the net emission; or None when *emission* and *removal* are given, as in `evaluation.Carbon`.
    emission, removal
        Of gross emission and removal, which are independent of each other.
    pollution
        Of q_p alone, or one array per pollutant.
    """

    net: np.ndarray | None = None
    emission: np.ndarray | None = None
    removal: np.ndarray | None = None
    pollution: Sequence[np.ndarray] = ()


@dataclass(frozen=True)
class Drawing:
    """How probabilities are found.

    Attributes
    ----------
    method
        ``auto``: closed form where there is one; ``draws``: Monte Carlo always.
    distribution
        One of `confidence.DISTRIBUTIONS`, for all accounts.
    correlation
        Between the errors of the emission (or net emission) and of every pollutant, -1 to 1; 1 where one
        activity drives both.
    number, seed
        Draws and the seed of their random numbers.
    """

    method: str = "auto"
    distribution: str = "normal"
    correlation: float = 0.0
    number: int = 10_000
    seed: int = 42

    def __post_init__(self):
        raise_if_any(self._problems())

    def _problems(self) -> list[Problem]:
        found = []
        for value, known in ((self.method, METHODS), (self.distribution, confidence.DISTRIBUTIONS)):
            if value not in known:
                found.append(
                    problem(
                        "{value} is not known; choose one of {known}.", value=value, known=", ".join(known)
                    )
                )
        if not -1 <= self.correlation <= 1:
            found.append(
                problem("The correlation is {value}; it lies between -1 and 1.", value=self.correlation)
            )
        return found

    def is_closed(self, pollutants: int) -> bool:
        """Whether the closed form holds for *pollutants* figures of pollution."""
        independent = self.distribution == "normal" and self.correlation == 0
        return self.method == "auto" and independent and pollutants == 1


@dataclass(frozen=True)
class Certainty:
    """How sure the classes of an evaluation are.

    Attributes
    ----------
    confidence
        Probabilities, modal class, entropy, alternative.
    sd_u, sd_v
        Standard deviations of the normalised exceedances; that of v is NaN with several pollutants.
    without
        Mask of the units whose class is known but whose uncertainty is not.
    closed
        Whether the closed form was used.
    """

    confidence: confidence.Confidence
    sd_u: np.ndarray
    sd_v: np.ndarray
    without: np.ndarray
    closed: bool


def certainty(
    carbon: evaluation.Carbon,
    pollution: evaluation.Pollution,
    made: evaluation.Evaluation,
    spreads: Spreads,
    tau: tuple,
    drawing: Drawing = Drawing(),
    progress=None,
) -> Certainty:
    """Probabilities of the classes of units that were evaluated.

    Parameters
    ----------
    carbon, pollution, made
        Accounts as they were evaluated, and their evaluation: standards, benchmark and thresholds are those
        that were frozen into it, and exactly known.
    spreads
        Standard deviations of the accounts.
    tau
        Strong thresholds of carbon and pollution, numbers or arrays over the units.
    drawing
        How probabilities are found.

    Notes
    -----
    Methods A.9. With closed form sd_u = sd_N / (X s tau_c); emission and removal add as squares.
    """
    raise_if_any(_sd_problems(spreads))
    tau_c, tau_p = (np.asarray(value, dtype=np.float64) for value in tau)
    rule = replace(made.zoning.rule, tau_c=1.0, tau_p=1.0)
    slope_c, slopes_p = evaluation.slopes(carbon, pollution)
    u, v = made.zoning.u, made.zoning.v
    sd_u = slope_c * _sd_net(spreads) / tau_c
    single = len(spreads.pollution) == 1
    # an exactly known pollutant needs no scale
    sd_v = _product(slopes_p[0], spreads.pollution[0]) / tau_p if single else np.full(u.shape, np.nan)
    sd_u = np.where(_sd_net(spreads) == 0, 0.0, sd_u)
    closed = drawing.is_closed(len(spreads.pollution))
    if closed:
        found = confidence.normal_probabilities(u, sd_u, v, sd_v, rule)
    else:
        draw = _Draw(carbon, pollution, made, spreads, (slope_c, slopes_p), (tau_c, tau_p), drawing)
        noise = confidence.noise(drawing.number, 2 + len(spreads.pollution), drawing.seed)
        found = confidence.drawn_probabilities(draw, noise, len(u), rule, progress)
    without = (made.zoning.code != sixclass.ND) & (found.modal == sixclass.ND)
    return Certainty(found, sd_u, sd_v, without, closed)


def _product(slope, sd):
    return np.where(sd == 0, 0.0, slope * sd)


def _sd_net(spreads: Spreads) -> np.ndarray:
    if spreads.net is not None:
        return np.asarray(spreads.net, dtype=np.float64)
    if spreads.emission is None or spreads.removal is None:
        raise InputError(problem("Give the spread of the net emission, or of both emission and removal."))
    return np.hypot(spreads.emission, spreads.removal)


def _sd_problems(spreads: Spreads) -> list[Problem]:
    named = {"net": spreads.net, "emission": spreads.emission, "removal": spreads.removal}
    named |= {f"pollution {number}": sd for number, sd in enumerate(spreads.pollution, start=1)}
    found = []
    for name, sd in named.items():
        below = np.flatnonzero(np.asarray([] if sd is None else sd, dtype=np.float64) < 0)
        if len(below):
            found.append(
                problem(
                    "{count} standard deviations ({name}) are below 0 (first rows: {rows}).",
                    count=len(below),
                    name=name,
                    rows=", ".join(str(row + 1) for row in below[:SHOWN_ROWS]),
                )
            )
    return found


class _Draw:
    """Exceedances of all units, normalised, for rows of noise: emission or net, removal, pollutants."""

    def __init__(self, carbon, pollution, made, spreads, slopes, tau, drawing: Drawing):
        self._carbon, self._pollution, self._spreads = carbon, pollution, spreads
        self._q_c, self._q_p = made.zoning.q_c, made.zoning.q_p
        (self._slope_c, self._slopes_p), (self._tau_c, self._tau_p) = slopes, tau
        self._drawing = drawing
        self._known = made.zoning.code != sixclass.ND

    def __call__(self, noise: np.ndarray):
        q_c = self._q_c + self._change_of_carbon(noise[:, 0], noise[:, 1])
        q_p = self._pollution_of(noise[:, 0], noise[:, 2:])
        return np.where(self._known, q_c / self._tau_c, np.nan), q_p / self._tau_p

    def _change(self, value, sd, noise) -> np.ndarray:
        return confidence.spread(value, sd, self._drawing.distribution, noise) - np.asarray(value)

    def _change_of_carbon(self, first, second) -> np.ndarray:
        carbon, spreads = self._carbon, self._spreads
        if spreads.net is not None:
            change = self._change(carbon.net, spreads.net, first)
        else:
            change = self._change(carbon.emission, spreads.emission, first)
            change = change - self._change(carbon.removal, spreads.removal, second)
        return np.where(change == 0, 0.0, self._slope_c * change)

    def _pollution_of(self, first, noise) -> np.ndarray:
        given, rho = self._pollution, self._drawing.correlation
        values = [given.q_p] if given.q_p is not None else given.values
        own = np.sqrt(1.0 - rho**2)
        changes = [
            _product(slope, self._change(value, sd, rho * first + own * noise[:, at]))
            for at, (value, sd, slope) in enumerate(zip(values, self._spreads.pollution, self._slopes_p))
        ]
        if len(changes) == 1:
            return self._q_p + changes[0]
        parts = [
            index.exceedance(value, limit, benchmark)[0] + change
            for value, limit, benchmark, change in zip(values, given.standards, given.benchmarks, changes)
        ]
        stacked = np.stack(parts, axis=-1)
        q_p, _, _ = index.composite(stacked.reshape(-1, len(parts)), given.composite, given.weights)
        unknown = np.any(
            [np.isnan(sd) & np.isfinite(value) for value, sd in zip(values, self._spreads.pollution)], axis=0
        )
        return np.where(unknown, np.nan, q_p.reshape(stacked.shape[:-1]))
