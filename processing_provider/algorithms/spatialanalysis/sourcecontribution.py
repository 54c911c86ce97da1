"""Who causes it: contributions of sources within units, and from sources to receptors."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsGeometry, QgsLineString, QgsProcessingOutputNumber, QgsWkbTypes

from ....core import joining
from ....core.errors import InputError, problem
from ....core.spatial import attribution
from ....toolbelt import shapes
from ....toolbelt.polygons import listed
from ....toolbelt.translation import translate
from ... import groups, transfers, transferways
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, field, number, output, source


class SourceContribution(Algorithm):
    """Asks for sources, receptors and the way between them; ranks who brings what to whom."""

    ID = "sourcecontribution"
    GROUP = groups.SPATIAL
    TAGS = "source,receptor,contribution,tracing,Pareto,wind rose,污染源,溯源,贡献率,源受体,风玫瑰"

    SOURCES, NAME, EMISSION = transfers.SOURCES, "NAME", "EMISSION"
    UNIT, BASE, TARGET = "UNIT", "BASE", "TARGET"
    RECEPTORS, RECEPTOR_NAME = transfers.RECEPTORS, "RECEPTOR_NAME"
    SHARE, LEAST = "SHARE", "LEAST"
    CONTRIBUTIONS, LINES, LOADS, RANKED = "CONTRIBUTIONS", "LINES", "LOADS", "RANKED"
    LOAD, DECISIVE = "LOAD", "DECISIVE"

    def displayName(self):
        return translate("SourceContribution", "Source contribution")

    def initAlgorithm(self, config=None):
        own = (*self._sources(), *self._receptors(), *transfers.parameters(), *self._rule())
        for parameter in own:
            self.addParameter(parameter)
        for name, label, optional in (
            (self.CONTRIBUTIONS, translate("SourceContribution", "Contributions"), False),
            (self.LINES, translate("SourceContribution", "Lines from sources to receptors"), True),
            (self.LOADS, translate("SourceContribution", "Receptors with their load"), True),
            (self.RANKED, translate("SourceContribution", "Sources ranked"), True),
        ):
            self.addParameter(output(name, label, optional))
        self.addOutput(
            QgsProcessingOutputNumber(self.LOAD, translate("SourceContribution", "Sum of what arrives"))
        )
        self.addOutput(
            QgsProcessingOutputNumber(
                self.DECISIVE, translate("SourceContribution", "Sources that bring most of it")
            )
        )

    def _sources(self):
        return (
            transfers.method(),
            source(self.SOURCES, translate("SourceContribution", "Sources"), ANY_TABLE),
            field(
                self.NAME, translate("SourceContribution", "Name of the source"), "unit_name", self.SOURCES
            ),
            field(
                self.EMISSION,
                translate("SourceContribution", "Emission"),
                parent=self.SOURCES,
                optional=False,
            ),
            field(self.UNIT, translate("SourceContribution", "Unit (within units)"), parent=self.SOURCES),
            advanced(
                field(
                    self.BASE,
                    translate("SourceContribution", "Emission in the base year (within units)"),
                    parent=self.SOURCES,
                )
            ),
            advanced(
                field(
                    self.TARGET,
                    translate("SourceContribution", "Target of the unit (within units)"),
                    parent=self.SOURCES,
                )
            ),
        )

    def _receptors(self):
        return (
            source(self.RECEPTORS, translate("SourceContribution", "Receptors"), ANY_TABLE, True),
            field(
                self.RECEPTOR_NAME,
                translate("SourceContribution", "Name of the receptor"),
                "unit_name",
                self.RECEPTORS,
            ),
        )

    def _rule(self):
        return (
            number(
                self.SHARE,
                translate("SourceContribution", "Share that decisive sources bring"),
                0.8,
                0.0,
                1.0,
            ),
            advanced(
                number(
                    self.LEAST,
                    translate("SourceContribution", "Lines for contributions of at least"),
                    0.01,
                    0.0,
                    1.0,
                )
            ),
        )

    def problems(self, request):
        found = transfers.problems(request)
        way = request.choice(transfers.METHOD)
        if way == transfers.UNIT:
            lacking = [name for name in (self.NAME, self.UNIT) if not request.field(name)]
            if lacking:
                words = ", ".join(lacking)
                found.append(problem("Contributions within units need the fields {lacking}.", lacking=words))
            unmade = [name for name in (self.LINES, self.LOADS) if request.wanted(name)]
            if unmade:
                found.append(
                    problem(
                        "Contributions within units have no receptors; leave {outputs} out.",
                        outputs=", ".join(unmade),
                    )
                )
            return found
        if request.optional_source(self.RECEPTORS) is None:
            return [*found, problem("Choose the layer of the receptors.")]
        spatial = way in (transfers.WIND_WAY, transfers.GRID) or request.wanted(self.LINES)
        for name in (self.SOURCES, self.RECEPTORS) if spatial else ():
            kind = QgsWkbTypes.geometryType(request.optional_source(name).wkbType())
            if kind not in (Qgis.GeometryType.Point, Qgis.GeometryType.Polygon):
                found.append(
                    problem("{layer} has neither polygons nor points.", layer=request.layer_name(name))
                )
        return found

    def work(self, run):
        fields = (self.NAME, self.EMISSION, self.UNIT, self.BASE, self.TARGET, transfers.SOURCE_NODE)
        run.stage(0.0, 0.2)
        table = run.columns(self.SOURCES, [run.field(name) for name in fields])
        emission = self._emission(run, table, self.EMISSION)
        run.record["standards"].update(way=run.choice(transfers.METHOD), share=run.number(self.SHARE))
        if run.choice(transfers.METHOD) == transfers.UNIT:
            return self._within_units(run, table, emission)
        run.stage(0.2, 0.4)
        known = np.isfinite(emission)
        origins = self._places(run, table, self.SOURCES, self.NAME, transfers.SOURCE_NODE, known)
        there = run.columns(
            self.RECEPTORS, [run.field(self.RECEPTOR_NAME), run.field(transfers.RECEPTOR_NODE)]
        )
        every = np.ones(len(there), dtype=bool)
        receptors = self._places(
            run, there, self.RECEPTORS, self.RECEPTOR_NAME, transfers.RECEPTOR_NODE, every
        )
        run.stage(0.4, 0.8)
        made = attribution.between(
            transferways.build(run, origins, receptors),
            emission[origins.positions],
            run.number(self.SHARE),
            transferways.passing(run),
        )
        run.stage(0.8, 1.0)
        return self._give(run, origins, receptors, there, made)

    def _emission(self, run, table, name):
        """Emissions of a field; refuses negative ones, says how many are missing."""
        chosen = run.field(name)
        values = run.numbers(table, chosen, self.SOURCES)
        values = np.where(np.isfinite(values), values, np.nan)
        negative = values < 0
        if negative.any():
            raise InputError(
                problem(
                    "{count} emissions of {field} are negative (feature ids: {ids}); a source cannot emit "
                    "less than nothing. Leave sinks out.",
                    count=int(negative.sum()),
                    field=chosen,
                    ids=listed(table.ids[negative].tolist()),
                )
            )
        missing = int(np.isnan(values).sum())
        if missing:
            run.warn(
                problem(
                    "{count} sources have no emission in {field} and are left out; missing is not zero.",
                    count=missing,
                    field=chosen,
                )
            )
        return values

    def _places(self, run, table, layer, name, node, known):
        """Sources or receptors by name, those alone that take part."""
        read = shapes.read(run.source(layer), run.progress)
        names, nodes = (self._texts(run, table, one) for one in (name, node))
        names = np.array([text or str(one) for text, one in zip(names, table.ids.tolist())], dtype=object)
        if run.choice(transfers.METHOD) in (transfers.WIND_WAY, transfers.GRID):
            lost = known & ~read.present
            if lost.any():
                run.warn(
                    problem(
                        "{count} features of {layer} have no geometry and are left out.",
                        count=int(lost.sum()),
                        layer=run.layer_name(layer),
                    )
                )
            known = known & read.present
        positions = np.flatnonzero(known)
        positions = positions[np.argsort(names[positions].astype(str), kind="stable")]
        if not len(positions):
            raise InputError(problem("No feature of {layer} takes part.", layer=run.layer_name(layer)))
        absent = frozenset(names[~known].tolist()) - frozenset(names[known].tolist())
        return transferways.Places(names[positions], nodes[positions], read, positions, absent)

    def _texts(self, run, table, name):
        """Texts of an optional field; empty ones where it is not given."""
        chosen = run.field(name)
        return joining.codes(table[chosen]) if chosen else np.full(len(table), "", dtype=object)

    def _within_units(self, run, table, emission):
        base = self._emission(run, table, self.BASE) if run.field(self.BASE) else None
        target = run.numbers(table, run.field(self.TARGET), self.SOURCES) if run.field(self.TARGET) else None
        made = attribution.within(
            joining.codes(table[run.field(self.UNIT)]),
            joining.codes(table[run.field(self.NAME)]),
            emission,
            base,
            target,
            run.number(self.SHARE),
        )
        for remark in made.remarks:
            run.warn(remark)
        book = made.book
        new = {
            "receptor": made.units[book.receptor],
            "source_name": made.names[book.source],
            "emission": book.arriving,
            "contribution": book.contribution,
            "location_quotient": made.quotient[book.receptor, book.source],
            **self._ranks(book),
        }
        if made.gap is not None:
            new["gap_share"] = made.gap_by_share[book.receptor, book.source]
            if made.gap_by_growth is not None:
                new["gap_growth"] = made.gap_by_growth[book.receptor, book.source]
        results = {self.CONTRIBUTIONS: run.give_table(self.CONTRIBUTIONS, new)}
        ranked = attribution.ranking(made.amounts.sum(axis=0), run.number(self.SHARE))
        return {**results, **self._rank_sources(run, made.names, made.amounts.sum(axis=0), ranked)}

    def _ranks(self, book):
        return {
            "source_rank": book.rank,
            "cumulative": book.cumulative,
            "decisive": book.decisive.astype(int),
        }

    def _give(self, run, origins, receptors, there, made):
        book = made.book
        new = {
            "receptor": receptors.names[book.receptor],
            "source_name": origins.names[book.source],
            "emission": made.emission[book.source],
            "transfer": book.transfer,
            "arriving": book.arriving,
            "contribution": book.contribution,
            **self._ranks(book),
        }
        results = {self.CONTRIBUTIONS: run.give_table(self.CONTRIBUTIONS, new)}
        idle = int((made.load == 0).sum())
        if idle:
            run.warn(problem("{count} receptors are reached by no source.", count=idle))
        if run.wanted(self.LINES):
            results[self.LINES] = self._give_lines(run, origins, receptors, book, new)
        if run.wanted(self.LOADS):
            results[self.LOADS] = self._give_loads(run, origins, receptors, there, made)
        arriving = np.bincount(book.source, book.arriving, len(origins.names))
        ranked = attribution.ranking(arriving, run.number(self.SHARE))
        return {**results, **self._rank_sources(run, origins.names, arriving, ranked, made.emission)}

    def _give_lines(self, run, origins, receptors, book, new):
        kept = book.contribution >= run.number(self.LEAST)
        kept &= origins.shapes.present[origins.positions[book.source]]
        kept &= receptors.shapes.present[receptors.positions[book.receptor]]
        chosen = np.flatnonzero(kept)
        crs = origins.shapes.crs
        start = self._coordinates(run, origins, book.source[chosen], crs)
        end = self._coordinates(run, receptors, book.receptor[chosen], crs)
        lines = [
            QgsGeometry(QgsLineString([x, end_x], [y, end_y]))
            for (x, y), (end_x, end_y) in zip(start.tolist(), end.tolist())
        ]
        own = {name: values[chosen] for name, values in new.items()}
        return run.give_shapes(self.LINES, lines, own, Qgis.WkbType.LineString, crs, legend="contributions")

    def _coordinates(self, run, places, which, crs):
        """Coordinates of the places *which*, asking for each place once."""
        used, back = np.unique(which, return_inverse=True)
        return places.only(used).coordinates(crs, run)[back]

    def _give_loads(self, run, origins, receptors, there, made):
        book, count = made.book, len(there)
        first = book.rank == 1
        load, top, share = np.full(count, np.nan), np.full(count, None, object), np.full(count, np.nan)
        load[receptors.positions] = made.load
        at = receptors.positions[book.receptor[first]]
        top[at], share[at] = origins.names[book.source[first]], book.contribution[first]
        decisive = np.full(count, None, dtype=object)
        decisive[receptors.positions] = np.bincount(
            book.receptor[book.decisive], minlength=len(receptors.names)
        ).tolist()
        new = {
            "receptor_load": load,
            "top_source": top,
            "top_share": share,
            "decisive_sources": decisive,
        }
        return run.give_features(
            self.LOADS, run.source(self.RECEPTORS), there.ids, new, legend="receptor_load"
        )

    def _rank_sources(self, run, names, amounts, ranked, emission=None):
        """Output numbers, and the table of ranked sources where it is asked for."""
        order = ranked.order
        run.say(
            translate("SourceContribution", "{few} of {count} sources bring {share} % of it.").format(
                few=int(ranked.decisive.sum()),
                count=len(names),
                share=f"{100 * run.number(self.SHARE):g}",
            )
        )
        results = {self.LOAD: float(amounts.sum()), self.DECISIVE: int(ranked.decisive.sum())}
        if run.wanted(self.RANKED):
            new = {"source_name": names[order]}
            if emission is not None:
                new["emission"] = emission[order]
            new.update(
                arriving=amounts[order],
                contribution=ranked.share,
                source_rank=np.arange(1, len(order) + 1),
                cumulative=ranked.cumulative,
                decisive=ranked.decisive.astype(int),
            )
            results[self.RANKED] = run.give_table(self.RANKED, new)
        return results
