"""The runs of the tab Workflow: the chain in the background, and single steps in their dialogs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from ...toolbelt.translation import language, translate
from ..connections import Connections
from ..workflow import filling, jobs, shown, stamps
from ..workflow.chain import Step
from ..workflow.keeper import Keeper
from ..workflow.runner import Job, Runner
from .desk import Desk
from .stepdialogs import StepDialog


class Runs(QObject):
    """Runs steps and lets the keeper know what came of it.

    Attributes
    ----------
    runner
        Runs in the background.
    """

    def __init__(self, desk: Desk, keeper: Keeper, parent: QObject):
        super().__init__(parent)
        self.desk, self.keeper = desk, keeper
        self.runner = Runner(desk.project, self)
        self._dialogs: list[StepDialog] = []
        self._settings: dict[str, dict] = {}
        self._count = 0
        self._signals = Connections()

    def start(self) -> None:
        """Take up work."""
        listen, runner = self._signals.add, self.runner
        listen(runner.began, self._on_began)
        listen(runner.done, self._on_run)
        listen(runner.failed, self._on_failed)
        listen(runner.ended, self._on_ended)
        listen(self.desk.project.cleared, self.leave)

    def stop(self) -> None:
        """Cancel what runs and wait for its end; listen to nothing any more."""
        self._signals.drop()
        self._leave_dialogs()
        self.runner.abandon(wait=True)
        self.keeper.running = ""

    def leave(self) -> None:
        """Let go of all that belongs to the project that is being closed."""
        self._leave_dialogs()
        self.runner.abandon()
        self.keeper.running = ""

    # in the background

    def run_all(self) -> None:
        """Run what is not done, or outdated."""
        self._run(self.keeper.plan())

    def run_from(self, name: str) -> None:
        """Run a step again, with what it waits for and all that follows."""
        self._run(self.keeper.plan(name))

    def _run(self, steps: list[str]) -> None:
        self._count = 0
        self._settings = {}
        self.keeper.faults = {}
        self.runner.run(steps, self._prepare)

    def _prepare(self, name: str) -> Job | None:
        """The job of a step; None where a step before it has come to nothing."""
        keeper = self.keeper
        status = keeper.found.get(name)
        step = keeper.chain.step(name)
        off = frozenset(keeper.setup.off)
        if (
            status is None
            or keeper.chain.all_before(name, off).intersection(keeper.faults)
            or not status.can_run
        ):
            return None
        job = jobs.job(keeper.chain, keeper.setup, keeper.facts(), step, self.desk.project)
        fault = _make_folders(step, job.parameters)
        if fault:
            self._on_failed(name, fault)
            return None
        self._settings[name] = filling.settings(keeper.chain, keeper.setup, step)
        return job

    def _on_began(self, name: str) -> None:
        self.keeper.running = name
        self.keeper.judge()

    def _on_run(self, job: Job, results: dict) -> None:
        keeper = self.keeper
        self._count += 1
        known = {reference: stamp for rows in job.stamps.values() for reference, stamp in rows}
        self._take(keeper.chain.step(job.step), results, job.stamps, self._settings[job.step], known)

    def _take(self, step: Step, results: dict, marks: dict, settings: dict, known: dict) -> None:
        """Take what a step has made, and show it."""
        keeper = self.keeper
        before = keeper.setup.made.get(step.id)
        made = jobs.made(step, results, marks, settings, self.desk.project)
        if before is not None:
            made = replace(made, former=jobs.files_of(before))
        if step.main.parameter not in made.outputs:
            text = translate("Workflow", "The result was not written to a file or layer.")
            self._on_failed(step.id, text)
            return
        self._is_over(step.id)
        keeper.watching.know(known)
        keeper.watching.know(
            {one: stamps.stamp(one, [], False) for one in made.outputs.values() if _is_file(one)}
        )
        keeper.keep(step.id, made)
        shown.show(self.desk.project, step, before, made)
        keeper.judge()

    def _is_over(self, name: str) -> None:
        """A step has come to its end; in a dialog, while another may be running in the background."""
        if self.keeper.running == name:
            self.keeper.running = ""

    def _on_failed(self, name: str, reason: str) -> None:
        self._is_over(name)
        self.keeper.faults[name] = reason
        self.keeper.judge()

    def _on_ended(self, cancelled: bool) -> None:
        keeper = self.keeper
        keeper.running = ""
        keeper.refresh()
        keeper.judge()
        faults = [keeper.chain.step(name).name.text(language()) for name in keeper.faults]
        if faults:
            said = translate("Workflow", "{done} steps done; without a result: {names}. The list tells why.")
            text = said.format(done=self._count, names=", ".join(faults))
            self.desk.say(text, Qgis.MessageLevel.Warning)
        elif cancelled:
            said = translate("Workflow", "Cancelled after {done} steps, which stay done.")
            self.desk.say(said.format(done=self._count))
        else:
            said = translate("Workflow", "{done} steps done.")
            self.desk.say(said.format(done=self._count), Qgis.MessageLevel.Success)

    # in dialogs

    def open(self, name: str) -> None:
        """Open the dialog of a step, filled with earlier results and remembered parameters."""
        keeper = self.keeper
        step = keeper.chain.step(name)
        parameters = jobs.for_dialog(keeper.chain, keeper.setup, step, self.desk.project)
        dialog = self.desk.open_algorithm(step.algorithm, parameters)
        if dialog is None:
            return
        follower = StepDialog(step, dialog, self._look, self)
        follower.asked.connect(self._on_asked)
        follower.done.connect(self._on_done)
        self._dialogs.append(follower)

    def _look(self, step: Step) -> tuple[stamps.Look, dict[str, list[str]]]:
        keeper = self.keeper
        references = jobs.references(keeper.chain, keeper.setup, step)
        wanted = [one for several in references.values() for one in several]
        return jobs.look_for(wanted, {}, self.desk.project, thorough=True), references

    def _on_asked(self, step: Step, parameters: dict, first: dict) -> None:
        """A dialog is about to run: what was set in it is remembered.

        The step is not said to be running: whether the dialog goes on after all, and when it has failed,
        is not told by it in all cases, but shown in it.
        """
        keeper = self.keeper
        _make_folders(step, parameters)
        keeper.change(
            jobs.remembered(keeper.chain, keeper.setup, step, (first, parameters), self.desk.project)
        )

    def _on_done(self, step: Step, results: dict, marks: dict) -> None:
        settings = filling.settings(self.keeper.chain, self.keeper.setup, step)
        known = {reference: stamp for rows in marks.values() for reference, stamp in rows}
        self._take(step, results, marks, settings, known)

    def _leave_dialogs(self) -> None:
        for follower in self._dialogs:
            follower.leave()
        self._dialogs = []


def _is_file(reference: str) -> bool:
    return stamps.path_of(reference).is_file()


def _make_folders(step: Step, parameters: dict) -> str:
    """Make the folders of the outputs; why not, where that cannot be done."""
    for output in step.outputs:
        place = jobs.destination_of(parameters.get(output.parameter))
        path = Path(str(place)) if isinstance(place, str) else None
        if path is None or not path.is_absolute():
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = translate(
                "Workflow", "The folder {folder} cannot be made ({reason}). Choose another folder."
            )
            return said.format(folder=path.parent, reason=error.strerror or type(error).__name__)
    return ""
