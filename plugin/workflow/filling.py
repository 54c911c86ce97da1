"""The parameters of a step: from what the user gave, what earlier steps made, and what was remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...core.errors import Words
from .chain import Chain, Link, Source, Step
from .setup import LAYER, Setup


@dataclass(frozen=True)
class Fed:
    """What feeds a parameter of a step just now.

    Attributes
    ----------
    value
        Reference, or value of an input that is no layer; empty where there is none.
    source
        Where it comes from; None where the user set the parameter otherwise.
    name
        What people call it.
    needed
        Whether the step cannot do without.
    is_layer
        Whether *value* refers to a layer or file.
    """

    parameter: str
    value: str
    source: Source | None
    name: Words
    needed: bool
    is_layer: bool


def fed(chain: Chain, setup: Setup, step: Step) -> list[Fed]:
    """All that feeds a step, in the order of its links; parameters that the user set himself go first."""
    own = setup.parameters.get(step.id, {})
    found = []
    for link, source in chain.feeds(step, frozenset(setup.off)):
        if link.parameter in own:
            found += _own(link, own[link.parameter])
            continue
        needed = link.needed and not (link.instead and own.get(link.instead))
        if source.step:
            name, is_layer = chain.step(source.step).name, True
            made = setup.made.get(source.step)
            value = made.outputs.get(source.output, "") if made else ""
        elif source.input:
            given = chain.input(source.input)
            name, is_layer = given.name, given.is_layer
            value = setup.inputs.get(source.input, "")
        else:
            name, is_layer, value = Words("", ""), False, source.value
        found.append(Fed(link.parameter, value, source, name, needed, is_layer))
    return found


def _own(link: Link, value) -> list[Fed]:
    """The layers that the user gave to a parameter himself."""
    of_layers = any(source.step for source in link.sources) or link.needed
    values = value if isinstance(value, list) else [value]
    return [
        Fed(link.parameter, one, None, Words(one, one), False, True)
        for one in values
        if of_layers and isinstance(one, str) and one
    ]


def lists(step: Step) -> set[str]:
    """Parameters of a step that take several layers."""
    names = [link.parameter for link in step.links]
    return {name for name in names if names.count(name) > 1}


def parameters(chain: Chain, setup: Setup, step: Step, opened: Callable[[str], object]) -> dict:
    """The parameters of a step without its outputs; *opened* turns a reference into what a run takes."""
    many, given = lists(step), {}
    for one in fed(chain, setup, step):
        if not one.value or one.source is None:
            continue
        value = opened(one.value) if one.is_layer else one.value
        if one.parameter in many:
            given.setdefault(one.parameter, []).append(value)
        else:
            given[one.parameter] = value
    own = setup.parameters.get(step.id, {})
    return {**given, **{key: _opened(value, opened) for key, value in own.items()}}


def _opened(value, opened: Callable[[str], object]):
    if isinstance(value, list):
        return [_opened(one, opened) for one in value]
    return opened(value) if isinstance(value, str) and value.startswith(LAYER) else value


def settings(chain: Chain, setup: Setup, step: Step) -> dict:
    """What decides a run besides its layers: values of the chain, and what the user set himself."""
    values = {one.parameter: one.value for one in fed(chain, setup, step) if not one.is_layer and one.value}
    return {**values, **setup.parameters.get(step.id, {})}


def otherwise(expected: Mapping, chosen: Mapping, outputs: set[str]) -> dict:
    """What the user set in the dialog of a step otherwise than it was filled; outputs are none of it."""
    return {key: value for key, value in chosen.items() if key not in outputs and value != expected.get(key)}
