"""The tab Workflow: the chain as steps with their state, each run by its dialog, or all in the background."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis

from ...core.errors import ScienceError
from ...toolbelt.translation import language, sentence, sentences, translate
from ..connections import Connections
from ..workflow import jobs, places
from ..workflow import setup as setups
from ..workflow.keeper import Keeper
from .tab import Tab
from .workchoice import Chooser
from .workflowview import WorkflowView
from .workrun import Runs


class WorkflowTab(Tab):
    """Ties the view to the keeper of the workflow and to its runs."""

    ID = "workflow"
    NEEDS_ZONES = False

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.keeper = Keeper(desk.project, self)
        self.runs = Runs(desk, self.keeper, self)
        self.chooser = Chooser(self.view, desk.project)
        self._signals = Connections()
        chain = self.keeper.chain
        self.view.list.fill(chain)
        self.view.list.show_icons({step.id: step.algorithm for step in chain.steps})

    def title(self):
        return translate("Workflow", "Workflow")

    def tip(self):
        return translate(
            "Workflow", "The chain from the accounts to maps and reports, step by step or in one go"
        )

    def make_view(self, parent):
        return WorkflowView(parent, self.desk.icon_size)

    def start(self) -> None:
        """Take up work."""
        view, keeper, listen = self.view, self.keeper, self._signals.add
        for action, deed in (
            (view.run_action, self.runs.run_all),
            (view.from_action, self._run_from_current),
            (view.cancel_action, self.runs.runner.cancel),
            (view.open_action, self._open_current),
            (view.refresh_action, keeper.refresh),
            (view.practice_action, keeper.fill_with_practice),
            (view.load_action, self.load),
            (view.save_action, self.save),
            (view.folder_action, self.choose_folder),
            (view.reset_action, self.reset),
            (view.undo_action, keeper.undo),
        ):
            listen(action.triggered, lambda _checked=False, deed=deed: deed())
        listen(view.opened, self._on_opened)
        listen(view.asked, self._on_asked)
        listen(view.ticked, keeper.tick)
        listen(view.typed, self._on_typed)
        listen(view.list.currentItemChanged, self._show_reason)
        listen(keeper.changed, self._show)
        listen(self.runs.runner.progress, view.show_progress)
        listen(self.runs.runner.ended, self._show)
        listen(self.runs.runner.ended, self._turn_to_fault)
        # the project forgets its workflow before it is given another
        listen(self.desk.project.cleared, self._on_cleared)
        self.runs.start()
        keeper.start()

    def stop(self) -> None:
        """Cancel what runs and listen to nothing any more."""
        self._signals.drop()
        self.keeper.stop()
        self.runs.stop()

    def state(self):
        return self.keeper.state()

    def restore(self, state):
        self.runs.leave()
        self.keeper.restore(state)

    def on_looked_at(self):
        self.keeper.watching.set_awake(self.looked_at)
        if self.looked_at:
            self.keeper.refresh()

    def _on_cleared(self) -> None:
        self.restore({})

    # what is shown

    def _show(self, *_changed) -> None:
        """Show how things stand."""
        view, keeper, running = self.view, self.keeper, self.runs.runner.is_running
        with view.quietly():
            view.list.show_steps(keeper.found, keeper.faults)
            view.list.show_inputs(keeper.chain.inputs, keeper.names(), keeper.gone())
        view.show_running(running)
        view.undo_action.setEnabled(keeper.former is not None and not running)
        view.run_action.setEnabled(not running and bool(keeper.plan()))
        view.show_place(self._place())
        self._show_reason()

    def _place(self) -> str:
        setup, project = self.keeper.setup, self.desk.project
        if not setup.folder and not project.absolutePath():
            return translate(
                "Workflow", "Results go into a temporary folder as long as the project has not been saved."
            )
        folder = places.folder_of(setup.folder, project)
        return translate("Workflow", "Results go to {folder}").format(folder=folder)

    def _show_reason(self, *_item) -> None:
        view, keeper = self.view, self.keeper
        kind, name = view.current()
        view.open_action.setEnabled(bool(kind))
        idle = not self.runs.runner.is_running
        view.from_action.setEnabled(kind == "step" and idle and name in keeper.plan(name))
        if kind == "input":
            view.say(keeper.chain.input(name).help.text(language()))
        elif kind == "step" and name in keeper.found:
            view.say("\n".join(self._reasons(name)))
        else:
            view.say(translate("Workflow", "Choose an input or a step to see why it is as it is."))

    def _reasons(self, name: str) -> list[str]:
        keeper, status = self.keeper, self.keeper.found[name]
        lines = [sentence(one) for one in status.reasons]
        if name in keeper.faults:
            said = translate("Workflow", "The last run failed: {why}")
            remedy = translate(
                "Workflow",
                "Mend what it takes, or open its dialog (Enter) and choose other fields or parameters; then "
                "run the chain again.",
            )
            lines = [said.format(why=keeper.faults[name]), *([remedy] if status.can_run else lines)]
        own = keeper.setup.parameters.get(name)
        if own:
            said = translate("Workflow", "Parameters of its own: {names}.")
            lines.append(said.format(names=", ".join(sorted(own))))
        return lines

    def _turn_to_fault(self, *_ended) -> None:
        """Choose the first step that came to nothing, so that its reason can be read."""
        items, faults = self.view.list, self.keeper.faults
        failed = [step.id for step in self.keeper.chain.steps if step.id in faults]
        if failed and self.view.current()[1] not in failed and items.state() != items.State.EditingState:
            items.setCurrentItem(items.item("step", failed[0]))

    # what the user does

    def _run_from_current(self) -> None:
        kind, name = self.view.current()
        if kind == "step":
            self.runs.run_from(name)

    def _on_typed(self, name: str, typed: str) -> None:
        self.keeper.give(name, jobs.written(self.keeper.chain, name, typed))

    def _open_current(self) -> None:
        self.view.open_current()

    def _on_opened(self, kind: str, name: str) -> None:
        if kind == "step":
            self.runs.open(name)
            return
        at = self.view.list.below(self.view.list.item(kind, name))
        self._ask_input(name, at)

    def _on_asked(self, kind: str, name: str, at) -> None:
        if kind == "input":
            if self.keeper.chain.input(name).is_layer:
                self._ask_input(name, at)
            return
        runs, keeper = self.runs, self.keeper
        can_run = not runs.runner.is_running and name in keeper.plan(name)
        made, own = keeper.setup.made.get(name), keeper.setup.parameters.get(name)
        deeds = {
            translate("Workflow", "Open the dialog…"): lambda: runs.open(name),
            translate("Workflow", "Run from here"): (lambda: runs.run_from(name)) if can_run else None,
            translate("Workflow", "Forget its result"): (lambda: keeper.forget_result(name))
            if made
            else None,
            translate("Workflow", "Forget its parameters"): (
                (lambda: keeper.forget_parameters(name)) if own else None
            ),
        }
        step = keeper.chain.step(name)
        self.chooser.ask_step(step, at, deeds, lambda reference: keeper.choose_result(name, reference))

    def _ask_input(self, name: str, at) -> None:
        keeper = self.keeper
        self.chooser.ask_input(keeper.chain.input(name), at, lambda reference: keeper.give(name, reference))

    def load(self) -> None:
        """Take over the set-up of a file."""
        path = self.view.ask_file(translate("Workflow", "Load a set-up"), "*.json")
        if not path:
            return
        try:
            self.keeper.load(Path(path))
        except ScienceError as error:
            self.desk.say(sentences(error), Qgis.MessageLevel.Warning)

    def save(self) -> None:
        """Write the set-up into a file."""
        home = Path(self.desk.project.absolutePath() or Path.home())
        title = translate("Workflow", "Save the set-up")
        chosen = self.view.ask_new_file(title, str(home / "workflow.json"))
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".json")
        try:
            setups.save(self.keeper.setup, path)
        except ScienceError as error:
            self.desk.say(sentences(error), Qgis.MessageLevel.Warning)
            return
        said = translate("Workflow", "The set-up was saved to {file}").format(file=path)
        self.desk.say(said, Qgis.MessageLevel.Success)

    def choose_folder(self) -> None:
        """Let results go elsewhere."""
        start = str(places.folder_of(self.keeper.setup.folder, self.desk.project))
        folder = self.view.ask_folder(translate("Workflow", "Folder of the results"), start)
        if folder:
            self.keeper.set_folder(folder)

    def reset(self) -> None:
        """Forget everything; files and layers stay."""
        self.keeper.put(setups.Setup())
