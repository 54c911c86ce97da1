"""Output algorithms carried out in another thread, with copies of the layers, and looked at before.

A preview is made by the same code as the output: the page in few dots, the report as its HTML, the tables
from their own rows. Nothing of the user's project is touched.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from ..core.errors import Cancelled, ScienceError
from ..toolbelt import about
from ..toolbelt.apart import Parcel
from ..toolbelt.translation import sentences
from . import previews

#: Qt keeps a list of all graphics scenes (a layout is one) without a lock: one worker at a time makes some.
TURN = threading.Lock()
PATIENCE_S = 0.1


@dataclass(frozen=True)
class Order:
    """What is wanted.

    Attributes
    ----------
    algorithm
        Id without the provider.
    parameters
        Values by parameter; layers by their ids.
    page
        Which page of an atlas is looked at, from 0.
    """

    algorithm: str
    parameters: dict
    page: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of it: *results* of the algorithm or a *preview*, or *fault*; *warnings* in any case."""

    results: dict = field(default_factory=dict)
    preview: previews.Preview | None = None
    fault: str = ""
    warnings: tuple[str, ...] = ()


class Listening(QgsProcessingFeedback):
    """Keeps the warnings of a run."""

    def __init__(self):
        super().__init__(False)
        self.warnings: list[str] = []

    def pushWarning(self, warning):
        self.warnings.append(warning)
        super().pushWarning(warning)


def export(order: Order, parcel: Parcel, feedback: Listening) -> Outcome:
    """Carry out *order*, in the thread that calls."""
    return _apart(_run, order, parcel, feedback)


def preview(order: Order, parcel: Parcel, feedback: Listening) -> Outcome:
    """Show what *order* would give, in the thread that calls."""
    return _apart(_look, order, parcel, feedback)


def _apart(work: Callable, order: Order, parcel: Parcel, feedback: Listening) -> Outcome:
    """Let *work* have a project of its own, when no other worker has one; no exception leaves."""
    while not TURN.acquire(timeout=PATIENCE_S):
        if feedback.isCanceled():
            return Outcome()
    try:
        context = QgsProcessingContext()
        context.setFeedback(feedback)
        parcel.open(context)
        outcome = _kept(work, order, context, feedback)
        parcel.close()
        return replace(outcome, warnings=tuple(feedback.warnings))
    finally:
        TURN.release()


def _kept(work: Callable, order: Order, context, feedback) -> Outcome:
    """The outcome, with a refusal as its sentence: an exception would keep layers beyond their thread."""
    try:
        return work(order, context, feedback)
    except Cancelled:
        return Outcome()
    except ScienceError as error:
        return Outcome(fault=sentences(error))
    except QgsProcessingException as error:
        return Outcome(fault=str(error))
    except OSError as error:
        return Outcome(fault=error.strerror or str(error))
    except Exception as error:
        return Outcome(fault=f"{type(error).__name__}: {error}")


def _made(order: Order, context: QgsProcessingContext):
    """The algorithm of *order*; refuses what it cannot do."""
    made = QgsApplication.processingRegistry().createAlgorithmById(f"{about.PROVIDER_ID}:{order.algorithm}")
    able, reason = made.canExecute()
    if able:
        able, reason = made.checkParameterValues(order.parameters, context)
    if not able:
        raise QgsProcessingException(reason)
    return made


def _run(order: Order, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Outcome:
    results, _ = _made(order, context).run(order.parameters, context, feedback, {}, False)
    return Outcome(results={} if feedback.isCanceled() else results)


def _look(order: Order, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Outcome:
    algorithm = _made(order, context)
    return Outcome(preview=previews.made(algorithm, order, context, feedback))
