"""Sub-zones and enterprises for lists of industries: which zones there are, and who lies in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..core import industries, vocabulary
from ..core.errors import problem
from ..core.zoning import admission
from ..toolbelt import areas, points, sheets
from ..toolbelt.tables import Columns
from ..toolbelt.translation import translate
from . import landareas, polygoninputs
from .industryrecords import refuse_impossible
from .parameters import ANY_TABLE, field, source
from .request import Request
from .run import Run
from .zonecodes import Codes, Layer

INPUT, SUBZONE = "INPUT", "SUBZONE"
ENTERPRISES, INDUSTRY, NAME = "ENTERPRISES", "INDUSTRY", "NAME"
ENTERPRISE_ZONE, EMISSION, LOAD = "ENTERPRISE_ZONE", "EMISSION", "LOAD"
SHOWN = 20


def parameters():
    """Sub-zones and enterprises; both may be left out."""
    return (
        source(INPUT, translate("AdmissionInputs", "Sub-zones (empty: all 24)"), ANY_TABLE, optional=True),
        field(SUBZONE, translate("AdmissionInputs", "Sub-zone"), "subzone"),
        polygoninputs.invalid(),
        source(ENTERPRISES, translate("AdmissionInputs", "Enterprises"), ANY_TABLE, optional=True),
        field(INDUSTRY, translate("AdmissionInputs", "Industry code (GB/T 4754)"), "gbt4754", ENTERPRISES),
        field(NAME, translate("AdmissionInputs", "Name of the enterprise"), "unit_name", ENTERPRISES),
        field(
            ENTERPRISE_ZONE,
            translate("AdmissionInputs", "Sub-zone of the enterprise (empty: where its point lies)"),
            None,
            ENTERPRISES,
        ),
        field(
            EMISSION, translate("AdmissionInputs", "Emission (t CO2e per year)"), "source_tco2", ENTERPRISES
        ),
        field(LOAD, translate("AdmissionInputs", "Pollution load"), "eq_total", ENTERPRISES),
    )


def problems(request: Request) -> list:
    """What is missing so that zones are known and enterprises can be placed."""
    zones, owners, found = request.optional_source(INPUT), request.optional_source(ENTERPRISES), []
    if zones is not None and not request.field(SUBZONE):
        found.append(
            problem(
                "Choose the field of {what} of {layer} in the parameter {name}.",
                what=translate("AdmissionInputs", "the sub-zone"),
                layer=request.layer_name(INPUT),
                name=SUBZONE,
            )
        )
    if owners is None:
        return found
    if not request.field(INDUSTRY):
        found.append(
            problem(
                "Choose the field of {what} of {layer} in the parameter {name}.",
                what=translate("AdmissionInputs", "the industry"),
                layer=request.layer_name(ENTERPRISES),
                name=INDUSTRY,
            )
        )
    if not request.field(ENTERPRISE_ZONE):
        if not points.are_points(owners) or zones is None or not areas.has_polygons(zones):
            found.append(
                problem(
                    "The sub-zone of the enterprises of {layer} is not known: choose its field in {name}, or "
                    "give points, and polygons of the sub-zones.",
                    layer=request.layer_name(ENTERPRISES),
                    name=ENTERPRISE_ZONE,
                )
            )
        else:
            found += polygoninputs.problems(request, (INPUT,))
    return found


@dataclass(frozen=True)
class Zones:
    """Sub-zones that occur, their hectares (NaN where unknown), and the polygons with their values."""

    occurring: tuple[vocabulary.SubZone, ...]
    area_ha: dict[str, float]
    layer: Layer | None


def zones(run: Run) -> Zones:
    """The sub-zones of the layer, or all 24 where none is given."""
    given = run.optional_source(INPUT)
    known = vocabulary.subzones()
    if given is None:
        return Zones(known, {}, None)
    codes, name = Codes(run), run.field(SUBZONE)
    layer, area = None, None
    if areas.has_polygons(given):
        crs = given.sourceCrs()
        layer = Layer(run, INPUT, crs, [name])
        table = layer.table
        measure = areas.measure(crs, run.context)
        area = np.array([measure(shape) for shape in layer.shapes], dtype=np.float64)
        run.say(areas.describe(crs, run.context))
    else:
        table = run.columns(INPUT, [name])
    values = codes.subzones(table, name, INPUT)
    codes.refuse_unknown()
    if layer is not None:
        layer.values = values
    occurring = tuple(zone for zone in known if (values == zone.value).any())
    measured = {} if area is None else {z.code: float(area[values == z.value].sum()) for z in occurring}
    return Zones(occurring, measured, layer)


@dataclass(frozen=True)
class Enterprises:
    """Enterprises with what is known of them; arrays over the features.

    ``zone`` is None where an enterprise lies in no sub-zone; ``limits`` has the ends of the interval of the
    emission by the end of their name (``_lo``, ``_hi``), where the layer has both.
    """

    table: Columns
    names: np.ndarray
    codes: list
    zone: Sequence[vocabulary.SubZone | None]
    emission: np.ndarray
    load: np.ndarray
    limits: dict[str, np.ndarray]


def enterprises(run: Run, among: Zones) -> Enterprises:
    """Enterprises and their sub-zones, by field or by place; what is not known is told."""
    run.source(ENTERPRISES)
    chosen = [run.field(name) for name in (INDUSTRY, NAME, ENTERPRISE_ZONE, EMISSION, LOAD)]
    limits = _limit_fields(run)
    table = run.columns(ENTERPRISES, [*chosen, *limits.values()])
    by_value = {zone.value: zone for zone in vocabulary.subzones()}
    if run.field(ENTERPRISE_ZONE):
        codes = Codes(run)
        values = codes.subzones(table, run.field(ENTERPRISE_ZONE), ENTERPRISES)
        codes.refuse_unknown()
    else:
        values = _by_place(run, among)
    outside = int((values == 0).sum())
    if outside:
        run.warn(
            problem(
                "{count} enterprises of {layer} lie in no sub-zone; they are on no list.",
                count=outside,
                layer=run.layer_name(ENTERPRISES),
            )
        )
    given = table[run.field(INDUSTRY)].tolist()
    _tell_unknown(run, given)
    nothing = np.full(len(table), np.nan)
    name = run.field(NAME)
    return Enterprises(
        table=table,
        names=table[name] if name else np.full(len(table), None, dtype=object),
        codes=[None if code != code else code for code in given],  # noqa: PLR0124 - NaN
        zone=[by_value.get(int(value)) for value in values],
        emission=_numbers(run, table, EMISSION, nothing),
        load=_numbers(run, table, LOAD, nothing),
        limits={end: run.numbers(table, field_, ENTERPRISES) for end, field_ in limits.items()},
    )


def _limit_fields(run: Run) -> dict[str, str]:
    """End of the name -> field with that limit of the emission; empty unless the layer has both limits."""
    names = {end: f"{run.field(EMISSION)}{end}" for end in ("_lo", "_hi")}
    known = run.source(ENTERPRISES).fields().lookupField
    return names if run.field(EMISSION) and all(known(name) >= 0 for name in names.values()) else {}


def _numbers(run: Run, table: Columns, name: str, otherwise: np.ndarray) -> np.ndarray:
    chosen = run.field(name)
    if not chosen:
        return otherwise
    values = run.numbers(table, chosen, ENTERPRISES)
    refuse_impossible(run, ENTERPRISES, {chosen: values}, table.ids)
    return values


def _by_place(run: Run, among: Zones) -> np.ndarray:
    """Value of the sub-zone that holds each point; 0 outside of all."""
    crs = run.optional_source(INPUT).sourceCrs()
    found = points.read(run.source(ENTERPRISES), run.layer_name(ENTERPRISES), crs, run.context)
    landareas.warn_overlap(run, INPUT)
    holder = points.holders(found, among.layer.shapes, among.layer.values.tolist())
    return np.append(among.layer.values, 0)[holder].astype(np.int64)


def _tell_unknown(run: Run, codes: list) -> None:
    unknown = industries.unknown(codes)
    if unknown:
        listed = sorted(unknown, key=lambda code: (-unknown[code], code))
        run.warn(
            problem(
                "{count} industry codes of {layer} are not known (units): {codes}{more}. Codes are those of "
                "GB/T 4754-2017, two to four digits.",
                count=len(unknown),
                layer=run.layer_name(ENTERPRISES),
                codes=", ".join(f"{code} ({unknown[code]}×)" for code in listed[:SHOWN]),
                more=" …" if len(listed) > SHOWN else "",
            )
        )


def rules(request: Request, name: str) -> admission.RuleTable:
    """The user's rules of parameter *name* where given, else the built-in ones.

    Raises
    ------
    InputError, FactorError
        The file cannot be read, or breaks a rule of the table.
    """
    text = request.text(name)
    if not text:
        return admission.builtin()
    path = Path(text)
    return admission.checked(sheets.read_table(path, admission.WHAT), path.name, path.name)
