"""How each step of a workflow stands, and why, from facts alone; plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ...core.errors import Problem, Words, problem
from . import filling
from .chain import Chain, Step
from .setup import Setup


class State(Enum):
    """How a step stands."""

    OFF = "off"
    MISSING = "missing"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class Status:
    """How a step stands.

    Attributes
    ----------
    reasons
        Why, as sentences.
    lacks
        Whether something is not there that no other step can make.
    waits
        Whether the result of an earlier step is not there.
    """

    state: State
    reasons: tuple[Problem, ...] = ()
    lacks: bool = False
    waits: bool = False

    @property
    def can_run(self) -> bool:
        """Whether the step could be run as things stand."""
        return self.state != State.OFF and not self.lacks and not self.waits


@dataclass(frozen=True)
class Facts:
    """What was found out about references and algorithms.

    Attributes
    ----------
    stamps
        Reference -> its stamp, see `stamps`; None where nothing is there.
    unable
        Algorithm -> why it cannot be run here.
    """

    stamps: Mapping[str, dict | None] = field(default_factory=dict)
    unable: Mapping[str, str] = field(default_factory=dict)


def same(then: Mapping, now: Mapping) -> bool:
    """Whether two stamps are of the same content; the cheapest mark that both have decides.

    A file with the size and time that it had is the same; one that was only touched, or whose other tables
    changed, has the same sum of its rows.
    """
    if "mtime" in then and (then.get("size"), then["mtime"]) == (now.get("size"), now.get("mtime")):
        return True
    if "before" in then and now.get("mtime") is not None and now["mtime"] <= then["before"]:
        return True
    for mark in ("rows", "sha256"):
        if mark in then and mark in now and then[mark] == now[mark]:
            return True
    known = {"size", "rows", "sha256"}.intersection(then)
    return not known


def differs(then: Mapping, now: Mapping) -> bool:
    """Whether *now* is known to be of another content than *then*.

    A file of another time is not known to be another as long as the sum that decides has not been taken:
    QGIS writes into a GeoPackage by opening it.
    """
    decides = next((mark for mark in ("rows", "sha256") if mark in then), "")
    known = not decides or decides in now or "mtime" not in now
    return known and not same(then, now)


def statuses(chain: Chain, setup: Setup, facts: Facts) -> dict[str, Status]:
    """Step -> how it stands, in the order of the chain."""
    found: dict[str, Status] = {}
    for step in chain.steps:
        found[step.id] = _status(chain, setup, facts, step, found)
    return found


def _status(chain: Chain, setup: Setup, facts: Facts, step: Step, before: Mapping[str, Status]) -> Status:
    if step.id in setup.off:
        return Status(State.OFF, (problem("Left out; tick it to take it in."),))
    lacking, waiting = _lacking(chain, setup, facts, step), _waiting(chain, setup, facts, step)
    if facts.unable.get(step.algorithm):
        lacking.append(problem("{reason}", reason=facts.unable[step.algorithm]))
    hindered = {"lacks": bool(lacking), "waits": bool(waiting)}
    made = setup.made.get(step.id)
    gone = _gone(facts, made.outputs.values()) if made else []
    if made and not gone:
        old = _outdated(chain, setup, facts, step, before)
        if old:
            return Status(State.OUTDATED, (*old, *lacking, *waiting), **hindered)
        if made.by_hand:
            said = problem("Chosen by hand: {name}.", name=_short(made.outputs[step.main.parameter]))
        else:
            said = problem("Made on {time}.", time=made.time)
        return Status(State.DONE, (said, *lacking), **hindered)
    lost = [problem("Its result {name} is gone.", name=_short(one)) for one in gone]
    if lacking or waiting:
        return Status(State.MISSING, (*lost, *lacking, *waiting), **hindered)
    return Status(State.READY, tuple(lost) or (problem("All that it needs is there."),))


def _lacking(chain: Chain, setup: Setup, facts: Facts, step: Step) -> list[Problem]:
    """What the user has not given, or what is no longer there."""
    fed = [one for one in filling.fed(chain, setup, step) if one.source and one.source.input]
    absent = [one.name for one in fed if one.needed and not one.value]
    found = [problem("Give: {names}.", names=Words.joined(absent))] if absent else []
    for one in fed:
        if one.is_layer and one.value and _gone(facts, [one.value]):
            found.append(
                problem("Gone: {input} ({name}). Give it anew.", input=one.name, name=_short(one.value))
            )
    return found


def _waiting(chain: Chain, setup: Setup, facts: Facts, step: Step) -> list[Problem]:
    """Steps that must come first."""
    names = [
        one.name
        for one in filling.fed(chain, setup, step)
        if one.source and one.source.step and (not one.value or _gone(facts, [one.value]))
    ]
    return [problem("Waits for: {names}.", names=Words.joined(dict.fromkeys(names)))] if names else []


def _outdated(
    chain: Chain, setup: Setup, facts: Facts, step: Step, before: Mapping[str, Status]
) -> list[Problem]:
    """Why a result is no longer what the step would give."""
    made = setup.made[step.id]
    reasons, seen = [], set()
    fed = filling.fed(chain, setup, step)
    for one in fed:
        if one.source and one.source.step and one.source.step not in seen:
            seen.add(one.source.step)
            if before[one.source.step].state == State.OUTDATED:
                reasons.append(problem("Outdated itself: {input}.", input=one.name))
    for parameter, rows in made.stamps.items():
        reasons += _changed(facts, rows, [one for one in fed if one.is_layer and one.parameter == parameter])
    if made.settings is not None and made.stamps:
        given = {one.parameter for one in fed if one.is_layer and one.value}
        reasons += [
            problem("Given since: {input}.", input=one.name)
            for one in fed
            if one.parameter in given - made.stamps.keys() and one.value
        ]
    if made.settings is not None and made.settings != filling.settings(chain, setup, step):
        reasons.append(problem("Its parameters have been changed since."))
    return reasons


def _changed(facts: Facts, rows: list[list], fed: list[filling.Fed]) -> list[Problem]:
    """What became of the inputs *rows* of a parameter, which *fed* feeds now."""
    now = {one.value: one.name for one in fed if one.value}
    anew = [name for value, name in now.items() if value not in {row[0] for row in rows}]
    named = any(row[0] for row in rows)
    found = [problem("Another one since: {input}.", input=name) for name in anew if named]
    for reference, stamp in rows:
        present = facts.stamps.get(reference)
        if reference in now and present is not None and differs(stamp, present):
            found.append(problem("Changed since: {input}.", input=now[reference]))
        elif reference and fed and reference not in now and not anew:
            found.append(problem("Taken in then, not given now: {name}.", name=_short(reference)))
    return found


def _gone(facts: Facts, references) -> list[str]:
    """References that were looked for and not found."""
    return [one for one in references if one in facts.stamps and facts.stamps[one] is None]


def _short(reference: str) -> str:
    """A reference as a person says it: the name of the file, and of the layer in it."""
    head, _, tail = reference.partition("|")
    inner = tail.removeprefix("layername=").partition("|")[0]
    name = Path(head).name or head
    return f"{name} ({inner})" if inner and inner != Path(head).stem else name


def to_run(chain: Chain, setup: Setup, found: Mapping[str, Status], start: str = "") -> list[str]:
    """Steps that a run takes, in order.

    Parameters
    ----------
    start
        A step that is run again together with all that follows from it, and with what it waits for; empty
        for the whole chain, of which steps that are done are left as they are.

    Returns
    -------
    list of str
        Steps without those that lack an input, and those that wait for such.
    """
    off = frozenset(setup.off)
    wanted = {start, *chain.all_before(start, off), *chain.all_after(start, off)} if start else None
    again = {start, *chain.all_after(start, off)} if start else set()
    chosen: list[str] = []
    for step in chain.steps:
        status = found[step.id]
        if status.state == State.OFF or status.lacks or (wanted is not None and step.id not in wanted):
            continue
        before = chain.before(step.id, off)
        there = {name for name in before if found[name].state in (State.DONE, State.OUTDATED)}
        due = status.state != State.DONE or step.id in again or before.intersection(chosen)
        if due and before <= there.union(chosen):
            chosen.append(step.id)
    return chosen
