"""Exceedance of pollution standards per unit: every pollutant, the composite and the limiting one."""

from __future__ import annotations

import numpy as np

from ....core import csvdata, joining, uncertainty, years
from ....core import flags as fl
from ....core.errors import faults_of, problem
from ....core.pollution import assessment, indexdraws, limits, monitoring, periods
from ....core.pollution.catalogue import Catalogue
from ....toolbelt.translation import translate
from ... import (
    columns,
    groups,
    intervals,
    particulates,
    pollutants,
    readings,
    records,
    replacement,
    standards,
)
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, output, source, text

EQUIVALENTS, LEGEND = "equivalents", "exceedance"


class PollutionIndex(Algorithm):
    """Asks for values and their limits, in any of three forms; gives q_p for the six classes."""

    ID = "pollutionindex"
    GROUP = groups.POLLUTION
    TAGS = "pollution,exceedance,standard,index,Nemerow,capacity,污染物,超标指数,标准,环境容量,内梅罗,监测"

    INPUT, UNIT_CODE, UNIT_NAME = "INPUT", "UNIT_CODE", "UNIT_NAME"
    POLLUTANT, VALUE, VALUE_UNIT_FIELD = "POLLUTANT", "VALUE", "VALUE_UNIT_FIELD"
    MEDIUM, YEAR, FUNCTIONAL_CLASS, YEARS = "MEDIUM", "YEAR", "FUNCTIONAL_CLASS", "YEARS"
    STATISTIC, CAPACITY, CAPACITY_VALUE = "STATISTIC", "CAPACITY", "CAPACITY_VALUE"
    READINGS, POLLUTANTS, VALUE_UNIT = "READINGS", "POLLUTANTS", "VALUE_UNIT"
    COMPOSITE, TABLE, UNKNOWN = "COMPOSITE", "TABLE", "UNKNOWN"
    UNITS_LAYER, UNITS_CODE, OUTPUT = "UNITS_LAYER", "UNITS_CODE", "OUTPUT"
    BY_YEAR = standards.BY_YEAR

    def displayName(self):
        return translate("PollutionIndex", "Pollution index")

    def initAlgorithm(self, config=None):
        for parameter in (
            *self._rows(),
            *self._fields(),
            *standards.parameters(),
            standards.by_year(),
            *self._rules(),
            *self._units(),
            *intervals.parameters(ranges=False),
        ):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("PollutionIndex", "Exceedance of the units")))

    def _rows(self):
        return (
            source(self.INPUT, translate("PollutionIndex", "Readings or loads (table or layer)"), ANY_TABLE),
            field(self.UNIT_CODE, translate("PollutionIndex", "Unit code"), "unit_code"),
            field(self.UNIT_NAME, translate("PollutionIndex", "Unit name"), "unit_name"),
            field(self.POLLUTANT, translate("PollutionIndex", "Pollutant"), "pollutant"),
            field(self.VALUE, translate("PollutionIndex", "Value"), "amount"),
            field(self.VALUE_UNIT_FIELD, translate("PollutionIndex", "Unit of the value"), "unit"),
            field(self.MEDIUM, translate("PollutionIndex", "Medium (air, water, sea, soil)"), "medium"),
            field(self.YEAR, translate("PollutionIndex", "Year"), "year"),
            field(
                self.FUNCTIONAL_CLASS,
                translate("PollutionIndex", "Functional class of the row"),
                "functional_class",
            ),
            text(self.YEARS, translate("PollutionIndex", "Years (empty: all)")),
            choice(
                self.STATISTIC,
                translate("PollutionIndex", "Several rows of one pollutant are"),
                {
                    "fitting": translate("PollutionIndex", "averaged, loads summed"),
                    "mean": translate("PollutionIndex", "averaged"),
                    "worst": translate("PollutionIndex", "represented by the worst"),
                    "sum": translate("PollutionIndex", "summed (loads)"),
                },
            ),
            source(
                self.CAPACITY,
                translate("PollutionIndex", "Limits or capacities of single units (table of the same form)"),
                ANY_TABLE,
                optional=True,
            ),
            field(
                self.CAPACITY_VALUE,
                translate("PollutionIndex", "Limit or capacity in that table"),
                "capacity",
                parent=self.CAPACITY,
            ),
        )

    def _fields(self):
        return (
            readings.parameter(
                self.READINGS,
                translate("PollutionIndex", "or: fields of the layer that hold pollutants"),
                weighted=True,
            ),
            text(self.VALUE_UNIT, translate("PollutionIndex", "Unit of values that have none of their own")),
            pollutants.parameter(
                self.POLLUTANTS, translate("PollutionIndex", "or: fields with standards of your own")
            ),
            pollutants.negative_parameter(),
        )

    def _rules(self):
        return (
            choice(
                self.COMPOSITE,
                translate("PollutionIndex", "One figure from several pollutants"),
                {
                    "max": translate("PollutionIndex", "largest exceedance (every pollutant must comply)"),
                    "mean": translate("PollutionIndex", "weighted mean"),
                    "nemerow": translate("PollutionIndex", "Nemerow index"),
                    "equivalents": translate("PollutionIndex", "equivalents of loads against capacities"),
                },
            ),
            advanced(particulates.parameter()),
            advanced(
                replacement.parameter(
                    self.TABLE, translate("PollutionIndex", "Table of equivalent values of your own")
                )
            ),
            choice(
                self.UNKNOWN,
                translate("PollutionIndex", "Pollutants that are not known by name"),
                {
                    "refuse": translate("PollutionIndex", "stop the run"),
                    "leave_out": translate("PollutionIndex", "are left out and listed"),
                },
            ),
        )

    def _units(self):
        return (
            source(
                self.UNITS_LAYER,
                translate("PollutionIndex", "Layer of the units, to be joined"),
                ANY_TABLE,
                optional=True,
            ),
            field(
                self.UNITS_CODE,
                translate("PollutionIndex", "Unit code in that layer"),
                "unit_code",
                parent=self.UNITS_LAYER,
            ),
        )

    def problems(self, request):
        layer, given = request.layer_name(self.INPUT), request.optional_source(self.INPUT)
        own, fields = request.matrix(self.POLLUTANTS), request.matrix(self.READINGS)
        found = replacement.problems(request, self.TABLE, EQUIVALENTS)
        found += readings.unit_problems(request.text(self.VALUE_UNIT))
        found += faults_of(lambda: years.chosen(request.text(self.YEARS)))
        found += self._contradictions(request)
        if pollutants.rows(own):
            found += pollutants.problems(own, given, layer)
        elif readings.rows(fields, weighted=True):
            found += readings.problems(fields, given, layer, weighted=True)
            found += readings.repeated(readings.rows(fields, weighted=True))
            found += standards.problems(request, given.fields().names())
        else:
            found += self._table_problems(request)
            if request.optional_source(self.CAPACITY) is None:
                found += standards.problems(request, ())
        if request.optional_source(self.UNITS_LAYER) is not None and not request.field(self.UNITS_CODE):
            found.append(problem("Choose the field of the unit code in the layer of the units."))
        return found

    def _contradictions(self, request):
        own = bool(pollutants.rows(request.matrix(self.POLLUTANTS)))
        fields = bool(readings.rows(request.matrix(self.READINGS), weighted=True))
        found = []
        if own and fields:
            found.append(
                problem("Give either fields for the standard sets or fields with standards of your own.")
            )
        if request.yes(self.BY_YEAR) and (
            own or fields or request.optional_source(self.CAPACITY) is not None
        ):
            found.append(
                problem(
                    "Standards by year (BY_YEAR) belong to a long table with years and to standard sets; "
                    "leave it off for fields of a layer and for capacities."
                )
            )
        if (own or fields) and request.optional_source(self.CAPACITY) is not None:
            found.append(
                problem(
                    "A table of capacities belongs to a long table of loads; for fields of a layer choose "
                    "the field of the capacity as the standard (POLLUTANTS)."
                )
            )
        return found

    def _table_problems(self, request):
        needed = (self.UNIT_CODE, self.POLLUTANT, self.VALUE)
        lacking = [name for name in needed if not request.field(name)]
        found = []
        if lacking:
            found.append(
                problem(
                    "Choose the fields {lacking} of a table with one row per pollutant, or give the fields "
                    "of the layer that hold pollutants (READINGS or POLLUTANTS).",
                    lacking=", ".join(lacking),
                )
            )
        if request.text(self.YEARS) and not request.field(self.YEAR):
            found.append(problem("Years were chosen, but no field of the year; choose the field YEAR."))
        if request.yes(self.BY_YEAR) and not request.field(self.YEAR):
            found.append(problem("Standards by year need the year of every row; choose the field YEAR."))
        capacities = request.optional_source(self.CAPACITY)
        if capacities is not None and not request.field(self.CAPACITY_VALUE):
            found.append(problem("Choose the field of the limit or capacity in the table of capacities."))
        for name in self._shared_fields() if capacities is not None else ():
            chosen = request.field(name)
            if chosen and capacities.fields().lookupField(chosen) < 0:
                found.append(
                    problem(
                        "The layer {layer} has no field {field}; the table of capacities needs the same "
                        "field names as the table of loads.",
                        layer=request.layer_name(self.CAPACITY),
                        field=chosen,
                    )
                )
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        own = pollutants.rows(run.matrix(self.POLLUTANTS))
        asked = readings.rows(run.matrix(self.READINGS), weighted=True)
        if own:
            place, parts = self._own_standards(run, own)
            return self._give_layer(run, place, self._judged(run, parts, place.ids))
        if asked:
            place, parts = self._fields_of_layer(run, asked)
            return self._give_layer(run, place, self._judged(run, parts, place.ids))
        made, names = self._long_table(run)
        new = self._judged(run, made.parts, list(zip(made.unit, made.year.tolist())))
        for part in made.parts:
            name = columns.member("c_", part.name)
            new[name] = part.value
            if part.low is not None:
                new |= uncertainty.columns(name, uncertainty.from_limits(part.low, part.high))
        return self._give_table(run, made, new, names)

    def _own_standards(self, run, own):
        """The layer and its pollutants with numbers or fields as standards."""
        named = pollutants.fields(own, run.source(self.INPUT))
        wide = records.widths(run, self.INPUT, [row[0] for row in own])
        place = run.columns(self.INPUT, [*named, *wide])
        side = pollutants.side(run, place, self.INPUT, own, run.choice(self.COMPOSITE))
        weights = side.weights or [np.nan] * len(own)
        names = assessment.short_names(side.names)
        limits_of = [records.limits_of(run, self.INPUT, place, row[0]) for row in own]
        parts = [
            assessment.Judged(name, value, limit, benchmark, weight=weight, **ends)
            for name, value, limit, benchmark, weight, ends in zip(
                names, side.values, side.standards, side.benchmarks, weights, limits_of
            )
        ]
        return place, parts

    def _fields_of_layer(self, run, asked):
        """The layer and its pollutants with the limits of the standard sets."""
        fields = standards.class_fields(run, run.source(self.INPUT).fields().names())
        named = [reading.field for reading in asked]
        wide = records.widths(run, self.INPUT, named)
        place = run.columns(self.INPUT, [*named, *wide, *fields.values()])
        given = records.wide(run, self.INPUT, place, asked, run.text(self.VALUE_UNIT))
        classes = standards.classes(run, place, fields)
        weights = {reading.pollutant: csvdata.number(reading.weight) for reading in asked}
        made = monitoring.before_limits(
            given,
            self._limits(run),
            {medium: np.tile(texts, len(asked)) for medium, texts in classes.items()},
            unknown=run.choice(self.UNKNOWN),
            weights=weights,
        )
        self._remark(run, made.remarks)
        return place, made.parts

    def _long_table(self, run):
        """Values of a long table per unit and year with their limits, and the names of the units."""
        fields = {key: run.field(name) for key, name in self._table_fields().items()}
        unit = run.text(self.VALUE_UNIT)
        given, names = records.long(run, self.INPUT, fields, unit, run.text(self.YEARS))
        if run.optional_source(self.CAPACITY) is None:
            held = self._limits(run)
        else:
            held = self._capacities(run, fields, unit)
        classes = {
            medium: np.full(len(given), run.text(name), object) for medium, name in standards.CLASSES.items()
        }
        judge = periods.before_limits if run.yes(self.BY_YEAR) else monitoring.before_limits
        made = judge(given, held, classes, run.choice(self.STATISTIC), run.choice(self.UNKNOWN))
        run.record["standards"]["by_year"] = run.yes(self.BY_YEAR)
        self._remark(run, () if run.yes(self.BY_YEAR) else periods.early(given, held))
        run.record["standards"]["statistic"] = run.choice(self.STATISTIC)
        self._remark(run, made.remarks)
        return made, names

    def _capacities(self, run, fields, unit):
        """Limits of single units, from a table that names its fields as the table of loads does."""
        has_medium = run.source(self.CAPACITY).fields().lookupField(fields["medium"]) >= 0
        shared = {key: fields[key] for key in ("unit_code", "pollutant", "amount_unit")}
        found = {
            **dict.fromkeys(fields, ""),
            **shared,
            "amount": run.field(self.CAPACITY_VALUE),
            "medium": fields["medium"] if has_medium else "",
        }
        given, _ = records.long(run, self.CAPACITY, found, unit, "")
        held = limits.from_table(given, run.layer_name(self.CAPACITY))
        standards.note(run, held)
        return held

    def _shared_fields(self):
        return (self.UNIT_CODE, self.POLLUTANT, self.VALUE_UNIT_FIELD)

    def _table_fields(self):
        return {
            "unit_code": self.UNIT_CODE,
            "unit_name": self.UNIT_NAME,
            "pollutant": self.POLLUTANT,
            "amount": self.VALUE,
            "amount_unit": self.VALUE_UNIT_FIELD,
            "medium": self.MEDIUM,
            "year": self.YEAR,
            "part": self.FUNCTIONAL_CLASS,
        }

    def _limits(self, run):
        held = standards.chosen(run)
        standards.note(run, held)
        return held

    def _remark(self, run, remarks):
        for remark in remarks:
            run.warn(remark)

    def _judged(self, run, parts, units):
        composite, catalogue, spreading = run.choice(self.COMPOSITE), None, intervals.spreading(run)
        if composite == "equivalents":
            table = replacement.table(run, self.TABLE, EQUIVALENTS)
            catalogue = Catalogue(table, particulates=run.choice(particulates.PARTICULATES))
            replacement.note(run, catalogue.table, catalogue.scheme)
            run.record["standards"]["particulates"] = catalogue.particulates
        found = assessment.judge(parts, composite, catalogue)
        width = indexdraws.width(parts, composite, catalogue, units, spreading, run.progress)
        if width is not None:
            run.record["standards"]["intervals"] = spreading.described
        run.record["standards"].update(found.standards)
        self._remark(run, found.remarks)
        exceeding = int(np.count_nonzero(found.q_p > 0))
        run.say(
            translate("PollutionIndex", "{exceeding} of {count} units exceed their standard.").format(
                exceeding=exceeding, count=len(found.q_p)
            )
        )
        for remark in fl.remarks(found.flags, units):
            run.warn(remark)
        return output_columns(found, width)

    def _give_layer(self, run, place, new):
        run.stage(0.4, 1.0)
        units = run.source(self.INPUT)
        return {self.OUTPUT: run.give_features(self.OUTPUT, units, place.ids, new, LEGEND)}

    def _give_table(self, run, made, new, names):
        run.stage(0.4, 1.0)
        if run.optional_source(self.UNITS_LAYER) is None:
            identity = records.identity(made.unit, made.year, names)
            return {self.OUTPUT: run.give_table(self.OUTPUT, {**identity, **new})}
        place = run.columns(self.UNITS_LAYER, [run.field(self.UNITS_CODE)])
        codes = place[run.field(self.UNITS_CODE)]
        joined = records.join(run, self.UNITS_LAYER, codes, made.unit, made.year, self.INPUT)
        new = {name: joined.taken(values) for name, values in new.items()}
        new["flags"] = np.where(joined.position == joining.NOWHERE, "NO_P", new["flags"])
        units = run.source(self.UNITS_LAYER)
        return {self.OUTPUT: run.give_features(self.OUTPUT, units, place.ids, new, LEGEND)}


def output_columns(found: assessment.Index, width: uncertainty.Interval | None) -> dict[str, np.ndarray]:
    """Declared columns of an index and of the interval of its composite, in output order."""
    by_pollutant = {columns.member("q_", name): values for name, values in found.q.items()}
    ends = {} if width is None else uncertainty.columns("q_p", width)
    flags = fl.texts(found.flags)
    return {"q_p": found.q_p, **ends, "limiting": found.limiting, **by_pollutant, "flags": flags}
