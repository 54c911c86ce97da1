"""Codes of land use as parameters: which field, which scheme, and what to do with codes it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFile

from ..core import landuse, planning
from ..core.errors import InputError, Problem, UnknownCodesError, faults_of, problem
from ..toolbelt import areas, sheets
from ..toolbelt.tables import Columns
from ..toolbelt.translation import language, translate
from .parameters import advanced, box, choice, field
from .request import Request
from .run import Run

CODE, SCHEME, CLASSES, UNKNOWN, PARENT_CODES = "CODE", "SCHEME", "CLASSES", "UNKNOWN", "PARENT_CODES"
AUTO, REFUSE, NO_DATA = "auto", "refuse", "nd"
SHOWN_CODES = 30
SHOWN_SCHEMES = 4


def parameters(source: str = "INPUT") -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters, for land use in the layer *source*."""
    schemes = {name: landuse.scheme(name).name(language()) for name in landuse.schemes()}
    return (
        field(
            CODE,
            translate("LandCodes", "Field with land-use codes (empty: found by its name)"),
            "DLBM",
            source,
        ),
        choice(
            SCHEME,
            translate("LandCodes", "Land-use scheme"),
            {AUTO: translate("LandCodes", "told from the codes"), **schemes},
        ),
        advanced(
            QgsProcessingParameterFile(
                CLASSES,
                translate("LandCodes", "or: class table of your own"),
                optional=True,
                fileFilter=sheets.FILTER,
            )
        ),
        choice(
            UNKNOWN,
            translate("LandCodes", "Codes that the scheme does not know"),
            {
                REFUSE: translate("LandCodes", "stop and list them"),
                NO_DATA: translate("LandCodes", "go on without data (ND) for them"),
            },
        ),
        advanced(
            box(
                PARENT_CODES,
                translate("LandCodes", "Read an unknown code as the longest known code that it begins with"),
            )
        ),
    )


def code_field(request: Request, source: str = "INPUT") -> str:
    """The field with the codes: the chosen one, or one whose name schemes or the one-map databases use."""
    chosen = request.field(CODE)
    layer = request.optional_source(source)
    if chosen or layer is None:
        return chosen
    usual = [role.key_field for role in planning.onemap_layers() if role.code == "parcel_current"]
    # the attribute of towns and villages says where a parcel lies, not what it is
    usual += [landuse.scheme(name).field for name in landuse.schemes() if not name.endswith("czcsxm")]
    positions = [layer.fields().lookupField(name) for name in usual if name]
    return next((layer.fields().at(position).name() for position in positions if position >= 0), "")


def problems(request: Request, source: str = "INPUT") -> list[Problem]:
    """What can be refused before work."""
    found = faults_of(lambda: _own_table(request))
    layer = request.optional_source(source)
    if layer is not None and not code_field(request, source):
        found.append(
            problem(
                "The layer {layer} has no field that is known to hold land-use codes. Choose it; the fields "
                "are: {fields}.",
                layer=request.layer_name(source),
                fields=", ".join(item.name() for item in layer.fields()),
            )
        )
    return found


@dataclass(frozen=True)
class Land:
    """Land use of the features of a layer.

    Attributes
    ----------
    scheme
        The scheme that the codes were read by.
    classes
        Distinct known code -> class.
    codes
        Code of each feature; None where it has none.
    unknown
        Distinct unknown code -> number of features.
    """

    scheme: landuse.LandScheme
    classes: Mapping[object, landuse.LandClass]
    codes: list
    unknown: Mapping[object, int]

    def of_each(self, value, default, dtype) -> np.ndarray:
        """``value(land class)`` of each feature; *default* where the class is missing or unknown."""
        table = {code: value(land) for code, land in self.classes.items()}
        return np.array([table.get(code, default) for code in self.codes], dtype=dtype)


def read(run: Run, table: Columns, source: str = "INPUT", named: str = "") -> Land:
    """Land use of the features of *table*, which holds the field of `code_field`, or the one *named*.

    Raises
    ------
    InputError
        The scheme cannot be told.
    UnknownCodesError
        Codes that the scheme does not know, with counts and areas, unless the user goes on without them.
    """
    name = named or code_field(run, source)
    codes = [None if landuse.is_missing_code(code) else code for code in table[name].tolist()]
    scheme = _scheme(run, codes, name, source)
    prefix = run.yes(PARENT_CODES)
    counts = landuse.count_codes(codes)
    found = {code: scheme.find(code, prefix) for code in counts}
    unknown = {code: counts[code] for code, land in found.items() if land is None}
    if unknown:
        _refuse_or_warn(run, scheme, unknown, codes, table, source)
    missing = codes.count(None)
    if missing:
        run.warn(
            problem(
                "{count} features of {layer} have no land-use code; they count as no data.",
                count=missing,
                layer=run.layer_name(source),
            )
        )
    run.say(
        translate("LandCodes", "Land-use codes of the field {field} are read by the scheme {scheme}.").format(
            field=name, scheme=scheme.name(language())
        )
    )
    run.record["standards"]["land_use_scheme"] = scheme.id
    return Land(scheme, {code: land for code, land in found.items() if land is not None}, codes, unknown)


def chosen_scheme(request: Request) -> landuse.LandScheme | None:
    """The user's class table or the scheme that was chosen; None where the codes shall tell it."""
    own = _own_table(request)
    if own is not None or request.choice(SCHEME) == AUTO:
        return own
    return landuse.scheme(request.choice(SCHEME))


def _own_table(request: Request) -> landuse.LandScheme | None:
    text = request.text(CLASSES)
    return landuse.checked(sheets.read_table(text, "class table"), Path(text).name) if text else None


def _scheme(run: Run, codes: list, name: str, source: str) -> landuse.LandScheme:
    chosen = chosen_scheme(run)
    if chosen is not None:
        return chosen
    found = landuse.detect(codes)
    if found is not None:
        return found
    likely = [match.scheme for match in landuse.candidates(codes)[:SHOWN_SCHEMES]]
    raise InputError(
        problem(
            "The codes in the field {field} of {layer} do not tell the land-use scheme; it may be {schemes}. "
            "Choose it.",
            field=name,
            layer=run.layer_name(source),
            schemes=", ".join(likely) or "–",
        )
    )


def _refuse_or_warn(run: Run, scheme, unknown: Mapping, codes: list, table: Columns, source: str) -> None:
    """List all unknown codes with counts and areas: as a refusal, or as a warning where the user goes on."""
    layer = run.optional_source(source)
    area_of = {}
    if areas.has_polygons(layer):
        of_code = {identifier: code for identifier, code in zip(table.ids.tolist(), codes) if code in unknown}
        measured = areas.of_features(layer, list(of_code), areas.measure(layer.sourceCrs(), run.context))
        for identifier, hectares in measured.items():
            area_of[of_code[identifier]] = area_of.get(of_code[identifier], 0.0) + hectares
    listed = sorted(unknown, key=lambda code: (-area_of.get(code, 0.0), -unknown[code], str(code)))
    words = [
        f"{landuse.as_code(code)} ({unknown[code]}×, {area_of.get(code, 0.0):.4g} ha)"
        for code in listed[:SHOWN_CODES]
    ]
    told = problem(
        "The land-use scheme {scheme} does not know {count} codes of {layer} (features, area): "
        "{codes}{more}. Choose another scheme, add them to a class table of your own, or go on without data "
        "for them (parameter {parameter}).",
        parameter=UNKNOWN,
        scheme=scheme.id,
        count=len(unknown),
        layer=run.layer_name(source),
        codes=", ".join(words),
        more=" …" if len(listed) > SHOWN_CODES else "",
    )
    if run.choice(UNKNOWN) == REFUSE:
        raise UnknownCodesError(unknown, told)
    run.warn(told)
