"""Four spaces of cells from land cover and control lines, with the conflicts of the lines."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.zoning import spacecells, spaces
from ....toolbelt import provenance
from ....toolbelt import spacecells as streams
from ....toolbelt.classrasters import ClassRow
from ....toolbelt.translation import language, translate
from ... import cellinputs, celloutputs, controllines, groups, polygoninputs
from ...algorithm import Algorithm
from ...parameters import choice, output, raster_output


class FourSpacesRaster(Algorithm):
    """Draws control lines over land cover, cell by cell; the same precedence decides as for polygons."""

    ID = "fourspacesraster"
    GROUP = groups.ZONING
    TAGS = (
        "space,raster,land cover,red line,farmland,urban boundary,sea,三区三线,四类空间,栅格,土地覆被,"
        "生态保护红线,永久基本农田,城镇开发边界"
    )

    SPECIAL_USE = "SPECIAL_USE"
    OUTPUT, CONFLICTS, AREAS = "OUTPUT", "CONFLICTS", "AREAS"
    NO_DATA_HA, CONFLICT_HA = "NO_DATA_HA", "CONFLICT_HA"

    def displayName(self):
        return translate("FourSpacesRaster", "Four spaces (raster)")

    def initAlgorithm(self, config=None):
        special = choice(
            self.SPECIAL_USE,
            translate("FourSpacesRaster", "Special-use zone of the urban boundary"),
            {
                "U": translate("FourSpacesRaster", "urban space"),
                "E": translate("FourSpacesRaster", "ecological space"),
            },
        )
        land, nodata = cellinputs.space_parameters(optional=False, with_spaces=False), cellinputs.nodata()
        lines = controllines.parameters()
        for parameter in (*land, *lines, special, polygoninputs.invalid(), nodata, *self._outputs()):
            self.addParameter(parameter)
        for name, label in (
            (self.NO_DATA_HA, translate("FourSpacesRaster", "Area without a space (ha)")),
            (self.CONFLICT_HA, translate("FourSpacesRaster", "Area in conflict (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _outputs(self):
        return (
            raster_output(self.OUTPUT, translate("FourSpacesRaster", "Spaces")),
            raster_output(
                self.CONFLICTS, translate("FourSpacesRaster", "Conflicts of control lines"), optional=True
            ),
            output(self.AREAS, translate("FourSpacesRaster", "Areas by space"), True),
        )

    def problems(self, request):
        land, lines = request.layer(cellinputs.SPACES), list(controllines.PARAMETERS)
        return [
            *cellinputs.problems(request, [land]),
            *cellinputs.beyond_180_problems(request, land, lines),
            *polygoninputs.problems(request, lines),
            *controllines.problems(request),
        ]

    def work(self, run):
        reader = cellinputs.Reader(run)
        land = cellinputs.with_alternatives(run, reader.spaces())
        area = cellinputs.prepared(run, reader, land.raster.source.name)
        crs = QgsCoordinateReferenceSystem.fromWkt(reader.grid.wkt)
        run.stage(0.0, 0.1)
        layers = zip(spaces.LAYERS, controllines.read(run, crs))
        lines = {key: streams.Lines(layer, reader.grid) for key, layer in layers if layer.shapes}
        judged = spacecells.judged(["special_use"] if run.choice(self.SPECIAL_USE) == "E" else [])
        run.stage(0.1, 1.0)
        made = celloutputs.Rasters(run, reader.grid)
        writers = made.open(self.OUTPUT, "spaces"), made.open(self.CONFLICTS, "conflicts")
        found = streams.assign(land, lines, judged, area, writers, run.progress)
        cellinputs.refuse_or_warn(run, land.raster.source.name, found.unknown)
        results = made.finish(
            {self.OUTPUT: _space_rows(judged, found), self.CONFLICTS: _conflict_rows(judged, found)}
        )
        self._tell(run, judged, found)
        if run.wanted(self.AREAS):
            results[self.AREAS] = run.give_table(self.AREAS, area_columns(judged, found))
        results[self.NO_DATA_HA] = float(found.area_ha[judged.space == spaces.NO_SPACE].sum())
        results[self.CONFLICT_HA] = float(found.area_ha[judged.conflict > 0].sum())
        return results

    def _tell(self, run, judged, found):
        for name in ("space_precedence.csv", "space_conflicts.csv"):
            digest = provenance.file_checksum(spaces.FOLDER / name)[:12]
            run.record["tables"][name] = {"origin": "built-in", "digest": digest}
        run.record["standards"]["special_use_zone"] = run.choice(self.SPECIAL_USE)
        rows = celloutputs.space_sums(judged.space, found.cells, found.area_ha)
        codes = spaces.space_codes([0, 1, 2, 3, 4]).tolist()
        sums = {code: float(hectares) for code, hectares in zip(codes, rows[1])}
        run.record["standards"]["area_by_space_ha"] = sums
        words = ", ".join(f"{code} {hectares:.6g}" for code, hectares in sums.items())
        run.say(translate("FourSpacesRaster", "Area by space (ha): {areas}").format(areas=words))
        for position, rule in enumerate(spaces.conflict_rules()):
            where = judged.assignment.with_conflict(position)
            if found.cells[where].any():
                run.warn(
                    problem(
                        "Conflict {code}, {name}: {area} ha in {count} cells.",
                        code=rule.code,
                        name=rule.name(language()),
                        area=round(float(found.area_ha[where].sum()), 4),
                        count=int(found.cells[where].sum()),
                    )
                )


def _space_rows(judged, found) -> list[ClassRow]:
    return celloutputs.space_rows(*celloutputs.space_sums(judged.space, found.cells, found.area_ha))


def _conflict_rows(judged, found) -> list[ClassRow]:
    """Attribute rows of the raster of conflicts; a cell carries the first conflict that applies to it."""
    size = len(spaces.conflict_rules()) + 1
    cells = np.bincount(judged.conflict, found.cells, size)
    hectares = np.bincount(judged.conflict, found.area_ha, size)
    colours = celloutputs.colours_of("conflicts")
    return [
        ClassRow(
            number,
            rule.code,
            rule.name_en,
            rule.name_zh,
            colours[rule.code],
            int(cells[number]),
            hectares[number],
        )
        for number, rule in enumerate(spaces.conflict_rules(), start=1)
    ]


def area_columns(judged, found) -> dict[str, np.ndarray]:
    """Declared columns of the table of areas by space and deciding rule, words in the user's language."""
    rows = spacecells.area_rows(judged, found.cells, found.area_ha)

    def texts(values):
        return np.array([*values, None], dtype=object)[:-1]

    return {
        "space": texts(spaces.space_codes([row.space for row in rows])),
        "space_name": texts(spaces.space_name(row.space, language()) for row in rows),
        "space_rule": texts(row.rule.code for row in rows),
        "rule_name": texts(row.rule.name(language()) for row in rows),
        "land_count": np.array([row.count for row in rows], dtype=np.int64),
        "area_ha": np.array([row.area_ha for row in rows], dtype=np.float64),
        "share": np.array([row.share for row in rows], dtype=np.float64),
    }
