"""The steps of the chain and what feeds them, from the tables of ``resources/workflow``; plain Python.

``steps.csv`` has the steps in order, ``inputs.csv`` what the user gives, ``outputs.csv`` what a step writes
and ``links.csv`` where a parameter comes from. A source is ``@input``, ``step.OUTPUT`` or ``=value``; of
several, the first whose step is switched on counts. ``need`` is 1 where the step cannot do without, or the
parameter that may stand in its place. Several links of one parameter are a list.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from ...core import csvdata
from ...core.errors import Words
from ...toolbelt import about

FOLDER = about.RESOURCES / "workflow"
NEEDED = "1"
LAYER_KINDS = ("polygons", "table", "raster")


@dataclass(frozen=True)
class Input:
    """Something that the user gives.

    Attributes
    ----------
    kind
        ``polygons``, ``table``, ``raster``, ``text`` or ``number``.
    practice
        What it is for the practice county: a path below the folder of the sample data, or a value.
    """

    id: str
    kind: str
    name: Words
    help: Words
    practice: str

    @property
    def is_layer(self) -> bool:
        """Whether it is a layer or table, not a value."""
        return self.kind in LAYER_KINDS


@dataclass(frozen=True)
class Output:
    """Something that a step writes.

    Attributes
    ----------
    main
        Whether it is what the step is for.
    shown
        Whether the map shows it (True), the project holds it unshown (False), or neither (None).
    """

    parameter: str
    file: str
    main: bool
    shown: bool | None


@dataclass(frozen=True)
class Source:
    """Where the value of a parameter comes from: one of an input, an output of a step, a fixed value."""

    input: str = ""
    step: str = ""
    output: str = ""
    value: str = ""


@dataclass(frozen=True)
class Link:
    """What feeds a parameter; *sources* in the order of preference."""

    parameter: str
    sources: tuple[Source, ...]
    needed: bool
    instead: str


@dataclass(frozen=True)
class Step:
    """An algorithm in the chain."""

    id: str
    algorithm: str
    name: Words
    links: tuple[Link, ...]
    outputs: tuple[Output, ...]

    @property
    def main(self) -> Output:
        """The output that the step is for."""
        return next(output for output in self.outputs if output.main)


@dataclass(frozen=True)
class Chain:
    """All steps in their order, and what the user gives."""

    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step of this id."""
        return next(step for step in self.steps if step.id == name)

    def input(self, name: str) -> Input:
        """The input of this id."""
        return next(one for one in self.inputs if one.id == name)

    def feeds(self, step: Step, off: frozenset[str]) -> Iterator[tuple[Link, Source]]:
        """Each link of a step with the source that counts while the steps *off* are left out."""
        for link in step.links:
            for source in link.sources:
                if source.step not in off:
                    yield link, source
                    break

    def before(self, name: str, off: frozenset[str]) -> set[str]:
        """Steps whose outputs a step takes, directly."""
        return {source.step for _, source in self.feeds(self.step(name), off) if source.step}

    def all_before(self, name: str, off: frozenset[str]) -> set[str]:
        """Steps that a step rests upon, however far back."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = self.before(waiting.pop(), off) - found
            found |= new
            waiting += new
        return found

    def all_after(self, name: str, off: frozenset[str]) -> set[str]:
        """Steps that rest upon a step, however far on."""
        return {
            step.id for step in self.steps if step.id not in off and name in self.all_before(step.id, off)
        }


@functools.cache
def chain() -> Chain:
    """The chain of the tables."""

    def rows(name: str) -> list[dict[str, str]]:
        return csvdata.read_rows(FOLDER / f"{name}.csv", "workflow table")

    links, outputs = rows("links"), rows("outputs")
    shown = {"1": True, "0": False, "": None}
    return Chain(
        tuple(
            Input(row["input"], row["kind"], _words(row, "name"), _words(row, "help"), row["practice"])
            for row in rows("inputs")
        ),
        tuple(
            Step(
                row["step"],
                row["algorithm"],
                _words(row, "name"),
                tuple(_link(link) for link in links if link["step"] == row["step"]),
                tuple(
                    Output(one["parameter"], one["file"], one["main"] == "1", shown[one["shown"]])
                    for one in outputs
                    if one["step"] == row["step"]
                ),
            )
            for row in rows("steps")
        ),
    )


def _words(row: dict[str, str], column: str) -> Words:
    return Words(row[f"{column}_en"], row[f"{column}_zh"])


def _link(row: dict[str, str]) -> Link:
    needed = bool(row["need"])
    instead = "" if row["need"] == NEEDED else row["need"]
    return Link(row["parameter"], tuple(map(_source, row["sources"].split())), needed, instead)


def _source(text: str) -> Source:
    if text.startswith("@"):
        return Source(input=text[1:])
    if text.startswith("="):
        return Source(value=text[1:])
    step, _, output = text.partition(".")
    return Source(step=step, output=output)
