"""The six classes by carbon and pollution: exceedances, the rule, and how sure a class is.

Implements methods A.2 to A.6. The plane has the normalised exceedances u = q_c / tau_c (carbon) and
v = q_p / tau_p (pollution); six regions of it are the classes of the zoning paper (section 4.1).
Arrays in, arrays out; numpy alone, so that the same functions serve tables and raster blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import breaks
from .. import flags as fl
from ..errors import InputError, Problem, problem, raise_if_any

ND, S, SC, SP, CP, PC, SCP = range(7)
CODES = ("ND", "S", "SC", "SP", "CP", "PC", "SCP")
SEVERITY = np.array([-1, 0, 1, 1, 2, 2, 3], dtype=np.int8)

CARBON_MODES = ("neutrality", "quota", "duty")
TAU_MODES = ("fixed", "median", "jenks2")
TIES = ("CP", "PC")
WEAK_WEAK = ("ratio", "SCP")
MIN_EXCEEDERS_FOR_JENKS = 10


@dataclass(frozen=True)
class Rule:
    """What decides a class once the exceedances are known (methods A.3).

    Attributes
    ----------
    tau_c, tau_p
        Strong thresholds of carbon and pollution, > 0.
    tie
        Class of a unit that exceeds weakly and equally in both: ``CP`` (carbon leads) or ``PC``.
    weak_weak
        ``ratio``: the larger exceedance decides; ``SCP``: every weak double exceedance is SCP.
    tolerance
        Below this an exceedance is floating-point noise.
    """

    tau_c: float = 1.0
    tau_p: float = 1.0
    tie: str = "CP"
    weak_weak: str = "ratio"
    tolerance: float = 1e-9

    def __post_init__(self):
        raise_if_any(self._problems())

    def _problems(self) -> list[Problem]:
        found = [
            problem("The threshold {name} is {value}; it must be a number above 0.", name=name, value=value)
            for name, value in (("tau_c", self.tau_c), ("tau_p", self.tau_p))
            if not (np.isfinite(value) and value > 0)
        ]
        choices = (("tie", self.tie, TIES), ("weak_weak", self.weak_weak, WEAK_WEAK))
        found += [
            problem(
                "{name} is {value}; it must be one of {known}.",
                name=name,
                value=value,
                known=", ".join(known),
            )
            for name, value, known in choices
            if value not in known
        ]
        return found


DEFAULT_RULE = Rule()


def carbon_benchmark(net, denominator) -> float:
    """Benchmark B_c: mean net intensity of the emitting part of a region, weighted by the denominator.

        B_c = sum(N_i, N_i > 0) / sum(X_i, N_i > 0)

    Makes u = 1 mean "emits as intensively as the emitting part of the region" (methods A.3). It is
    computed once and frozen: a benchmark that moves with the data hides progress.

    Parameters
    ----------
    net, denominator
        Net emission N (t CO2e/yr) and denominator X (ha, persons, yuan), same shape.

    Returns
    -------
    float
        B_c in the unit of N/X; NaN when no unit with a usable denominator emits.
    """
    n, x = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(net, denominator))
    emitting = np.isfinite(n) & np.isfinite(x) & (n > 0) & (x > 0)
    total = float(x[emitting].sum())
    return float(n[emitting].sum()) / total if total > 0 else float("nan")


def carbon_exceedance(net, denominator, standard=0.0, benchmark=np.nan):
    """Relative exceedance of net carbon over its standard.

        q_c = (x_c - x_c*) / s,  x_c = N/X,   s = x_c* where x_c* > 0, else B_c

    Parameters
    ----------
    net
        Net emission N = E - K in t CO2e/yr; NaN where missing.
    denominator
        X: area (ha), population or GDP. Broadcast.
    standard
        x_c*, as N/X: 0 is neutrality, positive a quota, negative a net-sink duty. Broadcast.
    benchmark
        B_c > 0, as N/X; NaN when there is none. Broadcast.

    Returns
    -------
    q_c : float64 array
        NaN where it cannot be known.
    flags : uint16 array
        ``NO_N``, ``INFINITE``, ``BAD_X``, ``NO_CSTAR``, ``NO_BENCH``, ``SIGN_ONLY``.

    Notes
    -----
    Methods A.2 and A.5. The sign of N does not depend on a positive denominator, so a unit that does
    not emit is within its standard even where X is unusable (``SIGN_ONLY``, q_c = 0).
    """
    n, x, target, scale = (
        np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(net, denominator, standard, benchmark)
    )
    flags = fl.empty(n.shape)
    fl.mark(flags, "NO_N", np.isnan(n))
    fl.mark(flags, "INFINITE", np.isinf(n) | np.isinf(target))
    fl.mark(flags, "NO_CSTAR", np.isnan(target))
    known = np.isfinite(n) & np.isfinite(target)
    usable = np.isfinite(x) & (x > 0)

    q = np.full(n.shape, np.nan)
    no_x = known & ~usable
    calm = no_x & (n <= 0) & (target >= 0)
    q[calm] = 0.0
    fl.mark(flags, "SIGN_ONLY", calm)
    fl.mark(flags, "BAD_X", no_x & ~calm)

    known &= usable
    excess = np.divide(n, x, out=np.full(n.shape, np.nan), where=known) - target
    quota = known & (target > 0)
    scaled = known & ~quota & np.isfinite(scale) & (scale > 0)
    bare = known & ~quota & ~scaled
    np.divide(excess, target, out=q, where=quota)
    np.divide(excess, scale, out=q, where=scaled)
    within = bare & (excess <= 0)
    q[within] = 0.0
    fl.mark(flags, "SIGN_ONLY", within)
    fl.mark(flags, "NO_BENCH", bare & ~within)
    return q, flags


def net_emission(emission, removal):
    """Net emission N = E - K, and which of the two is missing.

    Parameters
    ----------
    emission, removal
        Gross emission E and removal K, both in t CO2e/yr and both counted positive.

    Returns
    -------
    net : float64 array
        NaN where either is missing: a missing sink is not a zero sink (methods A.5).
    flags : uint16 array
        ``NO_E``, ``NO_K``.
    """
    e, k = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(emission, removal))
    flags = fl.empty(e.shape)
    fl.mark(flags, "NO_E", np.isnan(e))
    fl.mark(flags, "NO_K", np.isnan(k))
    return e - k, flags


def strong_threshold(q, mode: str = "fixed", value: float = 1.0, tolerance: float = 1e-9) -> float:
    """Strong threshold tau of one exceedance.

    Parameters
    ----------
    q
        Exceedances of all units.
    mode
        ``fixed``: *value*; ``median``: median of the exceeders; ``jenks2``: start of the upper of two
        natural classes of the exceeders. The last two follow the data, so they serve exploratory maps
        only, never comparisons over time or assessment (methods A.3).
    value
        The fixed threshold.
    tolerance
        Below this an exceedance is floating-point noise, and no exceeder.

    Raises
    ------
    InputError
        Unknown mode, or too few exceeders (none; fewer than ten for ``jenks2``).
    """
    if mode == "fixed":
        return float(value)
    if mode not in TAU_MODES:
        raise InputError(
            problem(
                "The threshold mode {mode} is not known; choose one of {known}.",
                mode=mode,
                known=", ".join(TAU_MODES),
            )
        )
    q = np.asarray(q, dtype=np.float64)
    exceeders = np.sort(q[np.isfinite(q) & (q > tolerance)])
    needed = MIN_EXCEEDERS_FOR_JENKS if mode == "jenks2" else 1
    if len(exceeders) < needed:
        raise InputError(
            problem(
                "Only {count} units exceed the standard; the threshold mode {mode} needs at least {needed}. "
                "Use the mode fixed.",
                count=len(exceeders),
                mode=mode,
                needed=needed,
            )
        )
    return float(np.median(exceeders)) if mode == "median" else _upper_natural_class(exceeders)


def _upper_natural_class(ordered: np.ndarray) -> float:
    """Smallest member of the upper of two natural classes; the value itself where all are equal."""
    if ordered[0] == ordered[-1]:
        return float(ordered[0])
    return float(ordered[ordered > breaks.natural(ordered, 2)[0]][0])


def classify(q_c, q_p, rule: Rule = DEFAULT_RULE) -> np.ndarray:
    """Class of every unit, 0 (ND) to 6 (SCP).

        ND   q_c or q_p missing or infinite
        S    u <= 0 and v <= 0          SC   u > 0 and v <= 0          SP   u <= 0 and v > 0
        SCP  u >= 1 and v >= 1          CP   otherwise, u >= v          PC   otherwise

    Parameters
    ----------
    q_c, q_p
        Relative exceedances of carbon and pollution, same shape.
    rule
        Thresholds, tie and weak-weak rules.

    Returns
    -------
    uint8 array

    Notes
    -----
    Methods A.4; the zoning paper, section 4.1, with the gap of the weak double exceedance closed by
    the ratio. Exactly one class holds for every finite pair.

    Examples
    --------
    >>> [CODES[c] for c in classify([-1, 2, -1, 2, 0.5, 3], [-1, 0, 2, 0.5, 2, 3])]
    ['S', 'SC', 'SP', 'CP', 'PC', 'SCP']
    """
    u, v = normalised(q_c, q_p, rule)
    tol = rule.tolerance
    known = np.isfinite(u) & np.isfinite(v)
    u, v = np.where(known, u, 0.0), np.where(known, v, 0.0)
    carbon, pollution = u > tol, v > tol
    both = carbon & pollution
    strong_c, strong_p = u >= 1 - tol, v >= 1 - tol
    tied = np.abs(u - v) <= tol
    carbon_leads = (u > v) & ~tied | (tied if rule.tie == "CP" else False)
    weak_is_scp = rule.weak_weak == "SCP"
    severe = both & (strong_c & strong_p | (~strong_c & ~strong_p & weak_is_scp))
    return np.select(
        [~known, severe, both & carbon_leads, both, carbon, pollution],
        [ND, SCP, CP, PC, SC, SP],
        default=S,
    ).astype(np.uint8)


def normalised(q_c, q_p, rule: Rule = DEFAULT_RULE):
    """Normalised exceedances u = q_c / tau_c and v = q_p / tau_p as float64 arrays."""
    c, p = np.broadcast_arrays(np.asarray(q_c, dtype=np.float64), np.asarray(q_p, dtype=np.float64))
    return c / rule.tau_c, p / rule.tau_p


def margin(u, v) -> np.ndarray:
    """Distance in the (u, v) plane to the nearest border between two classes.

    How far a unit is from another class: 0 on a border, NaN for ND. The borders are the axes, the rays
    v = 1 (u >= 1) and u = 1 (v >= 1), and the diagonal from the origin to (1, 1); methods A.4.
    """
    u, v = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(u, v))
    corner = np.hypot(u - 1, v - 1)
    to_vertical = np.where(v >= 1, np.abs(u - 1), corner)
    to_horizontal = np.where(u >= 1, np.abs(v - 1), corner)
    along = np.clip((u + v) / 2.0, 0.0, 1.0)
    to_diagonal = np.hypot(u - along, v - along)
    nearest = np.minimum.reduce([np.abs(u), np.abs(v), to_vertical, to_horizontal, to_diagonal])
    return np.where(np.isfinite(u) & np.isfinite(v), nearest, np.nan)


def ratio(u, v) -> np.ndarray:
    """Carbon-pollution emission ratio u / v (zoning paper 4.1); NaN where v is 0 or either is missing."""
    u, v = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(u, v))
    known = np.isfinite(u) & np.isfinite(v) & (v != 0)
    return np.divide(u, v, out=np.full(u.shape, np.nan), where=known)


def angle(u, v) -> np.ndarray:
    """Direction of (u, v) in degrees, 0 to 360, counter-clockwise from the carbon axis.

    S lies in 180..270, SC in 270..360, SP in 90..180, double exceedance in 0..90 (methods A.4).
    NaN at the origin, which has no direction, and where either is missing.
    """
    u, v = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(u, v))
    degrees = np.degrees(np.arctan2(v, u)) % 360.0
    known = np.isfinite(u) & np.isfinite(v) & ((u != 0) | (v != 0))
    return np.where(known, degrees, np.nan)


def severity(codes) -> np.ndarray:
    """Severity of class codes: S 0; SC, SP 1; CP, PC 2; SCP 3; ND -1 (to be shown as missing)."""
    return SEVERITY[np.asarray(codes, dtype=np.intp)]


@dataclass(frozen=True)
class Zoning:
    """Result of `zone`: one element per unit, and the standards that were frozen into it."""

    code: np.ndarray
    q_c: np.ndarray
    q_p: np.ndarray
    u: np.ndarray
    v: np.ndarray
    ratio: np.ndarray
    angle: np.ndarray
    margin: np.ndarray
    severity: np.ndarray
    flags: np.ndarray
    rule: Rule
    benchmark: float


def zone(q_c, q_p, flags, rule: Rule, benchmark: float = np.nan) -> Zoning:
    """Classes with their companions from exceedances that are already known.

    Parameters
    ----------
    q_c, q_p
        Relative exceedances.
    flags
        Flags gathered on the way (uint16), passed through.
    rule
        The deciding rule, kept in the result.
    benchmark
        The carbon benchmark that *q_c* was scaled with, kept in the result.
    """
    q_c, q_p = (np.asarray(a, dtype=np.float64) for a in (q_c, q_p))
    u, v = normalised(q_c, q_p, rule)
    code = classify(q_c, q_p, rule)
    known = code != ND
    u, v = np.where(known, u, np.nan), np.where(known, v, np.nan)
    return Zoning(
        code=code,
        q_c=q_c,
        q_p=q_p,
        u=u,
        v=v,
        ratio=ratio(u, v),
        angle=angle(u, v),
        margin=margin(u, v),
        severity=severity(code),
        flags=np.asarray(flags, dtype=np.uint16),
        rule=rule,
        benchmark=benchmark,
    )
