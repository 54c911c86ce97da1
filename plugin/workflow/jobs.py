"""What a step is run with: its parameters, where its outputs go, and what a dialog gave back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
)

from ...processing_provider.parameters import CODES, with_indices
from ...toolbelt import about, provenance
from . import filling, places, stamps
from .chain import Chain, Step
from .runner import Job
from .setup import Made, Setup
from .states import Facts

PLAIN = (str, int, float, bool)


def algorithm_of(step: Step) -> QgsProcessingAlgorithm | None:
    """The registered algorithm of a step."""
    return QgsApplication.processingRegistry().algorithmById(f"{about.PROVIDER_ID}:{step.algorithm}")


def written(chain: Chain, name: str, typed: str) -> str:
    """What was typed for an input; where a step has a choice there, the code of the choice that was named.

    People write 广东, 广东省 or Guangdong as the dialog has it, and mean 440000.
    """
    links = [(step, link) for step in chain.steps for link in step.links]
    for step, link in links:
        if name not in [source.input for source in link.sources]:
            continue
        definition = algorithm_of(step).parameterDefinition(link.parameter)
        codes = definition.metadata().get(CODES)
        if codes:
            labels = zip(codes, definition.options())
            meant = [code for code, label in labels if typed.casefold().startswith(label.casefold())]
            return meant[0] if len(meant) == 1 else typed
    return typed


def unable(chain: Chain) -> dict[str, str]:
    """Algorithm -> why it cannot be run here."""
    found = {}
    for step in chain.steps:
        fine, why_not = algorithm_of(step).canExecute()
        if not fine:
            found[step.algorithm] = why_not
    return found


def destinations(setup: Setup, step: Step, project: QgsProject) -> dict[str, str]:
    """Output parameter -> file that is free for it."""
    folder = places.folder_of(setup.folder, project)
    made = setup.made.get(step.id)
    ours = set(files_of(made)) if made else set()
    return {
        output.parameter: str(places.free_name(folder, output.file, ours, project)) for output in step.outputs
    }


def files_of(made: Made) -> list[str]:
    """Files that the runs of a step have written, and that another run may write over."""
    own = [] if made.by_hand else [str(stamps.path_of(one)) for one in made.outputs.values()]
    return list(dict.fromkeys([*own, *made.former]))


def destination_of(value):
    """Where an output goes, as a dialog has it or as it stands."""
    return value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value


def references(chain: Chain, setup: Setup, step: Step) -> dict[str, list[str]]:
    """Parameter -> references of the layers that feed it."""
    found: dict[str, list[str]] = {}
    for one in filling.fed(chain, setup, step):
        if one.is_layer and one.value:
            found.setdefault(one.parameter, []).append(one.value)
    return found


def look_for(
    wanted: list[str], hints: dict[str, list[dict]], project: QgsProject, thorough: bool
) -> stamps.Look:
    """The task that looks at references; layers without a file are known by what they hold now."""
    features, known = places.features_of(wanted, project)
    look = stamps.Look([one for one in wanted if one not in known], hints, features, thorough)
    look.found.update(known)
    return look


def job(chain: Chain, setup: Setup, facts: Facts, step: Step, project: QgsProject) -> Job:
    """The job that runs a step in the background."""
    algorithm = algorithm_of(step)
    given = filling.parameters(chain, setup, step, lambda one: places.for_run(one, project))
    fed = references(chain, setup, step)
    wanted = [one for several in fed.values() for one in several]
    hints = {one: [facts.stamps[one]] for one in wanted if facts.stamps.get(one)}
    outputs = destinations(setup, step, project)
    return Job(
        step.id,
        step.algorithm,
        {**with_indices(algorithm, given), **outputs},
        fed,
        lambda: look_for(wanted, hints, project, thorough=True),
    )


def for_dialog(chain: Chain, setup: Setup, step: Step, project: QgsProject) -> dict:
    """What the dialog of a step is filled with, its outputs too."""
    given = filling.parameters(chain, setup, step, lambda one: places.for_dialog(one, project))
    outputs = destinations(setup, step, project)
    return {**with_indices(algorithm_of(step), given), **outputs}


def remembered(
    chain: Chain, setup: Setup, step: Step, dialog: tuple[dict, dict], project: QgsProject
) -> Setup:
    """The set-up after a run of the *dialog* of a step, which showed and was run with these parameters.

    An input of the chain that was chosen anew is it for all steps; anything else that was set otherwise than
    the dialog had it at first belongs to the step alone.
    """
    algorithm = algorithm_of(step)
    outputs = {one.name() for one in algorithm.parameterDefinitions() if one.isDestination()}
    first, chosen = (
        {key: plain(value, project) for key, value in with_indices(algorithm, values).items()}
        for values in dialog
    )
    own = dict(setup.parameters.get(step.id, {}))
    own |= filling.otherwise(first, {key: chosen[key] for key in first.keys() & chosen.keys()}, outputs)
    inputs = dict(setup.inputs)
    for link, source in chain.feeds(step, frozenset(setup.off)):
        if link.parameter in own and source.input:
            value = own[link.parameter]
            if chain.input(source.input).is_layer and isinstance(value, str):
                inputs[source.input] = own.pop(link.parameter)
            elif chain.input(source.input).kind == "number" or source.input == "year":
                own.pop(link.parameter)
                inputs[source.input] = "" if value is None else str(value)
    parameters = {key: value for key, value in setup.parameters.items() if key != step.id}
    return Setup(
        inputs,
        set(setup.off),
        {**parameters, **({step.id: own} if own else {})},
        dict(setup.made),
        setup.folder,
    )


def plain(value, project: QgsProject):
    """A value as JSON holds it, and equal for what means the same: layers by reference, nothing by None."""
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, (list, tuple)):
        parts = [plain(one, project) for one in value]
        return None if not parts else parts[0] if len(parts) == 1 else parts
    reference = places.reference_of_value(value, project)
    if reference:
        return reference
    return value if isinstance(value, PLAIN) and value != "" else None


def made(
    step: Step, results: dict, marks: dict[str, list[list]], settings: dict, project: QgsProject
) -> Made:
    """What a run has made, from the results of its algorithm."""
    outputs = {}
    for output in step.outputs:
        reference = places.reference_of_value(destination_of(results.get(output.parameter)), project)
        if reference:
            outputs[output.parameter] = reference
    return Made(outputs, marks, settings, datetime.now().strftime("%Y-%m-%d %H:%M:%S"))


def by_hand(chain: Chain, setup: Setup, step: Step, reference: str, record: dict | None) -> Made:
    """A result that the user chose; its record tells what its inputs were, where it is one of this step."""
    marks: dict[str, list[list]] = {}
    if record is not None and str(record.get("algorithm")).endswith(f":{step.algorithm}"):
        for one in filling.fed(chain, setup, step):
            told = record.get("inputs", {}).get(one.parameter, {})
            if one.is_layer and one.value and told.get("sha256") and one.parameter not in marks:
                stamp = stamps.of_record(told, str(record.get("time")))
                if Path(str(told.get("source")).partition("|")[0]) != stamps.path_of(one.value):
                    # its time tells nothing of another file
                    stamp.pop("before", None)
                marks[one.parameter] = [[one.value, stamp]]
    return Made({step.main.parameter: reference}, marks, None, "", by_hand=True)


def record_of(reference: str, project: QgsProject) -> dict | None:
    """The record of the run that made what a reference means."""
    layer = places.layer_of(reference, project) or places.opened(reference)
    return provenance.read(layer) if layer is not None else None
