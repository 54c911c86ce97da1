"""Batches of features into a sink, while the next ones are being made."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from qgis.core import QgsFeature, QgsFeatureSink

from ..core.errors import InputError, problem


class BatchWriter:
    """Hands batches of features to a sink; a context manager that has written all when it ends.

    QGIS lets Python go on while it writes, so with a thread of its own a file is written on one processor
    while the features of the next batch are read on another. One batch at a time is under way: the order of
    the features stays, and so does the memory.

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
        self._under_way: Future | None = None

    def __enter__(self) -> BatchWriter:
        return self

    def __exit__(self, kind, *_exception) -> None:
        try:
            if kind is None:
                self._wait()
        finally:
            if self._pool is not None:
                self._pool.shutdown()

    def write(self, batch: Sequence[QgsFeature]) -> None:
        """Write a batch, whose features the caller must not touch any more.

        Raises
        ------
        InputError
            This batch, or the one before, could not be written; the sink's reason is told.
        """
        self._wait()
        if self._pool is None:
            self._check(self._add(batch))
        else:
            self._under_way = self._pool.submit(self._add, batch)

    def _wait(self) -> None:
        if self._under_way is not None:
            written, self._under_way = self._under_way.result(), None
            self._check(written)

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
