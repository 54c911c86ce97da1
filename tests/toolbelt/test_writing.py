"""Batches of features into sinks, with and without a thread of their own."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import writing
from carbon_pollution_zoning.toolbelt.writing import BatchWriter


class Sink:
    """Keeps what it is given and by which thread; breaks at a batch when told to."""

    def __init__(self, breaks_at=None, pause=0.0):
        self.features, self.threads, self.calls = [], set(), 0
        self._breaks_at, self._pause = breaks_at, pause

    def addFeatures(self, batch, _flags):
        self.calls += 1
        self.threads.add(threading.get_ident())
        time.sleep(self._pause)
        if self.calls == self._breaks_at:
            return False
        self.features += batch
        return True

    def lastError(self):
        return "磁盘已满"


BATCHES = [[1, 2], [3], [4, 5, 6]]


@pytest.mark.parametrize("in_background", [True, False])
def test_everything_is_written_in_order_when_the_block_ends(in_background):
    sink = Sink(pause=0.01)
    with BatchWriter(sink, in_background) as writer:
        for batch in BATCHES:
            writer.write(batch)
    assert sink.features == [1, 2, 3, 4, 5, 6]
    assert (threading.get_ident() in sink.threads) is not in_background
    assert len(sink.threads) == 1


@pytest.mark.parametrize("in_background", [True, False])
@pytest.mark.parametrize("breaks_at", [1, 2, 3])
def test_a_batch_that_cannot_be_written_is_told_with_its_reason(in_background, breaks_at):
    sink = Sink(breaks_at)
    with pytest.raises(InputError, match="磁盘已满"), BatchWriter(sink, in_background) as writer:
        for batch in BATCHES:
            writer.write(batch)
    before = [item for batch in BATCHES[: breaks_at - 1] for item in batch]
    assert sink.features[: len(before)] == before


def test_the_batch_under_way_is_finished_before_a_failure_goes_on():
    sink = Sink(pause=0.05)
    with pytest.raises(ZeroDivisionError), BatchWriter(sink, True) as writer:
        writer.write([1])
        raise ZeroDivisionError
    assert sink.features == [1]
    assert all(not thread.name.startswith("ThreadPool") for thread in threading.enumerate())


def test_nothing_to_write_is_no_fault():
    sink = Sink()
    with BatchWriter(sink, True):
        pass
    assert sink.calls == 0


def test_missing_numbers_become_null_and_texts_stay():
    assert writing.plain(np.array([1.5, np.nan])) == [1.5, None]
    assert writing.plain(np.array([1.5, 2.0])) == [1.5, 2.0]
    assert writing.plain(np.array([1, 2])) == [1, 2]
    assert writing.plain(np.array(["a", None, ""], dtype=object)) == ["a", None, ""]


def test_rows_are_made_of_columns_of_any_length():
    columns = {"a": np.arange(writing.BATCH + 2), "b": np.full(writing.BATCH + 2, np.nan)}
    rows = list(writing.rows_of(columns, writing.BATCH + 2))
    assert len(rows) == writing.BATCH + 2 and rows[-1] == (writing.BATCH + 1, None)
    assert list(writing.rows_of({}, 2)) == [(), ()]
    assert list(writing.rows_of({"a": np.empty(0)}, 0)) == []
