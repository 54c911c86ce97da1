"""One run of an algorithm: what it gives back.

Outputs are written beside their final place, styled and given their provenance there, and moved
together when everything is done; whatever was not committed is removed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Callable

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
)

from ..cartography import finishing
from ..core.errors import InputError, problem
from ..core.register.changes import Change
from ..toolbelt import outputs, shapefiles, tables
from ..toolbelt.pieces import Pieces
from ..toolbelt.polygons import multi
from ..toolbelt.tables import UNCHECKED
from ..toolbelt.writing import BATCH, SPREADSHEETS, BatchWriter, defused, rows_of, written
from . import carrying
from .columns import column, explained, nameless, undeclared
from .request import Request


class Run(Request):
    """A request that is being carried out; a context manager that removes what was not committed."""

    def __init__(self, algorithm, parameters, context, feedback):
        super().__init__(algorithm, parameters, context, feedback)
        self._pending: list[outputs.Pending] = []
        self._finishing: list[finishing.Finish] = []
        self._kept: list[Change] = []

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_exception) -> None:
        self.discard()

    def give_features(
        self,
        name: str,
        source: QgsProcessingFeatureSource,
        ids: np.ndarray,
        new: dict[str, np.ndarray],
        legend: str = "",
        kept: np.ndarray | None = None,
    ) -> str:
        """Write the features of *source* with new columns behind their own; see `carrying` for equal names.

        Geometries are copied as they are: nothing is computed with them here.

        Parameters
        ----------
        name
            Output parameter.
        source
            The source that the columns were read from.
        ids
            Feature ids in the order of the columns, as a guard against a source that changed meanwhile.
        new
            Declared column name -> array over the features.
        legend
            Legend of the output, see `cartography.symbology`.
        kept
            Mask of the features that are written; all where it is not given.

        Returns
        -------
        str
            Destination id of the output.
        """
        kept = np.ones(len(ids), dtype=bool) if kept is None else kept
        carried = self._carried(
            source.fields(), new, kept, lambda field: self._column(source, field, len(ids))[kept]
        )
        fields, all_of_them = carried.fields, carried.positions is None
        rows = rows_of(new, len(ids))

        def features():
            # QGIS's own check raises through the iterator, which corrupts Python; see `tables.read`
            found = source.getFeatures(QgsFeatureRequest(), UNCHECKED)
            seen = 0
            for number, is_kept, row, feature in zip(ids.tolist(), kept.tolist(), rows, found):
                if feature.id() != number:
                    break
                seen += 1
                if is_kept:
                    own = feature.attributes()
                    # a sink goes by position, so that the feature need not learn the names of its fields
                    feature.setAttributes([*(own if all_of_them else carried.of(own)), *row])
                    yield feature
            if seen < len(ids) or next(found, None) is not None:
                raise InputError(problem("The input layer changed during the run. Run again."))

        count, kind, crs = int(np.count_nonzero(kept)), source.wkbType(), source.sourceCrs()
        return self.give(name, fields, kind, crs, features(), count, legend)

    def give_table(
        self, name: str, new: dict[str, np.ndarray], extra: dict[str, np.ndarray] | None = None
    ) -> str:
        """Write a table without geometry from declared columns.

        Parameters
        ----------
        name
            Output parameter.
        new
            Declared column name -> values, all of one length.
        extra
            Columns that only this run knows (names of units, fields of the user): name -> values.
        """
        columns = {**new, **(extra or {})}
        fields = QgsFields()
        for key, values in columns.items():
            fields.append((column(key) if key in new else undeclared(key, values)).field())
        count = len(next(iter(columns.values()), ()))
        rows = rows_of(columns, count)

        def features():
            for row in rows:
                made = QgsFeature(fields)
                made.setAttributes(list(row))
                yield made

        nowhere = QgsCoordinateReferenceSystem()
        return self.give(name, fields, Qgis.WkbType.NoGeometry, nowhere, features(), count)

    def give_shapes(
        self,
        name: str,
        geometries: Sequence[QgsGeometry],
        new: dict[str, np.ndarray],
        wkb_type,
        crs: QgsCoordinateReferenceSystem,
        legend: str = "",
        carried: QgsFields | None = None,
        carried_rows: Sequence[Sequence] = (),
    ) -> str:
        """Write new geometries with declared columns, behind fields carried over from an input."""
        given = carried if carried is not None else QgsFields()
        beside = self._carried(
            given, new, slice(None), lambda field: carrying.of_rows(given, field, carried_rows)
        )
        fields, rows = beside.fields, list(rows_of(new, len(geometries)))

        def features():
            for position, geometry in enumerate(geometries):
                made = QgsFeature(fields)
                made.setGeometry(geometry)
                own = beside.of(list(carried_rows[position])) if carried is not None else ()
                made.setAttributes([*own, *rows[position]])
                yield made

        # a carried key would repeat where one feature became several
        keys = QgsFeatureSink.SinkFlag.RegeneratePrimaryKey
        return self.give(name, fields, wkb_type, crs, features(), len(geometries), legend, keys)

    def give_pieces(
        self,
        name: str,
        source: QgsProcessingFeatureSource,
        pieces: Pieces,
        new: dict[str, np.ndarray],
        legend: str = "",
    ) -> str:
        """Write pieces of the features of *source* with new columns behind their own.

        Pieces that come from no feature have NULL in the fields of the source. The layer is one of
        multi-polygons, because a cut leaves such.

        Parameters
        ----------
        new
            Declared column name -> array over the pieces.
        """
        of_feature = pieces.parent >= 0
        carried = self._carried(
            source.fields(),
            new,
            of_feature,
            lambda field: self._column(source, field, len(pieces.ids))[pieces.parent[of_feature]],
        )
        fields, rows = carried.fields, list(rows_of(new, len(pieces)))

        def made(geometry, attributes, row):
            feature = QgsFeature(fields)
            feature.setGeometry(multi(geometry))
            feature.setAttributes([*carried.of(attributes), *row])
            return feature

        def features():
            at, count = 0, len(pieces)
            for position, feature in enumerate(source.getFeatures(QgsFeatureRequest(), UNCHECKED)):
                if position >= len(pieces.ids) or feature.id() != pieces.ids[position]:
                    raise InputError(problem("The input layer changed during the run. Run again."))
                while at < count and pieces.parent[at] == position:
                    own = pieces.geometries[at]
                    yield made(feature.geometry() if own is None else own, feature.attributes(), rows[at])
                    at += 1
            nothing = [None] * source.fields().count()
            for last in range(at, count):
                yield made(pieces.geometries[last], nothing, rows[last])

        kind, crs = Qgis.WkbType.MultiPolygon, source.sourceCrs()
        # pieces of one feature share its key, which a GeoPackage keeps unique
        keys = QgsFeatureSink.SinkFlag.RegeneratePrimaryKey
        return self.give(name, fields, kind, crs, features(), len(pieces), legend, keys)

    def give(
        self,
        name,
        fields,
        wkb_type,
        crs,
        features,
        count,
        legend="",
        keys=None,
    ) -> str:
        """Write *features* (an iterable of *count*) to output *name*; the others end here.

        *keys* is a flag of the sink that says what becomes of primary keys, None for the usual.
        """
        parameters, pending = self.parameters, outputs.in_making(self.destination(name))
        self._pending.append(pending)
        if isinstance(pending, outputs.Beside):
            parameters = {**self.parameters, name: self._redirected(name, pending.partial)}
        in_file = isinstance(pending, outputs.Beside)
        suffix = pending.final.suffix.lower() if in_file else ""
        fields, cut, clipped = explained(fields), {}, Counter()
        if suffix in shapefiles.SUFFIXES:
            fields, cut = shapefiles.shortened(fields)
            features = shapefiles.clipped(features, fields, clipped)
        flags = () if keys is None else (keys,)
        sink, identifier = self.algorithm.parameterAsSink(
            parameters, name, self.context, nameless(fields), wkb_type, crs, *flags
        )
        if sink is None:
            raise QgsProcessingException(self.algorithm.invalidSinkError(self.parameters, name))
        if suffix in SPREADSHEETS:
            features = defused(features)
        self._pour(sink, features, max(count, 1), in_file)
        # the last reference closes the file
        del sink
        for remark in shapefiles.remarks(cut, clipped, Path(identifier).name):
            self.warn(remark)
        final = pending.final_id(identifier)
        if final != identifier:
            self._reroute(identifier, final)
        self._finishing.append(
            finishing.Finish(
                layer_id=final,
                written=pending.uri(identifier),
                legend=legend,
                renamed=cut,
                fields=fields,
                record=self.record,
            )
        )
        return final

    def give_file(self, name: str, write: Callable[[Path], None], suffix: str) -> str:
        """Let *write* make the file of output *name* beside its place; returns the final path.

        Nothing is written where an optional output was not asked for; the result is then empty.
        """
        text = self.algorithm.parameterAsFileOutput(self.parameters, name, self.context)
        if not text:
            return ""
        final = Path(text) if Path(text).suffix else Path(text).with_suffix(suffix)
        beside = outputs.Beside(final)
        self._pending.append(beside)
        written(write, beside.partial, final)
        return str(final)

    def give_folder(self, name: str, write: Callable[[Path], None]) -> str:
        """Let *write* fill a hidden folder whose files then move into the folder of output *name*.

        The folder is made where it is not there; what it holds already stays. Returns its path, empty where
        an optional output was not asked for.
        """
        text = self.algorithm.parameterAsFileOutput(self.parameters, name, self.context)
        if not text:
            return ""
        filled = outputs.Filled(Path(text))
        self._pending.append(filled)
        written(write, filled.partial, filled.final)
        return text

    def finish(self, item) -> None:
        """Let *item* take part in the last touches; it has the methods of `finishing.Finish`."""
        self._finishing.append(item)

    def give_raster(self, name: str, write: Callable[[Path], None], legend: str = "") -> str:
        """Let *write* make the GeoTIFF of output *name* beside its place, as `give_file`; it is styled."""
        final = self.algorithm.parameterAsOutputLayer(self.parameters, name, self.context)
        if not final:
            return ""
        beside = outputs.Beside(Path(final))
        self._pending.append(beside)
        write(beside.partial)
        self._finishing.append(finishing.RasterFinish(final, str(beside.partial), legend, self.record))
        return final

    def keep(self, change: Change) -> None:
        """Let *change* be written into the register of the run together with the outputs."""
        self._kept.append(change)

    def commit(self) -> list[Callable]:
        """Style what was written, put every file in its place; returns what is left for the main thread."""
        self.stage(1.0, 1.0)  # the last chance to cancel
        # the register comes last: what it has written stays, so by then every output must be in its place
        last = [self._write_kept] if self._kept else []
        outputs.commit(self._pending, [one.in_file for one in self._finishing], last)
        self._pending, self._kept = [], []
        return [item.in_project for item in self._finishing]

    def _write_kept(self) -> None:
        self.held.register.write(self._kept, self.algorithm.ID)

    def discard(self) -> None:
        """Remove every file that was not committed."""
        for pending in self._pending:
            pending.discard()
        self._pending = []

    def _pour(self, sink: QgsFeatureSink, features, count: int, in_background: bool) -> None:
        waiting, written = iter(features), 0
        with BatchWriter(sink, in_background) as writer:
            while batch := list(islice(waiting, BATCH)):
                written += len(batch)
                writer.write(batch)
                self.progress(min(written / count, 1.0))
        self.progress(1.0)

    def _carried(self, given: QgsFields, new: dict, rows, earlier: Callable) -> carrying.Carried:
        """Fields of an output, see `carrying`; says what became of fields that new columns replace.

        *earlier* gives a field of the input for those *rows* of the new columns that come from it.
        """
        made = carrying.carried(
            given,
            list(new),
            lambda field: carrying.says_no_more(earlier(field), np.asarray(new[field.lower()])[rows]),
        )
        if made.left_out:
            self.say(carrying.said_of_left_out(made))
        if made.kept:
            self.warn(carrying.warning_of_kept(made))
        return made

    def _column(self, source: QgsProcessingFeatureSource, field: str, count: int) -> np.ndarray:
        """Column of a field of *source*, which still has *count* features."""
        read = tables.read(source, [field], self.look_for_cancel)
        if len(read) != count:
            raise InputError(problem("The input layer changed during the run. Run again."))
        return read[field]

    def _redirected(self, name: str, partial: Path):
        """The parameter of an output with its file beside the final place."""
        value = self.parameters[name]
        if not isinstance(value, QgsProcessingOutputLayerDefinition):
            return str(partial)
        moved = QgsProcessingOutputLayerDefinition(value)
        moved.sink = QgsProperty.fromValue(str(partial))
        return moved

    def _reroute(self, identifier: str, final: str) -> None:
        """Let QGIS load the final file where it was told of the partial one."""
        waiting = self.context.layersToLoadOnCompletion()
        if identifier in waiting:
            waiting[final] = waiting.pop(identifier)
            self.context.setLayersToLoadOnCompletion(waiting)
