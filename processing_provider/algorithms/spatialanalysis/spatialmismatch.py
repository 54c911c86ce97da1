"""Spatial mismatch of two quantities: where one outruns the other, and how far it would have to travel."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsGeometry, QgsLineString, QgsProcessingOutputNumber

from ....core.errors import InputError, problem
from ....core.spatial import mismatch
from ....toolbelt import plane
from ....toolbelt.polygons import listed
from ....toolbelt.translation import translate
from ... import groups, neighbours
from ...algorithm import Algorithm
from ...parameters import field, output, source

FEW_UNITS = 1000  # so many are transported in a moment; more only where the flows are asked for


class SpatialMismatch(Algorithm):
    """Asks for two quantities of units; gives their mismatch, and the flows that would end it."""

    ID = "spatialmismatch"
    GROUP = groups.SPATIAL
    NEEDS = ("scipy",)
    TAGS = "mismatch,location quotient,Gini,transport,earth mover,空间错配,区位熵,基尼系数,资源适配"

    INPUT, FIRST, SECOND, NAME = "INPUT", "FIRST", "SECOND", "NAME"
    FIRST_LATER, SECOND_LATER = "FIRST_LATER", "SECOND_LATER"
    OUTPUT, FLOWS = "OUTPUT", "FLOWS"
    SMI, GINI, CENTRE_M, TRANSPORT_M = "SMI", "GINI", "CENTRE_M", "TRANSPORT_M"
    SMI_LATER, CONSISTENCY = "SMI_LATER", "CONSISTENCY"

    def displayName(self):
        return translate("SpatialMismatch", "Spatial mismatch")

    def initAlgorithm(self, config=None):
        for parameter in (
            source(self.INPUT, translate("SpatialMismatch", "Units"), neighbours.UNITS),
            field(self.FIRST, translate("SpatialMismatch", "First quantity (load, supply)"), optional=False),
            field(
                self.SECOND,
                translate("SpatialMismatch", "Second quantity (capacity, demand)"),
                optional=False,
            ),
            field(self.FIRST_LATER, translate("SpatialMismatch", "First quantity at a later date")),
            field(self.SECOND_LATER, translate("SpatialMismatch", "Second quantity at a later date")),
            field(self.NAME, translate("SpatialMismatch", "Name of the unit, for the flows"), "unit_name"),
            output(self.OUTPUT, translate("SpatialMismatch", "Mismatch of the units")),
            output(self.FLOWS, translate("SpatialMismatch", "Flows that end the mismatch"), True),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.SMI, translate("SpatialMismatch", "Spatial mismatch index (0 to 1)")),
            (self.GINI, translate("SpatialMismatch", "Spatial Gini coefficient")),
            (self.CENTRE_M, translate("SpatialMismatch", "Distance of the gravity centres (m)")),
            (self.TRANSPORT_M, translate("SpatialMismatch", "Mean distance that a share must travel (m)")),
            (self.SMI_LATER, translate("SpatialMismatch", "Spatial mismatch index at the later date")),
            (self.CONSISTENCY, translate("SpatialMismatch", "Consistency of the moves of both centres")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        units, found = request.optional_source(self.INPUT), []
        if bool(request.field(self.FIRST_LATER)) != bool(request.field(self.SECOND_LATER)):
            found.append(problem("Choose both quantities at the later date, or none."))
        try:
            plane.fitting(units.sourceCrs(), units.sourceExtent(), request.context)
        except InputError as error:
            found += error.problems
        return found

    def work(self, run):
        fields = [run.field(name) for name in self._quantities(run)]
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [*fields, run.field(self.NAME)])
        values = [run.numbers(table, name, self.INPUT) for name in fields]
        run.stage(0.2, 0.4)
        units = neighbours.read(run, self.INPUT)
        known = np.isfinite(values).all(axis=0) & units.present
        self._refuse(run, table, fields, values, known)
        ground = plane.fitting(units.crs, run.source(self.INPUT).sourceExtent(), run.context)
        if ground.described:
            run.say(ground.described)
        positions = np.flatnonzero(known)
        points = ground.points(units.centres(positions))
        first, second, *later = [column[known] for column in values]
        made = mismatch.mismatch(first, second)
        numbers = {
            self.SMI: made.index,
            self.GINI: made.gini,
            self.CENTRE_M: mismatch.centre_distance(points, first, second),
            **self._later(run, points, first, second, later),
        }
        run.stage(0.4, 0.7)
        results, numbers[self.TRANSPORT_M] = {}, None
        if run.wanted(self.FLOWS) or len(points) <= FEW_UNITS:
            numbers[self.TRANSPORT_M], flows = mismatch.transport(points, first, second)
            if run.wanted(self.FLOWS):
                results[self.FLOWS] = self._give_flows(run, table, positions, points, ground, flows)
        run.stage(0.7, 1.0)
        results[self.OUTPUT] = run.give_features(
            self.OUTPUT,
            run.source(self.INPUT),
            table.ids,
            columns(made, known),
            legend="mismatch",
        )
        self._tell(run, numbers)
        return {**results, **numbers}

    def _quantities(self, run):
        later = (self.FIRST_LATER, self.SECOND_LATER)
        return (self.FIRST, self.SECOND, *(later if run.field(self.FIRST_LATER) else ()))

    def _refuse(self, run, table, fields, values, known):
        """Refuse negative quantities and those that are zero everywhere; say how many units are left out."""
        found = []
        for name, column in zip(fields, values):
            negative = known & (column < 0)
            if negative.any():
                found.append(
                    problem(
                        "{count} values of {field} are negative (feature ids: {ids}); shares of a total need "
                        "values of 0 or above. Take sources and sinks apart.",
                        count=int(negative.sum()),
                        field=name,
                        ids=listed(table.ids[negative].tolist()),
                    )
                )
            elif not (column[known] > 0).any():
                found.append(problem("{field} is nowhere above 0; there are no shares of it.", field=name))
        if found:
            raise InputError(*found)
        if not known.all():
            run.warn(
                problem(
                    "{count} units lack a value of {fields} or a geometry and take no part.",
                    count=int((~known).sum()),
                    fields=", ".join(fields),
                )
            )

    def _later(self, run, points, first, second, later):
        if not later:
            return {self.SMI_LATER: None, self.CONSISTENCY: None}
        cosine = mismatch.consistency(points, (first, later[0]), (second, later[1]))
        return {self.SMI_LATER: mismatch.mismatch(*later).index, self.CONSISTENCY: cosine}

    def _give_flows(self, run, table, positions, points, ground, flows):
        labels = table[run.field(self.NAME)] if run.field(self.NAME) else table.ids
        start, end = (np.array([flow[side] for flow in flows], dtype=int) for side in (0, 1))
        places = ground.back(points)
        lines = [
            QgsGeometry(QgsLineString(places[[one, other], 0].tolist(), places[[one, other], 1].tolist()))
            for one, other in zip(start, end)
        ]
        new = {
            "from_unit": labels[positions[start]].astype(str).astype(object),
            "to_unit": labels[positions[end]].astype(str).astype(object),
            "flow_share": np.array([flow[2] for flow in flows], dtype=np.float64),
            "distance_m": np.hypot(*(points[end] - points[start]).T),
        }
        crs = run.source(self.INPUT).sourceCrs()
        return run.give_shapes(self.FLOWS, lines, new, Qgis.WkbType.LineString, crs, legend="flows")

    def _tell(self, run, numbers):
        words = {
            self.SMI: "SMI",
            self.GINI: "Gini",
            self.CENTRE_M: translate("SpatialMismatch", "distance of the centres (m)"),
            self.TRANSPORT_M: translate("SpatialMismatch", "mean transport (m)"),
            self.SMI_LATER: translate("SpatialMismatch", "SMI at the later date"),
            self.CONSISTENCY: translate("SpatialMismatch", "consistency of moves"),
        }
        told = {name: value for name, value in numbers.items() if value is not None}
        run.say(", ".join(f"{words[name]}: {value:.6g}" for name, value in told.items()))
        run.record["standards"].update({name.lower(): value for name, value in told.items()})


def columns(made: mismatch.Mismatch, known: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns over the features; NULL where a unit took no part."""

    def spread(values):
        column = np.full(len(known), np.nan)
        column[known] = values
        return column

    return {
        "share_a": spread(made.share_a),
        "share_b": spread(made.share_b),
        "mismatch": spread(made.difference),
        "location_quotient": spread(made.quotient),
    }
