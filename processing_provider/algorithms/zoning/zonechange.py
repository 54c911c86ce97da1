"""Change of classes between two dates: transition matrix, flows, improvement, merged and split units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....cartography import sankey
from ....core.errors import problem
from ....core.zoning import comparison, lineage, sixclass
from ....toolbelt import areas
from ....toolbelt import lineage as tracing
from ....toolbelt.translation import language, translate
from ... import groups, polygoninputs, zonechanges, zonepairs
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, box, choice, number, output, source, text

AREA, UNITS = "area", "units"
SHOWN = 20


class ZoneChange(Algorithm):
    """Asks for the classes of two dates; gives what went where, as map, tables and picture."""

    ID = "zonechange"
    GROUP = groups.ZONING
    TAGS = "change,transition,matrix,sankey,improvement,merge,split,变化,转移矩阵,桑基图,改善指数,合并,拆分"

    INPUT, WAY, LABEL_A, LABEL_B = "INPUT", "WAY", "LABEL_A", "LABEL_B"
    TRACE, NOISE, FLOW_BY = "TRACE", "NOISE", "FLOW_BY"
    OUTPUT, MATRIX, SANKEY, LINEAGE, PICTURE = "OUTPUT", "MATRIX", "SANKEY", "LINEAGE", "PICTURE"
    IMPROVEMENT, CHANGED_HA, ENDED_HA = "IMPROVEMENT", "CHANGED_HA", "ENDED_HA"

    def displayName(self):
        return translate("ZoneChange", "Change of classes between two dates")

    def initAlgorithm(self, config=None):
        for parameter in (*self._zonings(), *self._options()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("ZoneChange", "Units with their change")))
        for name, label in (
            (self.MATRIX, translate("ZoneChange", "Transition matrix")),
            (self.SANKEY, translate("ZoneChange", "Flows (source, target, value)")),
        ):
            table = output(name, label, True)
            table.setCreateByDefault(True)
            self.addParameter(table)
        self.addParameter(output(self.LINEAGE, translate("ZoneChange", "Units merged or split"), True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.PICTURE,
                translate("ZoneChange", "Picture of the flows"),
                fileFilter="SVG (*.svg);;PNG (*.png);;HTML (*.html)",
                optional=True,
                createByDefault=False,
            )
        )
        for name, label in (
            (self.IMPROVEMENT, translate("ZoneChange", "Improvement index (by area)")),
            (self.CHANGED_HA, translate("ZoneChange", "Area whose class has changed (ha)")),
            (self.ENDED_HA, translate("ZoneChange", "Area that no later unit continues (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _zonings(self):
        return (
            source(self.INPUT, translate("ZoneChange", "Units of the earlier date"), ANY_TABLE),
            choice(
                self.WAY,
                translate("ZoneChange", "The later date is"),
                {
                    zonepairs.LAYERS: translate("ZoneChange", "another layer, joined by unit code"),
                    zonepairs.FIELDS: translate("ZoneChange", "another field of the same layer"),
                },
            ),
            *zonepairs.parameters(),
        )

    def _options(self):
        return (
            text(self.LABEL_A, translate("ZoneChange", "Name of the earlier date, such as 2020")),
            text(self.LABEL_B, translate("ZoneChange", "Name of the later date")),
            choice(
                self.FLOW_BY,
                translate("ZoneChange", "Flows are given by"),
                {
                    AREA: translate("ZoneChange", "area (ha)"),
                    UNITS: translate("ZoneChange", "number of units"),
                },
            ),
            box(
                self.TRACE,
                translate("ZoneChange", "Trace merged and split units by their polygons (two layers)"),
                True,
            ),
            advanced(
                number(
                    self.NOISE,
                    translate("ZoneChange", "Overlaps below this share come from redrawn borders"),
                    0.01,
                    0.0,
                    0.5,
                )
            ),
            advanced(polygoninputs.invalid()),
        )

    def problems(self, request):
        found = zonepairs.problems(request, request.choice(self.WAY))
        picture = Path(request.text(self.PICTURE)) if request.wanted(self.PICTURE) else Path()
        if picture.suffix and picture.suffix.lower() not in sankey.SUFFIXES:
            found.append(
                problem(
                    "The picture {path} must end in one of {endings}.",
                    path=picture,
                    endings=", ".join(sankey.SUFFIXES),
                )
            )
        return found

    def work(self, run):
        units = run.source(self.INPUT)
        run.stage(0.0, 0.3)
        pair = zonepairs.read(run, run.choice(self.WAY))
        run.stage(0.3, 0.6)
        links = self._links(run, pair)
        made = lineage.transition(pair.code_a, pair.code_b, pair.code_other, pair.gone, pair.area_ha, links)
        self._tell(run, pair, links, made)
        run.stage(0.6, 1.0)
        new = zonechanges.unit_columns(pair.code_a, pair.code_b, pair.gone, pair.table.area_ha)
        result = {self.OUTPUT: run.give_features(self.OUTPUT, units, pair.table.ids, new, legend="changes")}
        flows, by = self._flows(run, made)
        if run.wanted(self.MATRIX):
            result[self.MATRIX] = run.give_table(self.MATRIX, zonechanges.matrix_columns(made.found))
        if run.wanted(self.SANKEY):
            result[self.SANKEY] = run.give_table(self.SANKEY, {}, flow_columns(flows, *self._labels(run)))
        if run.wanted(self.LINEAGE):
            result[self.LINEAGE] = run.give_table(self.LINEAGE, lineage_columns(pair, links))
        if run.wanted(self.PICTURE):
            result[self.PICTURE] = self._picture(run, flows, by, made)
        known = made.found.known_area
        return {
            **result,
            self.IMPROVEMENT: comparison.improvement(made.found.area_ha),
            self.CHANGED_HA: float(known.sum() - np.trace(known)),
            self.ENDED_HA: made.ended_ha,
        }

    def _links(self, run, pair):
        """What became of units whose code only one date has."""
        ended = lineage.ended(pair.units_a, pair.units_b)
        begun = lineage.ended(pair.units_b, pair.units_a)
        if pair.other is None or not (len(ended) or len(begun)):
            return []
        overlaps = []
        if not run.yes(self.TRACE) or not all(
            areas.has_polygons(run.optional_source(name)) for name in (self.INPUT, zonepairs.OTHER)
        ):
            run.warn(
                problem("Without polygons of both dates, merged and split units cannot be told from others.")
            )
        else:
            overlaps = self._overlaps(run, pair, ended, begun)
        return lineage.links(pair.units_a, pair.units_b, overlaps, run.number(self.NOISE))

    def _overlaps(self, run, pair, ended, begun):
        crs = run.source(self.INPUT).sourceCrs()
        shapes = []
        for name, code_field, units in (
            (self.INPUT, zonepairs.UNIT_CODE, pair.units_a),
            (zonepairs.OTHER, zonepairs.UNIT_CODE_OTHER, pair.units_b),
        ):
            shapes.append(zonepairs.shapes(run, name, run.field(code_field), units, crs))
        measure = areas.measure(crs, run.context)
        return tracing.overlaps(*shapes, ended.tolist(), begun.tolist(), measure, run.progress)

    def _labels(self, run):
        """Names of both dates: as the user wrote them, else those of the fields or layers."""
        fields = run.choice(self.WAY) == zonepairs.FIELDS
        before = run.field(zonepairs.CLASS_A) if fields else run.layer_name(self.INPUT)
        after = run.field(zonepairs.CLASS_B) if fields else run.layer_name(zonepairs.OTHER)
        return run.text(self.LABEL_A) or before, run.text(self.LABEL_B) or after

    def _flows(self, run, made):
        """The matrix that flows are drawn from, and its unit; units where no area is known."""
        by_area = run.choice(self.FLOW_BY) == AREA and made.found.area_ha.sum() > 0
        return (made.found.area_ha, "ha") if by_area else (made.found.units, "units")

    def _picture(self, run, flows, by, made):
        before, after = self._labels(run)
        index = comparison.improvement(made.found.area_ha if by == "ha" else made.found.units)
        note = translate("ZoneChange", "Improvement index {index}; units merged, split or ended: {ended}.")
        drawn = sankey.Flows(
            flows,
            before,
            after,
            by,
            translate("ZoneChange", "Change of classes from {before} to {after}").format(
                before=before, after=after
            ),
            (note.format(index=f"{index:+.3f}", ended=made.ended_units),),
        )
        return run.give_file(self.PICTURE, lambda path: sankey.write(path, drawn, language()), ".svg")

    def _tell(self, run, pair, links, made):
        zonechanges.tell(run, made.found)
        run.record["standards"]["noise"] = run.number(self.NOISE)
        run.result("improvement_index", comparison.improvement(made.found.area_ha))
        run.result("ended_ha", made.ended_ha)
        run.result("traced_ha", made.traced_ha)
        for event in lineage.EVENTS:
            listed = [names_of(pair, link) for link in links if link.event == event]
            if listed:
                run.warn(
                    problem(
                        "{event}: {count} ({units}{more}).",
                        event=event_words(event),
                        count=len(listed),
                        units=", ".join(listed[:SHOWN]),
                        more=" …" if len(listed) > SHOWN else "",
                    )
                )


def event_words(event: str) -> str:
    """What happened to a unit, in the user's language."""
    return {
        lineage.RECODED: translate("ZoneChange", "Units with another code"),
        lineage.MERGED: translate("ZoneChange", "Units merged"),
        lineage.SPLIT: translate("ZoneChange", "Units split"),
        lineage.RESHAPED: translate("ZoneChange", "Units merged and split"),
        lineage.NEW: translate("ZoneChange", "Units without a predecessor"),
        lineage.ENDED: translate("ZoneChange", "Units without a successor"),
    }[event]


def names_of(pair: zonepairs.Pair, link: lineage.Link) -> str:
    """The codes of a link, such as ``370201→370215``."""
    before = pair.units_a[link.row_a] if link.row_a != lineage.NOBODY else ""
    after = pair.units_b[link.row_b] if link.row_b != lineage.NOBODY else ""
    return f"{before}→{after}" if before and after else before or after or "–"


def flow_columns(matrix: np.ndarray, before: str, after: str) -> dict[str, np.ndarray]:
    """Columns source, target and value of what flows, as programs for Sankey diagrams read them."""
    rows = [
        (f"{before} {zonechanges.CLASSES[a]}", f"{after} {zonechanges.CLASSES[b]}", float(matrix[a, b]))
        for a in zonechanges.ORDER
        for b in zonechanges.ORDER
        if matrix[a, b] > 0
    ]
    return {
        "source": np.array([row[0] for row in rows], dtype=object),
        "target": np.array([row[1] for row in rows], dtype=object),
        "value": np.array([row[2] for row in rows], dtype=float),
    }


def lineage_columns(pair: zonepairs.Pair, links: list[lineage.Link]) -> dict[str, np.ndarray]:
    """Declared columns of links between units of different codes."""
    area = pair.area_ha if pair.area_ha is not None else np.full(len(pair.code_a), np.nan)

    def of(units, row):
        return units[row] if row != lineage.NOBODY else None

    rows = [
        (
            link.event,
            of(pair.units_a, link.row_a),
            of(pair.units_b, link.row_b),
            None if link.row_a == lineage.NOBODY else sixclass.CODES[pair.code_a[link.row_a]],
            None if link.row_b == lineage.NOBODY else sixclass.CODES[pair.code_other[link.row_b]],
            area[link.row_a] * link.share_a if link.row_a != lineage.NOBODY else np.nan,
            link.share_a,
            link.share_b,
        )
        for link in links
    ]
    names = (
        "unit_event",
        "unit_before",
        "unit_after",
        "class_from",
        "class_to",
        "area_ha",
        "share_before",
        "share_after",
    )
    columns = zip(*rows) if rows else [()] * len(names)
    return {
        name: np.array(column, dtype=float if name in names[5:] else object)
        for name, column in zip(names, columns)
    }
