"""Zones summed up by administrative unit: tables, and a report with charts."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import entries, reports, summary_report, words
from ....core.errors import problem
from ....core.zoning import sixclass, spaces, subzones, summary
from ....toolbelt import areas, crossing, provenance, zonelayers
from ....toolbelt.translation import language, translate
from ... import columns, groups, polygoninputs, summarytables, zonecodes
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, number, output, source

SHOWN = 5
LEGENDS = {"subzone": "subzones", "class": "sixclass", "space": "spaces"}


class ZoneSummary(Algorithm):
    """Asks for zones and units; gives areas, shares and totals of every zone in every unit."""

    ID = "zonesummary"
    GROUP = groups.ZONING
    TAGS = "summary,statistics,area,share,report,chart,zone,汇总,统计,面积,占比,报告,图表"

    INPUT, BY, CLASS, SPACE, SUBZONE = "INPUT", "BY", "CLASS", "SPACE", "SUBZONE"
    UNIT, UNIT_NAME = "UNIT", "UNIT_NAME"
    ADMIN, ADMIN_FIELD, ADMIN_NAME = "ADMIN", "ADMIN_FIELD", "ADMIN_NAME"
    NET, LOADS, AREA_FIELD = "NET", "LOADS", "AREA_FIELD"
    LANGUAGE, SLIVER = "LANGUAGE", "SLIVER"
    OUTPUT, MATRIX, REPORT = "OUTPUT", "MATRIX", "REPORT"

    def displayName(self):
        return translate("ZoneSummary", "Zone summary")

    def initAlgorithm(self, config=None):
        for parameter in (*self._zones(), *self._units(), *self._amounts()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("ZoneSummary", "Zones by unit")))
        self.addParameter(output(self.MATRIX, translate("ZoneSummary", "Areas by unit and zone"), True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.REPORT,
                translate("ZoneSummary", "Report"),
                fileFilter="HTML (*.html)",
                optional=True,
                createByDefault=False,
            )
        )

    def _zones(self):
        return (
            source(self.INPUT, translate("ZoneSummary", "Zones (polygons or a table)"), ANY_TABLE),
            choice(
                self.BY,
                translate("ZoneSummary", "Sum up by"),
                {
                    "auto": translate("ZoneSummary", "what the layer has"),
                    "subzone": translate("ZoneSummary", "sub-zone"),
                    "class": translate("ZoneSummary", "class"),
                    "space": translate("ZoneSummary", "space"),
                },
            ),
            advanced(field(self.CLASS, translate("ZoneSummary", "Field with the class"), "cp_class")),
            advanced(field(self.SPACE, translate("ZoneSummary", "Field with the space"), "space")),
            advanced(field(self.SUBZONE, translate("ZoneSummary", "Field with the sub-zone"), "subzone")),
        )

    def _units(self):
        return (
            field(self.UNIT, translate("ZoneSummary", "Field with the code of the unit"), "unit_code"),
            field(self.UNIT_NAME, translate("ZoneSummary", "Field with the name of the unit"), "unit_name"),
            source(self.ADMIN, translate("ZoneSummary", "or: administrative units to cut by"), optional=True),
            field(
                self.ADMIN_FIELD, translate("ZoneSummary", "Field with their code"), "unit_code", self.ADMIN
            ),
            field(
                self.ADMIN_NAME, translate("ZoneSummary", "Field with their name"), "unit_name", self.ADMIN
            ),
        )

    def _amounts(self):
        languages = {
            "user": translate("ZoneSummary", "that of QGIS"),
            "zh": translate("ZoneSummary", "Chinese"),
            "en": translate("ZoneSummary", "English"),
        }
        return (
            field(self.NET, translate("ZoneSummary", "Net emission (t CO2e per year)"), "net_tco2"),
            field(
                self.LOADS,
                translate("ZoneSummary", "Other totals, for example pollution loads"),
                "eq_total",
                many=True,
            ),
            field(self.AREA_FIELD, translate("ZoneSummary", "Field with the area in ha (empty: measured)")),
            choice(self.LANGUAGE, translate("ZoneSummary", "Language of names and report"), languages),
            polygoninputs.invalid(),
            advanced(
                number(
                    self.SLIVER, translate("ZoneSummary", "Slivers that are left out, up to (m²)"), 0.01, 0.0
                )
            ),
        )

    def problems(self, request):
        layer = request.optional_source(self.INPUT)
        found = []
        by = self._by(request)
        if not by:
            found.append(
                problem(
                    "The layer {layer} has no field with a class, a space or a sub-zone. Choose it.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        elif not self._fields_of(request, by):
            found.append(
                problem(
                    "The layer {layer} has no field for a summary by {by}. Choose it.",
                    layer=request.layer_name(self.INPUT),
                    by=by,
                )
            )
        if request.optional_source(self.ADMIN) is not None:
            found += polygoninputs.problems(request, [self.INPUT, self.ADMIN])
            if not request.field(self.ADMIN_FIELD):
                found.append(
                    problem(
                        "Choose the field of {layer} for the parameter {name}.",
                        layer=request.layer_name(self.ADMIN),
                        name=self.ADMIN_FIELD,
                    )
                )
        elif areas.has_polygons(layer) and not request.field(self.AREA_FIELD):
            found += polygoninputs.problems(request, [self.INPUT])
        elif layer is not None and not self._area_field(request):
            found.append(
                problem(
                    "{layer} has no polygons whose area could be measured; "
                    "choose the field that holds the area in ha.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        return found

    def work(self, run):
        lang = language() if run.choice(self.LANGUAGE) == "user" else run.choice(self.LANGUAGE)
        by = self._by(run)
        run.stage(0.0, 0.7)
        given = (
            self._cut(run, lang) if run.optional_source(self.ADMIN) is not None else self._as_it_is(run, lang)
        )
        legend = entries.legend(LEGENDS[by], lang).entries
        zone = self._zone(run, by, given.table, [entry.code for entry in legend])[given.rows]
        nothing = next(at for at, entry in enumerate(legend) if entry.code == spaces.ND)
        made = summary.summarise(given.unit, zone, given.area_ha, given.quantities, len(legend), nothing)
        self._tell(run, by, made, legend, given)
        run.stage(0.7, 0.9)
        result = {self.OUTPUT: run.give_table(self.OUTPUT, *summarytables.long_columns(made, legend, given))}
        if run.wanted(self.MATRIX):
            result[self.MATRIX] = run.give_table(
                self.MATRIX, *summarytables.matrix_columns(made, legend, given)
            )
        report = self._report(run, lang, made, legend, given)
        written = run.give_file(
            self.REPORT, lambda path: reports.write(path, summary_report.render(report, lang)), ".html"
        )
        return {**result, self.REPORT: written} if written else result

    def _by(self, request):
        chosen = request.choice(self.BY)
        layer = request.optional_source(self.INPUT)
        if chosen != "auto" or layer is None:
            return chosen
        for by in LEGENDS:
            if self._fields_of(request, by):
                return by
        found = zonelayers.recognise(layer.fields())
        return next((by for by, legend in LEGENDS.items() if found and legend == found.legend), "")

    def _fields_of(self, request, by):
        """Fields that tell the zone: one, or for a sub-zone also those of space and class."""
        single = {"subzone": self.SUBZONE, "class": self.CLASS, "space": self.SPACE}[by]
        if request.field(single):
            return [request.field(single)]
        pair = [request.field(self.SPACE), request.field(self.CLASS)]
        return pair if by == "subzone" and all(pair) else []

    def _area_field(self, request):
        chosen, layer = request.field(self.AREA_FIELD), request.optional_source(self.INPUT)
        has_own = layer is not None and layer.fields().lookupField("area_ha") >= 0
        return chosen or ("area_ha" if has_own and not areas.has_polygons(layer) else "")

    def _needed(self, run):
        single = [run.field(name) for name in (self.UNIT, self.UNIT_NAME, self.NET)]
        wanted = [
            *self._fields_of(run, self._by(run)),
            *single,
            *run.fields(self.LOADS),
            self._area_field(run),
        ]
        return list(dict.fromkeys(name for name in wanted if name))

    def _quantities(self, run, table):
        """Totals of the features: the net emission under its declared name, others under their own."""
        found = {}
        if run.field(self.NET):
            found["net_tco2"] = run.numbers(table, run.field(self.NET), self.INPUT)
        for name in run.fields(self.LOADS):
            if name != run.field(self.NET):
                found[name] = run.numbers(table, name, self.INPUT)
        return found

    def _look_at(self, run, table, held, area_ha):
        """Warn of totals that say nothing, and of totals of units that stand in each of their pieces."""
        unit_field = run.field(self.UNIT)
        codes = table[unit_field].tolist() if unit_field else []
        unit, named, _ = summarytables.units_of(codes, None, len(table), "en") if codes else ([], [], [])
        for name, values in held.items():
            if not np.isfinite(values).any():
                run.warn(
                    problem(
                        "The field {field} of {layer} has no value at all; its sums are empty.",
                        field=name,
                        layer=run.layer_name(self.INPUT),
                    )
                )
                continue
            again = summary.repeated(np.asarray(unit), values, area_ha) if len(unit) else []
            if len(again):
                run.warn(
                    problem(
                        "The field {field} of {layer} has the same value in all pieces of {count} units, "
                        "large and small ({units}): it is probably a total of the whole unit, which counts "
                        "once for each piece here. Share it out by area first, as the sub-zones do, or leave "
                        "it out.",
                        field=name,
                        layer=run.layer_name(self.INPUT),
                        count=len(again),
                        units=", ".join(str(named[at]) for at in again[:SHOWN]),
                    )
                )

    def _as_it_is(self, run, lang):
        """The features as they are, each in the unit that its field names."""
        name = self._area_field(run)
        table = run.columns(self.INPUT, self._needed(run), area=not name)
        area_ha = run.numbers(table, name, self.INPUT) if name else table.area_ha
        area_ha = self._counted(run, np.asarray(area_ha, dtype=np.float64))
        unit_field, name_field = run.field(self.UNIT), run.field(self.UNIT_NAME)
        given = table[unit_field].tolist() if unit_field else None
        named = table[name_field].tolist() if name_field else None
        unit, codes, names = summarytables.units_of(given, named, len(table), lang)
        rows, held = np.arange(len(table)), self._quantities(run, table)
        self._look_at(run, table, held, area_ha)
        return summarytables.Input(table, rows, unit, codes, names, area_ha, held)

    def _counted(self, run, area_ha):
        """Areas without the missing ones, which are told."""
        missing = ~np.isfinite(area_ha)
        if missing.any():
            run.warn(
                problem(
                    "{count} features of {layer} have no area; they count without one.",
                    count=int(missing.sum()),
                    layer=run.layer_name(self.INPUT),
                )
            )
        return np.where(missing, 0.0, area_ha)

    def _cut(self, run, lang):
        """Pieces of the features by administrative unit; totals shared by area."""
        crs = run.optional_source(self.INPUT).sourceCrs()
        zones = zonecodes.Layer(run, self.INPUT, crs, self._needed(run))
        asked = [name for name in (run.field(self.ADMIN_FIELD), run.field(self.ADMIN_NAME)) if name]
        units = zonecodes.Layer(run, self.ADMIN, crs, list(dict.fromkeys(asked)))
        run.say(areas.describe(crs, run.context))
        measure = areas.measure(crs, run.context)
        found = crossing.cross(zones.shapes, units.shapes, measure, run.progress, run.number(self.SLIVER))
        whole = np.bincount(found.first, weights=found.area_ha, minlength=len(zones.shapes))
        held = self._quantities(run, zones.table)
        self._look_at(run, zones.table, held, whole)
        shared = {
            name: subzones.share_out(values, whole, found.first, found.area_ha)
            for name, values in held.items()
        }
        name = run.field(self.ADMIN_NAME)
        named = units.table[name].tolist() if name else None
        unit, codes, names = summarytables.units_of(
            units.table[asked[0]].tolist(), named, len(units.shapes), lang
        )
        outside = found.second < 0
        if outside.any():
            run.warn(
                problem(
                    "{area} ha of {layer} lie outside all administrative units; they stand apart.",
                    area=round(float(found.area_ha[outside].sum()), 4),
                    layer=run.layer_name(self.INPUT),
                )
            )
            codes, names = [*codes, None], [*names, words.word("summary.outside", lang)]
        of = np.append(unit, len(codes) - 1)[found.second]
        return summarytables.Input(zones.table, found.first, of, codes, names, found.area_ha, shared)

    def _zone(self, run, by, table, known):
        """Position of the zone of each feature in the list of codes *known*."""
        codes, fields = zonecodes.Codes(run), self._fields_of(run, by)
        if len(fields) == 2:
            space = codes.spaces(table, fields[0], self.INPUT)
            texts, _ = subzones.codes(space, codes.classes(table, fields[1], self.INPUT))
        elif by == "subzone":
            values = codes.subzones(table, fields[0], self.INPUT)
            texts, _ = subzones.codes(values // 10, values % 10)
        elif by == "class":
            texts = np.array(sixclass.CODES, dtype=object)[codes.classes(table, fields[0], self.INPUT)]
        else:
            texts = spaces.space_codes(codes.spaces(table, fields[0], self.INPUT))
        codes.refuse_unknown()
        place = {code: at for at, code in enumerate(known)}
        return np.array([place[text] for text in texts], dtype=np.int64)

    def _tell(self, run, by, made, legend, given):
        sums = np.bincount(made.zone, weights=made.area_ha, minlength=len(legend))
        counted = {entry.code: float(area) for entry, area in zip(legend, sums) if area > 0}
        run.record["standards"]["summed_up_by"] = by
        run.result("area_by_zone_ha", counted)
        listed = ", ".join(f"{code} {hectares:.4f}" for code, hectares in counted.items())
        run.say(translate("ZoneSummary", "Area by zone (ha): {areas}").format(areas=listed))
        for name, values in given.quantities.items():
            missing = int((~np.isfinite(values)).sum())
            if missing:
                run.warn(
                    problem(
                        "{count} pieces have no value of {name}; sums are sums of what is known.",
                        count=missing,
                        name=name,
                    )
                )

    def _report(self, run, lang, made, legend, given):
        labels = {
            name: words.word("summary.net", lang) if name == "net_tco2" else columns.words_for(name, lang)
            for name in given.quantities
        }
        return summary_report.SummaryReport(
            title=words.word("algorithm.zonesummary", lang),
            subtitle=run.layer_name(self.INPUT),
            zones=legend,
            units=given.names,
            summary=made,
            quantities=labels,
            records=provenance.chain(run.record),
        )
