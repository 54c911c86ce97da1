"""Key areas of carbon, of pollution, of both and of sinks, with their reasons."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import years
from ....core.errors import problem
from ....core.spatial import keyareas, local, sources
from ....core.spatial.inference import significant, two_sided
from ....core.transmission import trend
from ....toolbelt import areas
from ....toolbelt.translation import language, translate
from ... import checks, groups, inference, neighbours
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, box, choice, field, number, output, source

LEAST_YEARS = trend.FEWEST


class KeyAreas(Algorithm):
    """Asks for what speaks for a key area; counts the votes and gives the reasons."""

    ID = "keyareas"
    GROUP = groups.SPATIAL
    TAGS = "key area,vote,Pareto,trend,synergy,关键区域,重点区域,协同,投票"

    INPUT, NET, U, NET_YEARS = "INPUT", "NET", "U", "NET_YEARS"
    LOAD, V, LOAD_YEARS = "LOAD", "V", "LOAD_YEARS"
    SINK, SINK_SIGN, CLASS, AREA = "SINK", "SINK_SIGN", "CLASS", "AREA"
    SHARE, LIMIT, DENSE, VOTES, USE_HOTSPOTS = "SHARE", "LIMIT", "DENSE", "VOTES", "USE_HOTSPOTS"
    OUTPUT = "OUTPUT"
    SYNERGY, CARBON, POLLUTION, SINKS = "SYNERGY", "CARBON", "POLLUTION", "SINKS"
    NET_HHI, LOAD_HHI = "NET_HHI", "LOAD_HHI"

    def displayName(self):
        return translate("KeyAreas", "Key areas")

    def initAlgorithm(self, config=None):
        tests = (
            advanced(inference.level_parameter()),
            *(advanced(parameter) for parameter in inference.permutation_parameters()),
            *(advanced(parameter) for parameter in inference.decision_parameters()),
        )
        for parameter in (*self._evidence(), *self._rule(), *neighbours.parameters(), *tests):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("KeyAreas", "Key areas")))
        for name, label in (
            (self.SYNERGY, translate("KeyAreas", "Key areas of both")),
            (self.CARBON, translate("KeyAreas", "Key areas of carbon alone")),
            (self.POLLUTION, translate("KeyAreas", "Key areas of pollution alone")),
            (self.SINKS, translate("KeyAreas", "Key areas of sinks")),
            (self.NET_HHI, translate("KeyAreas", "Concentration of the net emission (HHI)")),
            (self.LOAD_HHI, translate("KeyAreas", "Concentration of the pollution (HHI)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _evidence(self):
        return (
            source(self.INPUT, translate("KeyAreas", "Units"), ANY_TABLE),
            field(self.NET, translate("KeyAreas", "Net carbon emission (t CO2e per year)"), "net_tco2"),
            field(self.U, translate("KeyAreas", "Normalised carbon exceedance u"), "u"),
            field(self.NET_YEARS, translate("KeyAreas", "Net emission of several years"), many=True),
            field(self.LOAD, translate("KeyAreas", "Pollution load"), "eq_total"),
            field(self.V, translate("KeyAreas", "Normalised pollution exceedance v"), "v"),
            field(self.LOAD_YEARS, translate("KeyAreas", "Pollution load of several years"), many=True),
            field(self.SINK, translate("KeyAreas", "Carbon sink (t CO2e per year)")),
            choice(
                self.SINK_SIGN,
                translate("KeyAreas", "Sinks are written as"),
                {
                    "negative": translate("KeyAreas", "negative numbers"),
                    "positive": translate("KeyAreas", "positive removals"),
                },
            ),
            field(self.CLASS, translate("KeyAreas", "Class (S, SC ...)"), "cp_class"),
            field(self.AREA, translate("KeyAreas", "Area in ha (empty: measured)"), "area_ha"),
        )

    def _rule(self):
        return (
            number(self.VOTES, translate("KeyAreas", "Votes that make a key area"), 2, 1, 4, whole=True),
            number(self.SHARE, translate("KeyAreas", "Share of the total that “most” means"), 0.8, 0.0, 1.0),
            number(self.LIMIT, translate("KeyAreas", "Exceedance u or v that is strong"), 1.0, 0.0),
            advanced(
                number(
                    self.DENSE, translate("KeyAreas", "Part of the densest sinks in class S"), 0.1, 0.0, 1.0
                )
            ),
            box(self.USE_HOTSPOTS, translate("KeyAreas", "Hot spots (Gi*) cast a vote"), True),
        )

    def problems(self, request):
        found = inference.problems(request)
        if self._uses_hotspots(request):
            found += checks.package_problems(("scipy",))
            found += neighbours.problems(request, self.INPUT)
        for name in (self.NET_YEARS, self.LOAD_YEARS):
            count = len(request.fields(name))
            if 0 < count < LEAST_YEARS:
                found.append(
                    problem(
                        "A trend needs at least {least} years; {name} has {count} fields.",
                        least=LEAST_YEARS,
                        name=name,
                        count=count,
                    )
                )
        return found

    def _uses_hotspots(self, request):
        return request.yes(self.USE_HOTSPOTS) and bool(request.field(self.NET) or request.field(self.LOAD))

    def work(self, run):
        singles = [run.field(name) for name in (self.NET, self.U, self.LOAD, self.V, self.SINK, self.AREA)]
        series = [*run.fields(self.NET_YEARS), *run.fields(self.LOAD_YEARS)]
        measured = bool(run.field(self.SINK)) and not run.field(self.AREA)
        measured = measured and areas.has_polygons(run.source(self.INPUT))
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [*singles, *series, run.field(self.CLASS)], area=measured)
        amounts = self._amounts(run, table)
        run.stage(0.2, 0.7)
        criteria = {**self._plain(run, table, amounts), **self._hot(run, table, amounts)}
        criteria.update(self._rising(run, table))
        made = keyareas.key_areas(criteria, amounts, run.integer(self.VOTES))
        counts = self._tell(run, criteria, amounts, made)
        run.stage(0.7, 1.0)
        layer = run.give_features(
            self.OUTPUT, run.source(self.INPUT), table.ids, columns(made), legend="keyareas"
        )
        return {self.OUTPUT: layer, **counts}

    def _amounts(self, run, table):
        """Net emission, load and removal of the units, as far as their fields are given."""
        found = {}
        for side, name in (("carbon", self.NET), ("pollution", self.LOAD), ("sink", self.SINK)):
            if run.field(name):
                found[side] = run.numbers(table, run.field(name), self.INPUT)
        if "sink" in found and run.choice(self.SINK_SIGN) == "negative":
            found["sink"] = -found["sink"]
        return found

    def _plain(self, run, table, amounts):
        """Criteria of one column each: the largest, the strong exceedances, the densest sinks."""
        share, limit = run.number(self.SHARE), run.number(self.LIMIT)
        found = {}
        for code, side in (("C_TOP", "carbon"), ("P_TOP", "pollution"), ("K_TOP", "sink")):
            if side in amounts:
                found[code] = keyareas.in_largest(amounts[side], share)
        for code, name in (("C_EXCEEDS", self.U), ("P_EXCEEDS", self.V)):
            if run.field(name):
                found[code] = keyareas.at_least(run.numbers(table, run.field(name), self.INPUT), limit)
        area = table.area_ha
        if run.field(self.AREA):
            area = run.numbers(table, run.field(self.AREA), self.INPUT)
        if "sink" in amounts and run.field(self.CLASS) and area is not None:
            classes = table[run.field(self.CLASS)]
            found["K_DENSE"] = keyareas.dense_standard(amounts["sink"], area, classes, run.number(self.DENSE))
        return found

    def _hot(self, run, table, amounts):
        """Hot spots of carbon and of pollution, and cold spots of carbon, at the level and correction."""
        if not self._uses_hotspots(run):
            return {}
        units, found = neighbours.read(run, self.INPUT), {}
        inference.note(run)
        for side, hot, cold in (("carbon", "C_HOT", "K_COLD"), ("pollution", "P_HOT", "")):
            if side not in amounts:
                continue
            near = neighbours.build(run, units, np.isfinite(amounts[side]), side)
            made = local.getis_ord(
                amounts[side][near.positions],
                near.weights,
                True,
                run.integer(inference.PERMUTATIONS),
                run.integer(inference.SEED),
                run.progress,
            )
            marked = self._marked(run, made)
            known = near.spread(made.quadrant > 0, False)
            found[hot] = keyareas.Criterion(near.spread(marked & (made.z > 0), False), known)
            if cold:
                found[cold] = keyareas.Criterion(near.spread(marked & (made.z < 0), False), known)
        return found

    def _marked(self, run, made):
        """Units whose two-sided p-value is significant after the correction."""
        alpha, p = run.number(inference.ALPHA), made.p
        if inference.by_permutation(run):
            p = two_sided(made.p_permutation)
            inference.warn_if_unreachable(run, p, alpha, 2.0 / (run.integer(inference.PERMUTATIONS) + 1.0))
        return significant(p, alpha, run.choice(inference.CORRECTION))

    def _rising(self, run, table):
        """Trends of the series, by the years in the names of their fields."""
        found = {}
        for code, name in (("C_RISES", self.NET_YEARS), ("P_RISES", self.LOAD_YEARS)):
            names = run.fields(name)
            if not names:
                continue
            times = years.in_names(names)
            if times is None:
                times = list(range(len(names)))
                run.say(
                    translate(
                        "KeyAreas", "{fields} name no years; they are taken as a yearly series."
                    ).format(fields=", ".join(names))
                )
            values = np.column_stack([run.numbers(table, item, self.INPUT) for item in names])
            found[code] = keyareas.rising(values, times, run.number(inference.ALPHA))
        return found

    def _tell(self, run, criteria, amounts, made):
        """Say what was found; returns the output numbers."""
        run.record["standards"].update(
            criteria=sorted(criteria),
            votes=run.integer(self.VOTES),
            share=run.number(self.SHARE),
            exceedance=run.number(self.LIMIT),
            dense_sinks=run.number(self.DENSE),
            alpha=run.number(inference.ALPHA),
        )
        hhi = {}
        called = {
            "carbon": translate("KeyAreas", "Carbon"),
            "pollution": translate("KeyAreas", "Pollution"),
            "sink": translate("KeyAreas", "Sinks"),
        }
        for side, values in amounts.items():
            hhi[side] = sources.concentration(np.nan_to_num(np.maximum(values, 0)))
            run.say(
                translate(
                    "KeyAreas", "{side}: HHI {hhi}, the largest fifth of the units holds {share} %."
                ).format(
                    side=called.get(side, side),
                    hhi=f"{hhi[side]:.4f}",
                    share=f"{100 * keyareas.top_share(values):.1f}",
                )
            )
        undecided = int((made.judged == 0).sum())
        if undecided:
            run.warn(problem("{count} units could not be judged by any criterion.", count=undecided))
        return {
            self.SYNERGY: int((made.kind == keyareas.SYNERGY).sum()),
            self.CARBON: int((made.kind == keyareas.CARBON).sum()),
            self.POLLUTION: int((made.kind == keyareas.POLLUTION).sum()),
            self.SINKS: int(made.is_sink.sum()),
            self.NET_HHI: hhi.get("carbon"),
            self.LOAD_HHI: hhi.get("pollution"),
        }


def columns(made: keyareas.KeyAreas) -> dict[str, np.ndarray]:
    """Declared columns over the units."""
    return {
        "key_area": made.kind,
        "key_rank": np.array([None if np.isnan(place) else int(place) for place in made.rank], dtype=object),
        "carbon_votes": made.votes["carbon"],
        "pollution_votes": made.votes["pollution"],
        "key_sink": made.is_sink.astype(int),
        "key_codes": made.codes,
        "key_reasons": made.words(language()),
        "criteria_judged": made.judged,
    }
