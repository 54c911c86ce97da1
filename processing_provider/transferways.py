"""From sources to receptors: what part of an emission arrives, by each of the ways of `transfers`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsCoordinateTransform

from ..core import csvdata, joining
from ..core.errors import InputError, Problem, problem
from ..core.spatial import flow, sources
from ..toolbelt import flowgrid, plane, rasters
from ..toolbelt.shapes import Shapes
from . import matrices
from .run import Run
from .transfers import (
    DECAY_KM,
    FLOW,
    FLOW_CODES,
    GRID,
    LINK_FROM,
    LINK_KM,
    LINK_PART,
    LINK_TO,
    LINKS,
    MATRIX,
    MATRIX_PART,
    MATRIX_RECEPTOR,
    MATRIX_SOURCE,
    MATRIX_WAY,
    METHOD,
    NETWORK,
    REACH,
    RECEPTORS,
    SOURCES,
    WIND,
    WIND_CELLS,
    WIND_WAY,
)

METRES_PER_KM = 1000.0
HALF_DIAGONAL = 0.7072  # of a cell: a point always finds one centre so near
SHOWN = 10
NOWHERE = -1


@dataclass(frozen=True)
class Places:
    """Sources or receptors that take part.

    Attributes
    ----------
    names
        Their names.
    nodes
        Their nodes in a network; an empty text where there is none.
    shapes
        Geometries of all features of their layer.
    positions
        Where in the layer they stand.
    absent
        Names of those that take no part.
    """

    names: np.ndarray
    nodes: np.ndarray
    shapes: Shapes
    positions: np.ndarray
    absent: frozenset[str] = frozenset()

    def only(self, chosen: np.ndarray) -> Places:
        """Those at the places *chosen*."""
        return replace(
            self, names=self.names[chosen], nodes=self.nodes[chosen], positions=self.positions[chosen]
        )

    def coordinates(self, crs: QgsCoordinateReferenceSystem, run: Run) -> np.ndarray:
        """Centres in the coordinates of *crs*, shape (n, 2)."""
        found = self.shapes.centres(self.positions)
        if self.shapes.crs == crs or not self.shapes.crs.isValid():
            return found
        transform = QgsCoordinateTransform(self.shapes.crs, crs, run.context.transformContext())
        return plane.transformed(found, transform, Qgis.TransformDirection.Forward)


def passing(run: Run) -> bool:
    """Whether what reaches a receptor goes on to the next."""
    return run.choice(METHOD) in (NETWORK, GRID)


def build(run: Run, origins: Places, receptors: Places) -> np.ndarray:
    """Part of the emission of every source that reaches every receptor, shape (receptors, sources)."""
    sources.refuse_too_many(len(receptors.names), len(origins.names))
    way = {MATRIX_WAY: _matrix, WIND_WAY: _wind, NETWORK: _network, GRID: _grid}[run.choice(METHOD)]
    return way(run, origins, receptors)


def _matrix(run: Run, origins: Places, receptors: Places) -> np.ndarray:
    table = run.columns(MATRIX, [run.field(name) for name in (MATRIX_RECEPTOR, MATRIX_SOURCE, MATRIX_PART)])
    part = run.numbers(table, run.field(MATRIX_PART), MATRIX)
    rows, faults = [], []
    for name, places in ((MATRIX_RECEPTOR, receptors), (MATRIX_SOURCE, origins)):
        labels = joining.codes(table[run.field(name)]).tolist()
        where = {label: place for place, label in enumerate(places.names.tolist())}
        faults += _repeated(places.names, run.layer_name(MATRIX))
        faults += _unknown(sorted({*labels} - {*where} - places.absent), run.field(name))
        rows.append(np.array([where.get(label, NOWHERE) for label in labels], dtype=np.int64))
    used = (rows[0] != NOWHERE) & (rows[1] != NOWHERE)
    pairs = np.unique(rows[0][used] * len(origins.names) + rows[1][used])
    if len(pairs) < used.sum():
        faults.append(
            problem("The transfer matrix names {count} pairs twice.", count=int(used.sum()) - len(pairs))
        )
    if not np.isfinite(part).all():
        faults.append(
            problem(
                "{count} rows of the transfer matrix have no number in {field}. Leave such rows out.",
                count=int((~np.isfinite(part)).sum()),
                field=run.field(MATRIX_PART),
            )
        )
    if faults:
        raise InputError(*faults)
    made = np.zeros((len(receptors.names), len(origins.names)))
    made[rows[0][used], rows[1][used]] = part[used]
    return made


def _unknown(names: list[str], field: str) -> list[Problem]:
    if not names:
        return []
    return [
        problem(
            "The transfer matrix names {count} places that no layer has, in {field}: {names}.",
            count=len(names),
            field=field,
            names=", ".join(names[:SHOWN]),
        )
    ]


def _repeated(names: np.ndarray, matrix: str) -> list[Problem]:
    labels, counts = np.unique(names.astype(str), return_counts=True)
    double = labels[counts > 1].tolist()
    if not double:
        return []
    return [
        problem(
            "The matrix {matrix} cannot tell places with the same name apart: {names}. Choose a field of "
            "names that are unique.",
            matrix=matrix,
            names=", ".join(double[:SHOWN]),
        )
    ]


def _wind(run: Run, origins: Places, receptors: Places) -> np.ndarray:
    rows = matrices.rows(run.matrix(WIND), WIND_CELLS)
    rose = sources.wind_rose([row[0] for row in rows], [csvdata.number(row[1]) for row in rows])
    ground = plane.fitting(origins.shapes.crs, run.source(SOURCES).sourceExtent(), run.context)
    if ground.described:
        run.say(ground.described)
    start = ground.points(origins.coordinates(origins.shapes.crs, run))
    end = ground.points(receptors.coordinates(origins.shapes.crs, run))
    run.record["standards"].update(wind_rose=rose.round(6).tolist(), decay_km=run.number(DECAY_KM))
    return sources.wind_transfer(end, start, rose, run.number(DECAY_KM) * METRES_PER_KM)


def _network(run: Run, origins: Places, receptors: Places) -> np.ndarray:
    names = [run.field(name) for name in (LINK_FROM, LINK_TO, LINK_KM, LINK_PART)]
    table = run.columns(LINKS, names)
    length = run.numbers(table, names[2], LINKS)
    bad = ~np.isfinite(length) | (length < 0)
    if bad.any():
        raise InputError(
            problem(
                "{count} links have no length, or a negative one, in {field} (feature ids: {ids}).",
                count=int(bad.sum()),
                field=names[2],
                ids=", ".join(map(str, table.ids[bad][:SHOWN].tolist())),
            )
        )
    part = run.numbers(table, names[3], LINKS) if names[3] else None
    if part is not None and not np.isfinite(part).all():
        raise InputError(
            problem("Some links have no part of the water in {field}; fill it in for all.", field=names[3])
        )
    decay = run.number(DECAY_KM, np.inf)
    run.record["standards"]["decay_km"] = decay
    ends = [joining.codes(table[name]).tolist() for name in names[:2]]
    known = {*ends[0], *ends[1]}
    for places, layer in ((origins, SOURCES), (receptors, RECEPTORS)):
        lost = [node for node in places.nodes.tolist() if node and node not in known]
        if lost:
            run.warn(
                problem(
                    "{count} features of {layer} stand at nodes that no link has: {nodes}.",
                    count=len(lost),
                    layer=run.layer_name(layer),
                    nodes=", ".join(map(str, lost[:SHOWN])),
                )
            )
    return flow.network_transfer(
        *ends, length, decay, _places_without_node(origins, "s"), _places_without_node(receptors, "r"), part
    )


def _places_without_node(places: Places, mark: str) -> list:
    """Nodes of places; a name of its own for each that has none, so that nothing joins them."""
    return [node or (mark, number) for number, node in enumerate(places.nodes.tolist())]


def _grid(run: Run, origins: Places, receptors: Places) -> np.ndarray:
    asked = rasters.source(run.raster(FLOW))
    found = flowgrid.read(asked, run.progress)
    crs = found.crs if found.crs.isValid() else origins.shapes.crs
    starts = found.cells_at(origins.coordinates(crs, run))
    outside = ((starts < 0) | (starts >= found.codes.shape)).any(axis=1)
    if outside.any():
        run.warn(
            problem(
                "{count} sources lie outside of the raster {name}: {sources}.",
                count=int(outside.sum()),
                name=asked.name,
                sources=", ".join(map(str, origins.names[outside][:SHOWN].tolist())),
            )
        )
    cells, belongs = _receptor_cells(run, receptors, found, crs)
    passed = flow.trace(
        found.codes, run.choice(FLOW_CODES), starts, cells, belongs, found.heights, found.widths, run.progress
    )
    if len(passed.circling):
        run.warn(
            problem(
                "The flow directions run in a circle below {count} sources: {sources}. Mend the raster (fill "
                "sinks) to follow their water to the end.",
                count=len(passed.circling),
                sources=", ".join(map(str, origins.names[passed.circling][:SHOWN].tolist())),
            )
        )
    decay = run.number(DECAY_KM, np.inf)
    run.record["standards"].update(decay_km=decay, flow_codes=run.choice(FLOW_CODES))
    made = np.zeros((len(receptors.names), len(origins.names)))
    made[passed.receptor, passed.source] = np.exp(-passed.length / METRES_PER_KM / decay)
    return made


def _receptor_cells(run: Run, receptors: Places, found: flowgrid.FlowGrid, crs):
    """Cells of receptors, ascending, and the receptor of each."""
    transform = QgsCoordinateTransform(receptors.shapes.crs, crs, run.context.transformContext())
    side = max(abs(found.grid.transform[1]), abs(found.grid.transform[5]))
    reach = max(run.number(REACH) / (found.heights[0] / abs(found.grid.transform[5])), HALF_DIAGONAL * side)
    cells, belongs = [], []
    for place in range(len(receptors.names)):
        geometry = receptors.shapes.geometry(receptors.positions[place])
        geometry.transform(transform)
        if not receptors.shapes.polygonal:
            geometry = geometry.buffer(reach, 8)
        mine = found.cells_of(geometry)
        cells.append(mine)
        belongs.append(np.full(len(mine), place, dtype=np.int64))
    joined = np.concatenate([np.empty(0, dtype=np.int64), *cells])
    order = np.argsort(joined, kind="stable")
    return joined[order], np.concatenate([np.empty(0, dtype=np.int64), *belongs])[order]
