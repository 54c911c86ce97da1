"""Energy of built-up land as an input of land accounts: parameters, checks, and the CO2 of every unit."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining, years
from ..core.carbon import energy
from ..core.carbon.landareas import LandAreas
from ..core.carbon.streams import Choices
from ..core.errors import Problem, faults_of, problem
from ..toolbelt.translation import translate
from . import emissionfactors, records, replacement
from .parameters import ANY_TABLE, field, source, text
from .request import Request
from .run import Run

ENERGY, CODE, CARRIER = "ENERGY", "ENERGY_CODE", "ENERGY_CARRIER"
AMOUNT, UNIT, YEAR = "ENERGY_AMOUNT", "ENERGY_UNIT", "ENERGY_YEAR"
YEARS = "YEARS"


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""

    def column(name, label, default):
        return field(name, label, default, parent=ENERGY)

    return (
        source(
            ENERGY,
            translate("LandCarbonBudget", "Energy of built-up land (table; not beside an inventory)"),
            ANY_TABLE,
            optional=True,
        ),
        column(CODE, translate("LandCarbonBudget", "Unit code in that table"), "unit_code"),
        column(CARRIER, translate("LandCarbonBudget", "Energy carrier"), "activity"),
        column(AMOUNT, translate("LandCarbonBudget", "Amount"), "amount"),
        column(UNIT, translate("LandCarbonBudget", "Unit of the amount"), "unit"),
        column(YEAR, translate("LandCarbonBudget", "Year"), "year"),
        text(YEARS, translate("LandCarbonBudget", "Year of the energy")),
        emissionfactors.coal_scheme(),
    )


def problems(request: Request) -> list[Problem]:
    """What can be refused before work."""
    found = faults_of(lambda: years.chosen(request.text(YEARS)))
    if request.optional_source(ENERGY) is None:
        return found
    lacking = [name for name in (CODE, CARRIER, AMOUNT, UNIT) if not request.field(name)]
    if lacking:
        found.append(problem("Choose the fields {lacking} of the energy table.", lacking=", ".join(lacking)))
    return found


def used(run: Run, land: LandAreas):
    """CO2 of the energy of every unit; 0 where no table was given, NaN where a unit has none."""
    if run.optional_source(ENERGY) is None:
        return 0.0
    fields = [run.field(name) for name in (CODE, CARRIER, UNIT, AMOUNT, YEAR)]
    table = run.columns(ENERGY, fields)
    code, carrier, unit = (joining.codes(table[run.field(name)]) for name in (CODE, CARRIER, UNIT))
    amount = run.numbers(table, run.field(AMOUNT), ENERGY)
    chosen = np.ones(len(table), dtype=bool)
    if run.field(YEAR):
        found = years.years(table[run.field(YEAR)], run.field(YEAR))
        chosen = years.among(found, years.chosen(run.text(YEARS)))
        records.one_year(found[chosen])
    choices = Choices(tce_scheme=run.choice(emissionfactors.COAL_SCHEME))
    made = energy.built_up(
        code[chosen],
        carrier[chosen],
        amount[chosen],
        unit[chosen],
        choices,
        choices.fuel,
        table.ids[chosen],
    )
    replacement.note(run, choices.fuel, energy.SCHEME)
    joined = joining.join(
        land.unit,
        np.array(made.unit, dtype=object),
        translate("LandCarbonBudget", "the units"),
        run.layer_name(ENERGY),
    )
    for remark in (*made.remarks, *joined.remarks):
        run.warn(remark)
    return joined.taken(made.tco2)
