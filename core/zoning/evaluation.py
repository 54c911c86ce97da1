"""From the accounts of a table of units to their classes, in one call.

Joins the exceedance of carbon, the exceedance of one or several pollutants and the rule of the six
classes, and freezes the standards that were used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Callable

import numpy as np

from .. import flags as fl
from ..errors import InputError, Problem, problem, raise_if_any
from ..pollution import index
from . import rulesets, sixclass

BASES = ("intensity", "total")
SHOWN_ROWS = 5


@dataclass(frozen=True)
class Carbon:
    """The carbon side of an evaluation; arrays over the units.

    Attributes
    ----------
    net
        Net emission N, t CO2e/yr; or None when *emission* and *removal* are given.
    emission, removal
        Gross emission E and removal K, t CO2e/yr, both counted positive.
    denominator
        X: area (ha), population or GDP.
    mode
        ``neutrality`` (standard 0), ``quota`` (standard above 0) or ``duty`` (net-sink duty, below 0).
    standard
        x_c* per unit or for all; read by *basis*.
    basis
        ``intensity``: the standard is N per X; ``total``: it is t CO2e/yr of the whole unit.
    benchmark
        B_c as N per X, per unit or for all; NaN to compute it from the units and freeze it.
    """

    net: np.ndarray | None
    denominator: np.ndarray
    emission: np.ndarray | None = None
    removal: np.ndarray | None = None
    mode: str = "neutrality"
    standard: np.ndarray | float = 0.0
    basis: str = "intensity"
    benchmark: np.ndarray | float = np.nan


@dataclass(frozen=True)
class Pollution:
    """The pollution side of an evaluation: either *q_p*, or values of pollutants with their standards.

    Attributes
    ----------
    q_p
        Composite exceedance that is already known, or None.
    values, standards, benchmarks
        One array per pollutant (values), and an array or number each; benchmarks NaN where none.
    names
        Names of the pollutants, for the limiting one.
    composite, weights
        See `pollution.index.composite`.
    """

    q_p: np.ndarray | None = None
    values: Sequence[np.ndarray] = ()
    standards: Sequence = ()
    benchmarks: Sequence = ()
    names: Sequence[str] = ()
    composite: str = "max"
    weights: Sequence[float] | None = None


@dataclass(frozen=True)
class Evaluation:
    """Classes of all units with what was frozen into them.

    Attributes
    ----------
    zoning
        Classes and companions, see `sixclass.Zoning`.
    limiting
        Name of the limiting pollutant per unit; None where unknown or not asked.
    standards
        Everything that decided, by name, to be written into metadata and report.
    remarks
        What a reader of the map must know.
    """

    zoning: sixclass.Zoning
    limiting: np.ndarray
    standards: dict[str, object] = field(default_factory=dict)
    remarks: tuple[Problem, ...] = ()


def evaluate(
    carbon: Carbon,
    pollution: Pollution,
    rule: sixclass.Rule,
    tau_mode: str = "fixed",
    judge: Callable[[np.ndarray, np.ndarray], rulesets.Judgement] | None = None,
) -> Evaluation:
    """Classes of units from their accounts and standards (methods A.2 to A.6).

    Parameters
    ----------
    carbon, pollution
        Accounts and standards of both sides.
    rule
        Thresholds, tie and weak-weak rules; its thresholds count when *tau_mode* is ``fixed``.
    tau_mode
        See `sixclass.strong_threshold`.
    judge
        Judges the exceedances by a rule set (`rulesets.judge`) instead of by *rule* and *tau_mode*.

    Raises
    ------
    InputError
        Modes and standards that contradict each other, or thresholds that cannot be computed.
    """
    raise_if_any(_mode_problems(carbon))
    net, flags = _net(carbon)
    benchmark = _benchmark(carbon, net)
    remarks = _lacking(carbon, net, benchmark)
    denominator, standard = _on_one_basis(carbon)
    q_c, more = sixclass.carbon_exceedance(net, denominator, standard, benchmark)
    flags = flags | more
    q_p, limiting, more = _pollution(pollution)
    flags = flags | more
    if judge is not None:
        made = _judged(carbon, pollution, judge(q_c, q_p), (q_c, q_p, flags, limiting, benchmark), rule)
        return replace(made, remarks=(*remarks, *made.remarks))
    rule = replace(
        rule,
        tau_c=sixclass.strong_threshold(q_c, tau_mode, rule.tau_c, rule.tolerance),
        tau_p=sixclass.strong_threshold(q_p, tau_mode, rule.tau_p, rule.tolerance),
    )
    zoning = sixclass.zone(q_c, q_p, flags, rule, _single(benchmark))
    return Evaluation(zoning, limiting, _frozen(carbon, pollution, rule, tau_mode, benchmark), remarks)


def _judged(carbon, pollution, made: rulesets.Judgement, known: tuple, rule: sixclass.Rule) -> Evaluation:
    """The evaluation around classes that a rule set gave."""
    q_c, q_p, flags, limiting, benchmark = known
    known_class = made.code != sixclass.ND
    u, v = np.where(known_class, made.u, np.nan), np.where(known_class, made.v, np.nan)
    zoning = sixclass.Zoning(
        code=made.code,
        q_c=q_c,
        q_p=q_p,
        u=u,
        v=v,
        ratio=sixclass.ratio(u, v),
        angle=sixclass.angle(u, v),
        margin=sixclass.margin(u, v) if made.bordered else np.full(u.shape, np.nan),
        severity=sixclass.severity(made.code),
        flags=flags,
        rule=rule,
        benchmark=_single(benchmark),
    )
    frozen = {**_frozen(carbon, pollution, rule, "rule set", benchmark), **made.frozen}
    return Evaluation(zoning, limiting, frozen, made.remarks)


def _mode_problems(carbon: Carbon) -> list[Problem]:
    standard = np.atleast_1d(np.asarray(carbon.standard, dtype=np.float64))
    given = standard[np.isfinite(standard)]
    if carbon.mode not in sixclass.CARBON_MODES:
        return [
            problem(
                "The carbon mode {mode} is not known; choose one of {known}.",
                mode=carbon.mode,
                known=", ".join(sixclass.CARBON_MODES),
            )
        ]
    if carbon.mode == "neutrality" and (given != 0).any():
        return [
            problem(
                "The mode neutrality has the carbon standard 0, but {value} was given. "
                "Choose the mode quota or duty, or leave the standard out.",
                value=float(given[given != 0][0]),
            )
        ]
    wrong = given < 0 if carbon.mode == "quota" else given >= 0
    if carbon.mode != "neutrality" and wrong.any():
        rows = ", ".join(str(row) for row in np.flatnonzero(wrong)[:SHOWN_ROWS] + 1)
        sentence = (
            "The mode quota needs carbon standards of 0 or above; {count} are below (first rows: {rows}). "
            "Choose the mode duty for net-sink duties."
            if carbon.mode == "quota"
            else "The mode duty needs carbon standards below 0; {count} are not (first rows: {rows})."
        )
        return [problem(sentence, count=int(wrong.sum()), rows=rows)]
    return []


def _net(carbon: Carbon):
    if carbon.net is not None:
        net = np.asarray(carbon.net, dtype=np.float64)
        return net, fl.empty(net.shape)
    if carbon.emission is None or carbon.removal is None:
        raise InputError(problem("Give the net emission, or both the emission and the removal."))
    return sixclass.net_emission(carbon.emission, carbon.removal)


def _benchmark(carbon: Carbon, net: np.ndarray):
    """The benchmark that was given, or the one of the units; positive quotas need none."""
    if np.isfinite(carbon.benchmark).any():
        return carbon.benchmark
    standard = np.asarray(carbon.standard, dtype=np.float64)
    if carbon.mode == "quota" and (standard > 0).all():
        return float("nan")
    return sixclass.carbon_benchmark(net, carbon.denominator)


def _lacking(carbon: Carbon, net: np.ndarray, benchmark) -> tuple[Problem, ...]:
    """That the benchmark comes from some of the units alone: with the others all would differ."""
    if np.isfinite(carbon.benchmark).any() or not np.isfinite(np.asarray(benchmark)).any():
        return ()
    known = np.isfinite(net) & (np.asarray(carbon.denominator, dtype=np.float64) > 0)
    if known.all():
        return ()
    return (
        problem(
            "The carbon benchmark {benchmark} comes from {known} of {count} units; the others have no net "
            "emission or no denominator. With them it would be another, and every exceedance with it. "
            "Complete the accounts, or give the benchmark.",
            benchmark=f"{float(benchmark):.6g}",
            known=int(known.sum()),
            count=len(known),
        ),
    )


def _on_one_basis(carbon: Carbon):
    """Denominator and standard such that N/X compares with the standard.

    A positive total quota needs no denominator at all: (N - T)/T. Other totals are divided by X.
    """
    x = np.asarray(carbon.denominator, dtype=np.float64)
    standard = np.broadcast_to(np.asarray(carbon.standard, dtype=np.float64), x.shape)
    if carbon.basis == "intensity":
        return x, standard
    if carbon.basis != "total":
        raise InputError(
            problem(
                "The basis {basis} of the standard is not known; choose one of {known}.",
                basis=carbon.basis,
                known=", ".join(BASES),
            )
        )
    positive = standard > 0
    usable = ~positive & np.isfinite(x) & (x > 0)
    per_x = np.divide(standard, x, out=standard.copy(), where=usable)
    return np.where(positive, 1.0, x), per_x


def slopes(carbon: Carbon, pollution: Pollution) -> tuple[np.ndarray, list[np.ndarray]]:
    """How fast the exceedances change with the accounts: dq_c/dN and one dq_j/dP_j per pollutant.

    Exceedances are straight lines, q = (x - x*)/s, so a spread of an account becomes one of its exceedance
    by this factor: 1/(X s) for carbon and 1/s for a pollutant (methods A.2); 1 where q_p itself is given.
    NaN where there is no usable denominator or scale. The benchmark stays frozen.
    """
    net, _ = _net(carbon)
    x, standard = _on_one_basis(carbon)
    of_carbon = _inverse(x * np.where(standard > 0, standard, _benchmark(carbon, net)), x)
    if pollution.q_p is not None:
        return of_carbon, [np.ones(np.shape(pollution.q_p))]
    scales = [
        np.broadcast_to(np.where(np.asarray(limit) > 0, limit, benchmark), np.shape(value))
        for value, limit, benchmark in zip(pollution.values, pollution.standards, pollution.benchmarks)
    ]
    return of_carbon, [_inverse(scale, scale) for scale in scales]


def _inverse(values, positive) -> np.ndarray:
    """1/values where both arguments are finite and above 0, else NaN."""
    values = np.asarray(values, dtype=np.float64)
    usable = np.isfinite(values) & (values > 0) & (np.asarray(positive) > 0)
    return np.divide(1.0, values, out=np.full(values.shape, np.nan), where=usable)


def _pollution(pollution: Pollution):
    if pollution.q_p is not None:
        q_p = np.asarray(pollution.q_p, dtype=np.float64)
        flags = fl.empty(q_p.shape)
        fl.mark(flags, "NO_P", np.isnan(q_p))
        fl.mark(flags, "INFINITE", np.isinf(q_p))
        return q_p, np.full(q_p.shape, None, dtype=object), flags
    if not pollution.values:
        raise InputError(
            problem("Give the pollution exceedance, or at least one pollutant with its standard.")
        )
    parts = [
        index.exceedance(value, standard, benchmark)
        for value, standard, benchmark in zip(pollution.values, pollution.standards, pollution.benchmarks)
    ]
    q_p, limiting, flags = index.composite(
        np.column_stack([q for q, _ in parts]), pollution.composite, pollution.weights
    )
    for _, more in parts:
        # a missing pollutant among several is told by PART_P and NO_P of the composite
        flags = flags | (more & ~np.uint16(fl.BIT["NO_P"]))
    names = np.array([*pollution.names, None], dtype=object)
    return q_p, names[limiting], flags


def _single(values) -> float:
    """The one value of all; NaN where there are several or none."""
    several = np.unique(np.asarray(values, dtype=np.float64))
    return float(several[0]) if len(several) == 1 else float("nan")


def _frozen(carbon: Carbon, pollution: Pollution, rule: sixclass.Rule, tau_mode: str, benchmark):
    standard = np.atleast_1d(np.asarray(carbon.standard, dtype=np.float64))
    frozen = {
        "carbon_mode": carbon.mode,
        "carbon_standard": float(standard[0]) if len(np.unique(standard)) == 1 else "per unit",
        "carbon_standard_basis": carbon.basis,
        "carbon_benchmark": _one_or_many(benchmark) if np.isfinite(benchmark).any() else None,
        "carbon_benchmark_origin": (
            "given" if np.isfinite(carbon.benchmark).any() else "computed from the units"
        ),
        "tau_mode": tau_mode,
        "tau_c": rule.tau_c,
        "tau_p": rule.tau_p,
        "tie": rule.tie,
        "weak_weak": rule.weak_weak,
        "tolerance": rule.tolerance,
    }
    if pollution.q_p is None:
        frozen["pollution_composite"] = pollution.composite
        frozen["pollution_standards"] = {
            name: _one_or_many(limit) for name, limit in zip(pollution.names, pollution.standards)
        }
    return frozen


def _one_or_many(value):
    values = np.unique(np.asarray(value, dtype=np.float64))
    return float(values[0]) if len(values) == 1 else "per unit"
