"""Runs steps of a workflow one after another in the background, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal
from qgis.utils import OverrideCursor

from ...toolbelt import about
from ...toolbelt.translation import translate
from ..connections import Connections
from .stamps import Look

GRACE_MS = 15_000  # that a cancelled run has to come to its end before the plugin goes
_LEAVING: set[Job] = set()  # runs that were let go and have not come to their end


class Listening(QgsProcessingFeedback):
    """Keeps what went wrong, for the sentence that the user is told."""

    def __init__(self):
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error, fatalError=False):  # noqa: N803
        self.errors.append(error)


@dataclass(eq=False)
class Job:
    """A step that is to be run.

    Attributes
    ----------
    step, algorithm
        Ids.
    parameters
        Of the algorithm, its outputs too; layers among them belong to the job.
    references
        Parameter -> references of its layers, looked at just before the run.
    look
        Makes the task that looks at them.
    """

    step: str
    algorithm: str
    parameters: dict
    references: Mapping[str, list[str]]
    look: Callable[[], Look]
    feedback: Listening = field(default_factory=Listening)
    context: QgsProcessingContext | None = None
    made: QgsProcessingAlgorithm | None = None
    task: QgsTask | None = None
    stamps: dict[str, list[list]] = field(default_factory=dict)


class Runner(QObject):
    """Runs one step after the other; each is prepared when its turn has come.

    Signals
    -------
    began
        A step.
    done
        A step's job and the results of its algorithm.
    failed
        A step and why.
    progress
        Per cent of all steps.
    ended
        Nothing runs any more; whether it was cancelled.
    """

    began = pyqtSignal(str)
    done = pyqtSignal(object, dict)
    failed = pyqtSignal(str, str)
    progress = pyqtSignal(float)
    ended = pyqtSignal(bool)

    def __init__(self, project: QgsProject, parent: QObject | None = None):
        super().__init__(parent)
        self.project = project
        self.job: Job | None = None
        self._steps: list[str] = []
        self._count = 0
        self._prepare: Callable[[str], Job | None] | None = None
        self._of_job = Connections()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._next)

    @property
    def is_running(self) -> bool:
        """Whether there is anything to cancel."""
        return self.job is not None or bool(self._steps)

    def run(self, steps: Sequence[str], prepare: Callable[[str], Job | None]) -> None:
        """Run *steps*; *prepare* gives the job of each, None where it cannot be run after all."""
        if self.is_running or not steps:
            return
        self._steps, self._count, self._prepare = list(steps), len(steps), prepare
        self.progress.emit(0.0)
        self._soon.start()

    def cancel(self) -> None:
        """Run no further step and ask the one that runs to stop; what was done stays done."""
        self._steps = []
        if self.job is None:
            self._soon.stop()
            self.ended.emit(True)
            return
        self.job.feedback.cancel()
        if self.job.task is not None:
            self.job.task.cancel()

    def abandon(self, wait: bool = False) -> None:
        """Forget what runs: it is cancelled, and whatever comes of it goes nowhere.

        With *wait*, return when it has stopped: the code that it runs may be about to go.
        """
        job, running = self.job, self.is_running
        self._soon.stop()
        self._of_job.drop()
        self._steps, self.job = [], None
        if job is not None and job.task is not None:
            _let_go(job, wait)
        if running:
            self.ended.emit(True)

    def _next(self) -> None:
        if not self._steps:
            self.ended.emit(False)
            return
        job = self._prepare(self._steps.pop(0))
        if job is None:
            self._soon.start()
            return
        self.job = job
        self.began.emit(job.step)
        look = job.look()
        self._of_job.add(look.taskCompleted, self._on_looked)
        self._of_job.add(look.taskTerminated, self._on_not_looked)
        job.task = look
        QgsApplication.taskManager().addTask(look)

    def _on_not_looked(self) -> None:
        """The inputs could not be looked at."""
        job = self.job
        if job.feedback.isCanceled() or not job.task.fault:
            self._end(job)
            self._stop()
            return
        self._fail(job, job.task.fault)

    def _on_looked(self) -> None:
        """What the inputs are is known: the run itself begins."""
        job, found = self.job, self.job.task.found
        self._of_job.drop()
        for parameter, references in job.references.items():
            job.stamps[parameter] = [[one, found[one]] for one in references if found.get(one) is not None]
        registry = QgsApplication.processingRegistry()
        job.made = registry.createAlgorithmById(f"{about.PROVIDER_ID}:{job.algorithm}")
        here = bool(job.made.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading)
        job.context = self._context(here)
        fine, why_not = job.made.checkParameterValues(job.parameters, job.context)
        if not fine:
            self._fail(job, why_not)
        elif here:
            self._run_here(job)
        else:
            self._run_apart(job)

    def _context(self, here: bool) -> QgsProcessingContext:
        """As QGIS's own, but a run apart knows nothing of the project, which may change under it."""
        context, project = QgsProcessingContext(), self.project
        context.setTransformContext(project.transformContext())
        context.setEllipsoid(project.ellipsoid())
        context.setDistanceUnit(project.distanceUnits())
        context.setAreaUnit(project.areaUnits())
        if here:
            context.setProject(project)
        context.setFeedback(self.job.feedback)
        return context

    def _run_apart(self, job: Job) -> None:
        task = QgsProcessingAlgRunnerTask(job.made, job.parameters, job.context, job.feedback)
        job.task = task
        if task.isCanceled():
            # it could not even be prepared
            self._fail(job, _why(job))
            return
        self._of_job.add(task.executed, self._on_executed)
        self._of_job.add(job.feedback.progressChanged, self._on_progress)
        QgsApplication.taskManager().addTask(task)

    def _run_here(self, job: Job) -> None:
        """Print layouts live in the main thread alone; QGIS stands still for the time of a page."""
        job.task = None
        self._of_job.add(job.feedback.progressChanged, self._on_progress)
        with OverrideCursor(Qt.CursorShape.WaitCursor):
            results, fine = job.made.run(job.parameters, job.context, job.feedback)
        self._on_executed(fine, results)

    def _on_progress(self, percent: float) -> None:
        done = self._count - len(self._steps) - 1
        self.progress.emit(100.0 * (done + percent / 100.0) / self._count)

    def _on_executed(self, fine: bool, results: dict) -> None:
        job = self.job
        cancelled = job.feedback.isCanceled() or (job.task is not None and job.task.isCanceled())
        if fine and not cancelled:
            self._end(job)
            self.done.emit(job, results)
            self._soon.start()
        elif cancelled:
            self._end(job)
            self._stop()
        else:
            self._fail(job, _why(job))

    def _fail(self, job: Job, reason: str) -> None:
        """Tell why a step came to nothing; those that do not need it are run all the same."""
        self._end(job)
        self.failed.emit(job.step, reason)
        self._soon.start()

    def _stop(self) -> None:
        self._steps = []
        self.ended.emit(True)

    def _end(self, job: Job) -> None:
        self._of_job.drop()
        # the task may be the sender of what is being answered just now
        _LEAVING.add(job)
        QTimer.singleShot(0, lambda: _LEAVING.discard(job))
        self.job = None


def _why(job: Job) -> str:
    """Why a run came to nothing, in its own words."""
    unknown = translate("Workflow", "The step ended without a result; see the log messages.")
    return "\n".join(job.feedback.errors) or unknown


def _let_go(job: Job, wait: bool) -> None:
    """Cancel a run and keep all that it works with until it has ended."""
    task = job.task
    _LEAVING.add(job)

    def gone(*_how) -> None:
        _LEAVING.discard(job)

    task.taskCompleted.connect(gone)
    task.taskTerminated.connect(gone)
    job.feedback.cancel()
    task.cancel()
    if wait and task.status() == QgsTask.TaskStatus.Running:
        task.waitForFinished(GRACE_MS)
