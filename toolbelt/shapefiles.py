"""What Shapefiles and dBASE tables cannot hold: long names of fields, long texts. Cut here, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from qgis.core import QgsFeature, QgsField, QgsFields

from ..core.errors import Problem, problem

SUFFIXES = (".shp", ".dbf")
#: Most bytes of the name of a field, and of a text.
NAME, TEXT = 10, 254


def shortened(fields: QgsFields) -> tuple[QgsFields, dict[str, str]]:
    """Fields whose names fit, each its own, and which names had to be cut: old -> new.

    Names are cut between characters, of which a Chinese one takes three bytes; names that would be equal
    then, which this format compares without case, end in a number.
    """
    cut = QgsFields()
    renamed: dict[str, str] = {}
    used: set[str] = {field.name().lower() for field in fields if _fits(field.name(), NAME)}
    for field in fields:
        made = QgsField(field)
        if not _fits(field.name(), NAME):
            made.setName(_own(field.name(), used))
            renamed[field.name()] = made.name()
        cut.append(made)
    return cut, renamed


def _own(name: str, used: set[str]) -> str:
    made, number = _cut(name, NAME), 1
    while made.lower() in used:
        end = f"_{number}"
        made, number = _cut(name, NAME - len(end)) + end, number + 1
    used.add(made.lower())
    return made


def clipped(features: Iterable[QgsFeature], fields: QgsFields, lost: Counter) -> Iterator[QgsFeature]:
    """Features whose texts fit; *lost* counts, by field, those that had to be cut."""
    for feature in features:
        cells = feature.attributes()
        for position, cell in enumerate(cells):
            if isinstance(cell, str) and not _fits(cell, TEXT):
                cells[position] = _cut(cell, TEXT)
                lost[fields[position].name()] += 1
        feature.setAttributes(cells)
        yield feature


def remarks(cut: Mapping[str, str], clipped: Mapping[str, int], file: str) -> list[Problem]:
    """Warnings of names and texts that were cut in *file*."""
    found = []
    if cut:
        found.append(
            problem(
                "A Shapefile cuts names of fields to 10 bytes; in {file} they are called: {fields}. "
                "A GeoPackage keeps them whole.",
                file=file,
                fields=", ".join(f"{name} → {short}" for name, short in cut.items()),
            )
        )
    if clipped:
        found.append(
            problem(
                "A Shapefile cuts texts to 254 bytes; in {file} it cut (field: texts) {fields}. "
                "A GeoPackage keeps them whole.",
                file=file,
                fields=", ".join(f"{name}: {count}" for name, count in clipped.items()),
            )
        )
    return found


def _fits(text: str, most: int) -> bool:
    return len(text) * 4 <= most or len(text.encode("utf-8")) <= most


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", errors="ignore")
