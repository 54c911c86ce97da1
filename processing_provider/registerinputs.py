"""A register in the place of tables: whatever table an algorithm was not given comes from its register.

An algorithm says which of its tables the register can stand in for (``REGISTER_TABLES``); the same columns
come from a GeoPackage and from PostGIS, so nothing behind the door knows where they are from.
"""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
)

from ..core.errors import InputError, ScienceError, problem
from ..core.register import schema
from ..toolbelt import memorytables
from ..toolbelt.translation import language, translate
from . import registers
from .parameters import CODES, NEEDED, advanced, box, choice, number, text
from .registerreading import GROUPINGS, INDICATORS, KINDS, LEVELS, UNDER, UNITS_OF, YEARS, Held
from .registertables import Kind, Table
from .request import Request

WRITE = "WRITE_REGISTER"
MEASURED = ("actual", "reported", "base")
ALL = ("base", "target", "actual", "reported")


def parameters(
    kinds: tuple[str, ...] = MEASURED,
    years: bool = True,
    levels: bool = False,
    groupings: bool = False,
    writes: bool = True,
) -> list[QgsProcessingParameterDefinition]:
    """The register, what is taken of it, and whether the results go into it.

    Parameters
    ----------
    kinds
        Kinds of values that are taken unless others are chosen; empty: the algorithm takes no values.
    years
        Whether years are asked for here.
    levels
        Whether units of some levels alone can be chosen.
    groupings
        Whether groupings can stand beside the units.
    writes
        Whether the algorithm has results that a register keeps.
    """
    found = registers.parameters()
    if kinds:
        listed = {item.code: item.name(language()) for item in schema.value_list("value_kind")}
        label = translate("RegisterInputs", "Of the register: kinds of values")
        found += [
            text(INDICATORS, translate("RegisterInputs", "Of the register: indicators (empty: all)")),
            advanced(choice(KINDS, label, listed, kinds, True)),
        ]
    if years:
        label = translate("RegisterInputs", "Of the register: years (2020, 2022-2024; empty: all)")
        found.append(advanced(text(YEARS, label)))
    if levels:
        named = {item.code: item.name(language()) for item in schema.value_list("unit_level")}
        label = translate("RegisterInputs", "Of the register: levels of units (empty: all)")
        found.append(advanced(choice(LEVELS, label, named, many=True, optional=True)))
    if groupings:
        label = translate("RegisterInputs", "Of the register: groupings (basins, city clusters) beside units")
        found.append(advanced(box(GROUPINGS, label)))
    label = translate("RegisterInputs", "Of the register: these units and all below (empty: all)")
    found.append(advanced(text(UNDER, label)))
    label = translate("RegisterInputs", "Of the register: units as they were in the year (empty: today)")
    found.append(advanced(number(UNITS_OF, label, None, 1000, 9998, whole=True)))
    if writes:
        found.append(box(WRITE, translate("RegisterInputs", "Write the results into the register")))
    return found


def is_asked(request: Request) -> bool:
    """Whether the algorithm takes a register and one was named."""
    if not request.algorithm.REGISTER_TABLES:
        return False
    return bool(request.text(registers.REGISTER) or registers.on_server(request))


def fill(request: Request) -> None:
    """Put tables of the register in the place of those that were not given.

    What is wrong with the register is kept in ``request.unreadable``, for the checks to tell.
    """
    if not is_asked(request):
        if request.algorithm.parameterDefinition(WRITE) is not None and request.yes(WRITE):
            request.unreadable.append(
                problem("There is no register to write the results into; name it (REGISTER).")
            )
        return
    found = registers.problems(request)
    if found:
        request.unreadable += found
        return
    try:
        held = Held(request, registers.noted(request, registers.opened(request)))
        _fill(request, held)
    except ScienceError as error:
        request.unreadable += error.problems


def _fill(request: Request, held: Held) -> None:
    request.held, request.listing = held, held.listing
    for name, kind in request.algorithm.REGISTER_TABLES.items():
        if request.parameters.get(name) not in (None, ""):
            continue
        table = kind.make(held)
        definition = request.algorithm.parameterDefinition(name)
        empty = table is None or not len(next(iter(table.columns.values())))
        if empty and table is not None and definition.metadata().get(NEEDED):
            raise InputError(
                problem(
                    "The register {place} has no rows for {label} ({name}) that fit the choice of "
                    "indicators, kinds, years and units.",
                    place=held.register.place,
                    label=definition.description(),
                    name=name,
                )
            )
        if empty:
            continue
        _put(request, name, kind, table, held)
    _set(request, request.algorithm.from_register(request, held))


def _put(request: Request, name: str, kind: Kind, table: Table, held: Held) -> None:
    """Table *table* as parameter *name*, its columns as the fields, and the settings that go with it."""
    crs = held.crs if table.shapes is not None else ""
    name_of_kind = kind.name(held.lang)
    layer = memorytables.layer(name_of_kind, table.columns, table.reals, table.integers, table.shapes, crs)
    request.parameters[name] = layer
    called = " · ".join(filter(None, (held.register.info().get("title"), name_of_kind)))
    request.stand_in(name, called, {"name": called, "source": held.register.place, "table": kind.name_en})
    for definition in request.algorithm.parameterDefinitions():
        is_field = isinstance(definition, QgsProcessingParameterField)
        if is_field and definition.parentLayerParameterName() == name:
            request.parameters[definition.name()] = _field(request, definition, table)
    _set(request, table.settings)


def _field(request: Request, definition: QgsProcessingParameterField, table: Table):
    """Column of a parameter of a field: the one that was named, that of the kind of table, or the default."""
    name = definition.name()
    given = request.parameters.get(name)
    named = [given] if isinstance(given, str) else list(given or ())
    if named and all(one in table.columns for one in named):
        return given
    if name in table.fields:
        return table.fields[name]
    usual = definition.defaultValue()
    return usual if usual in table.columns else None


def _set(request: Request, settings: Mapping[str, object]) -> None:
    """Settings that go with the table; codes of choices become their indices."""
    for name, value in settings.items():
        definition = request.algorithm.parameterDefinition(name)
        if definition is None:
            continue
        codes = definition.metadata().get(CODES)
        request.parameters[name] = codes.index(value) if codes and value in codes else value
