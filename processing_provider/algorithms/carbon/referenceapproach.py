"""CO2 of fuels by the reference approach, beside the sectoral sum."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import factors, joining, years
from ....core.carbon import activities, reference
from ....core.carbon.streams import own_scheme
from ....core.errors import problem
from ....core.grouping import factorise, group
from ....toolbelt.translation import language, translate
from ... import groups, records, replacement
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, output, source, text

TABLE_NAME = "fuel"
#: Sets that hold calorific value, carbon content and oxidation, as the approach needs them.
SCHEMES = ("CN_MEE_ENT", "CN_GB2589_2008")


class ReferenceApproach(Algorithm):
    """Asks for production, trade and stocks of fuels; gives their CO2 and how far the sectoral sum is off."""

    ID = "referenceapproach"
    GROUP = groups.CARBON
    TAGS = "carbon,emission,reference approach,apparent consumption,energy balance,参考法,表观消费量,能源平衡"

    INPUT, UNIT_CODE, FUEL, AMOUNT_UNIT, YEAR, YEARS = (
        "INPUT",
        "UNIT_CODE",
        "FUEL",
        "AMOUNT_UNIT",
        "YEAR",
        "YEARS",
    )
    PRODUCTION, IMPORTS, EXPORTS = "PRODUCTION", "IMPORTS", "EXPORTS"
    BUNKERS, STOCK_INCREASE, EXCLUDED = "BUNKERS", "STOCK_INCREASE", "EXCLUDED"
    FUEL_SCHEME, FUEL_TABLE = "FUEL_SCHEME", "FUEL_TABLE"
    SECTORAL, SECTORAL_CODE, SECTORAL_YEAR = "SECTORAL", "SECTORAL_CODE", "SECTORAL_YEAR"
    SECTORAL_AMOUNT = "SECTORAL_AMOUNT"
    UNITS, FUELS, TOTAL = "UNITS", "FUELS", "TOTAL"

    def displayName(self):
        return translate("ReferenceApproach", "Reference approach of fuel CO2")

    def initAlgorithm(self, config=None):
        for parameter in (*self._rows(), *self._flows(), *self._factors(), *self._sectoral()):
            self.addParameter(parameter)
        self.addParameter(output(self.UNITS, translate("ReferenceApproach", "Both approaches by unit")))
        self.addParameter(output(self.FUELS, translate("ReferenceApproach", "Apparent consumption"), True))
        self.addOutput(
            QgsProcessingOutputNumber(
                self.TOTAL, translate("ReferenceApproach", "Reference approach (t CO2)")
            )
        )

    def _rows(self):
        return (
            source(self.INPUT, translate("ReferenceApproach", "Supply of fuels (table)"), ANY_TABLE),
            field(self.UNIT_CODE, translate("ReferenceApproach", "Unit code"), "unit_code", optional=False),
            field(self.FUEL, translate("ReferenceApproach", "Fuel"), "activity", optional=False),
            field(
                self.AMOUNT_UNIT,
                translate("ReferenceApproach", "Unit of the amounts"),
                "unit",
                optional=False,
            ),
            field(self.YEAR, translate("ReferenceApproach", "Year"), "year"),
            text(self.YEARS, translate("ReferenceApproach", "Years (empty: all)")),
        )

    def _flows(self):
        return (
            field(self.PRODUCTION, translate("ReferenceApproach", "Production"), "production"),
            field(self.IMPORTS, translate("ReferenceApproach", "Imports, and what comes in"), "imports"),
            field(self.EXPORTS, translate("ReferenceApproach", "Exports, and what goes out"), "exports"),
            field(self.BUNKERS, translate("ReferenceApproach", "International bunkers"), "bunkers"),
            field(
                self.STOCK_INCREASE, translate("ReferenceApproach", "Increase of stocks"), "stock_increase"
            ),
            field(
                self.EXCLUDED,
                translate("ReferenceApproach", "Carbon that stays in products (tC)"),
                "excluded_tc",
            ),
        )

    def _factors(self):
        words = {code: f"{code}: {factors.scheme_name(TABLE_NAME, code, language())}" for code in SCHEMES}
        return (
            choice(self.FUEL_SCHEME, translate("ReferenceApproach", "Fuel factors"), words),
            advanced(
                replacement.parameter(
                    self.FUEL_TABLE, translate("ReferenceApproach", "Fuel factors of your own")
                )
            ),
        )

    def _sectoral(self):
        def column(name, label, default):
            return field(name, label, default, parent=self.SECTORAL)

        return (
            source(
                self.SECTORAL,
                translate("ReferenceApproach", "Sectoral approach (units of the emission inventory)"),
                ANY_TABLE,
                optional=True,
            ),
            column(
                self.SECTORAL_CODE, translate("ReferenceApproach", "Unit code in that table"), "unit_code"
            ),
            column(self.SECTORAL_YEAR, translate("ReferenceApproach", "Year in that table"), "year"),
            column(
                self.SECTORAL_AMOUNT,
                translate("ReferenceApproach", "CO2 of fuels in that table"),
                "fossil_tco2",
            ),
        )

    def problems(self, request):
        found = replacement.problems(request, self.FUEL_TABLE, TABLE_NAME)
        if not any(request.field(name) for name in (self.PRODUCTION, self.IMPORTS)):
            found.append(
                problem("Choose the field of the production or of the imports; fuels come from there.")
            )
        if request.optional_source(self.SECTORAL) is not None:
            lacking = [name for name in (self.SECTORAL_CODE, self.SECTORAL_AMOUNT) if not request.field(name)]
            if lacking:
                found.append(
                    problem("Choose the fields {lacking} of the sectoral table.", lacking=", ".join(lacking))
                )
        return found

    def work(self, run):
        supply, ids = self._read(run)
        table = replacement.table(run, self.FUEL_TABLE, TABLE_NAME)
        scheme = own_scheme(table, run.choice(self.FUEL_SCHEME))
        replacement.note(run, table, scheme)
        made = reference.fuel_supply(supply, table, scheme, ids)
        missing = int(np.isnan(made.co2_t).sum())
        if missing:
            run.warn(
                problem(
                    "{count} rows lack an amount; the sums of their units are unknown, not smaller.",
                    count=missing,
                )
            )
        codes, labels = factorise(supply.unit_code)
        found = group(codes, supply.year)
        lacks = found.counts(np.isnan(made.co2_t)) > 0
        sums = np.where(lacks, np.nan, found.sums(made.co2_t))
        units = np.array([*labels, None], dtype=object)[:-1][codes[found.first]]
        new = {
            **records.identity(units, supply.year[found.first], {}),
            "reference_tco2": sums,
        }
        if run.optional_source(self.SECTORAL) is not None:
            new.update(self._compared(run, units, supply.year[found.first], sums))
        results = {self.TOTAL: float(np.nansum(sums)), self.UNITS: run.give_table(self.UNITS, new)}
        if run.wanted(self.FUELS):
            results[self.FUELS] = run.give_table(self.FUELS, _fuels(supply, made))
        return results

    def _read(self, run):
        """The supply of the chosen years, and feature ids."""
        flows = (self.PRODUCTION, self.IMPORTS, self.EXPORTS, self.BUNKERS, self.STOCK_INCREASE)
        texts = (self.UNIT_CODE, self.FUEL, self.AMOUNT_UNIT)
        names = [run.field(name) for name in (*texts, *flows, self.EXCLUDED, self.YEAR)]
        table = run.columns(self.INPUT, names)

        def numbers(name):
            chosen = run.field(name)
            return run.numbers(table, chosen, self.INPUT) if chosen else np.zeros(len(table))

        year = np.full(len(table), years.NO_YEAR, dtype=np.int64)
        if run.field(self.YEAR):
            year = years.years(table[run.field(self.YEAR)], run.field(self.YEAR))
        kept = years.among(year, years.chosen(run.text(self.YEARS)))
        code, fuel, unit = (joining.codes(table[run.field(name)])[kept] for name in texts)
        amounts = {key: numbers(name)[kept] for key, name in zip(reference.FLOWS, flows)}
        # what stays in products is not kept by every table; without a number nothing is known to stay
        excluded = np.nan_to_num(numbers(self.EXCLUDED)[kept])
        return reference.Supply(code, fuel, unit, year[kept], amounts, excluded), table.ids[kept]

    def _compared(self, run, units, year, sums):
        """Columns of the sectoral approach and of the difference."""
        sectoral = self._sums_of_sectors(run)
        keys = list(zip(units.tolist(), year.tolist()))
        other = np.array([sectoral.get(key, np.nan) for key in keys], dtype=np.float64)
        made = reference.compare(sums, other)
        off = [f"{code} ({100 * by:.3g} %)" for (code, _), by, flag in
               zip(keys, made.difference, made.flagged) if flag]  # fmt: skip
        if off:
            run.warn(
                problem(
                    "In {count} units the reference approach differs from the sectoral one by more than 5 %: "
                    "{units}. Look for fuels, stocks or products that only one of the two counts.",
                    count=len(off),
                    units=", ".join(off[:10]) + (" …" if len(off) > 10 else ""),
                )
            )
        lost = int(np.isnan(other).sum())
        if lost:
            run.warn(problem("{count} units and years have no sectoral sum to compare with.", count=lost))
        return {
            "sectoral_tco2": other,
            "difference_pct": 100 * made.difference,
            "differs": np.where(np.isnan(made.difference), None, made.flagged.astype(int).astype(object)),
        }

    def _sums_of_sectors(self, run):
        """(unit code, year) -> CO2 of fuels."""
        fields = [run.field(name) for name in (self.SECTORAL_CODE, self.SECTORAL_AMOUNT, self.SECTORAL_YEAR)]
        side = "side" if run.source(self.SECTORAL).fields().lookupField("side") >= 0 else ""
        table = run.columns(self.SECTORAL, [*fields, side])
        if side and "consumption" in table[side].tolist():
            run.warn(
                problem(
                    "The sectoral sums are of the consumption side, in which fuels of power and heat plants "
                    "do not count. Compare with an inventory of the production side where there are plants."
                )
            )
        code = joining.codes(table[fields[0]])
        amount = run.numbers(table, fields[1], self.SECTORAL)
        year = np.full(len(table), years.NO_YEAR, dtype=np.int64)
        if fields[2] and run.field(self.YEAR):
            year = years.years(table[fields[2]], fields[2])
        sums: dict = {}
        for key, value in zip(zip(code.tolist(), year.tolist()), amount.tolist()):
            sums[key] = sums.get(key, 0.0) + value
        return sums


def _fuels(supply, made):
    """Declared columns of the apparent consumption of every row."""
    names = {item.code: item.name(language()) for item in activities.activities()}
    return {
        **records.identity(supply.unit_code, supply.year, {}),
        "fuel": made.code,
        "fuel_name": np.array([names[code] for code in made.code], dtype=object),
        "apparent": made.apparent,
        "amount_unit": made.base,
        "energy_gj": made.energy_gj,
        "carbon_tc": made.carbon_tc,
        "reference_tco2": made.co2_t,
    }
