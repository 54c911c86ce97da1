"""Neighbours, local Moran and Gi* of 3 000 and 300 000 polygons, against libpysal and esda with numba.

    .venv/bin/python benchmarks/autocorrelation.py [count ...]

Needs ``tools/setup.sh --benchmarks``. Polygons are Voronoi cells of a shaken grid. Neighbours: ours from
well-known binary, theirs from shapely geometries that are there already. Statistics: 999 conditional
permutations on the same weights, esda compiled by numba beforehand, once on one processor and once on all.
Both sides take turns; medians of wall seconds and their ratio (theirs / ours) are printed.
"""

from __future__ import annotations

import statistics
import sys
import time
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import plugin  # noqa: F401  registers the package

EXTENT = 600_000.0
PERMUTATIONS = 999
TURNS = {3_000: 5, 300_000: 2}
WARM_UP = 500  # polygons, on which numba compiles before anything is timed


def cells(count: int, seed: int = 7) -> list[np.ndarray]:
    """Rings of Voronoi cells that fill a square; mirrored points make the outline straight."""
    from scipy.spatial import Voronoi

    rng = np.random.default_rng(seed)
    row = int(np.ceil(np.sqrt(count)))
    grid = np.stack(np.meshgrid(np.arange(row), np.arange(row)), -1).reshape(-1, 2)[:count] + 0.5
    points = (grid + rng.uniform(-0.42, 0.42, grid.shape)) / row * EXTENT
    mirrored = [points]
    for axis in (0, 1):
        for wall in (0.0, EXTENT):
            near = points[np.abs(points[:, axis] - wall) < 0.05 * EXTENT].copy()
            near[:, axis] = 2 * wall - near[:, axis]
            mirrored.append(near)
    made = Voronoi(np.vstack(mirrored))
    rings = [made.vertices[made.regions[made.point_region[number]]] for number in range(count)]
    return [np.round(np.vstack([ring, ring[:1]]), 3) for ring in rings]


def in_turns(jobs: dict, turns: int) -> dict[str, float]:
    """Median wall seconds of each job; they take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(turns):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def report(title: str, times: dict[str, float]) -> None:
    if title.startswith(f"{WARM_UP} "):
        return
    ours = times["ours"]
    print(f"{title}: ours {ours:.3f} s")
    for name, seconds in times.items():
        if name != "ours":
            print(f"    {name:<28} {seconds:8.3f} s   {seconds / ours:6.1f} times ours")


def neighbours(rings: list[np.ndarray], turns: int):
    """Times of the neighbours, and the graph of libpysal for what follows."""
    import geopandas
    import shapely
    from libpysal import graph, weights

    from carbon_pollution_zoning.core.spatial import borders, wkb

    shapes = geopandas.GeoSeries([shapely.Polygon(ring) for ring in rings]).to_frame("geometry")
    data = shapely.to_wkb(shapes.geometry.to_numpy()).tolist()
    for kind, rook in (("queen", False), ("rook", True)):
        jobs = {
            "ours": lambda rook=rook: borders.contiguity(wkb.rings(data), rook),
            "libpysal Graph": lambda rook=rook: graph.Graph.build_contiguity(shapes, rook=rook),
        }
        if kind == "queen":
            jobs["libpysal W"] = lambda: weights.Queen.from_dataframe(shapes, use_index=False)
        report(f"{len(rings)} polygons, {kind} neighbours", in_turns(jobs, turns))
    return graph.Graph.build_contiguity(shapes, rook=False)


def local_statistics(made, turns: int) -> None:
    import esda
    from scipy import sparse

    from carbon_pollution_zoning.core.spatial import local
    from carbon_pollution_zoning.core.spatial.weights import Weights

    x = np.random.default_rng(1).gamma(2.0, size=made.n)
    plain = Weights(sparse.csr_matrix(made.sparse, dtype=np.float64))
    standardised, in_rows = plain.row_standardised(), made.transform("r")
    for name, ours, theirs in (
        (
            "local Moran",
            lambda: local.local_moran(x, standardised, permutations=PERMUTATIONS),
            lambda jobs: esda.Moran_Local(x, in_rows, permutations=PERMUTATIONS, n_jobs=jobs, seed=1),
        ),
        (
            "Gi*",
            lambda: local.getis_ord(x, plain, True, PERMUTATIONS),
            lambda jobs: esda.G_Local(
                x, made, transform="B", star=True, permutations=PERMUTATIONS, n_jobs=jobs, seed=1
            ),
        ),
    ):
        jobs = {
            "ours": ours,
            "esda, numba, one processor": lambda theirs=theirs: theirs(1),
            "esda, numba, all processors": lambda theirs=theirs: theirs(-1),
        }
        title = f"{made.n} units, {name}, {PERMUTATIONS} permutations"
        report(title, in_turns(jobs, turns))


def main(counts: list[int]) -> None:
    warnings.simplefilter("ignore")
    for count in (WARM_UP, *counts):
        turns = TURNS.get(count, 1)
        local_statistics(neighbours(cells(count), turns), turns)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(TURNS))
