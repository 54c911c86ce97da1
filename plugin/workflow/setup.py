"""The set-up of a workflow: what the user gave, and what was made from it; plain Python.

It is kept as JSON, in the project or in a file for a colleague, with paths relative to where it lies. Both
may come from anybody, so what does not fit is left out. A layer or file is known by a reference: a path, with
``|layername=`` and the like behind it, or ``layer:`` and the id or name of a layer of the project.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...core.errors import InputError, problem
from ...toolbelt import about
from .chain import Chain

FORMAT = "cpzoning workflow"
VERSION = 1
MOST_BYTES = 4_000_000
SAMPLE = about.RESOURCES / "sample"
LAYER, PRACTICE = "layer:", "sample:"
RESULTS = "workflow_results"


@dataclass(frozen=True)
class Made:
    """What a step has made.

    Attributes
    ----------
    outputs
        Parameter -> reference.
    stamps
        Parameter -> what its inputs were, each a reference with its stamp, see `stamps`.
    settings
        The parameters that are no layers, see `filling.settings`; None where they are not known.
    time
        When, as text; empty where it is not known.
    by_hand
        Whether the user chose the output instead of running the step.
    former
        Files of earlier runs, which may be written over.
    """

    outputs: dict[str, str]
    stamps: dict[str, list[list]] = field(default_factory=dict)
    settings: dict | None = None
    time: str = ""
    by_hand: bool = False
    former: list[str] = field(default_factory=list)


@dataclass
class Setup:
    """What a project remembers of its workflow.

    Attributes
    ----------
    inputs
        Input -> reference or value.
    off
        Steps that are left out.
    parameters
        Step -> parameters that the user set otherwise than the chain does.
    made
        Step -> what it has made.
    folder
        Where results go; empty for the usual place.
    """

    inputs: dict[str, str] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    parameters: dict[str, dict] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    folder: str = ""


def practice(chain: Chain) -> Setup:
    """The set-up that runs the chain on the practice county."""
    given = {
        one.id: str(SAMPLE / one.practice) if one.is_layer else one.practice
        for one in chain.inputs
        if one.practice
    }
    return Setup(given)


def as_json(setup: Setup, base: str, results: bool = True) -> dict:
    """The set-up as JSON can hold it, with paths relative to the folder *base* (none where it is empty).

    Without *results*, only what a colleague needs to run it anew.
    """

    def kept(reference: str) -> str:
        return portable(reference, base)

    made = {
        step: {
            "outputs": {key: kept(value) for key, value in one.outputs.items()},
            "stamps": {key: [[kept(ref), mark] for ref, mark in rows] for key, rows in one.stamps.items()},
            "settings": one.settings,
            "time": one.time,
            "by_hand": one.by_hand,
            "former": [kept(path) for path in one.former],
        }
        for step, one in setup.made.items()
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "inputs": {key: kept(value) for key, value in setup.inputs.items()},
        "off": sorted(setup.off),
        "parameters": {
            step: {key: _each(value, kept) for key, value in own.items()}
            for step, own in setup.parameters.items()
        },
        "folder": kept(setup.folder) if setup.folder else "",
        **({"made": made} if results else {}),
    }


def from_json(state: dict, base: str, chain: Chain) -> Setup:
    """The set-up that `as_json` gave; what is not ours or does not fit is left out."""
    if state.get("format") != FORMAT or state.get("version") != VERSION:
        return Setup()
    steps, inputs = {step.id for step in chain.steps}, {one.id: one for one in chain.inputs}

    def found(reference: str) -> str:
        return resolved(reference, base)

    given = {
        key: found(value) if inputs[key].is_layer else value
        for key, value in _texts(state.get("inputs")).items()
        if key in inputs
    }
    own = {
        step: {str(key): _each(value, found) for key, value in values.items()}
        for step, values in _dict(state.get("parameters")).items()
        if step in steps and isinstance(values, dict)
    }
    made = {
        step: _made(one, found)
        for step, one in _dict(state.get("made")).items()
        if step in steps and isinstance(one, dict) and _texts(one.get("outputs"))
    }
    off = state.get("off")
    left_out = steps.intersection(map(str, off)) if isinstance(off, list) else set()
    folder = state.get("folder")
    given = {key: value for key, value in given.items() if value}
    return Setup(given, left_out, own, made, found(folder) if isinstance(folder, str) and folder else "")


def _made(one: dict, found) -> Made:
    stamps = {
        str(key): [[found(row[0]), row[1]] for row in rows if _is_stamp(row)]
        for key, rows in _dict(one.get("stamps")).items()
        if isinstance(rows, list)
    }
    settings, former = one.get("settings"), one.get("former")
    return Made(
        {key: found(value) for key, value in _texts(one.get("outputs")).items()},
        stamps,
        settings if isinstance(settings, dict) else None,
        str(one.get("time") or ""),
        one.get("by_hand") is True,
        [found(path) for path in former if isinstance(path, str)] if isinstance(former, list) else [],
    )


def _is_stamp(row) -> bool:
    return isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], dict)


def _dict(value) -> dict:
    return value if isinstance(value, dict) else {}


def _texts(value) -> dict[str, str]:
    return {str(key): text for key, text in _dict(value).items() if isinstance(text, str)}


def _each(value, change):
    """*value* with *change* made to the file that it names, or to each of a list."""
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    return change(value) if isinstance(value, str) and _may_be_path(value) else value


def _may_be_path(text: str) -> bool:
    head = text.partition("|")[0]
    return text.startswith(PRACTICE) or head.startswith("./") or Path(head).is_absolute()


def portable(reference: str, base: str) -> str:
    """A reference that another computer understands: relative to *base*, ``sample:`` for practice data."""
    head, bar, tail = reference.partition("|")
    if reference.startswith(LAYER) or not Path(head).is_absolute():
        return reference
    if Path(head).is_relative_to(SAMPLE):
        return f"{PRACTICE}{Path(head).relative_to(SAMPLE).as_posix()}{bar}{tail}"
    if not base:
        return reference
    try:
        near = Path(os.path.relpath(head, base)).as_posix()
    except ValueError:  # another drive
        return reference
    return f"./{near}{bar}{tail}"


def resolved(reference: str, base: str) -> str:
    """The reference that `portable` gave, as this computer has it."""
    if reference.startswith(PRACTICE):
        head, bar, tail = reference[len(PRACTICE) :].partition("|")
        place = Path(os.path.normpath(SAMPLE / head))
        return f"{place}{bar}{tail}" if place.is_relative_to(SAMPLE) else ""
    head, bar, tail = reference.partition("|")
    if not head.startswith("./") or not base:
        return reference
    return f"{os.path.normpath(Path(base) / head)}{bar}{tail}"


def save(setup: Setup, path: Path) -> None:
    """Write the set-up without its results into a file for a colleague."""
    text = json.dumps(as_json(setup, str(path.parent), results=False), ensure_ascii=False, indent=1)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        beside.unlink(missing_ok=True)
    else:
        return
    raise InputError(
        problem(
            "The output {path} could not be written ({reason}). Choose another place.",
            path=path,
            reason=reason,
        )
    )


def load(path: Path, chain: Chain) -> Setup:
    """Read the set-up that `save` wrote; refuses any other file."""
    try:
        huge = path.stat().st_size > MOST_BYTES
        state = None if huge else json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        state = None
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise InputError(
            problem(
                "{file} is no set-up of a workflow. Choose a file that was saved by this panel.",
                file=path.name,
            )
        )
    if state.get("version") != VERSION:
        raise InputError(
            problem(
                "The set-up {file} is of another version ({version}). Update the plugin.",
                file=path.name,
                version=state.get("version"),
            )
        )
    return replace(from_json(state, str(path.parent), chain), made={})
