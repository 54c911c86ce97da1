"""Relations and magnitudes that a table must keep, as matrix parameters."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterMatrix

from ..core import csvdata
from ..core.errors import InputError, Problem, faults_of, problem
from ..core.quality import magnitudes, relations
from ..toolbelt.translation import translate
from . import matrices
from .request import Request

RELATIONS, MAGNITUDES = "RELATIONS", "MAGNITUDES"
RELATION_CELLS, MAGNITUDE_CELLS = 3, 5
PERCENT = 100.0


def parameters() -> tuple[QgsProcessingParameterMatrix, ...]:
    """Both parameters, optional."""
    relation = [
        translate("DataQuality", "Relation (quotient, sum, closes, span, growth)"),
        translate("DataQuality", "Fields, separated by ;"),
        translate("DataQuality", "Tolerance in % (empty: 1)"),
    ]
    magnitude = [
        translate("DataQuality", "Rule ({rules})").format(rules=", ".join(magnitudes.rules())),
        translate("DataQuality", "Field above"),
        translate("DataQuality", "Its unit"),
        translate("DataQuality", "Field below"),
        translate("DataQuality", "Its unit"),
    ]
    words = (
        (RELATIONS, translate("DataQuality", "Relations between fields of a row"), relation),
        (MAGNITUDES, translate("DataQuality", "Magnitudes (a field over another)"), magnitude),
    )
    return tuple(
        QgsProcessingParameterMatrix(name, label, numberRows=1, headers=headers, optional=True)
        for name, label, headers in words
    )


def asked_relations(request: Request) -> list[relations.Relation]:
    """Relations of the rows; refuses what is none."""
    made, faults = [], []
    for kind, fields, tolerance in matrices.rows(request.matrix(RELATIONS), RELATION_CELLS):
        names = [name.strip() for name in fields.replace("；", ";").split(";") if name.strip()]
        try:
            share = csvdata.number(tolerance) / PERCENT if tolerance else relations.TOLERANCE
            made.append(relations.relation(kind.strip().lower(), names, share))
        except InputError as error:
            faults += error.problems
    if faults:
        raise InputError(*faults)
    return made


def asked_magnitudes(request: Request) -> list[magnitudes.Ratio]:
    """Ratios of the rows; refuses what is none."""
    made, faults = [], []
    for row in matrices.rows(request.matrix(MAGNITUDES), MAGNITUDE_CELLS):
        try:
            made.append(magnitudes.ratio(*row))
        except InputError as error:
            faults += error.problems
    if faults:
        raise InputError(*faults)
    return made


def problems(request: Request, source) -> list[Problem]:
    """What is wrong with both, all of it."""
    for name, cells in ((RELATIONS, RELATION_CELLS), (MAGNITUDES, MAGNITUDE_CELLS)):
        given = request.matrix(name)
        if matrices.rows(given, cells) and len(given) % cells:
            return [problem("The table {name} needs {columns} cells in each row.", name=name, columns=cells)]
    found = faults_of(lambda: asked_relations(request)) + faults_of(lambda: asked_magnitudes(request))
    if found or source is None:
        return found
    return [
        problem("The layer {layer} has no field {field}.", layer=request.layer_name("INPUT"), field=name)
        for name in fields(request)
        if source.fields().lookupField(name) < 0
    ]


def fields(request: Request) -> list[str]:
    """Fields that both name."""
    named = [name for one in asked_relations(request) for name in one.fields]
    named += [name for one in asked_magnitudes(request) for name in (one.above, one.below)]
    return list(dict.fromkeys(named))
