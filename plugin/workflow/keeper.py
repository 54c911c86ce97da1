"""The workflow of a project: its set-up, how its steps stand, and every change that the user makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import problem
from ..connections import Connections
from . import jobs, places, states
from . import setup as setups
from .chain import chain
from .setup import Made, Setup
from .states import Facts, State, Status
from .watching import Watching


class Keeper(QObject):
    """Keeps the set-up; it knows layers by references alone.

    Attributes
    ----------
    former
        The set-up that was replaced as a whole, to be had back; None where there is none.
    found
        Step -> how it stands.
    faults
        Step -> why its last run came to nothing.
    running
        The step that is being run; empty for none.

    Signals
    -------
    changed
        Anything of it.
    """

    changed = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject | None = None):
        super().__init__(parent)
        self.project, self.chain = project, chain()
        self.setup = Setup()
        self.former: Setup | None = None
        self.found: dict[str, Status] = {}
        self.faults: dict[str, str] = {}
        self.running = ""
        self.watching = Watching(project, self)
        self._unable: dict[str, str] | None = None
        self._signals = Connections()
        # a list that tells of an edit is not filled anew under its editor
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)

    def start(self) -> None:
        """Listen to the project."""
        self._signals.add(self._soon.timeout, self.judge)
        self._signals.add(self.watching.due, self.refresh)
        self._signals.add(self.watching.seen, self.judge)
        self.watching.start()
        self.judge()

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._signals.drop()
        self._soon.stop()
        self.watching.stop()

    def state(self) -> dict:
        """What the project is to remember."""
        return {} if self.setup == Setup() else setups.as_json(self.setup, self.project.absolutePath())

    def restore(self, state: dict) -> None:
        """Take up what a project remembers."""
        self._take(setups.from_json(state, self.project.absolutePath(), self.chain))

    # how things stand

    def refresh(self) -> None:
        """Look again, in the background, at all inputs and results."""
        wanted: list[str] = [
            value for key, value in self.setup.inputs.items() if value and self.chain.input(key).is_layer
        ]
        hints: dict[str, list[dict]] = {}
        for step in self.chain.steps:
            for several in jobs.references(self.chain, self.setup, step).values():
                wanted += several
            made = self.setup.made.get(step.id)
            if made is None:
                continue
            wanted += made.outputs.values()
            for reference, stamp in (row for rows in made.stamps.values() for row in rows):
                wanted.append(reference)
                hints.setdefault(reference, []).append(stamp)
        self.watching.look(filter(None, wanted), hints)

    def judge(self) -> None:
        """Say how each step stands as far as it is known."""
        if self._unable is None:
            self._unable = jobs.unable(self.chain)
        self.found = states.statuses(self.chain, self.setup, Facts(self.watching.stamps, self._unable))
        if self.running:
            self.found[self.running] = Status(State.RUNNING, (problem("It is being run."),))
        self.changed.emit()

    def facts(self) -> Facts:
        """What is known of files, layers and algorithms."""
        return Facts(self.watching.stamps, self._unable or {})

    def plan(self, start: str = "") -> list[str]:
        """Steps that a run takes, see `states.to_run`."""
        return states.to_run(self.chain, self.setup, self.found, start)

    def gone(self) -> set[str]:
        """Inputs that are given and not there."""
        seen = self.watching.stamps
        return {key for key, value in self.setup.inputs.items() if value in seen and seen[value] is None}

    def names(self) -> dict[str, str]:
        """Input -> what people call what it is."""
        return {
            key: places.name_of(value, self.project) if self.chain.input(key).is_layer else value
            for key, value in self.setup.inputs.items()
        }

    # what the user changes

    def give(self, name: str, value: str) -> None:
        """Take a reference or a value for an input; an empty text for none."""
        if self.setup.inputs.get(name, "") == value:
            return
        inputs = {**self.setup.inputs, name: value}
        self.change(replace(self.setup, inputs={key: held for key, held in inputs.items() if held}))

    def tick(self, name: str, ticked: bool) -> None:
        """Take a step in, or leave it out."""
        off = self.setup.off - {name} if ticked else self.setup.off | {name}
        if off != self.setup.off:
            self.change(replace(self.setup, off=off))

    def choose_result(self, name: str, reference: str) -> None:
        """Take a layer or file as the result of a step."""
        record = jobs.record_of(reference, self.project)
        made = jobs.by_hand(self.chain, self.setup, self.chain.step(name), reference, record)
        before = self.setup.made.get(name)
        self.keep(name, replace(made, former=jobs.files_of(before)) if before else made)

    def keep(self, name: str, made: Made) -> None:
        """Take what a step has made."""
        self.faults.pop(name, None)
        self.change(replace(self.setup, made={**self.setup.made, name: made}))

    def forget_result(self, name: str) -> None:
        """Let a step have no result; file and layer stay."""
        self.change(replace(self.setup, made=_without(self.setup.made, name)))

    def forget_parameters(self, name: str) -> None:
        """Let a step have the parameters of the chain."""
        self.change(replace(self.setup, parameters=_without(self.setup.parameters, name)))

    def set_folder(self, folder: str) -> None:
        """Let results go elsewhere."""
        self.change(replace(self.setup, folder=folder))

    def change(self, changed: Setup) -> None:
        """Work with another set-up, which the project is to remember."""
        self.setup = changed
        self.project.setDirty(True)
        self._soon.start()
        self.watching.soon()

    # the set-up as a whole

    def fill_with_practice(self) -> None:
        """Give the practice county to the chain."""
        self.put(replace(setups.practice(self.chain), folder=self.setup.folder))

    def load(self, path: Path) -> None:
        """Take over the set-up of a file; refuses any other file."""
        self.put(setups.load(path, self.chain))

    def put(self, other: Setup) -> None:
        """Put another set-up in the place of this one, which can be had back."""
        former = self.setup
        self._take(other)
        self.former = former if former != Setup() else None
        self.project.setDirty(True)
        self.changed.emit()

    def undo(self) -> None:
        """Have the set-up back that was replaced."""
        if self.former is not None:
            self.put(self.former)

    def _take(self, taken: Setup) -> None:
        self.setup, self.former, self.faults = taken, None, {}
        self.watching.forget()
        self.judge()
        self.refresh()


def _without(held: dict, name: str) -> dict:
    return {key: one for key, one in held.items() if key != name}
