"""Four spaces from land use and control lines, with the conflicts of the lines."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsProcessingOutputNumber

from ....core import landuse_rules
from ....core.errors import problem
from ....core.zoning import spaces
from ....toolbelt import areas, overlaps, provenance
from ....toolbelt import pieces as parts
from ....toolbelt.overlay import Cutter
from ....toolbelt.polygons import listed
from ....toolbelt.translation import language, translate
from ... import controllines, groups, landcodes, polygoninputs
from ...algorithm import Algorithm
from ...parameters import advanced, box, choice, number, output, source

SEA_AT = spaces.LAYERS.index("sea")
MARINE_AT = (spaces.LAYERS.index("marine_red_line"), spaces.LAYERS.index("marine_development"))


class FourSpaces(Algorithm):
    """Cuts land use by the control lines, and gives every piece its space, rule, conflict and lock."""

    ID = "fourspaces"
    GROUP = groups.ZONING
    TAGS = (
        "space,red line,farmland,urban boundary,sea,land use,zoning,"
        "三区三线,四类空间,生态保护红线,永久基本农田,城镇开发边界"
    )

    INPUT, ALTERNATIVES, SPECIAL_USE, ADD_SEA = "INPUT", "ALTERNATIVES", "SPECIAL_USE", "ADD_SEA"
    CHECK_OVERLAPS, SLIVER = "CHECK_OVERLAPS", "SLIVER"
    OUTPUT, CONFLICTS, AREAS = "OUTPUT", "CONFLICTS", "AREAS"
    NO_DATA_HA, CONFLICT_HA, OVERLAP_HA = "NO_DATA_HA", "CONFLICT_HA", "OVERLAP_HA"

    def displayName(self):
        return translate("FourSpaces", "Four spaces")

    def initAlgorithm(self, config=None):
        land_use = source(self.INPUT, translate("FourSpaces", "Land-use polygons"))
        for parameter in (land_use, *landcodes.parameters(), *controllines.parameters(), *self._rules()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("FourSpaces", "Spaces")))
        self.addParameter(output(self.CONFLICTS, translate("FourSpaces", "Conflicts of control lines"), True))
        self.addParameter(output(self.AREAS, translate("FourSpaces", "Areas by space"), True))
        for name, label in (
            (self.NO_DATA_HA, translate("FourSpaces", "Area without a space (ha)")),
            (self.CONFLICT_HA, translate("FourSpaces", "Area in conflict (ha)")),
            (self.OVERLAP_HA, translate("FourSpaces", "Overlap of the land-use polygons (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _rules(self):
        groups_of_doubt = [group for group in landuse_rules.doubtful_groups() if group.alternative_space]
        doubts = {
            group.code: f"{group.name(language())}: {group.default_space} → {group.alternative_space}"
            for group in groups_of_doubt
        }
        return (
            choice(
                self.ALTERNATIVES,
                translate("FourSpaces", "Doubtful land classes that take their alternative space"),
                doubts,
                many=True,
                optional=True,
            ),
            choice(
                self.SPECIAL_USE,
                translate("FourSpaces", "Special-use zone of the urban boundary"),
                {
                    "U": translate("FourSpaces", "urban space"),
                    "E": translate("FourSpaces", "ecological space"),
                },
            ),
            box(self.ADD_SEA, translate("FourSpaces", "Add the sea outside the land-use polygons"), True),
            polygoninputs.invalid(),
            advanced(
                box(
                    self.CHECK_OVERLAPS,
                    translate("FourSpaces", "Measure overlaps of land-use polygons"),
                    True,
                )
            ),
            advanced(
                number(
                    self.SLIVER,
                    translate("FourSpaces", "Slivers that are not cut off, up to (m²)"),
                    0.01,
                    0.0,
                )
            ),
        )

    def problems(self, request):
        return [
            *polygoninputs.problems(request, [self.INPUT, *controllines.PARAMETERS]),
            *landcodes.problems(request),
            *controllines.problems(request),
        ]

    def work(self, run):
        land_use = run.source(self.INPUT)
        run.stage(0.0, 0.1)
        land = landcodes.read(run, run.columns(self.INPUT, [landcodes.code_field(run)]))
        run.stage(0.1, 0.2)
        layers = controllines.read(run, land_use.sourceCrs())
        run.stage(0.2, 0.6)
        pieces, overlap_ha = self._cut(run, land_use, layers)
        controllines.warn_of_far_ones(run, layers, pieces.covers)
        assignment = self._assign(run, land, pieces)
        self._tell(run, pieces, assignment)
        run.stage(0.7, 1.0)
        found = {
            "space": assignment.space_codes(),
            "space_code": assignment.space.astype(int),
            "space_rule": assignment.rule_codes(),
            "conflict": assignment.conflict_codes(),
            "lock_level": np.where(assignment.lock >= 0, assignment.lock.astype(object), None),
            "area_ha": pieces.area_ha,
        }
        result = {self.OUTPUT: run.give_pieces(self.OUTPUT, land_use, pieces, found, legend="spaces")}
        if run.wanted(self.CONFLICTS):
            result[self.CONFLICTS] = self._give_conflicts(run, land_use, pieces, assignment)
        if run.wanted(self.AREAS):
            result[self.AREAS] = run.give_table(self.AREAS, area_columns(assignment, pieces.area_ha))
        result[self.NO_DATA_HA] = float(pieces.area_ha[assignment.space == spaces.NO_SPACE].sum())
        result[self.CONFLICT_HA] = float(pieces.area_ha[assignment.conflicts > 0].sum())
        result[self.OVERLAP_HA] = overlap_ha
        return result

    def _cut(self, run, land_use, layers):
        """Pieces of the land-use polygons and of the sea around them, and the overlap of the polygons."""
        measure = areas.measure(land_use.sourceCrs(), run.context)
        run.say(areas.describe(land_use.sourceCrs(), run.context))
        door, edges = polygoninputs.door(run, self.INPUT), overlaps.Edges()
        checks = run.yes(self.CHECK_OVERLAPS)
        adds_sea = run.yes(self.ADD_SEA) and bool(layers[SEA_AT].shapes)
        knife = parts.Knife(Cutter(layers), measure, run.number(self.SLIVER))
        pieces = parts.cut_source(
            land_use, knife, door, run.progress, SEA_AT if adds_sea else None, edges.add if checks else None
        )
        for remark in door.remarks():
            run.warn(remark)
        run.stage(0.6, 0.65)
        if adds_sea:
            pieces = self._with_sea(run, pieces, layers[SEA_AT].shapes, knife)
        return pieces, self._overlap(run, land_use, edges, measure) if checks else float("nan")

    def _with_sea(self, run, pieces, sea, knife):
        """The pieces, with the sea that no land-use polygon covers; slivers along the coast are no sea."""
        inside = np.flatnonzero(pieces.covers[:, SEA_AT] > 0)
        waters = parts.outside(sea, [pieces.geometries[at] for at in inside])
        least = run.number(self.SLIVER) / areas.SQUARE_METRES_PER_HECTARE
        cut = [piece for water in waters for piece in knife.cut(water, -1) if piece[2] > least]
        run.say(
            translate("FourSpaces", "Sea outside the land-use polygons: {area} ha in {count} pieces.").format(
                area=round(sum(area for _, _, area in cut), 4), count=len(cut)
            )
        )
        return pieces.with_more(
            [piece for piece, _, _ in cut], [covers for _, covers, _ in cut], [area for _, _, area in cut]
        )

    def _overlap(self, run, land_use, edges, measure):
        run.stage(0.65, 0.7)
        found = overlaps.measured(land_use, edges, measure, run.progress)
        run.result("overlap_ha", found.area_ha)
        if found.pairs:
            run.warn(
                problem(
                    "The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum, which are counted "
                    "more than once (feature ids: {ids}).",
                    layer=run.layer_name(self.INPUT),
                    pairs=found.pairs,
                    area=round(found.area_ha, 4),
                    ids=listed(found.ids),
                )
            )
        return found.area_ha

    def _assign(self, run, land, pieces):
        switches = run.choices(self.ALTERNATIVES)
        space_of = land.of_each(
            lambda one: spaces.space_value(land.scheme.space_of(one, switches)), spaces.NO_SPACE, np.uint8
        )
        turned = land.of_each(lambda one: bool(one.alt_space) and one.doubt in switches, False, bool)
        # pieces of no feature, the open sea, have no land use
        own = np.append(space_of, np.uint8(spaces.NO_SPACE))[pieces.parent]
        alternative = np.append(turned, False)[pieces.parent]
        covers = {layer: pieces.covers[:, at] for at, layer in enumerate(spaces.LAYERS)}
        zones = covers[spaces.PLANNING_ZONE]
        covers[spaces.PLANNING_ZONE] = (zones > 0).astype(int)
        covers[spaces.LAND_USE] = np.where(
            alternative, spaces.ALTERNATIVE_SPACE, np.where(own > 0, spaces.DEFAULT_SPACE, 0)
        )
        special = ["special_use"] if run.choice(self.SPECIAL_USE) == "E" else []
        for name in ("space_precedence.csv", "space_conflicts.csv"):
            digest = provenance.file_checksum(spaces.FOLDER / name)[:12]
            run.record["tables"][name] = {"origin": "built-in", "digest": digest}
        run.record["standards"].update(
            doubtful_alternatives=switches,
            special_use_zone=run.choice(self.SPECIAL_USE),
            sliver_m2=run.number(self.SLIVER),
        )
        return spaces.assign(covers, {spaces.LAND_USE: own, spaces.PLANNING_ZONE: zones}, special)

    def _tell(self, run, pieces, assignment):
        codes, sums = assignment.space_codes(), {}
        for code in spaces.space_codes([*range(1, 5), spaces.NO_SPACE]).tolist():
            sums[code] = float(pieces.area_ha[codes == code].sum())
        words = ", ".join(f"{code} {hectares:.4f}" for code, hectares in sums.items())
        run.say(translate("FourSpaces", "Area by space (ha): {areas}").format(areas=words))
        run.result("area_by_space_ha", sums)
        for position, rule in enumerate(spaces.conflict_rules()):
            where = assignment.with_conflict(position)
            if where.any():
                run.warn(
                    problem(
                        "Conflict {code}, {name}: {area} ha in {count} pieces.",
                        code=rule.code,
                        name=rule.name(language()),
                        area=round(float(pieces.area_ha[where].sum()), 4),
                        count=int(where.sum()),
                    )
                )
        landward = (pieces.covers[:, MARINE_AT] > 0).any(axis=1) & (pieces.covers[:, SEA_AT] == 0)
        if landward.any() and run.optional_source(controllines.SEA) is not None:
            run.warn(
                problem(
                    "{area} ha of marine lines lie landward of the sea mask; they count as marine space. "
                    "Check the coastline.",
                    area=round(float(pieces.area_ha[landward].sum()), 4),
                )
            )

    def _give_conflicts(self, run, land_use, pieces, assignment):
        """One polygon for each place that hangs together and each kind of conflict."""
        measure = areas.measure(land_use.sourceCrs(), run.context)
        shapes, rules, hectares = [], [], []
        for position, rule in enumerate(spaces.conflict_rules()):
            where = np.flatnonzero(assignment.with_conflict(position))
            places = parts.single_parts(parts.united(parts.geometries_at(land_use, pieces, where)))
            shapes += places
            rules += [rule] * len(places)
            whole = float(pieces.area_ha[where].sum())
            hectares += parts.shared_out([measure(place) for place in places], whole)
        new = {
            "conflict": np.array([rule.code for rule in rules], dtype=object),
            "conflict_name": np.array([rule.name(language()) for rule in rules], dtype=object),
            "treatment": np.array([rule.text("treatment", language()) for rule in rules], dtype=object),
            "area_ha": np.array(hectares, dtype=np.float64),
        }
        kind, crs = Qgis.WkbType.Polygon, land_use.sourceCrs()
        return run.give_shapes(self.CONFLICTS, shapes, new, kind, crs, legend="conflicts")


def area_columns(assignment: spaces.Assignment, area_ha: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns of the table of areas by space and deciding rule, words in the user's language."""
    rows = spaces.areas(assignment, area_ha)

    def texts(values):
        return np.array(list(values), dtype=object)

    return {
        "space": texts(spaces.space_codes(row.space) for row in rows),
        "space_name": texts(spaces.space_name(row.space, language()) for row in rows),
        "space_rule": texts(row.rule.code for row in rows),
        "rule_name": texts(row.rule.name(language()) for row in rows),
        "pieces": np.array([row.count for row in rows], dtype=int),
        "area_ha": np.array([row.area_ha for row in rows], dtype=np.float64),
        "share": np.array([row.share for row in rows], dtype=np.float64),
    }
