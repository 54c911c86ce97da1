"""The runs that led to a result: its own record, and those of its inputs whose files are still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from . import provenance

MOST = 60
RASTERS = (".tif", ".tiff", ".vrt", ".img")


def records(layers: Iterable[QgsMapLayer]) -> list[dict]:
    """Records of the runs behind *layers*, the oldest first, each once.

    An input that was moved or written anew since is not followed: its record would tell of another run.
    """
    found: dict[tuple, dict] = {}
    waiting = [record for layer in layers if (record := provenance.read(layer)) is not None]
    while waiting and len(found) < MOST:
        record = waiting.pop()
        key = (record["algorithm"], record["time"], str(record["parameters"]))
        if key in found:
            continue
        found[key] = record
        waiting += [before for told in record["inputs"].values() if (before := _before(told)) is not None]
    return sorted(found.values(), key=lambda record: record["time"])


def _before(told: Mapping) -> dict | None:
    """Record of an input as another record tells of it; None where it has none or is another one now."""
    source = str(told.get("source") or "")
    path = Path(source.partition("|")[0])
    if not source or not path.is_file():
        return None
    if told.get("sha256") and told["sha256"] != provenance.file_checksum(path):
        return None
    raster = path.suffix.lower() in RASTERS
    layer = QgsRasterLayer(source, path.stem) if raster else QgsVectorLayer(source, path.stem, "ogr")
    return provenance.read(layer) if layer.isValid() else None


def files(layers: Iterable[QgsMapLayer], runs: Iterable[Mapping]) -> list[Path]:
    """Files behind *layers* and behind the inputs of *runs* that are still there, each once."""
    own = [path for layer in layers if (path := provenance.file_behind(layer)) is not None]
    told = [
        Path(str(one.get("source") or "").partition("|")[0]) for run in runs for one in run["inputs"].values()
    ]
    return [path for path in dict.fromkeys([*own, *told]) if path.is_file()]
