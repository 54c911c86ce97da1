"""Layers and tables as what is handed in: columns in people's words, areas by class, dictionary, sources."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qgis.core import QgsFeatureRequest, QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ..cartography import evidence, words
from ..cartography.entries import ND
from ..cartography.entries import legend as entry_legend
from ..cartography.exports import Table, header
from ..core import vocabulary
from ..toolbelt import areas, provenance, zonelayers
from ..toolbelt.tables import is_null
from . import columns

KEY_FIELDS = ("fid", "ogc_fid")
OFTEN = 500


@dataclass(frozen=True)
class Handout:
    """One layer, read.

    Attributes
    ----------
    name
        Of the layer.
    fields
        Names of the fields, keys of the file left out.
    headers
        The same in people's words, with units; each only once.
    rows
        Values of the features: numbers, texts and None.
    legend
        Legend of the classes of the layer; empty where it has none.
    amounts
        Code -> (units, hectares); ``ND`` for what has none. Hectares are NaN where they are not known.
    record
        Provenance; None where the layer has none.
    """

    name: str
    fields: list[str]
    headers: list[str]
    rows: list[list[object]]
    legend: str
    amounts: dict[str, tuple[int, float]]
    record: dict | None

    def table(self) -> Table:
        """The features as a table."""
        return Table(self.name, self.headers, self.rows)


def read(
    layer: QgsVectorLayer, lang: str, context: QgsProcessingContext, progress: Callable[[float], None]
) -> Handout:
    """Read all features of *layer*, in the main thread."""
    kept = [(at, field) for at, field in enumerate(layer.fields()) if field.name().lower() not in KEY_FIELDS]
    zoned = zonelayers.fields_of(layer)
    positions = [layer.fields().lookupField(name) for name in zoned.names] if zoned else []
    area_of = _area_of(layer, zoned, context)
    request = QgsFeatureRequest()
    if not (zoned and areas.has_polygons(layer)):
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows, amounts, expected = [], {}, max(layer.featureCount(), 1)
    for number, feature in enumerate(layer.getFeatures(request)):
        if number % OFTEN == 0:
            progress(min(number / expected, 1.0))
        attributes = feature.attributes()
        rows.append([cell(attributes[at]) for at, _ in kept])
        if zoned:
            code = zoned.code([attributes[at] for at in positions]) or ND
            units, hectares = amounts.get(code, (0, 0.0))
            amounts[code] = (units + 1, hectares + area_of(feature))
    return Handout(
        provenance.name_of(layer),
        [field.name() for _, field in kept],
        _headers([field for _, field in kept], lang),
        rows,
        zoned.legend if zoned else "",
        amounts,
        provenance.read(layer),
    )


def _area_of(layer: QgsVectorLayer, zoned, context: QgsProcessingContext) -> Callable:
    """Function feature -> hectares: measured, else from the field with the area, else NaN."""
    if areas.has_polygons(layer):
        measure = areas.measure(layer.crs(), context)
        return lambda feature: measure(feature.geometry()) if feature.hasGeometry() else math.nan
    at = layer.fields().lookupField(zoned.area) if zoned and zoned.area else -1
    if at < 0:
        return lambda feature: math.nan
    return lambda feature: math.nan if is_null(feature.attribute(at)) else float(feature.attribute(at))


def cell(value: object) -> object:
    """A value of a feature as a cell: numbers stay numbers, NULL is None, dates are written by ISO 8601."""
    if is_null(value):
        return None
    if isinstance(value, (QDate, QTime, QDateTime)):
        return value.toPyDateTime().isoformat() if isinstance(value, QDateTime) else _iso(value)
    if isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return "; ".join(str(cell(item)) for item in value)
    return str(value)


def _iso(value: QDate | QTime) -> str:
    return (value.toPyDate() if isinstance(value, QDate) else value.toPyTime()).isoformat()


def _headers(fields: Sequence, lang: str) -> list[str]:
    """Words of the columns in *lang* with their units; a field of the user's own by its alias or name."""
    made: list[str] = []
    for field in fields:
        ours = columns.known(field.name())
        said = ours.alias(lang) if ours else field.alias() or field.name()
        made.append(said if said not in made else f"{said} [{field.name()}]")
    return made


def areas_table(handout: Handout, lang: str) -> Table | None:
    """Units, hectares and shares by class of a layer; None where it has no classes."""
    if not handout.amounts:
        return None
    listed = entry_legend(handout.legend, lang).entries
    labels = {entry.code: entry.label for entry in listed}
    codes = [entry.code for entry in listed if entry.code in handout.amounts]
    codes += sorted(set(handout.amounts) - set(codes))
    known = [handout.amounts[code][1] for code in codes if code != ND]
    whole = math.fsum(known) if all(map(math.isfinite, known)) else math.nan
    rows: list[list[object]] = []
    for code in codes:
        units, hectares = handout.amounts[code]
        share = None if code == ND or not whole > 0 else 100.0 * hectares / whole
        rows.append([labels.get(code, code), units, _known(hectares), share])
    rows.append(
        [
            words.word("total", lang),
            sum(u for c, (u, _) in handout.amounts.items() if c != ND),
            _known(whole),
            100.0 if whole > 0 else None,
        ]
    )
    heads = [words.word(key, lang) for key in ("class", "count")]
    heads += [header(words.word("area", lang), "ha"), header(words.word("share", lang), "%")]
    return Table(f"{words.word('area', lang)} {handout.name}", heads, rows)


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def matrix_table(handout: Handout, lang: str) -> Table | None:
    """Hectares of the 24 sub-zones, six classes by four spaces; None where a layer has no sub-zones."""
    if handout.legend != "subzones":
        return None
    spaces, classes = vocabulary.spaces(), vocabulary.classes()[1:]

    def hectares(space: str, zone_class: str) -> float:
        return handout.amounts.get(f"{space}-{zone_class}", (0, 0.0))[1]

    rows: list[list[object]] = []
    for item in classes:
        found = [hectares(space.code, item.code) for space in spaces]
        rows.append([f"{item.code} {item.name(lang)}", *map(_known, [*found, math.fsum(found)])])
    sums = [math.fsum(hectares(space.code, item.code) for item in classes) for space in spaces]
    rows.append([words.word("total", lang), *map(_known, [*sums, math.fsum(sums)])])
    heads = [words.word("class", lang), *(header(f"{s.code} {s.name(lang)}", "ha") for s in spaces)]
    heads.append(header(words.word("total", lang), "ha"))
    return Table(f"{words.word('subzones', lang)} {handout.name}", heads, rows)


def dictionary(handouts: Iterable[Handout], lang: str) -> Table:
    """What every column of the tables is: table, words, field, unit."""
    rows = []
    for handout in handouts:
        for name, said in zip(handout.fields, handout.headers):
            ours = columns.known(name)
            unit = words.known(ours.unit, lang) if ours else None
            rows.append([handout.name, said, name, unit or None])
    heads = [words.word(f"tables.{key}", lang) for key in ("table", "column", "field", "unit")]
    return Table(words.word("tables.dictionary", lang), heads, rows)


def sources(handouts: Iterable[Handout], lang: str) -> Table | None:
    """Where the tables come from: algorithm, version, time, what decided; None where nothing is known."""
    rows: list[list[object]] = []
    for handout in handouts:
        record = handout.record
        if record is None:
            continue
        said = evidence.title(record, lang)
        rows.append(
            [
                handout.name,
                said,
                words.word("report.version", lang),
                f"{record['version']}, QGIS {record['qgis']}",
            ]
        )
        rows.append([handout.name, said, words.word("report.time", lang), record["time"]])
        rows += [[handout.name, said, name, value] for name, value in evidence.standards(record, lang)]
        rows += [
            [
                handout.name,
                said,
                f"{name} ({words.word('report.checksum', lang)})",
                layer.get("sha256") or evidence.NO_VALUE,
            ]
            for name, layer in record.get("inputs", {}).items()
        ]
    if not rows:
        return None
    heads = [words.word(key, lang) for key in ("tables.table", "report.run", "report.name", "report.value")]
    return Table(words.word("tables.sources", lang), heads, rows)


def all_tables(handouts: Sequence[Handout], lang: str, sums: bool) -> list[Table]:
    """Every table to be handed in: the layers, their areas by class, the dictionary and the sources."""
    made = [handout.table() for handout in handouts]
    if sums:
        for handout in handouts:
            made += [one for one in (areas_table(handout, lang), matrix_table(handout, lang)) if one]
    made.append(dictionary(handouts, lang))
    told = sources(handouts, lang)
    return [*made, told] if told else made
