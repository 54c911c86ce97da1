"""What can be refused before work, for any algorithm: names, layers, fields, outputs, packages."""

from __future__ import annotations

import difflib
import importlib.util
import math
from pathlib import Path

from qgis.core import (
    QgsDataSourceUri,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProviderRegistry,
)

from ..core.errors import Problem, problem
from ..core.spelling import near
from ..toolbelt import destinations, provenance, sheetheaders
from ..toolbelt.register import places
from ..toolbelt.translation import translate
from . import remedies
from .parameters import CODES, NEEDED, index_of, words_of

GEOTIFF = (".tif", ".tiff")


def general_problems(request) -> list[Problem]:
    """Problems that every algorithm refuses alike, all of them together."""
    definitions = request.algorithm.parameterDefinitions()
    return [
        *_unknown_names(request, definitions),
        *wrong_values(request),
        *request.unreadable,
        *_lacking(request, definitions),
        *_empty_sources(request, definitions),
        *_headless_sheets(request, definitions),
        *_absent_fields(request, definitions),
        *_bad_outputs(request, definitions),
    ]


def wrong_values(request) -> list[Problem]:
    """Choices that there are not, and numbers out of their range: QGIS only says that they are incorrect."""
    definitions = request.algorithm.parameterDefinitions()
    return [
        found
        for definition in definitions
        for found in (*_wrong_choices(request, definition), *_wrong_number(request, definition))
    ]


def _wrong_choices(request, definition) -> list[Problem]:
    codes, value = definition.metadata().get(CODES), request.parameters.get(definition.name())
    if not codes or not isinstance(value, (str, list, tuple)) or value == "":
        return []
    found = []
    for word in words_of(definition, value):
        index = index_of(codes, word)
        if isinstance(index, int) or str(word).strip().isdigit():
            continue
        meant = near(str(word), codes)
        if meant:
            found.append(
                problem(
                    "{word} is no choice of {name}; is {near} meant? The choices are {known}.",
                    word=word,
                    name=definition.name(),
                    near=meant,
                    known=", ".join(codes),
                )
            )
        else:
            found.append(
                problem(
                    "{word} is no choice of {name}; the choices are {known}.",
                    word=word,
                    name=definition.name(),
                    known=", ".join(codes),
                )
            )
    return found


def _wrong_number(request, definition) -> list[Problem]:
    if not isinstance(definition, QgsProcessingParameterNumber):
        return []
    try:
        value = float(request.parameters.get(definition.name()))
    except (TypeError, ValueError):
        return []  # not given, or an expression of QGIS
    if not math.isfinite(value):
        return [
            problem(
                "The parameter {name} must be a number, not {value}.", name=definition.name(), value=value
            )
        ]
    low, high = definition.minimum(), definition.maximum()
    if low <= value <= high:
        return []
    if value < low:
        return [
            problem(
                "The parameter {name} must be {low} or more, not {value}.",
                name=definition.name(),
                low=f"{low:g}",
                value=f"{value:g}",
            )
        ]
    return [
        problem(
            "The parameter {name} must be {high} or less, not {value}.",
            name=definition.name(),
            high=f"{high:g}",
            value=f"{value:g}",
        )
    ]


def missing_packages(names) -> list[str]:
    """Those of *names* that this Python cannot import."""
    return [name for name in names if not _is_there(name)]


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def package_problems(names) -> list[Problem]:
    """What is wrong where a choice, and not the whole algorithm, needs packages that are not there."""
    lacking = missing_packages(names)
    if not lacking:
        return []
    return [
        problem(
            "This choice needs the Python package {names}, which this QGIS lacks. Choose otherwise, or get "
            "it. {how}",
            names=", ".join(lacking),
            how=remedies.how(lacking, remedies.system()),
        )
    ]


def remedy(lacking: list[str]) -> str:
    """What is missing, and how to get it on this installation."""
    text = translate(
        "Checks", "This algorithm needs the Python package {names}, which this QGIS lacks. {how}"
    )
    return text.format(names=", ".join(lacking), how=remedies.how(lacking, remedies.system()))


def _unknown_names(request, definitions) -> list[Problem]:
    """Misspelt parameters, which QGIS would ignore in silence and compute with the default instead."""
    known = [definition.name() for definition in definitions]
    found = []
    for name in request.parameters:
        if name in known:
            continue
        meant = near(name, known)
        if meant:
            found.append(problem("There is no parameter {name}; is {near} meant?", name=name, near=meant))
        else:
            found.append(
                problem(
                    "There is no parameter {name}; the parameters are {known}.",
                    name=name,
                    known=", ".join(known),
                )
            )
    return found


def _lacking(request, definitions) -> list[Problem]:
    """Tables and fields that must be given where no register stands in for them."""
    if request.unreadable:
        return []
    found = []
    for definition in definitions:
        if not definition.metadata().get(NEEDED):
            continue
        name, words = definition.name(), {"name": definition.name(), "label": definition.description()}
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            if request.parameters.get(name) in (None, ""):
                found.append(
                    problem("Give {label} ({name}), or a register (REGISTER) that has them.", **words)
                )
            elif request.optional_source(name) is None:
                found.append(problem("The layer of {label} ({name}) cannot be loaded.", **words))
        elif request.parameters.get(definition.parentLayerParameterName()) and not request.fields(name):
            found.append(problem("Choose the field of {label} ({name}).", **words))
    return found


def _empty_sources(request, definitions) -> list[Problem]:
    found = []
    for definition in definitions:
        if not isinstance(definition, QgsProcessingParameterFeatureSource):
            continue
        source = request.optional_source(definition.name())
        if source is None:
            continue
        if source.featureCount() == 0:
            found.append(
                problem("The layer {layer} has no features.", layer=request.layer_name(definition.name()))
            )
    return found


def _headless_sheets(request, definitions) -> list[Problem]:
    """Sheets whose columns have no names, because the first row gives none (see `sheetheaders`)."""
    return [
        problem(
            "The first row of the sheet {layer} does not give every column a name of its own; delete titles "
            "above the header row, and name every column.",
            layer=request.layer_name(definition.name()),
        )
        for definition in definitions
        if _is_headless(request, definition)
    ]


def _is_headless(request, definition) -> bool:
    is_source = isinstance(definition, QgsProcessingParameterFeatureSource)
    return is_source and sheetheaders.is_headless(request.layer(definition.name()))


def _absent_fields(request, definitions) -> list[Problem]:
    found = []
    for definition in definitions:
        if not isinstance(definition, QgsProcessingParameterField):
            continue
        parent = definition.parentLayerParameterName()
        source = request.optional_source(parent) if parent else None
        if source is None or _is_headless(request, request.algorithm.parameterDefinition(parent)):
            continue
        names = [field.name() for field in source.fields()]
        for name in request.given_fields(definition.name()):
            if source.fields().lookupField(name) >= 0:
                continue
            near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
            found.append(
                problem(
                    "The layer {layer} has no field {field}. Choose the one for the parameter {name} "
                    "({label}). {hint}",
                    layer=request.layer_name(parent),
                    field=name,
                    label=definition.description(),
                    name=definition.name(),
                    hint=_look_alikes(near, names),
                )
            )
    return found


def _look_alikes(near: list[str], names: list[str]) -> str:
    if near:
        return translate("Checks", "Fields that look alike: {fields}.").format(fields=", ".join(near))
    return translate("Checks", "Its fields are: {fields}.").format(fields=", ".join(names))


def _bad_outputs(request, definitions) -> list[Problem]:
    inputs = _input_files(request, definitions)
    found = [
        *_shared_outputs(request, definitions),
        *_own_input_tables(request, definitions),
        *_register_tables(request, definitions),
    ]
    for definition in definitions:
        if not definition.isDestination():
            continue
        path = destinations.file_of(request.destination(definition.name()))
        if path is None:
            continue
        if definition.type() == "folderDestination":
            found += destinations.folder_refusals(path)
            continue
        refused = destinations.refusals(path)
        if refused:
            found += refused
            continue
        if definition.type() == "rasterDestination" and path.suffix.lower() not in GEOTIFF:
            found.append(problem("The output {path} must be a GeoTIFF; end its name with .tif.", path=path))
        if path.exists() and path.resolve() in inputs:
            found.append(problem("The output {path} is one of the inputs. Choose another name.", path=path))
    return found


def _shared_outputs(request, definitions) -> list[Problem]:
    """Outputs that would overwrite one another."""
    seen: dict[str, str] = {}
    found = []
    for definition in definitions:
        if not definition.isDestination():
            continue
        text = request.destination(definition.name())
        path = destinations.file_of(text)
        place = str(path.resolve()) if path is not None else text if text.startswith("ogr:") else ""
        if place and place in seen:
            found.append(
                problem(
                    "The outputs {one} and {other} have the same place {path}. Give each its own.",
                    one=seen[place],
                    other=definition.name(),
                    path=text,
                )
            )
        seen.setdefault(place, definition.name())
    return found


def _own_input_tables(request, definitions) -> list[Problem]:
    """Tables of a GeoPackage that are input and output at once."""
    inputs = set()
    for definition in definitions:
        if definition.type() in ("source", "vector", "layer"):
            layer = request.layer(definition.name())
            path = provenance.file_behind(layer) if layer is not None else None
            if path is not None:
                parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
                inputs.add((path.resolve(), parts.get("layerName")))
    found = []
    for definition in definitions:
        text = request.destination(definition.name()) if definition.isDestination() else ""
        if not text.startswith("ogr:"):
            continue
        table = QgsDataSourceUri(text.partition(":")[2]).table()
        if (destinations.database_of(text).resolve(), table) in inputs:
            found.append(problem("The output {path} is one of the inputs. Choose another name.", path=table))
    return found


def _register_tables(request, definitions) -> list[Problem]:
    """Layers in the place of a register, or of a table of one, which would be lost with all it holds."""
    held = {
        definition.name(): places.held_at(request.destination(definition.name()))
        for definition in definitions
        if definition.type() in ("sink", "vectorDestination")
    }
    return [
        problem(
            "The output {name} would take the place of {table} of a register. Choose another name.",
            name=name,
            table=table,
        )
        for name, table in held.items()
        if table
    ]


def _input_files(request, definitions) -> set[Path]:
    return {
        path.resolve()
        for definition in definitions
        if not definition.isDestination()
        for path in _files_of(request, definition)
    }


def _files_of(request, definition: QgsProcessingParameterDefinition) -> list[Path]:
    kind, name = definition.type(), definition.name()
    if kind == "file":
        text = request.text(name)
        return [Path(text)] if text else []
    if kind == "multilayer":
        layers = request.layers(name)
    elif kind in ("source", "vector", "raster", "layer"):
        layers = [request.layer(name)]
    else:
        layers = []
    files = [provenance.file_behind(layer) for layer in layers if layer is not None]
    return [path for path in files if path is not None]
