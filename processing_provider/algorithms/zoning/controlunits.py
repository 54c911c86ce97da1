"""Control units: contiguous units of management made of sub-zones."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsFields, QgsProcessingOutputNumber

from ....core import joining
from ....core.errors import InputError, Problem, problem
from ....core.zoning import controlunits, sixclass, spaces, subzones
from ....toolbelt import areas, crossing, patches, polygons
from ....toolbelt.translation import language, translate
from ... import groups, polygoninputs, totals, zonecodes
from ...algorithm import Algorithm
from ...controlpieces import Maker, Pieces, Sizes
from ...parameters import advanced, choice, field, number, output, source

SHOWN = 5
SMALL, LARGE = "SMALL", "LARGE"


class ControlUnits(Algorithm):
    """Asks for sub-zones and sizes; gives units that can be managed, with ids that last."""

    ID = "controlunits"
    GROUP = groups.ZONING
    TAGS = (
        "control unit,management,sub-zone,minimum area,dissolve,smooth,管控单元,管治单元,最小面积,平滑,归并"
    )

    INPUT, SUBZONE, UNIT = "INPUT", "SUBZONE", "UNIT"
    ADMIN, ADMIN_CODE = "ADMIN", "ADMIN_CODE"
    MIN_AREA, MAX_AREA, SMOOTH, SLIVER = "MIN_AREA", "MAX_AREA", "SMOOTH", "SLIVER"
    TOTALS, LANGUAGE, OUTPUT = "TOTALS", "LANGUAGE", "OUTPUT"
    COUNT, SLIVERS, MERGED_HA, SMALL_COUNT, LARGE_COUNT = (
        "COUNT",
        "SLIVERS",
        "MERGED_HA",
        "SMALL_COUNT",
        "LARGE_COUNT",
    )

    def displayName(self):
        return translate("ControlUnits", "Control units")

    def initAlgorithm(self, config=None):
        for parameter in (*self._layers(), *self._sizes()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("ControlUnits", "Control units")))
        for name, label in (
            (self.COUNT, translate("ControlUnits", "Number of control units")),
            (self.SLIVERS, translate("ControlUnits", "Slivers")),
            (self.MERGED_HA, translate("ControlUnits", "Area that went to another sub-zone (ha)")),
            (self.SMALL_COUNT, translate("ControlUnits", "Units below the minimum area")),
            (self.LARGE_COUNT, translate("ControlUnits", "Units above the maximum area")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _layers(self):
        return (
            source(self.INPUT, translate("ControlUnits", "Sub-zones")),
            field(self.SUBZONE, translate("ControlUnits", "Field with the sub-zone"), "subzone"),
            field(
                self.UNIT,
                translate("ControlUnits", "Field with the code of the administrative unit"),
                "unit_code",
            ),
            source(self.ADMIN, translate("ControlUnits", "or: administrative units"), optional=True),
            field(
                self.ADMIN_CODE,
                translate("ControlUnits", "with: field with their code"),
                "unit_code",
                self.ADMIN,
            ),
        )

    def _sizes(self):
        languages = {
            "user": translate("ControlUnits", "that of QGIS"),
            "zh": translate("ControlUnits", "Chinese"),
            "en": translate("ControlUnits", "English"),
        }
        smooth = translate("ControlUnits", "Smooth borders, detours up to (m; 0: as they are)")
        sliver = translate("ControlUnits", "Slivers that always go to a neighbour, up to (m²)")
        return (
            number(self.MIN_AREA, translate("ControlUnits", "Minimum area (ha)"), 1.0, 0.0),
            number(self.MAX_AREA, translate("ControlUnits", "Maximum area (ha; 0: none)"), 0.0, 0.0),
            number(self.SMOOTH, smooth, 0.0, 0.0),
            totals.parameter(self.TOTALS),
            choice(self.LANGUAGE, translate("ControlUnits", "Language of names and measures"), languages),
            polygoninputs.invalid(),
            advanced(number(self.SLIVER, sliver, 1.0, 0.0)),
        )

    def problems(self, request):
        has_admin = request.layer(self.ADMIN) is not None
        found = polygoninputs.problems(request, [self.INPUT, *([self.ADMIN] if has_admin else [])])
        needed = [(self.SUBZONE, self.INPUT)]
        needed.append((self.ADMIN_CODE, self.ADMIN) if has_admin else (self.UNIT, self.INPUT))
        found += [
            problem(
                "Choose the field of {layer} for the parameter {name}.",
                layer=request.layer_name(layer),
                name=name,
            )
            for name, layer in needed
            if not request.field(name)
        ]
        least, most = request.number(self.MIN_AREA), request.number(self.MAX_AREA)
        if 0 < most < 2 * least:
            found.append(
                problem(
                    "The maximum area {maximum} ha must be at least twice the minimum area {minimum} ha, or "
                    "the pieces of a cut would be small themselves.",
                    maximum=most,
                    minimum=least,
                )
            )
        return found

    def work(self, run):
        crs = run.optional_source(self.INPUT).sourceCrs()
        fields = run.optional_source(self.INPUT).fields()
        summed = totals.fields(run, self.TOTALS, fields)
        run.stage(0.0, 0.15)
        parts, codes = self._parts(run, crs, summed)
        run.say(areas.describe(crs, run.context))
        sizes = Sizes(
            run.number(self.MIN_AREA),
            run.number(self.MAX_AREA),
            run.number(self.SLIVER),
            run.number(self.SMOOTH),
        )
        maker = Maker(run, crs, sizes)
        made, longitude, latitude = maker.make(parts)
        run.stage(0.8, 1.0)
        new = self._columns(run, made, codes, longitude, latitude, sizes)
        counts = self._tell(run, made, maker.counts, new["flags"])
        order = np.argsort(new["control_unit"].astype(str), kind="stable")
        layer = self._give(run, made.taken(order), {key: a[order] for key, a in new.items()}, crs, summed)
        return {self.OUTPUT: layer, **counts}

    def _parts(self, run, crs, summed):
        """Single polygons of the sub-zones with their administrative units, and the codes of those."""
        layer = zonecodes.Layer(run, self.INPUT, crs, self._asked(run, summed))
        reader = zonecodes.Codes(run)
        values = reader.subzones(layer.table, run.field(self.SUBZONE), self.INPUT)
        reader.refuse_unknown()
        measure = areas.measure(crs, run.context)
        hectares = np.array([measure(shape) for shape in layer.shapes])
        amounts = [run.numbers(layer.table, name, self.INPUT) for name in summed]
        if run.layer(self.ADMIN) is None:
            codes = self._codes(run, layer.table[run.field(self.UNIT)], self.INPUT)
            shapes, of, area = layer.shapes, np.arange(len(layer.shapes)), hectares
            texts = codes
        else:
            run.stage(0.15, 0.25)
            shapes, of, area, texts = self._cut_by_admin(run, crs, layer.shapes, measure)
        single, whole, single_ha = patches.split(shapes, area, measure)
        known, unit = np.unique(texts.astype(str), return_inverse=True)
        row = of[whole]
        share = np.divide(single_ha, hectares[row], out=np.zeros(len(row)), where=hectares[row] > 0)
        table = np.array([values_[row] * share for values_ in amounts]).reshape(len(summed), len(row))
        self._say_missing(run, summed, amounts)
        return Pieces(single, single_ha, unit[whole], values[row].astype(np.int64), table), known

    def _asked(self, run, summed):
        own = [run.field(self.UNIT)] if run.layer(self.ADMIN) is None else []
        return list(dict.fromkeys([run.field(self.SUBZONE), *own, *summed]))

    def _say_missing(self, run, summed, amounts):
        for name, values in zip(summed, amounts):
            missing = int(np.isnan(values).sum())
            if missing:
                run.warn(
                    problem(
                        "{count} sub-zones have no value in {field}; the control units that they belong to "
                        "have none either.",
                        count=missing,
                        field=name,
                    )
                )

    def _codes(self, run, values, name):
        codes = joining.codes(values)
        missing = np.flatnonzero(codes == "")
        if len(missing):
            raise InputError(
                problem(
                    "{count} features of {layer} have no code of an administrative unit (first rows: "
                    "{rows}). Fill them in, or give the layer of the administrative units.",
                    count=len(missing),
                    layer=run.layer_name(name),
                    rows=", ".join(str(row + 1) for row in missing[:SHOWN]),
                )
            )
        return codes

    def _cut_by_admin(self, run, crs, shapes, measure):
        """Sub-zones cut along administrative units; what lies outside of them is left out and told."""
        admin = zonecodes.Layer(run, self.ADMIN, crs, [run.field(self.ADMIN_CODE)])
        codes = self._codes(run, admin.table[run.field(self.ADMIN_CODE)], self.ADMIN)
        found = crossing.cross(shapes, admin.shapes, measure, run.progress, run.number(self.SLIVER))
        inside = found.second != crossing.NOTHING
        outside_ha = float(found.area_ha[~inside].sum())
        if outside_ha > 0:
            run.warn(
                problem(
                    "{area} ha of {layer} lie outside the administrative units and are left out.",
                    area=round(outside_ha, 4),
                    layer=run.layer_name(self.INPUT),
                )
            )
        if not inside.any():
            raise InputError(
                problem(
                    "{layer} and {other} have no place in common. Check the CRS of both layers.",
                    layer=run.layer_name(self.INPUT),
                    other=run.layer_name(self.ADMIN),
                )
            )
        kept = [found.geometries[at] for at in np.flatnonzero(inside).tolist()]
        return kept, found.first[inside], found.area_ha[inside], codes[found.second[inside]]

    def _columns(self, run, made, codes, longitude, latitude, sizes):
        chosen = run.choice(self.LANGUAGE)
        words = subzones.prescriptions(language() if chosen == "user" else chosen)
        space, zone_class = made.subzone // 10, made.subzone % 10
        names, values = subzones.codes(space, zone_class)
        units = codes[made.unit]

        def texts(attribute):
            return np.array([getattr(words[name], attribute) for name in names], dtype=object)

        small = (made.area_ha < sizes.minimum_ha) & (made.subzone > 0)
        large = (made.area_ha > sizes.maximum_ha * (1 + 1e-9)) & (sizes.maximum_ha > 0) & (made.subzone > 0)
        flags = np.where(small, SMALL, np.where(large, LARGE, None)).astype(object)
        identifiers = controlunits.identifiers(units.tolist(), names.tolist(), longitude, latitude)
        return {
            "control_unit": np.array(identifiers, dtype=object),
            "unit_code": units.astype(object),
            "space": spaces.space_codes(space.astype(np.uint8)),
            "cp_class": np.array(sixclass.CODES, dtype=object)[zone_class],
            "subzone": names,
            "subzone_code": values.astype(int),
            "subzone_name": texts("name"),
            "measures": texts("measures"),
            "control_line": np.array([words[name].line or None for name in names], dtype=object),
            "industry_exit": texts("has_exit").astype(int),
            "area_ha": made.area_ha,
            "merged_ha": made.merged_ha,
            "flags": flags,
        }

    def _tell(self, run, made, counts, flags):
        small, large = int((flags == SMALL).sum()), int((flags == LARGE).sum())
        run.say(
            translate(
                "ControlUnits",
                "{count} control units; {slivers} slivers, {merged} patches went to a neighbour, {cut} units "
                "were cut.",
            ).format(count=len(made), slivers=counts["slivers"], merged=counts["merged"], cut=counts["cut"])
        )
        for remark in _remarks(counts, small, large):
            run.warn(remark)
        run.result("control_units", {**counts, "count": len(made), "small": small, "large": large})
        return {
            self.COUNT: len(made),
            self.SLIVERS: counts["slivers"],
            self.MERGED_HA: float(made.merged_ha.sum()),
            self.SMALL_COUNT: small,
            self.LARGE_COUNT: large,
        }

    def _give(self, run, made, new, crs, summed):
        """Write the units with their totals behind; totals that a declared column names keep that name."""
        layer_fields = run.optional_source(self.INPUT).fields()
        carried = QgsFields()
        for name in summed:
            carried.append(layer_fields.field(name))
        carried = totals.as_real(carried, range(len(summed)))
        amounts = np.where(np.isnan(made.amounts), None, made.amounts.astype(object))
        rows = [tuple(column) for column in amounts.T] if len(summed) else [()] * len(made)
        shapes = [polygons.multi(geometry) for geometry in made.geometries]
        kind = Qgis.WkbType.MultiPolygon
        return run.give_shapes(self.OUTPUT, shapes, new, kind, crs, "subzones", carried, rows)


def _remarks(counts: dict[str, float], small: int, large: int) -> list[Problem]:
    """What the user must know of units that are not as wanted, and of faults of the input."""
    overlap_ha, stayed, gaps = counts.get("overlap_ha", 0.0), counts.get("unsmoothed", 0), counts["gaps"]
    told = (
        (
            small,
            problem(
                "{count} control units are below the minimum area, for want of a neighbour or by smoothing.",
                count=small,
            ),
        ),
        (
            large,
            problem(
                "{count} control units are above the maximum area by a fragment or by smoothing.", count=large
            ),
        ),
        (gaps, problem("{count} gaps of a sliver's size lie between the sub-zones.", count=gaps)),
        (
            overlap_ha,
            problem(
                "The sub-zones overlap by {area} ha, which went to one of them; the areas are those of what "
                "came out.",
                area=round(overlap_ha, 4),
            ),
        ),
        (
            stayed,
            problem(
                "{count} borders stay as they were, because they would cross others when smoothed.",
                count=stayed,
            ),
        ),
    )
    return [remark for wrong, remark in told if wrong]
