"""How sure a class is: probabilities of the six classes from the uncertainty of the accounts.

Methods A.9. Where carbon and pollution are independent and normal, the probability of every class that
is a rectangle of the (u, v) plane is a product of two normal probabilities, and only CP and PC, divided
by the diagonal of the unit square, need one integral. Other distributions are drawn (seeded).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import InputError, problem
from . import sixclass
from .sixclass import CP, PC, SC, SCP, SP, S

DISTRIBUTIONS = ("normal", "lognormal")
CLASSES = 6
# Gauss-Legendre nodes on the unit interval; 64 keep the error of the integral of a normal density below
# 1e-12 as long as its standard deviation is above a fiftieth of the interval
NODES, NODE_WEIGHTS = np.polynomial.legendre.leggauss(64)
BLOCK = 2_000_000
STEP = 1e-6


@dataclass(frozen=True)
class Confidence:
    """Probabilities of the classes of every unit.

    Attributes
    ----------
    probability
        Shape (units, 6), classes S to SCP in order; rows sum to 1, NaN where nothing is known.
    modal
        Most probable class code, 0 (ND) where nothing is known.
    entropy
        Normalised entropy -sum f ln f / ln 6: 0 sure, 1 all classes equally likely.
    alternative
        Second most probable class code; 0 where it has no probability.
    """

    probability: np.ndarray
    modal: np.ndarray
    entropy: np.ndarray
    alternative: np.ndarray

    def of(self, codes) -> np.ndarray:
        """Probability of the given class of every unit; NaN for ND."""
        codes = np.asarray(codes, dtype=np.intp)
        found = self.probability[np.arange(len(codes)), np.maximum(codes - 1, 0)]
        return np.where(codes > 0, found, np.nan)


def summarise(probability) -> Confidence:
    """Modal class, entropy and nearest alternative of class probabilities."""
    f = np.asarray(probability, dtype=np.float64)
    known = np.isfinite(f).all(axis=1)
    filled = np.where(known[:, None], f, 0.0)
    order = np.argsort(-filled, axis=1, kind="stable")
    rows = np.arange(len(f))
    logs = np.log(filled, out=np.zeros_like(filled), where=filled > 0)
    entropy = -(filled * logs).sum(axis=1) / np.log(CLASSES)
    second = filled[rows, order[:, 1]]
    return Confidence(
        np.where(known[:, None], f, np.nan),
        np.where(known, order[:, 0] + 1, 0),
        np.where(known, np.maximum(entropy, 0.0), np.nan),
        np.where(known & (second > 0), order[:, 1] + 1, 0),
    )


def normal_probabilities(u, sd_u, v, sd_v, rule: sixclass.Rule = sixclass.DEFAULT_RULE) -> Confidence:
    """Class probabilities of independent normal exceedances, in closed form but for one integral.

        P(S) = Phi_u(0) Phi_v(0);  P(SCP) = (1 - Phi_u(1)) (1 - Phi_v(1));  ...
        P(CP) = int_0^1 phi_u(t) [Phi_v(t) - Phi_v(0)] dt + (1 - Phi_u(1)) [Phi_v(1) - Phi_v(0)]

    Parameters
    ----------
    u, v
        Means of the normalised exceedances (`sixclass.normalised`).
    sd_u, sd_v
        Their standard deviations, >= 0; 0 means exactly known.
    rule
        The deciding rule (its weak-weak option matters; ties have probability 0).

    Returns
    -------
    Confidence
    """
    u, sd_u, v, sd_v = (
        np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(*np.atleast_1d(u, sd_u, v, sd_v))
    )
    tol = rule.tolerance
    below_u = [_cdf(u, sd_u, tol), _cdf(u, sd_u, 1 - tol)]
    below_v = [_cdf(v, sd_v, tol), _cdf(v, sd_v, 1 - tol)]
    weak_u, weak_v = below_u[1] - below_u[0], below_v[1] - below_v[0]
    strong_u, strong_v = 1 - below_u[1], 1 - below_v[1]
    f = np.empty((len(u), CLASSES))
    f[:, S - 1] = below_u[0] * below_v[0]
    f[:, SC - 1] = (1 - below_u[0]) * below_v[0]
    f[:, SP - 1] = below_u[0] * (1 - below_v[0])
    weak = weak_u * weak_v
    if rule.weak_weak == "SCP":
        carbon_leads = np.zeros_like(weak)
        f[:, SCP - 1] = strong_u * strong_v + weak
        pollution_leads = np.zeros_like(weak)
    else:
        carbon_leads = _carbon_leads(u, sd_u, v, sd_v, weak, rule)
        f[:, SCP - 1] = strong_u * strong_v
        pollution_leads = weak - carbon_leads
    f[:, CP - 1] = carbon_leads + strong_u * weak_v
    f[:, PC - 1] = pollution_leads + weak_u * strong_v
    known = np.isfinite(u) & np.isfinite(v) & (sd_u >= 0) & (sd_v >= 0)
    f = np.clip(f, 0.0, 1.0)
    return summarise(np.where(known[:, None], f / f.sum(axis=1, keepdims=True), np.nan))


def _cdf(mean: np.ndarray, sd: np.ndarray, at: float) -> np.ndarray:
    """P(X <= at); a step for sd = 0."""
    from scipy.special import ndtr

    scaled = np.divide(at - mean, sd, out=np.where(mean <= at, np.inf, -np.inf), where=sd > 0)
    return ndtr(scaled)


def _carbon_leads(u, sd_u, v, sd_v, weak, rule: sixclass.Rule) -> np.ndarray:
    """P(0 < v <= u < 1), by quadrature over the part of (0, 1) where u has its weight."""
    from scipy.special import ndtr

    flat = (sd_u <= 0) | (sd_v <= 0)
    low = np.clip(u - 9 * sd_u, 0.0, 1.0)
    high = np.clip(u + 9 * sd_u, 0.0, 1.0)
    half = (high - low) / 2.0
    t = low[:, None] + half[:, None] * (NODES + 1.0)
    su, sv = np.where(sd_u > 0, sd_u, 1.0)[:, None], np.where(sd_v > 0, sd_v, 1.0)[:, None]
    density = np.exp(-0.5 * ((t - u[:, None]) / su) ** 2) / (su * np.sqrt(2 * np.pi))
    inner = ndtr((t - v[:, None]) / sv) - ndtr((0.0 - v[:, None]) / sv)
    smooth = half * (NODE_WEIGHTS * density * inner).sum(axis=1)
    return np.where(flat, _carbon_leads_of_exact(u, sd_u, v, sd_v, weak, rule), smooth)


def _carbon_leads_of_exact(u, sd_u, v, sd_v, weak, rule: sixclass.Rule) -> np.ndarray:
    """The same where u or v is exactly known."""
    tied = np.abs(u - v) <= rule.tolerance
    decided = np.where(tied, rule.tie == "CP", u > v)
    exact_u = _cdf(v, sd_v, np.clip(u, 0, 1)) - _cdf(v, sd_v, np.zeros_like(u))
    inside_u = (u > rule.tolerance) & (u < 1 - rule.tolerance)
    exact_v = _cdf(u, sd_u, np.ones_like(v)) - _cdf(u, sd_u, np.clip(v, 0, 1))
    inside_v = (v > rule.tolerance) & (v < 1 - rule.tolerance)
    return np.select(
        [(sd_u <= 0) & (sd_v <= 0), sd_u <= 0],
        [np.where(decided, weak, 0.0), np.where(inside_u, exact_u, 0.0)],
        default=np.where(inside_v, exact_v, 0.0),
    )


def drawn_probabilities(
    draw: Callable, noise: np.ndarray, units: int, rule: sixclass.Rule, progress=None
) -> Confidence:
    """Class probabilities by Monte Carlo.

    Parameters
    ----------
    draw
        Function of rows of *noise* -> (q_c, q_p), each of shape (rows, units): one draw of all accounts
        per row.
    noise
        Standard normal numbers, shape (draws, accounts), see `noise`. All units share them: a unit's
        probabilities do not depend on which other units there are, nor on their order.
    units
        Number of units.
    rule
        The deciding rule.
    progress
        Called with a fraction 0..1; may raise to cancel.

    Notes
    -----
    Draws that give ND (no class) are left out of a unit's total; a unit without any is NaN.
    """
    number = len(noise)
    counts = np.zeros((units, CLASSES + 1), dtype=np.int64)
    step = max(1, min(number, BLOCK // max(units, 1)))
    columns = np.arange(units) * (CLASSES + 1)
    for start in range(0, number, step):
        q_c, q_p = draw(noise[start : start + step])
        codes = sixclass.classify(q_c, q_p, rule)
        counts += np.bincount((codes + columns).ravel(), minlength=counts.size).reshape(counts.shape)
        if progress is not None:
            progress(min((start + step) / number, 1.0))
    classified = counts[:, 1:]
    total = classified.sum(axis=1, keepdims=True)
    return summarise(np.divide(classified, total, out=np.full(classified.shape, np.nan), where=total > 0))


def noise(number: int, accounts: int, seed: int = 42) -> np.ndarray:
    """Standard normal numbers, shape (*number* of draws, *accounts*); the same seed gives the same ones."""
    if number < 1:
        raise InputError(problem("The number of draws is {number}; at least 1 is needed.", number=number))
    return np.random.default_rng(seed).standard_normal((number, accounts))


def spread(mean, sd, distribution: str, noise: np.ndarray) -> np.ndarray:
    """Draws of quantities with known mean and standard deviation, shape (draws, units).

    ``lognormal`` keeps the sign of the mean and has the given mean and standard deviation:
    s^2 = ln(1 + cv^2), mu = ln|m| - s^2/2 (IPCC 2006 vol. 1 ch. 3; factors 3.12). A mean of 0 is drawn as
    normal, since a lognormal quantity cannot be 0 on average.

    Parameters
    ----------
    mean, sd
        Over the units.
    noise
        Standard normal numbers, shape (draws,) or (draws, units).
    """
    mean, sd = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(mean, sd))
    if distribution not in DISTRIBUTIONS:
        raise InputError(
            problem(
                "The distribution {name} is not known; choose one of {known}.",
                name=distribution,
                known=", ".join(DISTRIBUTIONS),
            )
        )
    noise = noise.reshape(len(noise), -1)
    if distribution == "normal":
        return mean + sd * noise
    skew = mean != 0
    cv = np.divide(sd, np.abs(mean), out=np.zeros_like(mean), where=skew)
    s = np.sqrt(np.log1p(cv**2))
    size_of = np.abs(np.where(skew, mean, 1.0))
    return np.where(skew, np.sign(mean) * size_of * np.exp(s * noise - s**2 / 2), mean + sd * noise)


def flips(u, v, rule: sixclass.Rule = sixclass.DEFAULT_RULE) -> np.ndarray:
    """What would flip the class: changes of u and of v to the nearest border along each axis.

    Returns
    -------
    float64 array, shape (units, 2)
        Smallest signed change of u alone and of v alone after which another class holds; NaN for ND and
        where no change of that coordinate alone flips the class.
    """
    u, v = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(u, v))
    return np.column_stack([_flip(u, v, rule, swap=False), _flip(v, u, rule, swap=True)])


def threshold_flips(u, v, rule: sixclass.Rule = sixclass.DEFAULT_RULE) -> np.ndarray:
    """What would flip the class: factors by which tau_c alone and tau_p alone must change.

    A threshold moves u = q_c / tau_c on a ray, so it flips classes only at borders above 0: that of strong
    exceedance (u = 1) and that of equal ones (u = v). Of two the nearer one by ratio counts.

    Returns
    -------
    float64 array, shape (units, 2)
        Above 1: a laxer threshold flips; below 1: a stricter one. NaN for ND and where none flips.
    """
    u, v = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(u, v))
    found = []
    for moving, fixed, swap in ((u, v, False), (v, u, True)):
        positive = np.where(moving > 0, moving, np.nan)
        change = _flip(positive, fixed, rule, swap, by_ratio=True)
        found.append(positive / (positive + change))
    return np.column_stack(found)


def _flip(moving, fixed, rule: sixclass.Rule, swap: bool, by_ratio: bool = False) -> np.ndarray:
    """Change of *moving* to the nearest border that it can cross; by ratio, to one above 0."""

    def code(changed):
        pair = (fixed, changed) if swap else (changed, fixed)
        return sixclass.classify(pair[0] * rule.tau_c, pair[1] * rule.tau_p, rule)

    here = code(moving)
    best, nearest = np.full(moving.shape, np.nan), np.full(moving.shape, np.inf)
    borders = [np.ones_like(moving), np.clip(fixed, 0.0, 1.0)]
    for border in borders if by_ratio else [np.zeros_like(moving), *borders]:
        change = border - moving
        far = np.abs(change)
        if by_ratio:
            positive = (border > rule.tolerance) & (moving > 0)
            ratio = np.divide(border, moving, out=np.full(moving.shape, np.nan), where=positive)
            far = np.abs(np.log(ratio, out=np.full(moving.shape, np.inf), where=positive))
        for direction in (1.0, -1.0):
            flipped = (change * direction >= -rule.tolerance) & (code(border + direction * STEP) != here)
            closer = flipped & (here != sixclass.ND) & (far < nearest)
            best, nearest = np.where(closer, change, best), np.where(closer, far, nearest)
    return best
