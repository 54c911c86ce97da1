"""What esda, libpysal, mapclassify, pointpats and pylandstats find on the inputs of `cases`.

    .venv/bin/python tests/oracles/freeze.py            writes tests/fixtures/spatial_oracles.json
    .venv/bin/python tests/oracles/freeze.py --print    prints the same

Needs ``tools/setup.sh --oracles``. Runs in a process of its own: these packages bring other builds of GEOS,
PROJ and GDAL than QGIS.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from oracles import cases

TARGET = Path(__file__).resolve().parents[1] / "fixtures" / "spatial_oracles.json"
PACKAGES = ("esda", "libpysal", "mapclassify", "pointpats", "pylandstats", "numpy", "scipy")


def listed(values) -> list:
    return np.asarray(values, dtype=float).round(12).tolist()


def weights_of(polygons) -> dict:
    """Weights of the lattice by kind, row by row as neighbour positions."""
    from libpysal import weights

    centres = np.column_stack([polygons.centroid.x, polygons.centroid.y])
    return {
        "queen": weights.Queen.from_dataframe(polygons, use_index=False),
        "rook": weights.Rook.from_dataframe(polygons, use_index=False),
        "distance": weights.DistanceBand(centres, cases.DISTANCE, binary=True),
        "inverse": weights.DistanceBand(centres, cases.DISTANCE, binary=False, alpha=-1.0),
    }


def statistics(w, x, y) -> dict:
    """Global and local statistics of one set of weights."""
    import esda

    w.transform = "r"
    moran, geary = esda.Moran(x, w, permutations=0), esda.Geary(x, w, permutations=0)
    local = esda.Moran_Local(x, w, permutations=cases.PERMUTATIONS, seed=1, n_jobs=1)
    both = esda.Moran_Local_BV(x, y, w, permutations=0)
    bivariate = esda.Moran_BV(x, y, w, permutations=0)
    found = {
        "moran": [moran.I, moran.EI, moran.VI_norm, moran.z_norm, moran.VI_rand, moran.z_rand],
        "geary": [geary.C, geary.VC_norm, geary.z_norm, geary.VC_rand, geary.z_rand],
        "local": listed(local.Is),
        "quadrant": local.q.tolist(),
        "p_local": listed(local.p_sim),
        "bivariate": bivariate.I,
        "local_bivariate": listed(both.Is),
    }
    w.transform = "b"
    g = esda.G(x, w, permutations=0)
    found["general_g"] = [g.G, g.EG, g.VG, g.z_norm]
    for name, star in (("gi", False), ("gi_star", True)):
        gi = esda.G_Local(x, w, transform="B", star=star, permutations=0)
        found[name] = listed(gi.Zs)
    return found


def lattice() -> dict:
    import geopandas
    import shapely

    corners = cases.lattice_squares()
    polygons = geopandas.GeoSeries([shapely.box(x, y, x + 1, y + 1) for x, y in corners]).to_frame("geometry")
    x, y = cases.lattice_values()
    found = {}
    for kind, w in weights_of(polygons).items():
        found[kind] = {"links": int(w.nonzero), **(statistics(w, x, y) if kind != "inverse" else {})}
    inverse = weights_of(polygons)["inverse"]
    found["inverse"]["moran"] = moran_of(x, inverse)
    return found


def moran_of(x, w) -> list:
    import esda

    w.transform = "r"
    made = esda.Moran(x, w, permutations=0)
    return [made.I, made.EI, made.VI_norm, made.z_norm, made.VI_rand, made.z_rand]


def world() -> dict:
    """All provinces: who is whose neighbour, and the statistics."""
    import esda
    import geopandas
    import shapely
    from libpysal import weights

    data, countries, digest = cases.provinces()
    shapes = shapely.from_wkb(data)
    x = cases.province_values(shapely.bounds(shapes))
    found = {"sha256": digest, "provinces": len(data)}
    for kind, make in (("queen", weights.Queen), ("rook", weights.Rook)):
        w = make.from_dataframe(geopandas.GeoSeries(shapes).to_frame("geometry"), use_index=False)
        cardinalities = np.bincount(list(w.cardinalities.values())).tolist()
        used = np.array([w.cardinalities[i] > 0 for i in range(w.n)])
        found[kind] = {"links": int(w.nonzero), "cardinalities": cardinalities, "islands": int((~used).sum())}
        if kind == "queen":
            inner = weights.Queen.from_dataframe(
                geopandas.GeoSeries(shapes[used]).to_frame("geometry"), use_index=False
            )
            found[kind]["moran"] = moran_of(x[used], inner)
            local = esda.Moran_Local(x[used], inner, permutations=0)
            found[kind]["local"] = listed(local.Is[:200])
    inside = np.array([country == cases.COUNTRY for country in countries])
    w = weights.Queen.from_dataframe(
        geopandas.GeoSeries(shapes[inside]).to_frame("geometry"), use_index=False
    )
    found["country"] = {"provinces": int(inside.sum()), "links": int(w.nonzero), "islands": len(w.islands)}
    return found


def others() -> dict:
    import mapclassify
    import pylandstats
    from esda import fdr
    from pointpats import centrography

    points, weights = cases.points()
    major, minor, rotation = centrography.ellipse(points)
    grid = cases.class_grid()
    landscape = pylandstats.Landscape(grid.astype("uint8"), res=(1, 1), nodata=0)
    p, x = cases.p_values(), cases.lattice_values()[0]
    return {
        "fdr": [float(fdr(p, alpha)) for alpha in (0.01, 0.05, 0.1)],
        "ellipse": [float(major), float(minor), float(np.degrees(rotation))],
        "centre": centrography.weighted_mean_center(points, weights).tolist(),
        "standard_distance": float(centrography.std_distance(points)),
        "like_adjacencies": {str(value): like(landscape, value) for value in np.unique(grid).tolist()},
        "jenks": {str(k): listed(mapclassify.FisherJenks(x, k=k).bins) for k in (3, 4, 5)},
    }


def like(landscape, value: int) -> int:
    """Like adjacencies of a class; pylandstats counts each side from both of its cells."""
    table = landscape._adjacency_df
    return int(sum(table.loc[(direction, value), value] for direction in ("horizontal", "vertical")) / 2)


def found() -> dict:
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return {"versions": versions, "lattice": lattice(), "world": world(), **others()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    text = json.dumps(found(), indent=1, ensure_ascii=False) + "\n"
    if "--print" in sys.argv:
        sys.stdout.write(text)
    else:
        TARGET.write_text(text, encoding="utf-8")
