"""Rule sets: named ways to turn exceedances of carbon and pollution into the six classes.

Methods A.8 as one family. Every method is one function that places the units in the (u, v) plane; where
the plane is divided otherwise than by the rule of the six classes, it also names the class. The sets
themselves are data, see `ruleset_table`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .. import standards
from ..errors import InputError, Problem, problem
from . import sixclass
from .sixclass import CP, PC, SCP, Rule

ANYWHERE = ""
SHOWN_REGIONS = 10


@dataclass(frozen=True)
class Region:
    """Values of a set that may differ from region to region; NaN or "" where the set leaves them open.

    Attributes
    ----------
    code
        Code or name of the region, or the beginning of the administrative codes of its units; empty:
        everywhere else.
    tau_c, tau_p
        Strong thresholds.
    carbon_standard, carbon_benchmark
        x_c* and B_c in ``carbon_unit`` of the set.
    functional_class
        Class of the set's pollution standard.
    """

    code: str = ANYWHERE
    tau_c: float = 1.0
    tau_p: float = 1.0
    carbon_standard: float = np.nan
    carbon_benchmark: float = np.nan
    functional_class: str = ""
    note: str = ""


@dataclass(frozen=True)
class RuleSet:
    """A named, versioned and dated set of standards and thresholds.

    Attributes
    ----------
    method
        One of `METHODS`.
    carbon_mode, tie, weak_weak, composite
        See `evaluation.Carbon`, `sixclass.Rule` and `pollution.index.composite`.
    quantile
        Of the exceeders, for the method ``quantile``.
    cone_k
        Half width k of the cone 1/k <= u/v <= k, for the method ``cone``.
    pollutant_set
        Standard of `core.standards` whose limits belong to the set; empty where there is none.
    regions
        Values by region; one that holds everywhere unless the method is ``regional``.
    digest
        First 12 hexadecimal digits of the SHA-256 of the rows of the set.
    tolerance
        Below this an exceedance is floating-point noise.
    """

    id: str
    version: str
    valid_from: str
    name_en: str
    name_zh: str
    method: str
    regions: tuple[Region, ...] = (Region(),)
    carbon_mode: str = "neutrality"
    carbon_unit: str = ""
    quantile: float = np.nan
    cone_k: float = np.nan
    tie: str = "CP"
    weak_weak: str = "ratio"
    composite: str = "max"
    pollutant_set: str = ""
    source_key: str = ""
    source: str = ""
    evidence: str = ""
    confidence: str = "none"
    note: str = ""
    origin: str = "built-in"
    digest: str = ""
    tolerance: float = 1e-9

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def described(self) -> dict[str, str]:
        """What a map must say about the set that coloured it."""
        return {
            "id": self.id,
            "version": self.version,
            "valid_from": self.valid_from,
            "name_en": self.name_en,
            "name_zh": self.name_zh,
            "method": self.method,
            "origin": self.origin,
            "digest": self.digest,
        }

    def rule(self) -> Rule:
        """The rule of the six classes in a plane that is normalised already."""
        return Rule(tie=self.tie, weak_weak=self.weak_weak, tolerance=self.tolerance)

    def places(self, regions, count: int) -> np.ndarray:
        """Position in ``regions`` of this set for each unit; -1 where the set has none for it.

        Parameters
        ----------
        regions
            Region of each unit as text, or None where units have no regions.
        count
            Number of units.

        Notes
        -----
        A region is named exactly; a region of digits also holds for every code that begins with it, the
        longest beginning first (37 for 370102).
        """
        position = {region.code: number for number, region in enumerate(self.regions)}
        fallback = position.get(ANYWHERE, -1)
        if regions is None:
            return np.full(count, fallback, dtype=np.intp)
        found = {code: self._place(str(code or ""), position, fallback) for code in set(regions)}
        return np.array([found[code] for code in regions], dtype=np.intp)

    @staticmethod
    def _place(code: str, position: Mapping[str, int], fallback: int) -> int:
        if code in position:
            return position[code]
        stems = (code[:length] for length in range(len(code) - 1, 0, -1)) if code.isdigit() else ()
        return next((position[stem] for stem in stems if stem in position), fallback)

    def taken(self, column: str, places: np.ndarray) -> np.ndarray:
        """Values of a numeric column of `Region` for units at *places*; NaN where there is no region."""
        values = np.array([*(getattr(region, column) for region in self.regions), np.nan])
        return values[places]


def limits(rule_set: RuleSet, pollutant: str, places: np.ndarray) -> tuple[np.ndarray, str]:
    """Limits of a pollutant for units at *places* of the set, and their unit; NaN where there is no region.

    Raises
    ------
    FactorError
        The set has no pollution standard, or the standard no limit for the pollutant in a functional class.
    InputError
        The limit is one that values must not fall below (dissolved oxygen), which q_p does not judge.
    """
    standard = standards.standard_set(rule_set.pollutant_set)
    found = [standard.limit(pollutant, region.functional_class) for region in rule_set.regions]
    if found[0].direction == "lower":
        raise InputError(
            problem(
                "The limit of {pollutant} in {standard} is one that values must not fall below. Compute q_p "
                "with the pollution index and choose its field.",
                pollutant=pollutant,
                standard=standard.id,
            )
        )
    unit = found[0].unit
    values = np.array([*(limit.in_unit(unit) for limit in found), np.nan])
    return values[places], unit


@dataclass(frozen=True)
class Judgement:
    """Classes by a rule set.

    Attributes
    ----------
    u, v
        Coordinates in the plane that the method divides; NaN where unknown.
    code
        uint8 class codes, 0 (ND) to 6 (SCP).
    frozen
        What was computed from the data or looked up, by name, for metadata and reports.
    remarks
        What a reader of the map must know.
    bordered
        Whether the borders of A.4 divide the plane, so that `sixclass.margin` holds.
    """

    u: np.ndarray
    v: np.ndarray
    code: np.ndarray
    frozen: dict[str, object] = field(default_factory=dict)
    remarks: tuple[Problem, ...] = ()
    bordered: bool = True


def judge(rule_set: RuleSet, q_c, q_p, regions=None) -> Judgement:
    """Classes of units from their exceedances by any rule set.

    Parameters
    ----------
    rule_set
        The set; its method decides.
    q_c, q_p
        Relative exceedances of carbon and pollution over the units (`sixclass.carbon_exceedance`,
        `pollution.index.composite`).
    regions
        Region of each unit as text; only sets with regional limits need it.

    Raises
    ------
    InputError
        The method cannot be applied: unknown, too few exceeders, no variation.
    """
    if rule_set.method not in METHODS:
        raise InputError(
            problem(
                "The zoning method {method} is not known; choose one of {known}.",
                method=rule_set.method,
                known=", ".join(METHODS),
            )
        )
    q_c, q_p = (np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(q_c, q_p))
    places = rule_set.places(regions, len(q_c))
    tau_c, tau_p = rule_set.taken("tau_c", places), rule_set.taken("tau_p", places)
    made = METHODS[rule_set.method](rule_set, q_c, q_p, tau_c, tau_p)
    nowhere = _without_region(rule_set, regions, places)
    return Judgement(
        made.u,
        made.v,
        made.code,
        {"method": rule_set.method, **made.frozen},
        (*made.remarks, *nowhere),
        made.bordered,
    )


def _without_region(rule_set: RuleSet, regions, places: np.ndarray) -> tuple[Problem, ...]:
    lost = np.flatnonzero(places < 0)
    if not len(lost):
        return ()
    unknown = sorted({str(regions[row] or "–") for row in lost}) if regions is not None else ["–"]
    return (
        problem(
            "{count} units lie in regions for which the set {set} has no limits ({regions}); they are ND. "
            "The set has: {known}.",
            count=len(lost),
            set=rule_set.id,
            regions=", ".join(unknown[:SHOWN_REGIONS]) + (" …" if len(unknown) > SHOWN_REGIONS else ""),
            known=", ".join(region.code or "–" for region in rule_set.regions),
        ),
    )


def _literal(rule_set: RuleSet, q_c, q_p, tau_c, tau_p) -> Judgement:
    """Fixed thresholds, everywhere or by region: u = q_c / tau_c, v = q_p / tau_p (methods A.4)."""
    u, v = q_c / tau_c, q_p / tau_p
    frozen = {"tau_c": _one_or_many(tau_c), "tau_p": _one_or_many(tau_p)}
    return Judgement(u, v, sixclass.classify(u, v, rule_set.rule()), frozen)


def _quantile(rule_set: RuleSet, q_c, q_p, tau_c, tau_p) -> Judgement:
    """Strong from the given quantile of the exceeders of this very layer."""

    def threshold(q, otherwise):
        exceeders = q[np.isfinite(q) & (q > rule_set.tolerance)]
        # where nothing exceeds, no class depends on how strong an exceedance would have to be
        return float(np.quantile(exceeders, rule_set.quantile)) if len(exceeders) else _any(otherwise)

    return _exploratory(rule_set, q_c, q_p, threshold(q_c, tau_c), threshold(q_p, tau_p))


def _jenks(rule_set: RuleSet, q_c, q_p, tau_c, tau_p) -> Judgement:
    """Strong from the start of the upper of two natural classes of the exceeders (at least ten)."""

    def threshold(q, otherwise):
        exceeds = (np.isfinite(q) & (q > rule_set.tolerance)).any()
        found = sixclass.strong_threshold(q, "jenks2", tolerance=rule_set.tolerance) if exceeds else None
        return _any(otherwise) if found is None else found

    return _exploratory(rule_set, q_c, q_p, threshold(q_c, tau_c), threshold(q_p, tau_p))


def _exploratory(rule_set: RuleSet, q_c, q_p, tau_c: float, tau_p: float) -> Judgement:
    made = _literal(rule_set, q_c, q_p, np.float64(tau_c), np.float64(tau_p))
    return Judgement(made.u, made.v, made.code, made.frozen, (_follows_data(),))


def _zscore(rule_set: RuleSet, q_c, q_p, tau_c, tau_p) -> Judgement:
    """Quadrants of the z-scores: LL is S, HL is SC, LH is SP, and HH is divided into SCP, CP and PC.

    The rule of the six classes read in the plane of z-scores gives just these labels, with strong meaning
    tau standard deviations above the mean (methods A.8).
    """
    known = np.isfinite(q_c) & np.isfinite(q_p)
    frozen: dict[str, object] = {}
    scores = []
    for name, q in (("q_c", q_c), ("q_p", q_p)):
        mean, spread = (float(f(q[known])) if known.any() else np.nan for f in (np.mean, np.std))
        if not spread > 0:
            raise InputError(
                problem(
                    "All units have the same {name}, so there are no z-scores. Choose a set with thresholds.",
                    name=name,
                )
            )
        frozen |= {f"mean_{name}": mean, f"deviation_{name}": spread}
        scores.append(np.where(known, (q - mean) / spread, np.nan))
    made = _literal(rule_set, *scores, tau_c, tau_p)
    return Judgement(made.u, made.v, made.code, {**made.frozen, **frozen}, (_follows_data(),))


def _cone(rule_set: RuleSet, q_c, q_p, tau_c, tau_p) -> Judgement:
    """SCP where both exceed in proportion: 1/k <= u/v <= k and the larger is at least 1 (methods A.8)."""
    made = _literal(rule_set, q_c, q_p, tau_c, tau_p)
    u, v, k, tol = made.u, made.v, rule_set.cone_k, rule_set.tolerance
    strong = np.isin(made.code, (CP, PC, SCP)) & (np.maximum(u, v) >= 1 - tol)
    within = (u <= k * v + tol) & (v <= k * u + tol)
    # a tie lies within every cone, so outside one of the two always leads
    code = np.where(strong, np.where(within, SCP, np.where(u > v, CP, PC)), made.code)
    return Judgement(u, v, code.astype(np.uint8), {**made.frozen, "cone_k": k}, bordered=False)


def _follows_data() -> Problem:
    return problem(
        "The strong thresholds follow the data; use this map for exploration only, not for comparisons over "
        "time or assessment."
    )


def _any(values) -> float:
    """The first known of several values, 1 where none is."""
    known = np.atleast_1d(values)[np.isfinite(np.atleast_1d(values))]
    return float(known[0]) if len(known) else 1.0


def _one_or_many(values) -> object:
    known = np.unique(np.atleast_1d(values)[np.isfinite(np.atleast_1d(values))])
    return float(known[0]) if len(known) == 1 else "per region"


# of collections.abc: the Callable of typing would remember these classes, and this module with them, for ever
Method = Callable[[RuleSet, np.ndarray, np.ndarray, np.ndarray, np.ndarray], Judgement]

METHODS: dict[str, Method] = {
    "literal": _literal,
    "regional": _literal,
    "quantile": _quantile,
    "jenks": _jenks,
    "zscore": _zscore,
    "cone": _cone,
}
