"""Pollution standards as parameters: which sets hold, for which functional class and averaging period."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFile

from ..core import joining, standards
from ..core.errors import Problem, faults_of, problem
from ..core.pollution.limits import LONGEST, Limits, functional_classes
from ..toolbelt import sheets, tables
from ..toolbelt.translation import language, translate
from .parameters import advanced, box, choice, text
from .request import Request
from .run import Run

SETS, STANDARDS, AVERAGING, BY_YEAR = "SETS", "STANDARDS", "AVERAGING", "BY_YEAR"
CLASSES = {"air": "AIR_CLASS", "water": "WATER_CLASS", "sea": "SEA_CLASS", "soil": "SOIL_CLASS"}
DEFAULT_SETS = ("GB3095-2012", "GB3838-2002")
DEFAULT_CLASSES = {"air": "II", "water": "III", "sea": "II", "soil": ""}


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters, in the order of the dialog."""
    names = {made.id: made.name(language()) for made in standards.builtin().values()}
    own = QgsProcessingParameterFile(
        STANDARDS, translate("Standards", "Standards of your own"), optional=True, fileFilter=sheets.FILTER
    )
    labels = {
        "air": translate("Standards", "Functional class of air (a class or a field)"),
        "water": translate("Standards", "Functional class of water (a class or a field)"),
        "sea": translate("Standards", "Functional class of the sea (a class or a field)"),
        "soil": translate("Standards", "Kind of soil (a class or a field)"),
    }
    asked = {medium: text(CLASSES[medium], labels[medium], DEFAULT_CLASSES[medium]) for medium in CLASSES}
    return (
        choice(SETS, translate("Standards", "Standards that hold"), names, DEFAULT_SETS, many=True),
        own,
        asked["air"],
        asked["water"],
        advanced(asked["sea"]),
        advanced(asked["soil"]),
        advanced(choice(AVERAGING, translate("Standards", "Averaging period"), _averagings())),
    )


def by_year() -> QgsProcessingParameterDefinition:
    """Whether sets that are dated apart follow one another, for rows that have a year."""
    return advanced(box(BY_YEAR, translate("Standards", "Dated standards follow one another, by year")))


def _averagings() -> dict[str, str]:
    return {
        LONGEST: translate("Standards", "longest that has a limit"),
        "annual": translate("Standards", "year"),
        "season": translate("Standards", "season"),
        "month": translate("Standards", "month"),
        "24h": translate("Standards", "24 hours"),
        "8h": translate("Standards", "8 hours"),
        "1h": translate("Standards", "1 hour"),
    }


def chosen(request: Request) -> Limits:
    """Limits of the sets that hold: the user's own where given, else the chosen built-in ones.

    Raises
    ------
    InputError, FactorError
        The file cannot be read, or breaks a rule of standards; every fault in a sentence.
    """
    path = request.text(STANDARDS)
    if path:
        sets = standards.checked(sheets.read_table(path, "table of standards"), Path(path).name).values()
    else:
        sets = [standards.standard_set(code) for code in request.choices(SETS)]
    return Limits(sets, request.choice(AVERAGING))


def problems(request: Request, fields: Iterable[str]) -> list[Problem]:
    """What is wrong with the standards and the functional classes; *fields* are those of the layer."""
    found = faults_of(lambda: chosen(request))
    if found:
        return found
    limits, known_fields = chosen(request), set(fields)
    for medium, name in CLASSES.items():
        text_given, known = request.text(name), limits.classes(medium)
        if not text_given or not known or text_given in known_fields:
            continue
        if faults_of(
            lambda text_given=text_given, known=known, medium=medium: functional_classes(
                [text_given], known, medium
            )
        ):
            found.append(
                problem(
                    "{name} is {text}, which is neither a functional class ({known}) nor a field.",
                    name=name,
                    text=text_given,
                    known=", ".join(known),
                )
            )
    return found


def class_fields(request: Request, fields: Iterable[str]) -> dict[str, str]:
    """Medium -> field that holds its functional class, where the user named one of *fields*."""
    known = set(fields)
    return {medium: request.text(name) for medium, name in CLASSES.items() if request.text(name) in known}


def classes(request: Request, table: tables.Columns, fields: dict[str, str]) -> dict[str, np.ndarray]:
    """Medium -> functional class of every row of *table*; *fields* as `class_fields` gave them."""
    found = {}
    for medium, name in CLASSES.items():
        if medium in fields:
            found[medium] = joining.codes(table[fields[medium]])
        else:
            found[medium] = np.full(len(table), request.text(name), dtype=object)
    return found


def note(run: Run, limits: Limits) -> None:
    """Write into the provenance which standards decided."""
    run.record["standards"]["standard_sets"] = {
        made.id: {
            "name_en": made.name_en,
            "name_zh": made.name_zh,
            "valid_from": made.valid_from,
            "origin": made.origin,
            "digest": made.digest,
        }
        for made in limits.sets
    }
    run.record["standards"]["averaging"] = limits.averaging
    if not limits.by_unit:
        run.record["standards"]["functional_classes"] = {
            medium: run.text(name) for medium, name in CLASSES.items() if run.text(name)
        }
