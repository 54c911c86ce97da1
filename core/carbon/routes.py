"""The equations by which activities emit, one small function for each route of the list of activities."""

from __future__ import annotations

from ..errors import FactorError, Problem, problem
from . import agriculture, fuels, gwp, power
from .streams import SCOPE_BOUGHT, Case, Stream, own_scheme, stream


def _fuel(case: Case) -> list[Stream]:
    choices, key = case.choices, case.activity.factor_key
    scheme = case.scheme(choices.fuel, choices.fuel_scheme)
    rate = fuels.co2_rate(choices.fuel, scheme, key, case.base)
    streams = [stream(case, "CO2", gwp.FOSSIL, rate, "fuel")]
    if choices.combustion_gases and case.activity.family:
        for gas in ("CH4", "N2O"):
            extra = fuels.combustion_rate(
                choices.fuel, scheme, key, case.activity.family, case.kind.use, gas, case.base
            )
            if extra is None:
                case.notes.append(_no_combustion_gas(case, gas))
            else:
                streams.append(stream(case, gas, gwp.FOSSIL, extra, "fuel"))
    return streams


def _no_combustion_gas(case: Case, gas: str) -> Problem:
    return problem(
        "There is no {gas} factor for burning {activity} in this sector ({use}); it is left out.",
        gas=gas,
        activity=case.activity.code,
        use=case.kind.use,
    )


def _electricity(case: Case) -> list[Stream]:
    choices = case.choices
    rate, notes = power.electricity_rate(
        choices.grid, case.kind.place, case.kind.year, choices.early_years, choices.grid_factor
    )
    case.notes.extend(notes)
    return [stream(case, "CO2", gwp.FOSSIL, rate, "grid", SCOPE_BOUGHT)]


def _heat(case: Case) -> list[Stream]:
    rate = fuels.heat_rate(case.choices.fuel)
    return [stream(case, "CO2", gwp.FOSSIL, rate, "fuel", SCOPE_BOUGHT)]


def _nitrogen(case: Case) -> list[Stream]:
    table = case.choices.agriculture
    asked = (own_scheme(table, case.choices.agriculture_scheme), *case.activity.schemes)
    scheme = next((scheme for scheme in asked if scheme in agriculture.NITROGEN_TERMS), asked[0])
    rate = agriculture.nitrogen_rate(table, scheme, case.regions)
    return [stream(case, "N2O", gwp.BIOGENIC, rate, "agriculture")]


def _rice(case: Case) -> list[Stream]:
    table = case.choices.agriculture
    scheme = case.scheme(table, case.choices.agriculture_scheme)
    rate = agriculture.rice_rate(table, scheme, case.activity.factor_key, case.regions)
    return [stream(case, "CH4", gwp.BIOGENIC, rate, "agriculture")]


def _livestock(case: Case) -> list[Stream]:
    table, kept, key = case.choices.agriculture, case.choices.husbandry, case.activity.factor_key
    scheme = case.scheme(table, case.choices.agriculture_scheme)
    enteric, way = agriculture.enteric_rate(table, scheme, key, case.regions, kept)
    if enteric is not None and way != kept:
        case.notes.append(_kept_otherwise(key, kept, way))
    manure = agriculture.manure_rate(table, scheme, key, case.regions, "CH4")
    methane = [rate for rate in (enteric, manure) if rate is not None]
    streams = [stream(case, "CH4", gwp.BIOGENIC, fuels.total(methane), "agriculture")] if methane else []
    nitrous = agriculture.manure_rate(table, scheme, key, case.regions, "N2O")
    if nitrous is not None:
        streams.append(stream(case, "N2O", gwp.BIOGENIC, nitrous, "agriculture"))
    if not streams:
        raise FactorError(_no_row(case, "agriculture", scheme))
    return streams


def _kept_otherwise(key: str, kept: str, way: str) -> Problem:
    return problem(
        "There is no enteric methane factor for {animal} kept {kept}; that of {used} is used.",
        animal=key,
        kept=kept,
        used=way,
    )


def _input(case: Case) -> list[Stream]:
    table = case.choices.agriculture
    scheme = case.scheme(table, case.choices.agriculture_scheme)
    rate = agriculture.input_rate(table, scheme, case.activity.factor_key, case.regions, case.base)
    return [stream(case, "CO2", gwp.FOSSIL, rate, "agriculture")]


def _process(case: Case) -> list[Stream]:
    table = case.choices.agriculture
    scheme = case.scheme(table, case.choices.agriculture_scheme)
    key, name = case.activity.factor_key, case.activity.substance
    rate = agriculture.process_rate(table, scheme, key, case.regions, name)
    return [stream(case, "CO2", gwp.FOSSIL, rate, "agriculture")]


def _burning(case: Case) -> list[Stream]:
    table = case.choices.agriculture
    scheme = case.scheme(table, case.choices.agriculture_scheme)
    rates = agriculture.burning_rates(table, scheme, case.activity.factor_key)
    return [
        stream(case, gas, gwp.BIOGENIC if gwp.is_greenhouse_gas(gas) else "", rate, "agriculture")
        for gas, rate in rates.items()
    ]


def _own_only(case: Case) -> list[Stream]:
    raise FactorError(_no_row(case, "emission", case.choices.emission.default_scheme()))


def _no_row(case: Case, table: str, scheme: str) -> Problem:
    return problem(
        "The factor table {table} ({scheme}) has no greenhouse-gas factor for {activity} per {base}.",
        table=table,
        scheme=scheme,
        activity=case.activity.code,
        base=case.base,
    )


ROUTES = {
    "fuel": _fuel,
    "electricity": _electricity,
    "heat": _heat,
    "nitrogen": _nitrogen,
    "rice": _rice,
    "livestock": _livestock,
    "input": _input,
    "process": _process,
    "burning": _burning,
    "own": _own_only,
}
