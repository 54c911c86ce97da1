"""Gravity centres, standard deviational ellipses, and how the centre moves."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsGeometry, QgsLineString, QgsPointXY, QgsPolygon, QgsProcessingOutputNumber

from ....core import joining, years
from ....core.errors import InputError, problem
from ....core.spatial import centre, tracks
from ....toolbelt import plane, shapes
from ....toolbelt.polygons import listed
from ....toolbelt.translation import translate
from ... import groups, neighbours
from ...algorithm import Algorithm
from ...parameters import advanced, box, choice, field, number, output, source

SQUARE_METRES_PER_KM2 = 1e6


class CentreEllipse(Algorithm):
    """Asks for places, weights and groups; draws centres, ellipses and the way of the centre."""

    ID = "centreellipse"
    GROUP = groups.SPATIAL
    TAGS = "centre of gravity,standard deviational ellipse,shift,mean centre,重心,标准差椭圆,重心迁移"

    INPUT, WEIGHTS, GROUP_FIELD, SERIES = "INPUT", "WEIGHTS", "GROUP_FIELD", "SERIES"
    PART, CONVENTION, SIZE = "PART", "CONVENTION", "SIZE"
    ELLIPSES, CENTRES, SHIFTS = "ELLIPSES", "CENTRES", "SHIFTS"
    SHIFT_M = "SHIFT_M"

    def displayName(self):
        return translate("CentreEllipse", "Gravity centre and ellipse")

    def initAlgorithm(self, config=None):
        for parameter in (*self._what(), *self._how()):
            self.addParameter(parameter)
        self.addParameter(output(self.ELLIPSES, translate("CentreEllipse", "Ellipses")))
        self.addParameter(output(self.CENTRES, translate("CentreEllipse", "Centres")))
        self.addParameter(output(self.SHIFTS, translate("CentreEllipse", "Moves of the centre"), True))
        self.addOutput(
            QgsProcessingOutputNumber(
                self.SHIFT_M, translate("CentreEllipse", "Way of the centre, all moves together (m)")
            )
        )

    def _what(self):
        return (
            source(self.INPUT, translate("CentreEllipse", "Units or points"), neighbours.UNITS),
            field(
                self.WEIGHTS, translate("CentreEllipse", "Weights (empty: all alike)"), "net_tco2", many=True
            ),
            field(self.GROUP_FIELD, translate("CentreEllipse", "Groups, for example years")),
            box(self.SERIES, translate("CentreEllipse", "The weights are years of one quantity")),
            choice(
                self.PART,
                translate("CentreEllipse", "Weights that count"),
                {
                    "all": translate("CentreEllipse", "all (none may be negative)"),
                    "sources": translate("CentreEllipse", "those above 0 (sources)"),
                    "sinks": translate("CentreEllipse", "those below 0, without their sign (sinks)"),
                },
            ),
        )

    def _how(self):
        return (
            choice(
                self.CONVENTION,
                translate("CentreEllipse", "Length of the axes"),
                {
                    "standard": translate("CentreEllipse", "one standard deviation"),
                    "yuill": translate("CentreEllipse", "times √2 (Yuill)"),
                    "crimestat": translate("CentreEllipse", "times √2, n − 2 degrees of freedom (CrimeStat)"),
                },
            ),
            advanced(number(self.SIZE, translate("CentreEllipse", "Size (standard deviations)"), 1.0, 0.0)),
        )

    def problems(self, request):
        units, found = request.optional_source(self.INPUT), []
        if not request.number(self.SIZE) > 0:
            found.append(problem("The size of the ellipse must be above 0."))
        if request.yes(self.SERIES) and years.in_names(request.fields(self.WEIGHTS) or [""]) is None:
            found.append(
                problem(
                    "The weights {fields} are to be years of one quantity, but their names do not hold a "
                    "year each. Rename them, or use a field of groups.",
                    fields=", ".join(request.fields(self.WEIGHTS)),
                )
            )
        if request.yes(self.SERIES) and request.field(self.GROUP_FIELD):
            found.append(problem("Choose either weights that are years, or a field of groups, not both."))
        try:
            plane.fitting(units.sourceCrs(), units.sourceExtent(), request.context)
        except InputError as error:
            found += error.problems
        return found

    def work(self, run):
        names, group_field = run.fields(self.WEIGHTS), run.field(self.GROUP_FIELD)
        run.stage(0.0, 0.3)
        table = run.columns(self.INPUT, [*names, group_field])
        weights = {name: self._weights(run, table, name) for name in names}
        run.stage(0.3, 0.8)
        units = neighbours.read(run, self.INPUT)
        ground, points = self._points(run, units)
        labels = joining.codes(table[group_field])[units.present] if group_field else None
        found = self._tracks(run, points, weights, labels, units.present)
        run.stage(0.8, 1.0)
        return self._give(run, units, ground, found)

    def _weights(self, run, table, name):
        """Weights of the chosen sign; refuses negative ones where all count."""
        values = run.numbers(table, name, self.INPUT)
        values = np.where(np.isfinite(values), values, np.nan)
        made = tracks.part_of(values, run.choice(self.PART))
        negative = made < 0
        if negative.any():
            raise InputError(
                problem(
                    "{count} weights of {field} are negative (feature ids: {ids}). Let the sources or the "
                    "sinks count alone.",
                    count=int(negative.sum()),
                    field=name,
                    ids=listed(table.ids[negative].tolist()),
                )
            )
        missing = int(np.isnan(made).sum())
        if missing:
            run.warn(
                problem(
                    "{count} units have no value of {field} (NULL or not finite) and take no part.",
                    count=missing,
                    field=name,
                )
            )
        return made

    def _points(self, run, units: shapes.Shapes):
        ground = plane.fitting(units.crs, run.source(self.INPUT).sourceExtent(), run.context)
        if ground.described:
            run.say(ground.described)
        run.record["standards"]["plane"] = ground.crs.toProj()
        return ground, ground.points(units.centres(np.flatnonzero(units.present), progress=run.progress))

    def _tracks(self, run, points, weights, labels, present):
        convention, size = run.choice(self.CONVENTION), run.number(self.SIZE)
        run.record["standards"].update(convention=convention, size=size, part=run.choice(self.PART))
        if not weights:
            return [tracks.track(points, None, labels, "", convention, size)]
        found = [
            tracks.track(points, values[present], labels, name, convention, size)
            for name, values in weights.items()
        ]
        if not run.yes(self.SERIES):
            return found
        in_years = [found[place] for place in np.argsort(years.in_names(list(weights)))]
        return [tracks.joined([item for item in in_years if item.groups], "")]

    def _give(self, run, units, ground, found):
        rows = [
            (track, place)
            for track in found
            for place, ellipse in enumerate(track.ellipses)
            if ellipse is not None
        ]
        if not rows:
            raise InputError(problem("No group has a weight above 0; there is no centre. Check the weights."))
        self._tell_empty(run, found)
        drawn = [(track, place) for track, place in rows if track.ellipses[place].minor > 0]
        if len(drawn) < len(rows):
            run.warn(
                problem(
                    "{count} groups lie in one point or on one line; they have a centre but no ellipse.",
                    count=len(rows) - len(drawn),
                )
            )
        results = {
            self.ELLIPSES: run.give_shapes(
                self.ELLIPSES,
                [polygon(ground.back(centre.outline(track.ellipses[place]))) for track, place in drawn],
                columns(drawn, ground),
                Qgis.WkbType.Polygon,
                units.crs,
                legend="ellipses",
            ),
            self.CENTRES: run.give_shapes(
                self.CENTRES,
                [QgsGeometry.fromPointXY(QgsPointXY(*xy)) for xy in centres(rows, ground)],
                columns(rows, ground),
                Qgis.WkbType.Point,
                units.crs,
                legend="ellipses",
            ),
        }
        moves = [move for track in found for move in tracks.shifts(track)]
        if run.wanted(self.SHIFTS):
            results[self.SHIFTS] = self._give_moves(run, units, ground, moves)
        results[self.SHIFT_M] = float(sum(move.distance for move in moves))
        return results

    def _tell_empty(self, run, found):
        empty = [
            f"{track.quantity} {name}".strip()
            for track in found
            for name, ellipse in zip(track.groups, track.ellipses)
            if ellipse is None
        ]
        if empty:
            run.warn(problem("The weights of these groups are all zero: {groups}.", groups=", ".join(empty)))

    def _give_moves(self, run, units, ground, moves):
        lines = [polyline(ground.back(np.array([move.from_point, move.to_point]))) for move in moves]
        new = {
            "quantity": np.array([move.quantity for move in moves], dtype=object),
            "from_group": np.array([move.start for move in moves], dtype=object),
            "to_group": np.array([move.end for move in moves], dtype=object),
            "distance_m": np.array([move.distance for move in moves], dtype=np.float64),
            "azimuth_deg": np.array([move.azimuth for move in moves], dtype=np.float64),
        }
        return run.give_shapes(self.SHIFTS, lines, new, Qgis.WkbType.LineString, units.crs, legend="moves")


def polygon(ring: np.ndarray) -> QgsGeometry:
    """A polygon from one closed ring."""
    return QgsGeometry(QgsPolygon(QgsLineString(ring[:, 0].tolist(), ring[:, 1].tolist())))


def polyline(points: np.ndarray) -> QgsGeometry:
    """A line through points."""
    return QgsGeometry(QgsLineString(points[:, 0].tolist(), points[:, 1].tolist()))


def centres(rows, ground: plane.Plane) -> np.ndarray:
    """Centres of the ellipses in coordinates of the layer, shape (n, 2)."""
    return ground.back([[track.ellipses[place].x, track.ellipses[place].y] for track, place in rows])


def columns(rows, ground: plane.Plane) -> dict[str, np.ndarray]:
    """Declared columns of ellipses and centres, one row for each (track, place in the track)."""
    ellipses = [track.ellipses[place] for track, place in rows]
    at = centres(rows, ground) if rows else np.empty((0, 2))

    def texts(values):
        return np.array(list(values), dtype=object)

    return {
        "quantity": texts(track.quantity for track, _ in rows),
        "group_name": texts(track.groups[place] for track, place in rows),
        "points_used": np.array([track.counts[place] for track, place in rows], dtype=int),
        "weight_sum": np.array([track.totals[place] for track, place in rows]),
        "centre_x": at[:, 0],
        "centre_y": at[:, 1],
        "major_m": np.array([item.major for item in ellipses]),
        "minor_m": np.array([item.minor for item in ellipses]),
        "rotation_deg": np.array([item.rotation for item in ellipses]),
        "ellipse_km2": np.array([item.area for item in ellipses]) / SQUARE_METRES_PER_KM2,
        "standard_distance_m": np.array([item.distance for item in ellipses]),
        "convention": texts(item.convention for item in ellipses),
    }
