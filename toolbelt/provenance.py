"""Where a result comes from: a record that explains a run and lets it be repeated.

The record is one JSON object. It lies in the history of the layer's metadata, which GeoPackage keeps
inside and other formats keep in a ``.qmd`` file beside.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProviderRegistry,
)

from . import about

MARK = "cpzoning-run:"
CHUNK = 1 << 20
FILE_PROVIDERS = ("ogr", "gdal", "delimitedtext")


def record(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> dict:
    """Start the record of a run: who computes, with what parameters, when.

    Returns
    -------
    dict
        Keys ``algorithm``, ``version``, ``qgis``, ``time`` (UTC), ``parameters``, and the empty
        collections ``inputs``, ``tables``, ``standards`` and ``warnings`` for the run to fill.
    """
    return {
        "algorithm": algorithm.id() or algorithm.name(),
        "title": algorithm.displayName(),
        "version": about.version(),
        "qgis": Qgis.version(),
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "parameters": algorithm.asMap(parameters, context).get("inputs", {}),
        "inputs": {},
        "tables": {},
        "standards": {},
        "warnings": [],
    }


def file_checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def file_behind(layer: QgsMapLayer) -> Path | None:
    """The file that a layer is read from; None for memory layers and databases."""
    provider = layer.dataProvider()
    if provider is None or provider.name() not in FILE_PROVIDERS:
        return None
    parts = QgsProviderRegistry.instance().decodeUri(provider.name(), layer.source())
    path = Path(parts.get("path") or "")
    return path if path.is_file() else None


def name_of(layer: QgsMapLayer) -> str:
    """What people call a layer: the name that it has, or its own in a file that holds several.

    QGIS calls a layer that it opened by its path after the file, whichever of the layers in it that is.
    """
    provider = layer.dataProvider()
    if provider is None or provider.name() not in FILE_PROVIDERS:
        return layer.name()
    parts = QgsProviderRegistry.instance().decodeUri(provider.name(), layer.source())
    inner, path = str(parts.get("layerName") or ""), str(parts.get("path") or "")
    return inner if inner not in ("", "NULL") and layer.name() == Path(path).stem else layer.name()


def describe_layer(layer: QgsMapLayer | None, count: int | None = None) -> dict:
    """What a layer was at the time of the run: name, source, CRS, filter, number of features, checksum.

    A checksum exists for plain files only; databases and memory layers carry the count alone. A layer that a
    step of ours made says so by the record of that step (``made_by``).
    """
    if layer is None:
        return {"features": count}
    path = file_behind(layer)
    described = {
        "name": layer.name(),
        "source": layer.publicSource(),
        "crs": layer.crs().authid(),
        "features": count,
    }
    subset = layer.subsetString() if hasattr(layer, "subsetString") else ""
    if subset:
        described["filter"] = subset
    if path is not None:
        described["sha256"] = file_checksum(path)
    before = read(layer)
    if before is not None:
        described["made_by"] = before
    return described


def attach(layer: QgsMapLayer, run: dict, title: str, abstract: str) -> None:
    """Write a record into the metadata of *layer* (kept in memory until saved)."""
    metadata = layer.metadata()
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    metadata.setCrs(layer.crs())
    metadata.addHistoryItem(MARK + json.dumps(run, ensure_ascii=False, sort_keys=True, default=str))
    layer.setMetadata(metadata)


def read(layer: QgsMapLayer) -> dict | None:
    """Newest record in the metadata of *layer*; None where it has none."""
    for item in reversed(layer.metadata().history()):
        if item.startswith(MARK):
            return json.loads(item[len(MARK) :])
    return None


def chain(run: dict) -> list[dict]:
    """The records of all steps that led to a run, each once, the earliest first, the run itself last.

    They are those that the inputs of each step carried (``made_by``, see `describe_layer`).
    """
    found: dict[tuple, dict] = {}

    def visit(record: dict) -> None:
        for described in record.get("inputs", {}).values():
            if described.get("made_by"):
                visit(described["made_by"])
        found.setdefault((record.get("algorithm"), record.get("time"), record.get("title")), record)

    visit(run)
    return list(found.values())


def zoning_standard(run: dict | None) -> dict[str, str] | None:
    """The set of zoning standards that decided a run (`core.zoning.rulesets`); None where there was none."""
    return run["standards"].get("set") if run else None


def summary(run: dict) -> str:
    """A record as plain text for the abstract of the metadata, one fact per line."""
    lines = [f"{run['title']} ({run['algorithm']} {run['version']}, QGIS {run['qgis']}, {run['time']})"]
    lines += [f"{key}: {value}" for key, value in sorted(run["standards"].items())]
    lines += [f"{key}: {value}" for key, value in sorted(run["tables"].items())]
    lines += list(run["warnings"])
    return "\n".join(lines)
