"""What an input is, in few words, so that a change of it is noticed: size, time, checksum, sum of its rows.

Looking is cheap as long as size and time of a file are those that were seen before. A file that holds
several tables is also known by the rows of the one that is meant: edits of the others, a saved style or the
journal of an open GeoPackage change the file, but not what was taken from it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsFeatureRequest, QgsTask, QgsVectorLayerFeatureSource

from ...core.errors import Cancelled
from ...toolbelt import provenance
from ...toolbelt.translation import translate
from . import states

HOLDING_SEVERAL = (".gpkg", ".sqlite", ".db", ".xlsx", ".ods", ".gdb")
PATIENCE_S = (0.0, 0.1, 0.4)
OFTEN = 500  # rows between two looks for cancel


class Look(QgsTask):
    """Looks at files and layers off the interface thread.

    Attributes
    ----------
    found
        Reference -> stamp, None where nothing is there; complete when the task is.
    fault
        Why the task could not be completed.

    Parameters
    ----------
    references
        What to look at; those of layers without a file need their *features*, else they are taken as there.
    hints
        Reference -> stamps that it had, which spare reading what has not changed.
    thorough
        Whether stamps are wanted that tell any later change; else only those that compare with *hints*.
    """

    def __init__(
        self,
        references: Iterable[str],
        hints: Mapping[str, list[dict]],
        features: Mapping[str, QgsVectorLayerFeatureSource],
        thorough: bool = False,
    ):
        # else QGIS, on being left, would ask whether this is to be cancelled
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent | QgsTask.Flag.CancelWithoutPrompt
        super().__init__(translate("Workflow", "Looking at the inputs of the workflow"), flags)
        self.found: dict[str, dict | None] = {}
        self.fault = ""
        self._references, self._hints = list(dict.fromkeys(references)), dict(hints)
        self._features, self._thorough = dict(features), thorough

    def run(self) -> bool:
        """In the worker thread: an exception must not leave, it would end QGIS."""
        try:
            for reference in self._references:
                self.found[reference] = self._stamp(reference)
        except Cancelled:
            return False
        except Exception as error:
            self.fault = f"{type(error).__name__}: {error}"
            return False
        return True

    def _stamp(self, reference: str) -> dict | None:
        if reference in self._features:
            return {"rows": _sum_of_features(self._features[reference], self._look_for_cancel)}
        try:
            return stamp(reference, self._hints.get(reference, []), self._thorough, self._look_for_cancel)
        except OSError:
            # it went while it was looked at
            return None

    def _look_for_cancel(self) -> None:
        if self.isCanceled():
            raise Cancelled


def path_of(reference: str) -> Path:
    """The file of a reference."""
    return Path(reference.partition("|")[0])


def stamp(
    reference: str, hints: Iterable[Mapping], thorough: bool, look: Callable[[], None] = lambda: None
) -> dict | None:
    """The stamp of a file, or of a table in it; None where there is no such file.

    Parameters
    ----------
    hints, thorough
        See `Look`.
    look
        Called now and then; may raise to cancel.
    """
    path = path_of(reference)
    if not path.is_file():
        return None
    facts = path.stat()
    now = {"size": facts.st_size, "mtime": facts.st_mtime_ns}
    hints, by_rows = list(hints), path.suffix.lower() in HOLDING_SEVERAL
    for hint in hints:
        seen = (hint.get("size"), hint.get("mtime")) == (now["size"], now["mtime"])
        if seen and "sha256" in hint and ("rows" in hint or not by_rows):
            return dict(hint)
    if not thorough and all(states.same(hint, now) for hint in hints):
        return now
    look()
    now["sha256"] = provenance.file_checksum(path)
    for hint in hints:
        if hint.get("sha256") == now["sha256"] and "rows" in hint:
            return {**now, "rows": hint["rows"]}
    had_rows = any("rows" in hint for hint in hints)
    if by_rows and (thorough or had_rows):
        rows = _sum_of_rows(path, _inner(reference), look)
        # a table that has gone from its file has other rows than it had
        if rows or (rows is not None and had_rows):
            now["rows"] = rows
    return now


def of_record(described: Mapping, time: str) -> dict:
    """The stamp of an input as the record of a run tells of it, see `provenance.describe_layer`."""
    made = {"sha256": described["sha256"]}
    try:
        # the time of a record has no fractions of a second: an input may have been written in its second
        made["before"] = int(datetime.fromisoformat(time).timestamp()) * 10**9
    except ValueError:
        return made
    return made


def _inner(reference: str) -> str:
    """Name of the layer in its file; the file's own where it holds no other by that name."""
    for part in reference.split("|")[1:]:
        key, _, value = part.partition("=")
        if key == "layername":
            return value
    return path_of(reference).stem


def _sum_of_rows(path: Path, layer: str, look: Callable[[], None]) -> str | None:
    """Sum of all rows of a table, with their shapes; empty without such a table, None if it is not known."""
    found = None
    for wait in PATIENCE_S:
        time.sleep(wait)
        found = _try_to_sum(path, layer, look)
        if found:
            break
    return found


def _try_to_sum(path: Path, layer: str, look: Callable[[], None]) -> str | None:
    """The same; not known where the file is being tidied up by somebody who has just let go of it."""
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    except RuntimeError:
        # somebody has switched on the exceptions of GDAL
        return None
    if dataset is None:
        return None
    table = dataset.GetLayerByName(layer)
    if table is None:
        return ""
    digest, count, number = hashlib.sha256(), table.GetFeatureCount(), -1
    for number, feature in enumerate(table):
        if number % OFTEN == 0:
            look()
        digest.update(repr(feature.items()).encode("utf-8", "surrogatepass"))
        shape = feature.GetGeometryRef()
        digest.update(bytes(shape.ExportToWkb()) if shape is not None else b"-")
    return digest.hexdigest() if number + 1 == count else None


def _sum_of_features(source: QgsVectorLayerFeatureSource, look: Callable[[], None]) -> str:
    """Sum of all features of a layer that has no file."""
    digest = hashlib.sha256()
    for number, feature in enumerate(source.getFeatures(QgsFeatureRequest())):
        if number % OFTEN == 0:
            look()
        digest.update(repr([str(value) for value in feature.attributes()]).encode("utf-8", "surrogatepass"))
        digest.update(bytes(feature.geometry().asWkb()))
    return digest.hexdigest()
