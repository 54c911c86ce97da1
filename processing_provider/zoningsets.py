"""Sets of zoning standards as parameters: which set, from which file, and the region of each unit.

A set fills the parameters of the rule that the user left at their default; what the user set counts first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..core import joining, units
from ..core.errors import FactorError, Problem, faults_of, problem
from ..core.zoning import ruleset_table, rulesets
from ..core.zoning.ruleset_rules import CARBON_UNIT
from ..core.zoning.rulesets import RuleSet
from ..toolbelt import sheets, tables
from ..toolbelt.translation import language, translate
from .parameters import CODES, advanced, field, text
from .request import Request
from .run import Run

STANDARD_SET, STANDARD_FILE, OWN_SET, REGION = "STANDARD_SET", "STANDARD_FILE", "OWN_SET", "REGION"
#: Stands for the set of the user's file, because a dialog can only propose what is known beforehand.
OWN = "own"


def one(name: str, label: str, default: str = "") -> QgsProcessingParameterString:
    """A set by its id; a dialog proposes the built-in ones and `OWN`, scripts may name any of the file."""
    parameter = QgsProcessingParameterString(name, label, defaultValue=default, optional=not default)
    parameter.setMetadata({"widget_wrapper": {"value_hints": [*ruleset_table.builtin(), OWN]}})
    return parameter


def own() -> tuple[QgsProcessingParameterDefinition, ...]:
    """A user's own table of sets, as `zoningstandards` exports it, and which of its sets is meant."""
    return (
        advanced(
            QgsProcessingParameterFile(
                STANDARD_FILE,
                translate("ZoningSets", "Table with zoning standards of your own"),
                optional=True,
                fileFilter=sheets.FILTER,
            )
        ),
        advanced(text(OWN_SET, translate("ZoningSets", "Id of your set, where the table has several"))),
    )


def region() -> QgsProcessingParameterDefinition:
    """The field that tells in which region a unit lies."""
    return advanced(
        field(REGION, translate("ZoningSets", "Field with the region or functional class (regional limits)"))
    )


def known(request: Request) -> Mapping[str, RuleSet]:
    """The built-in sets and those of the user's file, which count first."""
    return {**ruleset_table.builtin(), **of_file(request)}


def of_file(request: Request) -> Mapping[str, RuleSet]:
    """The sets of the user's file; none where no file is given.

    Raises
    ------
    InputError, FactorError
        The file cannot be read, or breaks a rule of such tables; every fault in a sentence.
    """
    if not request.text(STANDARD_FILE):
        return {}
    path = Path(request.text(STANDARD_FILE))
    return ruleset_table.checked(sheets.read_table(path, ruleset_table.WHAT), path.name, path.name)


def asked(request: Request, name: str = STANDARD_SET) -> RuleSet | None:
    """The set that parameter *name* asks for; None where none is asked for.

    Raises
    ------
    InputError, FactorError
        See `of_file`; there is no such set, or the file has several and none of them is named.
    """
    identifier = request.text(name).strip()
    if identifier != OWN and (identifier or not request.text(STANDARD_FILE)):
        return ruleset_table.rule_set(identifier, known(request)) if identifier else None
    of_user = of_file(request)
    wanted = request.text(OWN_SET).strip() or (next(iter(of_user)) if len(of_user) == 1 else "")
    if not wanted:
        raise FactorError(
            problem(
                "Name the set that shall be used in the parameter {parameter}; the table of your own has: "
                "{known}.",
                parameter=OWN_SET,
                known=", ".join(of_user) or "–",
            )
        )
    return ruleset_table.rule_set(wanted, of_user)


def listed(request: Request) -> list[RuleSet]:
    """All sets that are known, the user's own first; or the one that `STANDARD_SET` names."""
    own = of_file(request)
    identifier = request.text(STANDARD_SET).strip()
    if identifier == OWN:
        return list(own.values())
    if identifier:
        return [ruleset_table.rule_set(identifier, known(request))]
    return [*own.values(), *(made for made in ruleset_table.builtin().values() if made.id not in own)]


def problems(request: Request, *names: str) -> list[Problem]:
    """What is wrong with the file or with the sets that parameters *names* ask for."""
    found = faults_of(lambda: of_file(request))
    if found:
        return found
    for name in names or (STANDARD_SET,):
        faults = faults_of(lambda name=name: asked(request, name))
        found += faults or _region_problems(request, asked(request, name))
    return found


def _region_problems(request: Request, rule_set: RuleSet | None) -> list[Problem]:
    everywhere = rule_set is None or any(item.code == rulesets.ANYWHERE for item in rule_set.regions)
    if everywhere or request.field(REGION):
        return []
    return [
        problem(
            "The set {set} has limits by region ({regions}); choose the field that tells the region of each "
            "unit.",
            set=rule_set.id,
            regions=", ".join(item.code for item in rule_set.regions),
        )
    ]


def note(run: Run, rule_set: RuleSet, key: str = "set") -> None:
    """Say which set decides, and write it into the provenance."""
    run.record["standards"][key] = rule_set.described()
    run.say(
        translate("ZoningSets", "Zoning standard: {name} ({id}, version {version}, from {date}).").format(
            name=rule_set.name(language()),
            id=rule_set.id,
            version=rule_set.version,
            date=rule_set.valid_from,
        )
    )


def at_default(request: Request, name: str) -> bool:
    """Whether the user left parameter *name* at its default, or wrote the default down."""
    definition = request.algorithm.parameterDefinition(name)
    if request.parameters.get(name) in (None, ""):
        return True
    if isinstance(definition, QgsProcessingParameterEnum):
        return request.choice(name) == definition.metadata()[CODES][definition.defaultValue()]
    return definition.defaultValue() is not None and request.number(name) == definition.defaultValue()


@dataclass(frozen=True)
class Settings:
    """Parameters of the zoning rule, filled from a set.

    Attributes
    ----------
    rule_set
        The set with the user's own values in place of its own; None where none is asked for.
    carbon_mode, composite
        Effective choices.
    filled
        Parameters that the set filled, with their values, for the log.
    """

    rule_set: RuleSet | None
    carbon_mode: str
    composite: str
    filled: Mapping[str, object]


def settings(request: Request, algorithm) -> Settings:
    """The effective settings of *algorithm*, which has the parameters of `sixclasszoning`."""
    rule_set = asked(request)
    if rule_set is None:
        return Settings(None, request.choice(algorithm.CARBON_MODE), request.choice(algorithm.COMPOSITE), {})
    filled: dict[str, object] = {}

    def choice_of(name, ours):
        if not at_default(request, name):
            return request.choice(name)
        filled[name] = ours
        return ours

    made = replace(
        rule_set,
        carbon_mode=choice_of(algorithm.CARBON_MODE, rule_set.carbon_mode),
        composite=choice_of(algorithm.COMPOSITE, rule_set.composite),
        tie=choice_of(algorithm.TIE, rule_set.tie),
        weak_weak=choice_of(algorithm.WEAK_WEAK, rule_set.weak_weak),
        tolerance=request.number(algorithm.TOLERANCE),
    )
    for name, column in ((algorithm.TAU_C, "tau_c"), (algorithm.TAU_P, "tau_p")):
        if at_default(request, name):
            filled[name] = _listed(made, column)
        else:
            changed = (replace(item, **{column: request.number(name)}) for item in made.regions)
            made = replace(made, regions=tuple(changed))
    return Settings(made, made.carbon_mode, made.composite, filled)


def _listed(rule_set: RuleSet, column: str) -> object:
    """The one value of all regions, or the value of each."""
    values = {getattr(item, column) for item in rule_set.regions}
    if len(values) == 1:
        return values.pop()
    return {item.code or "–": getattr(item, column) for item in rule_set.regions}


def regions(run: Run, table: tables.Columns) -> np.ndarray | None:
    """Region of each unit as text, "" where missing; None where no field was chosen."""
    chosen = run.field(REGION)
    return joining.codes(table[chosen]) if chosen else None


def carbon_numbers(rule_set: RuleSet | None) -> list[str]:
    """Those of carbon_standard and carbon_benchmark for which a set gives numbers."""
    if rule_set is None:
        return []
    return [
        column
        for column in ("carbon_standard", "carbon_benchmark")
        if np.isfinite([getattr(item, column) for item in rule_set.regions]).any()
    ]


class Local:
    """A set at the places of units: what holds for each of them. Nothing where no set is asked for.

    Attributes
    ----------
    judge
        Judges exceedances by the set, see `rulesets.judge`; None where there is no set.
    limit
        Limit per unit of the pollutant that a field is named after; None where the set has no limits.
    """

    def __init__(self, run: Run, found: Settings, table: tables.Columns):
        self._run, self._settings = run, found
        self._limits: dict[str, object] = {}
        self._regions = regions(run, table)
        rule_set = found.rule_set
        self._places = None if rule_set is None else rule_set.places(self._regions, len(table))
        self.judge = None if rule_set is None else self._judge
        self.limit = self._limit if rule_set is not None and rule_set.pollutant_set else None

    def carbon(self, column: str) -> np.ndarray | None:
        """Carbon standard or benchmark of each unit in t CO2e per ha; None where the set leaves it open."""
        rule_set = self._settings.rule_set
        if column not in carbon_numbers(rule_set):
            return None
        return rule_set.taken(column, self._places) * units.factor(rule_set.carbon_unit, CARBON_UNIT)

    def tell(self) -> None:
        """Say what the set decided, and write it into the provenance."""
        run, rule_set = self._run, self._settings.rule_set
        if rule_set is None:
            return
        note(run, rule_set)
        run.record["standards"]["filled_by_set"] = dict(self._settings.filled)
        run.say(
            translate("ZoningSets", "The set filled: {values}.").format(
                values="; ".join(f"{name} {value}" for name, value in self._settings.filled.items())
            )
        )
        if self._limits:
            run.record["standards"]["limits_of_set"] = {rule_set.pollutant_set: self._limits}

    def _judge(self, q_c: np.ndarray, q_p: np.ndarray) -> rulesets.Judgement:
        return rulesets.judge(self._settings.rule_set, q_c, q_p, self._regions)

    def _limit(self, field_name: str) -> np.ndarray:
        rule_set = self._settings.rule_set
        values, unit = rulesets.limits(rule_set, field_name, self._places)
        shown = ", ".join(f"{value:g}" for value in np.unique(values[np.isfinite(values)]))
        self._limits[field_name] = f"{shown} {unit}"
        self._run.say(
            translate(
                "ZoningSets",
                "The standard of {field} is taken from {standard}: {values}. The field must be in that unit.",
            ).format(field=field_name, standard=rule_set.pollutant_set, values=self._limits[field_name])
        )
        return values
