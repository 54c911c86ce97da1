"""Emissions by unit, sector, gas and scope from a table of activities."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining, vocabulary, years
from ....core.carbon import activities, rows
from ....core.carbon import inventory as account
from ....core.errors import ScienceError, faults_of, problem
from ....core.wording import shown
from ....toolbelt.translation import language, translate
from ... import emissionfactors, groups, intervals, records
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, box, choice, field, number, output, source, text

AUTO, NATION = "auto", "CN"
PROVINCE_DIGITS = 2


class EmissionInventory(Algorithm):
    """Asks for activities and factor sets; gives the emissions of every unit, with every factor used.

    The parameters of factor sets are those of `emissionfactors`.
    """

    ID = "emissioninventory"
    GROUP = groups.CARBON
    NEEDS = ("pandas",)
    TAGS = "carbon,emission,inventory,energy,greenhouse gas,碳排放,排放清单,核算,能源,温室气体"

    INPUT, UNIT_CODE, UNIT_NAME, SECTOR = "INPUT", "UNIT_CODE", "UNIT_NAME", "SECTOR"
    ACTIVITY, AMOUNT, AMOUNT_UNIT = "ACTIVITY", "AMOUNT", "AMOUNT_UNIT"
    YEAR, YEARS, PROVINCE, PROVINCE_FIELD = "YEAR", "YEARS", "PROVINCE", "PROVINCE_FIELD"
    SIDE, POWER_SECTORS = "SIDE", "POWER_SECTORS"
    UNKNOWN, DUPLICATES, CORRECTIONS = "UNKNOWN", "DUPLICATES", "CORRECTIONS"
    UNITS_LAYER, UNITS_CODE = "UNITS_LAYER", "UNITS_CODE"
    AMOUNT_SPREAD, AMOUNT_PERCENT = "AMOUNT_SPREAD", "AMOUNT_PERCENT"
    UNITS, DETAIL, SECTORS, LAND_VIEW = "UNITS", "DETAIL", "SECTORS", "LAND_VIEW"
    POLLUTANTS, TOTAL = "POLLUTANTS", "TOTAL"

    def displayName(self):
        return translate("EmissionInventory", "Emission inventory")

    def initAlgorithm(self, config=None):
        for parameter in (
            *self._rows(),
            *self._place(),
            *self._sides(),
            *emissionfactors.parameters(),
            *self._rules(),
            *intervals.parameters(),
            *emissionfactors.own_tables(),
            *self._layer(),
        ):
            self.addParameter(parameter)
        for name, label, optional in (
            (self.UNITS, translate("EmissionInventory", "Emissions of the units"), False),
            (self.DETAIL, translate("EmissionInventory", "Emissions in detail"), True),
            (self.SECTORS, translate("EmissionInventory", "Emissions by sector, gas and scope"), True),
            (self.LAND_VIEW, translate("EmissionInventory", "Emissions by kind of land"), True),
            (self.POLLUTANTS, translate("EmissionInventory", "Pollutants of the same activities"), True),
        ):
            self.addParameter(output(name, label, optional))
        self.addOutput(
            QgsProcessingOutputNumber(self.TOTAL, translate("EmissionInventory", "Total emission (t CO2e)"))
        )

    def _rows(self):
        return (
            source(self.INPUT, translate("EmissionInventory", "Activities (table)"), ANY_TABLE),
            field(self.UNIT_CODE, translate("EmissionInventory", "Unit code"), "unit_code", optional=False),
            field(self.UNIT_NAME, translate("EmissionInventory", "Unit name"), "unit_name"),
            field(self.SECTOR, translate("EmissionInventory", "Sector"), "sector"),
            field(self.ACTIVITY, translate("EmissionInventory", "Activity"), "activity", optional=False),
            field(self.AMOUNT, translate("EmissionInventory", "Amount"), "amount", optional=False),
            field(
                self.AMOUNT_UNIT, translate("EmissionInventory", "Unit of the amount"), "unit", optional=False
            ),
            field(self.YEAR, translate("EmissionInventory", "Year"), "year"),
            text(self.YEARS, translate("EmissionInventory", "Years (empty: all)")),
            advanced(
                field(
                    self.AMOUNT_SPREAD,
                    translate(
                        "EmissionInventory", "Uncertainty of the amount (half of the 95 % interval, %)"
                    ),
                )
            ),
            advanced(
                number(
                    self.AMOUNT_PERCENT,
                    translate("EmissionInventory", "Uncertainty of amounts that have none of their own (%)"),
                    minimum=0.0,
                )
            ),
        )

    def _place(self):
        places = {
            AUTO: translate("EmissionInventory", "told from the unit codes"),
            NATION: translate("EmissionInventory", "the nation"),
        }
        places.update({place.code: place.name(language()) for place in vocabulary.provinces()})
        return (
            choice(
                self.PROVINCE,
                translate("EmissionInventory", "Province of the factors (power, rice, animals, fields)"),
                places,
            ),
            advanced(
                field(self.PROVINCE_FIELD, translate("EmissionInventory", "or: field with the province"))
            ),
        )

    def _sides(self):
        return (
            choice(
                self.SIDE,
                translate("EmissionInventory", "Power and heat are counted"),
                {
                    "consumption": translate("EmissionInventory", "where they are used (consumption side)"),
                    "production": translate("EmissionInventory", "where they are made (production side)"),
                },
            ),
            advanced(
                text(
                    self.POWER_SECTORS,
                    translate("EmissionInventory", "Sectors that make power and heat for others"),
                    ", ".join(account.Settings().power_sectors),
                )
            ),
        )

    def _rules(self):
        return (
            choice(
                self.UNKNOWN,
                translate("EmissionInventory", "Activities without a factor"),
                {
                    "stop": translate("EmissionInventory", "stop the run and are listed"),
                    "leave_out": translate("EmissionInventory", "are left out, listed and flagged"),
                },
            ),
            advanced(
                choice(
                    self.DUPLICATES,
                    translate("EmissionInventory", "Rows that repeat another in every column"),
                    {
                        "keep": translate("EmissionInventory", "are added and told"),
                        "drop": translate("EmissionInventory", "are left out and told"),
                        "refuse": translate("EmissionInventory", "stop the run"),
                    },
                )
            ),
            advanced(
                box(self.CORRECTIONS, translate("EmissionInventory", "Negative amounts are corrections"))
            ),
        )

    def _layer(self):
        return (
            source(
                self.UNITS_LAYER,
                translate("EmissionInventory", "Layer of the units, to be joined"),
                ANY_TABLE,
                optional=True,
            ),
            field(
                self.UNITS_CODE,
                translate("EmissionInventory", "Unit code in that layer"),
                "unit_code",
                parent=self.UNITS_LAYER,
            ),
        )

    def problems(self, request):
        found = emissionfactors.problems(request)
        chosen = faults_of(lambda: years.chosen(request.text(self.YEARS)))
        found += chosen
        if not chosen and not request.field(self.YEAR) and len(self._wanted(request) or (0,)) > 1:
            found.append(
                problem(
                    "Several years were chosen, but no field of the year; choose the field YEAR, or the one "
                    "year of the table."
                )
            )
        if request.optional_source(self.UNITS_LAYER) is not None and not request.field(self.UNITS_CODE):
            found.append(problem("Choose the field of the unit code in the layer of the units."))
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        given, ids, faults = self._read(run)
        run.stage(0.4, 0.7)
        settings = self._settings(run)
        made = account.inventory(given, settings, ids, run.progress, faults)
        self._tell(run, settings, made)
        run.stage(0.7, 1.0)
        units, detail = made.account.units, made.account.detail
        results = {self.TOTAL: float(units["source_tco2"].sum())}
        if run.optional_source(self.UNITS_LAYER) is None:
            results[self.UNITS] = run.give_table(self.UNITS, _columns(units))
        else:
            results[self.UNITS] = self._joined(run, units)
        if run.wanted(self.DETAIL):
            names = {item.code: item.name(language()) for item in activities.activities()}
            place = detail.columns.get_loc("activity") + 1
            detail.insert(place, "activity_name", detail["activity"].map(names).fillna(detail["activity"]))
            results[self.DETAIL] = run.give_table(self.DETAIL, _columns(detail))
        others = {self.SECTORS: "sectors", self.LAND_VIEW: "views", self.POLLUTANTS: "pollutants"}
        for name, table in others.items():
            if run.wanted(name):
                # made when asked for: a view of a million lines takes seconds
                results[name] = run.give_table(name, _columns(getattr(made.account, table)))
        return results

    def _wanted(self, request):
        return years.chosen(request.text(self.YEARS))

    def _read(self, run):
        """The rows of the chosen years, their feature ids, and what cannot be read in them."""
        names = (self.UNIT_CODE, self.UNIT_NAME, self.SECTOR, self.ACTIVITY, self.AMOUNT_UNIT)
        others = (self.AMOUNT, self.YEAR, self.PROVINCE_FIELD, self.AMOUNT_SPREAD)
        fields = [run.field(name) for name in (*names, *others)]
        table = run.columns(self.INPUT, fields)

        def texts(name):
            chosen = run.field(name)
            return joining.codes(table[chosen]) if chosen else np.full(len(table), "", dtype=object)

        faults: list = []

        def attempt(read, otherwise):
            """What *read* gives; *otherwise* where it refuses, which is told with all other faults."""
            try:
                return read()
            except ScienceError as error:
                faults.extend(error.problems)
                return np.full(len(table), otherwise)

        wanted = self._wanted(run)
        if run.field(self.YEAR):
            first = next(iter(wanted or (years.NO_YEAR,)))
            named = table[run.field(self.YEAR)]
            year = attempt(lambda: years.years(named, run.field(self.YEAR)), first)
            chosen = attempt(lambda: years.among(year, wanted), True)
        else:
            year = np.full(len(table), next(iter(wanted or (years.NO_YEAR,))), dtype=np.int64)
            chosen = np.ones(len(table), dtype=bool)
        unit_code, unit_name, sector, activity, unit = (texts(name) for name in names)
        given = rows.Rows(
            unit_code=unit_code,
            unit_name=unit_name,
            sector=sector,
            activity=activity,
            amount=attempt(lambda: run.numbers(table, run.field(self.AMOUNT), self.INPUT), np.nan),
            unit=unit,
            year=year,
            place=self._places(run, unit_code, texts(self.PROVINCE_FIELD)),
            has_years=bool(run.field(self.YEAR) or wanted),
            spread=attempt(lambda: self._spread(run, table), np.nan),
        )
        if given.has_years and run.optional_source(self.UNITS_LAYER) is not None:
            faults += faults_of(lambda: records.one_year(given.year[chosen]))
        return given.taken(chosen), table.ids[chosen], faults

    def _spread(self, run, table):
        """Half-width of every amount in % of it; NaN where it is not known."""
        default = run.number(self.AMOUNT_PERCENT)
        if not run.field(self.AMOUNT_SPREAD):
            return np.full(len(table), default)
        own = run.numbers(table, run.field(self.AMOUNT_SPREAD), self.INPUT)
        return np.where(np.isnan(own), default, own)

    def _places(self, run, codes, named):
        """Province of the factors of every row."""
        chosen = run.choice(self.PROVINCE)
        if chosen != AUTO:
            return np.full(len(codes), chosen, dtype=object)
        if run.field(self.PROVINCE_FIELD):
            codes = named
        known = {code: province_of(code) for code in set(codes.tolist())}
        lost = sorted(code for code, place in known.items() if not place)
        if lost:
            run.warn(
                problem(
                    "The codes of {count} units name no province ({codes}); national factors are used where "
                    "there are any. Choose the province of the factors.",
                    count=len(lost),
                    codes=shown(lost, rows.SHOWN),
                )
            )
        return np.array([known[code] or NATION for code in codes.tolist()], dtype=object)

    def _settings(self, run):
        sectors = run.text(self.POWER_SECTORS).replace(";", ",").replace("，", ",").split(",")
        return account.Settings(
            choices=emissionfactors.choices(run),
            gwp_set=run.choice(emissionfactors.GWP),
            side=run.choice(self.SIDE),
            power_sectors=tuple(sector.strip() for sector in sectors if sector.strip()),
            unknown=run.choice(self.UNKNOWN),
            negative=run.yes(self.CORRECTIONS),
            duplicates=run.choice(self.DUPLICATES),
            spreading=intervals.spreading(run),
        )

    def _tell(self, run, settings, made):
        emissionfactors.note(run, settings.choices, settings.gwp_set)
        run.record["standards"].update(made.standards)
        for remark in made.remarks:
            run.warn(remark)
        units = made.account.units
        sides = {
            "consumption": translate("EmissionInventory", "consumption"),
            "production": translate("EmissionInventory", "production"),
        }
        run.say(
            translate(
                "EmissionInventory",
                "{count} units and years, {total:.6g} t CO2e in all ({side} side, {gwp}); {tce:.6g} t of "
                "standard coal.",
            ).format(
                count=len(units),
                total=units["source_tco2"].sum(),
                side=sides[settings.side],
                gwp=settings.gwp_set,
                tce=units["tce"].sum(),
            )
        )
        what = translate("EmissionInventory", "Total with its 95 % interval")
        intervals.say(run, what, units["source_tco2"].sum(), made.account.whole, "t CO2e")

    def _joined(self, run, units):
        """The features of the units' layer with the account behind their own fields."""
        layer = run.source(self.UNITS_LAYER)
        place = run.columns(self.UNITS_LAYER, [run.field(self.UNITS_CODE)])
        joined = records.join(
            run,
            self.UNITS_LAYER,
            place[run.field(self.UNITS_CODE)],
            units["unit_code"].to_numpy(),
            units["year"].to_numpy(),
            self.INPUT,
        )
        new = {
            name: joined.taken(values)
            for name, values in _columns(units).items()
            if name not in ("unit_code", "unit_name")
        }
        new["flags"] = np.where(joined.position == joining.NOWHERE, "NO_E", new["flags"])
        return run.give_features(self.UNITS, layer, place.ids, new)


def province_of(code: str) -> str:
    """Province that an administrative code or a name of a province says; empty where it says none."""
    for province in vocabulary.provinces():
        if code in (province.code, province.name_zh, province.name_en):
            return province.code
        is_number = len(code) > PROVINCE_DIGITS and code.isdigit()
        if is_number and code.startswith(province.code[:PROVINCE_DIGITS]):
            return province.code
    return ""


def _columns(frame) -> dict[str, np.ndarray]:
    """Columns of a table of the account; a year that is none, and empty texts, become missing."""
    columns = {name: frame[name].to_numpy() for name in frame.columns}
    if not (columns["year"] != years.NO_YEAR).any():
        del columns["year"]
    if "land_group" in columns:
        names = {item.code: item.name(language()) for item in vocabulary.land_groups()}
        columns["land_group_name"] = np.array([names[code] for code in columns["land_group"]], dtype=object)
    for name, values in columns.items():
        if values.dtype == object and name != "flags":
            columns[name] = np.where(values == "", None, values)
    return columns
