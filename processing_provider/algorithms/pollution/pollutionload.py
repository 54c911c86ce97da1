"""Loads of air and water pollutants from activities and land, by unit and sub-catchment."""

from __future__ import annotations

import numpy as np

from ....core import flags as fl
from ....core import joining, years
from ....core.carbon import rows
from ....core.carbon.streams import Choices
from ....core.errors import InputError, Words, faults_of, problem
from ....core.pollution import activityloads, landloads, lines, removal
from ....toolbelt.translation import translate
from ... import (
    columns,
    groups,
    intervals,
    landareas,
    landcodes,
    loadparameters,
    loadplaces,
    loadresults,
    polygoninputs,
    records,
    replacement,
)
from ...algorithm import Algorithm
from ...parameters import output
from ..carbon.emissioninventory import NATION, province_of

LEGEND = "pollutant_load"
KG_PER_T = 1000.0


class PollutionLoad(Algorithm):
    """Asks for activities with factors and removal, or land use with export coefficients, or both.

    The parameters are those of `loadparameters`.
    """

    ID = "pollutionload"
    GROUP = groups.POLLUTION
    NEEDS = ("pandas",)
    TAGS = (
        "pollution,load,discharge,export coefficient,catchment,removal,delivery,diffuse,"
        "污染负荷,排放量,面源污染,输出系数,去除率,入河系数,子流域,汇水区"
    )

    UNITS, CATCHMENTS_OUT, DETAIL = "UNITS", "CATCHMENTS_OUT", "DETAIL"

    def displayName(self):
        return translate("PollutionLoad", "Pollution load")

    def initAlgorithm(self, config=None):
        for parameter in (
            *loadparameters.activities(),
            *loadparameters.removal(),
            *loadparameters.land(),
            *loadparameters.places(),
        ):
            self.addParameter(parameter)
        for name, label, optional in (
            (self.UNITS, translate("PollutionLoad", "Loads of the units"), False),
            (self.CATCHMENTS_OUT, translate("PollutionLoad", "Loads of the sub-catchments"), True),
            (self.DETAIL, translate("PollutionLoad", "Loads in detail"), True),
        ):
            self.addParameter(output(name, label, optional))

    def problems(self, request):
        has_activities = request.optional_source(loadparameters.ACTIVITIES) is not None
        has_land = loadplaces.has_land(request)
        found = loadplaces.problems(request) + self._activity_problems(request, has_activities)
        if not (has_activities or has_land):
            found.append(
                problem("Give activities (ACTIVITIES), land use (INPUT or RASTER with UNITS_LAYER), or both.")
            )
        if has_land:
            found += self._land_problems(request)
        has_units = request.optional_source(loadplaces.UNITS_LAYER) is not None
        has_catchments = request.optional_source(loadplaces.CATCHMENTS) is not None
        if (has_land or has_catchments) and not has_units:
            found.append(problem("Land use and sub-catchments need the layer of the units (UNITS_LAYER)."))
        if request.wanted(self.CATCHMENTS_OUT) and not has_catchments:
            found.append(problem("Loads of sub-catchments need their layer (CATCHMENTS)."))
        if request.choice(loadparameters.SPLIT) == loadparameters.BY_BUILT_UP and not has_land:
            found.append(problem("Parting by built-up land needs land use (INPUT or RASTER)."))
        return found

    def _activity_problems(self, request, given):
        found = faults_of(lambda: years.chosen(request.text(loadparameters.YEARS)))
        found += replacement.problems(request, loadparameters.EMISSION_TABLE, "emission")
        needed = {loadparameters.ACTIVITIES: ("ACTIVITY_CODE", "ACTIVITY", "AMOUNT", "AMOUNT_UNIT")}
        if request.optional_source(loadparameters.REMOVAL) is not None:
            needed[loadparameters.REMOVAL] = ("REMOVAL_RATE",)
            if not given:
                found.append(problem("Removal rates apply to activities; give their table (ACTIVITIES)."))
        for name, fields in needed.items():
            lacking = [one for one in fields if request.optional_source(name) and not request.field(one)]
            if lacking:
                found.append(
                    problem(
                        "Choose the fields {lacking} of the table {table}.",
                        lacking=", ".join(lacking),
                        table=request.layer_name(name),
                    )
                )
        return found

    def _land_problems(self, request):
        found = replacement.problems(request, loadparameters.EXPORT_TABLE, landloads.TABLE_NAME)
        found = found or faults_of(lambda: self._exports(request))
        polygons = request.optional_source(landareas.INPUT) is not None
        if polygons and request.layer(landareas.RASTER) is not None:
            found.append(problem("Give either land-use polygons (INPUT) or a land-cover raster (RASTER)."))
        elif polygons:
            found += [*polygoninputs.problems(request, [landareas.INPUT]), *landcodes.problems(request)]
        else:
            found += landareas.raster_problems(request)
        return found

    def work(self, run):
        run.stage(0.0, 0.6)
        parts = land = None
        if run.optional_source(loadplaces.UNITS_LAYER) is not None:
            parts, land = loadplaces.measured(run)
        run.stage(0.6, 0.7)
        book = lines.Book()
        made = loadresults.Accounts(parts)
        if run.optional_source(loadparameters.ACTIVITIES) is not None:
            made.add_activities(self._activities(run, made.units, book), self._shares(run, parts, land))
        if land is not None:
            made.add_land(self._diffuse(run, land, parts, book), land)
        self._tell(run, made, book)
        run.stage(0.7, 1.0)
        results = {self.UNITS: self._give_units(run, made, book)}
        if run.wanted(self.CATCHMENTS_OUT):
            results[self.CATCHMENTS_OUT] = self._give_catchments(run, made, book)
        if run.wanted(self.DETAIL):
            listed = loadresults.detail(made, book.inputs())
            results[self.DETAIL] = run.give_table(self.DETAIL, listed)
        return results

    def _exports(self, request):
        table = replacement.table(request, loadparameters.EXPORT_TABLE, landloads.TABLE_NAME)
        return landloads.exports(table, request.text(loadparameters.EXPORT_SCHEME))

    def _activities(self, run, units, book):
        """Lines of the activity table."""
        names = ("ACTIVITY_CODE", "ACTIVITY", "AMOUNT_UNIT")
        fields = [run.field(name) for name in (*names, "AMOUNT", "YEAR")]
        table = run.columns(loadparameters.ACTIVITIES, fields)
        code, activity, unit = (joining.codes(table[run.field(name)]) for name in names)
        chosen, year = np.ones(len(table), dtype=bool), np.zeros(len(table), dtype=np.int64)
        if run.field("YEAR"):
            year = years.years(table[run.field("YEAR")], run.field("YEAR"))
            chosen = years.among(year, years.chosen(run.text(loadparameters.YEARS)))
            records.one_year(year[chosen])
        blank = np.full(len(table), "", dtype=object)
        given = rows.Rows(
            unit_code=code,
            unit_name=blank,
            sector=blank,
            activity=activity,
            amount=run.numbers(table, run.field("AMOUNT"), loadparameters.ACTIVITIES),
            unit=unit,
            year=year,
            place=np.array([province_of(one) or NATION for one in code.tolist()], dtype=object),
            has_years=bool(run.field("YEAR")),
            spread=np.full(len(table), run.number(loadparameters.AMOUNT_PERCENT)),
        )
        choices = Choices(emission=replacement.table(run, loadparameters.EMISSION_TABLE, "emission"))
        replacement.note(run, choices.emission, "")
        replacement.note(run, choices.agriculture, choices.agriculture_scheme)
        settings = activityloads.Settings(
            choices=choices,
            removals=self._removals(run),
            unknown=run.choice(loadparameters.UNKNOWN_ACTIVITIES),
            leaching=run.yes(loadparameters.LEACHING),
            negative=run.yes(loadparameters.CORRECTIONS),
        )
        made = activityloads.account(given.taken(chosen), settings, units, book, table.ids[chosen])
        for remark in made.remarks:
            run.warn(remark)
        return made

    def _removals(self, run):
        name = loadparameters.REMOVAL
        if run.optional_source(name) is None:
            return removal.Removals({})
        texts = ("REMOVAL_CODE", "REMOVAL_ACTIVITY", "REMOVAL_POLLUTANT")
        numbers = ("REMOVAL_RATE", "REMOVAL_LOW", "REMOVAL_HIGH")
        table = run.columns(name, [run.field(one) for one in (*texts, *numbers)])
        blank = np.full(len(table), "", dtype=object)
        cases = [joining.codes(table[run.field(one)]) if run.field(one) else blank for one in texts]
        rates = [run.numbers(table, run.field(one), name) if run.field(one) else None for one in numbers]
        return removal.removals(*cases, *rates, run.choice(loadparameters.REMOVAL_SCALE), table.ids)

    def _shares(self, run, parts, land):
        """Shares of the units in the sub-catchments, for loads that have no place of their own."""
        if parts is None or not len(parts.catchments):
            return None
        shares, empty = lines.shares_of(parts.weight(parts.area_ha))
        run.record["standards"]["parting"] = run.choice(loadparameters.SPLIT)
        if run.choice(loadparameters.SPLIT) == loadparameters.BY_AREA:
            return shares
        built = np.zeros(len(parts.shapes))
        if "built_up" in land.classes:
            built = land.area_ha[:, land.classes.index("built_up")]
        by_built, empty = lines.shares_of(parts.weight(built))
        if empty.any():
            run.warn(
                problem(
                    "{count} units have no built-up land; their loads are parted by area: {units}.",
                    count=int(empty.sum()),
                    units=", ".join(parts.units[empty][: joining.SHOWN]),
                )
            )
        return {**shares, **by_built}

    def _diffuse(self, run, land, parts, book):
        table = replacement.table(run, loadparameters.EXPORT_TABLE, landloads.TABLE_NAME)
        scheme = run.text(loadparameters.EXPORT_SCHEME) or table.default_scheme()
        replacement.note(run, table, scheme)
        delivery = run.number(loadparameters.DELIVERY)
        run.record["standards"]["delivery_ratio"] = delivery
        known = landloads.exports(table, scheme)
        rule = run.choice(loadparameters.UNCOVERED)
        own = loadplaces.delivery_of(run, parts)
        made = landloads.account(land, known, book, delivery, own, rule)
        for remark in made.remarks:
            run.warn(remark)
        self._refuse_nitrogen_twice(run, landloads.fields_with("TN", land.classes, known))
        return made

    def _refuse_nitrogen_twice(self, run, fields):
        """Refuse to count what leaves *fields* by coefficients and by fertiliser, unless that is meant."""
        has_activities = run.optional_source(loadparameters.ACTIVITIES) is not None
        if not (fields and has_activities and run.yes(loadparameters.LEACHING)):
            return
        told = problem(
            "Leached nitrogen of fertiliser ({leaching}) and export coefficients of total nitrogen for "
            "{classes} both count what leaves the same fields. Use one of them; if they are of different "
            "fields, say so in {both}.",
            leaching=loadparameters.LEACHING,
            classes=Words.joined(Words(one.name_en, one.name_zh) for one in fields),
            both=loadparameters.BOTH_NITROGEN,
        )
        if not run.yes(loadparameters.BOTH_NITROGEN):
            raise InputError(told)
        run.warn(told)

    def _tell(self, run, made, book):
        if not made.pollutants:
            raise InputError(
                problem(
                    "No load of any pollutant could be counted. Give emission factors (EMISSION_TABLE) for "
                    "the activities, or land use with export coefficients."
                )
            )
        if made.strangers:
            run.warn(
                problem(
                    "{count} units of the activities are not in the layer of the units: {units}. Their loads "
                    "stand in the detail alone.",
                    count=len(made.strangers),
                    units=", ".join(made.strangers[: joining.SHOWN]),
                )
            )
        inputs = book.inputs()
        load = made.lines.load(inputs)
        asked, whole = loadresults.spreading(run), np.zeros(len(made.lines), dtype=np.int64)
        sums = lines.totals(made.lines, whole, (1, len(made.pollutants)), inputs, np.array([True]), asked)
        outside = made.lines.catchment == lines.NOWHERE
        for at, code in enumerate(made.pollutants):
            of = sums.interval(at)
            intervals.say(run, loadresults.pollutant_name(code), float(sums.value[0, at]), of, "t")
            run.result(f"load_t_{code}", float(sums.value[0, at]))
            lost = float(np.nansum(load[outside & (made.lines.pollutant == at)]))
            if len(made.catchments) and lost > 0:
                run.say(
                    translate(
                        "PollutionLoad", "{load:.6g} t of {name} lie outside of all sub-catchments."
                    ).format(load=lost, name=loadresults.pollutant_name(code))
                )

    def _give_units(self, run, made, book):
        sums = lines.totals(
            made.lines,
            made.lines.unit,
            made.shape,
            book.inputs(),
            made.known,
            loadresults.spreading(run),
            run.progress,
        )
        flags = sums.flags(made.unsure)
        if run.optional_source(loadplaces.UNITS_LAYER) is not None:
            names = self.UNITS, loadplaces.UNITS_LAYER, loadplaces.UNITS_CODE
            return self._on_map(run, names, made.units, made.pollutants, sums, flags)
        new = loadresults.load_columns(sums, made.pollutants)
        codes = loadresults.objects(made.units)
        return run.give_table(self.UNITS, {"unit_code": codes, **new, "flags": fl.texts(flags)})

    def _give_catchments(self, run, made, book):
        place = made.lines.catchment
        shape = len(made.catchments), len(made.pollutants)
        known = np.bincount(place[place != lines.NOWHERE], minlength=shape[0]) > 0
        sums = lines.totals(
            made.lines, place, shape, book.inputs(), known, loadresults.spreading(run), run.progress
        )
        flags = sums.flags(made.unsure_catchments)
        names = self.CATCHMENTS_OUT, loadplaces.CATCHMENTS, loadplaces.CATCHMENT_CODE
        return self._on_map(run, names, made.catchments, made.pollutants, sums, flags)

    def _on_map(self, run, names, labels, pollutants, sums, flags):
        """The features of a layer of places with their loads, per hectare for the pollutant of the map."""
        name, layer, code = names
        place = run.columns(layer, [run.field(code)], area=True)
        at = {label: number for number, label in enumerate(labels)}
        codes = joining.codes(place[run.field(code)]).tolist()
        position = np.array([at.get(one, len(labels)) for one in codes], dtype=np.int64)
        new = loadresults.load_columns(sums, pollutants)
        new = {key: np.append(values, np.nan)[position] for key, values in new.items()}
        flags = np.append(flags, np.uint16(fl.BIT["NO_P"]))[position]
        mapped = loadresults.mapped(run, pollutants)
        load = new[columns.member(loadresults.FAMILY, mapped)]
        hectares = np.where(place.area_ha > 0, place.area_ha, np.nan)
        shown = {
            "area_ha": place.area_ha,
            "load_kg_ha": load * KG_PER_T / hectares,
            "mapped_pollutant": np.full(len(codes), loadresults.pollutant_name(mapped), dtype=object),
        }
        new = {**shown, **new, "flags": fl.texts(flags)}
        return run.give_features(name, run.source(layer), place.ids, new, LEGEND)
