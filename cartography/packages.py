"""A GeoPackage that opens elsewhere as it was made: styled layers, tables, and the project inside."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType, QUrl

from ..core.errors import InputError, problem
from .exports import Table

UNFIT = re.compile(r"[^\w\- ]+")
LONGEST_NAME = 60


def table_name(wanted: str, taken: set[str]) -> str:
    """*wanted* without signs that trouble SQL and URIs, unlike those *taken*, to which it is added."""
    base = UNFIT.sub("_", wanted).strip("_ ")[:LONGEST_NAME] or "layer"
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base}_{number}", number + 1
    taken.add(name.lower())
    return name


def write_layer(
    path: Path, source: QgsVectorLayer, name: str, transforms: QgsCoordinateTransformContext
) -> QgsVectorLayer:
    """Write one layer into the package *path* as the table *name*; returns it as it stands there.

    It has the aliases, metadata and style of *source*; `keep` writes them down.

    Raises
    ------
    InputError
        The layer could not be written.
    """
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    options.skipAttributeCreation = False
    if path.exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    key = source.fields().lookupField("fid")
    if key >= 0:
        # keys of another file may repeat or be no numbers here
        options.attributes = [number for number in source.attributeList() if number != key]
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(source, str(path), transforms, options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise InputError(
            problem(
                "The layer {layer} could not be written into the package ({reason}).",
                layer=name,
                reason=message,
            )
        )
    made = opened(path, name)
    _take_over(source, made)
    return made


def _take_over(source: QgsVectorLayer, made: QgsVectorLayer) -> None:
    for at, field in enumerate(made.fields()):
        given = source.fields().lookupField(field.name())
        if given >= 0 and source.fields()[given].alias():
            made.setFieldAlias(at, source.fields()[given].alias())
    metadata = source.metadata()
    metadata.setCrs(made.crs())
    made.setMetadata(metadata)
    if source.renderer() is not None and made.isSpatial():
        made.setRenderer(source.renderer().clone())
        labeling = source.labeling()
        made.setLabeling(labeling.clone() if labeling is not None else None)
        made.setLabelsEnabled(source.labelsEnabled())


def keep(made: QgsVectorLayer, name: str) -> None:
    """Write the style and the metadata of a layer of the package down beside it.

    Raises
    ------
    InputError
        The style could not be written.
    """
    message = made.saveStyleToDatabase(name, "", True, "")
    if message:
        raise InputError(
            problem(
                "The style of {layer} could not be kept in the package ({reason}).",
                layer=name,
                reason=message,
            )
        )
    made.saveDefaultMetadata()


def write_table(path: Path, table: Table, name: str) -> QgsVectorLayer:
    """Write a table into the package *path*: columns with any text are text, others numbers.

    The words of the headers become the aliases, and the fields are called ``c1``, ``c2`` ...
    """
    columns = [list(column) for column in zip(*table.rows)] or [[] for _ in table.headers]
    fields = QgsFields()
    for at, cells in enumerate(columns, start=1):
        fields.append(QgsField(f"c{at}", _kind(cells)))
    held = QgsVectorLayer("NoGeometry", name, "memory")
    held.dataProvider().addAttributes(list(fields))
    held.updateFields()
    rows = []
    for row in zip(*columns):
        feature = QgsFeature(held.fields())
        feature.setAttributes(list(row))
        rows.append(feature)
    held.dataProvider().addFeatures(rows)
    for at, header in enumerate(table.headers):
        held.setFieldAlias(at, header)
    made = write_layer(path, held, name, QgsCoordinateTransformContext())
    keep(made, name)
    return made


def _kind(cells: Sequence[object]) -> QMetaType.Type:
    known = [cell for cell in cells if cell is not None]
    if known and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in known):
        return QMetaType.Type.Double
    return QMetaType.Type.QString


def opened(path: Path, name: str) -> QgsVectorLayer:
    """A layer of the package."""
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        raise InputError(problem("The package {path} cannot be read again.", path=path.name))
    return layer


def project_uri(path: Path, name: str) -> str:
    """Where the project *name* lies in the package *path*."""
    return f"geopackage:{path}?projectName={QUrl.toPercentEncoding(name).data().decode('ascii')}"


def write_project(project: QgsProject, path: Path, name: str) -> None:
    """Store *project* in the package; its layers are found by where they lie relative to it.

    Raises
    ------
    InputError
        It could not be stored.
    """
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    if not project.write(project_uri(path, name)):
        raise InputError(
            problem("The project could not be stored in the package ({reason}).", reason=project.error())
        )


def settle(path: Path) -> None:
    """Leave one file: fold the journals of a package that nothing holds open any more into it."""
    with contextlib.closing(sqlite3.connect(str(path))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
