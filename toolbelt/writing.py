"""Columns back to features: rows for QGIS, and batches into a sink while the next ones are being made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Callable

import numpy as np
from qgis.core import QgsFeature, QgsFeatureSink

from ..core import csvdata
from ..core.errors import InputError, problem

BATCH = 2000
UNDER_WAY = 3
#: Files that are opened in spreadsheets, which run some texts as formulas.
SPREADSHEETS = (".csv", ".tsv", ".xlsx", ".ods")


def defused(features: Iterable[QgsFeature]) -> Iterator[QgsFeature]:
    """Features whose texts no spreadsheet runs as formulas; see `csvdata.harmless`."""
    for feature in features:
        cells = [csvdata.harmless(cell) if isinstance(cell, str) else cell for cell in feature.attributes()]
        feature.setAttributes(cells)
        yield feature


def rows_of(columns: dict[str, np.ndarray], count: int) -> Iterator[tuple]:
    """Rows of *count* elements of columns as Python objects for QGIS, made a batch at a time."""
    if not columns:
        yield from repeat((), count)
        return
    arrays = [np.asarray(values) for values in columns.values()]
    for start in range(0, count, BATCH):
        yield from zip(*(plain(values[start : start + BATCH]) for values in arrays))


def plain(values) -> list:
    """Values as Python objects for QGIS: NaN becomes None (NULL)."""
    array = np.asarray(values)
    missing = np.isnan(array) if array.dtype.kind == "f" else np.zeros(0, dtype=bool)
    if not missing.any():
        return array.tolist()
    cells = array.astype(object)
    cells[missing] = None
    return cells.tolist()


class BatchWriter:
    """Hands batches of features to a sink; a context manager that has written all when it ends.

    QGIS lets Python go on while it writes, so with a thread of its own a file is written on one processor
    while the features of the next batches are read on another. A few batches at most are under way, so the
    order of the features stays and the memory does not grow.

    Parameters
    ----------
    sink
        Where the features go; nobody else touches it before the end.
    in_background
        Whether a thread of its own writes: right for files, not for layers in memory and databases, which
        belong to the thread that opened them.
    """

    def __init__(self, sink: QgsFeatureSink, in_background: bool):
        self._sink = sink
        self._pool = ThreadPoolExecutor(max_workers=1) if in_background else None
        self._under_way: deque[tuple[Future, Sequence[QgsFeature]]] = deque()

    def __enter__(self) -> BatchWriter:
        return self

    def __exit__(self, kind, *_exception) -> None:
        try:
            while kind is None and self._under_way:
                self._finish_one()
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)

    def write(self, batch: Sequence[QgsFeature]) -> None:
        """Write a batch, whose features the caller must not touch any more.

        Raises
        ------
        InputError
            This batch, or one before, could not be written; the sink's reason is told.
        """
        if self._pool is None:
            self._check(self._add(batch))
            return
        self._under_way.append((self._pool.submit(self._add, batch), batch))
        if len(self._under_way) > UNDER_WAY:
            self._finish_one()

    def _finish_one(self) -> None:
        # The batch is kept until here, so that its features are taken apart in the thread that made them;
        # the writing thread would fight for Python with it.
        future, _batch = self._under_way.popleft()
        self._check(future.result())

    def _add(self, batch: Sequence[QgsFeature]) -> bool:
        return self._sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert)

    def _check(self, written: bool) -> None:
        if not written:
            raise InputError(
                problem(
                    "Features could not be written: {reason}",
                    reason=self._sink.lastError() or "unknown reason",
                )
            )


def written(write: Callable[[Path], None], place: Path, final: Path) -> None:
    """Call *write* with *place*; what the system refuses is told by the name of the *final* place."""
    try:
        write(place)
    except OSError as error:
        raise InputError(
            problem(
                "The output {path} could not be written ({reason}). Choose another place.",
                path=final,
                reason=error.strerror or type(error).__name__,
            )
        ) from error
