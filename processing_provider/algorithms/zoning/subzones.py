"""Sub-zones: classes of units crossed with the four spaces."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsFields, QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.zoning import sixclass, spaces, subzones
from ....toolbelt import areas, crossing, polygons, provenance
from ....toolbelt.translation import language, translate
from ... import groups, polygoninputs, totals, zonecodes, zonepieces
from ...algorithm import Algorithm
from ...parameters import advanced, box, choice, field, number, output, source
from .sixclasszoning import output_columns


class SubZones(Algorithm):
    """Crosses classes with spaces, gives every piece its sub-zone and measures, and sums up areas."""

    ID = "subzones"
    GROUP = groups.ZONING
    TAGS = "sub-zone,zoning,space,class,overlay,measures,管治亚区,24亚区,分区管治,空间,措施"

    INPUT, CLASS, SPACES, SPACE = "INPUT", "CLASS", "SPACES", "SPACE"
    CLASSIFY_BY, NET, Q_P, BENCHMARK = "CLASSIFY_BY", "NET", "Q_P", "BENCHMARK"
    TOTALS, DISSOLVE, MIN_AREA, LANGUAGE, SLIVER = "TOTALS", "DISSOLVE", "MIN_AREA", "LANGUAGE", "SLIVER"
    OUTPUT, MATRIX = "OUTPUT", "MATRIX"
    NO_DATA_HA, OUTSIDE_HA = "NO_DATA_HA", "OUTSIDE_HA"

    def displayName(self):
        return translate("SubZones", "Governance sub-zones")

    def initAlgorithm(self, config=None):
        for parameter in (*self._layers(), *self._classes(), *self._shapes()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("SubZones", "Sub-zones")))
        self.addParameter(output(self.MATRIX, translate("SubZones", "Areas by space and class"), True))
        for name, label in (
            (self.NO_DATA_HA, translate("SubZones", "Area without a sub-zone (ha)")),
            (self.OUTSIDE_HA, translate("SubZones", "Area of the spaces outside the units (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _layers(self):
        return (
            source(self.INPUT, translate("SubZones", "Units with classes")),
            field(self.CLASS, translate("SubZones", "Field with the class"), "cp_class"),
            source(self.SPACES, translate("SubZones", "Spaces")),
            field(self.SPACE, translate("SubZones", "Field with the space"), "space", self.SPACES),
        )

    def _classes(self):
        return (
            choice(
                self.CLASSIFY_BY,
                translate("SubZones", "Class of a piece"),
                {
                    "unit": translate("SubZones", "that of its unit"),
                    "piece": translate(
                        "SubZones", "from the net emission of the pieces of a space in the unit"
                    ),
                },
            ),
            field(
                self.NET,
                translate("SubZones", "By piece: net emission in the layer of spaces (t CO2e per year)"),
                "net_tco2",
                self.SPACES,
            ),
            field(self.Q_P, translate("SubZones", "By piece: pollution exceedance of the units"), "q_p"),
            number(
                self.BENCHMARK,
                translate(
                    "SubZones", "By piece: carbon benchmark, t CO2e per ha (empty: that of the classes)"
                ),
                minimum=0.0,
            ),
        )

    def _shapes(self):
        languages = {
            "user": translate("SubZones", "that of QGIS"),
            "zh": translate("SubZones", "Chinese"),
            "en": translate("SubZones", "English"),
        }
        return (
            totals.parameter(self.TOTALS),
            box(self.DISSOLVE, translate("SubZones", "Join the pieces of a sub-zone in a unit"), True),
            number(
                self.MIN_AREA,
                translate("SubZones", "Patches below this area go to a neighbour (ha)"),
                0.0,
                0.0,
            ),
            choice(self.LANGUAGE, translate("SubZones", "Language of names and measures"), languages),
            polygoninputs.invalid(),
            advanced(
                number(self.SLIVER, translate("SubZones", "Slivers that are left out, up to (m²)"), 0.01, 0.0)
            ),
        )

    def problems(self, request):
        found = polygoninputs.problems(request, [self.INPUT, self.SPACES])
        needed = [(self.CLASS, self.INPUT), (self.SPACE, self.SPACES)]
        if request.choice(self.CLASSIFY_BY) == "piece":
            needed += [(self.NET, self.SPACES), (self.Q_P, self.INPUT)]
        found += [
            problem(
                "Choose the field of {layer} for the parameter {name}.",
                layer=request.layer_name(layer),
                name=name,
            )
            for name, layer in needed
            if not request.field(name)
        ]
        return found

    def work(self, run):
        crs = run.optional_source(self.INPUT).sourceCrs()
        units, places = self._read(run, crs)
        run.stage(0.25, 0.55)
        run.say(areas.describe(crs, run.context))
        measure = areas.measure(crs, run.context)
        found = crossing.cross(units.shapes, places.shapes, measure, run.progress, run.number(self.SLIVER))
        # where no space lies, the position is -1: the value behind the last one
        space = np.append(places.values, np.uint8(spaces.NO_SPACE))[found.second]
        groups_ = subzones.group(found.first, space, found.area_ha)
        classes, extra, nets = self._classified(run, found, groups_, units, places, measure)
        no_data = (groups_.space == spaces.NO_SPACE) | (classes == sixclass.ND)
        dissolve, minimum_ha = run.yes(self.DISSOLVE), run.number(self.MIN_AREA)
        zones = zonepieces.make(run, found, groups_, no_data, crs, dissolve, minimum_ha)
        space, zone_class = groups_.space[zones.group], classes[zones.group]
        new = self._columns(run, space, zone_class)
        new.update({name: values[zones.group] for name, values in extra.items()})
        if nets is not None:
            new["net_tco2"] = zones.shared_out(nets, groups_.area_ha)
        unit = groups_.unit[zones.group]
        unit_ha = np.bincount(found.first, weights=found.area_ha, minlength=len(units.shapes))
        new.update(unit_share=zones.area_ha / unit_ha[unit], area_ha=zones.area_ha)
        area = subzones.matrix(space, zone_class, zones.area_ha)
        self._tell(run, found, area)
        run.stage(0.8, 1.0)
        result = {self.OUTPUT: self._give(run, units, unit, zones.geometries, new, crs)}
        if run.wanted(self.MATRIX):
            columns = zonecodes.matrix_columns(area, self._language(run))
            result[self.MATRIX] = run.give_table(self.MATRIX, columns)
        result[self.NO_DATA_HA] = float(zones.area_ha[new["subzone_code"] == 0].sum())
        return {**result, self.OUTSIDE_HA: found.outside_ha}

    def _read(self, run, crs):
        """The units with their class values, and the spaces with their space values."""
        run.stage(0.0, 0.1)
        all_fields = [item.name() for item in run.optional_source(self.INPUT).fields()]
        units = zonecodes.Layer(run, self.INPUT, crs, all_fields)
        run.stage(0.1, 0.25)
        asked = [run.field(self.SPACE)]
        if run.choice(self.CLASSIFY_BY) == "piece":
            asked.append(run.field(self.NET))
        places = zonecodes.Layer(run, self.SPACES, crs, asked)
        codes = zonecodes.Codes(run)
        units.values = codes.classes(units.table, run.field(self.CLASS), self.INPUT)
        places.values = codes.spaces(places.table, run.field(self.SPACE), self.SPACES)
        codes.refuse_unknown()
        return units, places

    def _language(self, run):
        chosen = run.choice(self.LANGUAGE)
        return language() if chosen == "user" else chosen

    def _classified(self, run, found, groups_, units, places, measure):
        """Classes of the groups, their columns, and their net emissions (None where the unit decides)."""
        run.record["standards"]["classify_by"] = run.choice(self.CLASSIFY_BY)
        of_unit = units.values[groups_.unit]
        if run.choice(self.CLASSIFY_BY) == "unit":
            return of_unit, {}, None
        standards = subzones.standards_of(self._frozen(run), run.number(self.BENCHMARK))
        hectares = np.array([measure(shape) for shape in places.shapes])
        net = run.numbers(places.table, run.field(self.NET), self.SPACES)
        nets = subzones.share_out(net, hectares, found.second, found.area_ha)
        q_p = run.numbers(units.table, run.field(self.Q_P), self.INPUT)[groups_.unit]
        made, net_of_groups = subzones.by_piece(nets, groups_, q_p, standards)
        run.record["standards"].update(made.standards)
        classes = np.array(sixclass.CODES, dtype=object)
        return made.zoning.code, {**output_columns(made), "unit_class": classes[of_unit]}, net_of_groups

    def _frozen(self, run):
        """Standards in the provenance of the class layer; none where it has no provenance."""
        layer = run.layer(self.INPUT)
        record = provenance.read(layer) if layer is not None else None
        if record is None:
            run.warn(
                problem(
                    "{layer} does not say by which standards its classes were made; the thresholds 1 and "
                    "neutrality are used for the pieces.",
                    layer=run.layer_name(self.INPUT),
                )
            )
        return {} if record is None else record.get("standards", {})

    def _columns(self, run, space, zone_class):
        codes, values = subzones.codes(space, zone_class)
        words = subzones.prescriptions(self._language(run))

        def texts(attribute):
            return np.array([getattr(words[code], attribute) for code in codes], dtype=object)

        return {
            "space": spaces.space_codes(space),
            "space_code": space.astype(int),
            "subzone": codes,
            "subzone_code": values.astype(int),
            "subzone_name": texts("name"),
            "measures": texts("measures"),
            "control_line": np.array([words[code].line or None for code in codes], dtype=object),
            "industry_exit": texts("has_exit").astype(int),
        }

    def _tell(self, run, found, area):
        run.result("area_by_subzone_ha", zonecodes.areas_by_subzone(area))
        run.say(
            translate(
                "SubZones",
                "Sub-zones: {known} of {total} ha; without a space {space}, without a class {zone_class}.",
            ).format(
                known=round(float(area[:4, :6].sum()), 4),
                total=round(float(area[-1, -1]), 4),
                space=round(float(area[4, -1]), 4),
                zone_class=round(float(area[-1, 6]), 4),
            )
        )
        if not area[:4, :6].sum() and found.outside_ha > 0:
            run.warn(
                problem(
                    "{spaces} and {units} have no place in common with a space and a class. "
                    "Check the CRS of both layers.",
                    spaces=run.layer_name(self.SPACES),
                    units=run.layer_name(self.INPUT),
                )
            )
        if found.outside_ha > 0:
            run.warn(
                problem(
                    "{area} ha of {layer} lie outside the units and are left out.",
                    area=round(found.outside_ha, 4),
                    layer=run.layer_name(self.SPACES),
                )
            )
        if found.doubled_ha > 0:
            run.warn(
                problem(
                    "Polygons of {layer} overlap within the units by {area} ha, which are counted twice.",
                    area=round(found.doubled_ha, 4),
                    layer=run.layer_name(self.SPACES),
                )
            )

    def _give(self, run, units, unit, geometries, new, crs):
        """Write zones with the fields of their units; fields that are computed anew give way."""
        layer_fields = run.optional_source(self.INPUT).fields()
        names = [item.name() for item in layer_fields]
        kept = [at for at, name in enumerate(names) if name.lower() not in new]
        fields = QgsFields()
        for at in kept:
            fields.append(layer_fields.at(at))
        summed = totals.fields(run, self.TOTALS, fields)
        positions = [fields.lookupField(name) for name in summed]
        rows = [tuple(row[at] for at in kept) for row in units.rows]
        shared = totals.shared(rows, unit, new["unit_share"], positions, summed)
        replaced = ", ".join(name for at, name in enumerate(names) if at not in kept) or "–"
        run.say(
            translate("SubZones", "Fields of the units that are computed anew: {fields}").format(
                fields=replaced
            )
        )
        if summed:
            run.warn(
                problem(
                    "Totals of the units are shared out by area ({fields}). They do not say where within a "
                    "unit emissions arise: sea and fields get their part of what a town emits. Do not hand "
                    "in emissions of sub-zones on this ground; take accounts of parcels or a grid.",
                    fields=", ".join(summed),
                )
            )
        shapes = [polygons.multi(geometry) for geometry in geometries]
        kind, carried = Qgis.WkbType.MultiPolygon, totals.as_real(fields, positions)
        return run.give_shapes(self.OUTPUT, shapes, new, kind, crs, "subzones", carried, shared)
