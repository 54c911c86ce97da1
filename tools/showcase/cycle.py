"""The practice county's register: targets down five levels, reports up, watched, warned of and answered.

Everything stays in one GeoPackage. Each algorithm takes from it what it needs and writes back what it found;
no table is edited by hand. Between the base year 2020 and the reports of 2024 the towns have yearly loads of
their own for COD alone; carbon is watched by its base and its report.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import steps
from .county import given

CRS, COUNTY = "EPSG:4547", "990121"
YEAR, TARGET_YEARS = 2024, (2025, 2030)
CASCADED = ("gross_carbon", "cod_load", "nh3n_load")
#: COD of the towns by year: what the register keeps as measured, in parts and as a whole.
_COD = (
    "pollutant_load|subset=SELECT fid, unit_code, year, {part}sum(amount) AS value FROM pollutant_load "
    "WHERE pollutant = 'COD' GROUP BY unit_code, year{by}"
)
DAY = "2025-03-01"


@dataclass(frozen=True)
class Cycle:
    """What came out.

    Attributes
    ----------
    register
        The GeoPackage.
    open_closures, missed, pages
        Parents whose children do not add up, targets that the children miss, pages of the dashboard.
    """

    register: str
    open_closures: int
    missed: int
    pages: int


def compute(chain: steps.Chain) -> Cycle:
    """The cycle, by `processing.run` alone."""
    register = chain.path("register")
    Path(register).unlink(missing_ok=True)
    place = {"REGISTER": register}
    _filled(chain, place)
    broken = 0
    for year in TARGET_YEARS:
        cells = [cell for code in CASCADED for cell in (code, "", "", "", "", "", "")]
        broken += chain.run(
            "cpzoning:cascadetargets",
            main="TARGETS",
            **place,
            INDICATORS=cells,
            YEAR=year,
            WRITE_REGISTER=True,
            TARGETS=chain.path(f"targets{year}"),
            CLOSURE=chain.path(f"closure{year}"),
        )["BROKEN"]
    missed = _checked(chain, place)
    _watched(chain, place)
    pages = chain.run(
        "cpzoning:leveldashboard",
        main="",
        **place,
        LANGUAGE=chain.lang,
        OUTPUT=str(chain.folder.parent / "pages"),
    )["PAGES"]
    return Cycle(register, broken, missed, pages)


def _filled(chain: steps.Chain, place: dict) -> None:
    """Units of all levels, the targets of the nation, bases, reports and loads."""
    chain.run("cpzoning:createregister", main="", TITLE="Haiyue 海岳", CRS=CRS, **place)
    tree = {"CODE": "unit_code", "PARENT": "parent_code", "LEVEL": "level"}
    for layer in ("hierarchy", "county", "town"):
        chain.run("cpzoning:buildhierarchy", main="", INPUT=given(layer), **tree, **place)
    plan = given("plan_target") + "|subset=kind = 'base' OR kind = 'reported' OR level = 1"
    chain.run("cpzoning:importvalues", main="", INPUT=plan, INDICATOR="concept", **place)
    loads = {"ALL_INDICATOR": "T10", "ALL_KIND": "actual", "ALL_MEASURE": "t", "VALUE": "value"}
    whole, parts = _COD.format(part="", by=""), _COD.format(part="source, ", by=", source")
    chain.run("cpzoning:importvalues", main="", INPUT=given(whole), **loads, **place)
    chain.run("cpzoning:importvalues", main="", INPUT=given(parts), COMPONENT="source", **loads, **place)


def _checked(chain: steps.Chain, place: dict) -> int:
    """Reports added up and targets checked."""
    chain.run(
        "cpzoning:aggregateindicators",
        **place,
        YEARS=str(YEAR),
        WRITE_REGISTER=True,
        OUTPUT=chain.path("aggregates"),
    )
    return chain.run(
        "cpzoning:checktransmission",
        **place,
        CHECKS="down",
        OUTPUT=chain.path("checks"),
        REPORT=chain.path("checks", ".html"),
    )["MISSED"]


def _watched(chain: steps.Chain, place: dict) -> None:
    """Trends, warnings, scores, tasks and their causes for the towns."""
    towns = {**place, "REGISTER_LEVELS": "township"}
    chain.run(
        "cpzoning:trendforecast",
        **towns,
        REGISTER_INDICATORS="T10",
        HORIZON=TARGET_YEARS[-1],
        WRITE_REGISTER=True,
        OUTPUT=chain.path("trends"),
    )
    judged = {"REGISTER_INDICATORS": "T02, T10, T11", "YEAR_JUDGED": YEAR, "WRITE_REGISTER": True}
    chain.run("cpzoning:earlywarning", **towns, **judged, OUTPUT=chain.path("warnings"))
    chain.run("cpzoning:assessment", **towns, **judged, OUTPUT=chain.path("scores"))
    chain.run(
        "cpzoning:feedbackregister", **place, TODAY=DAY, WRITE_REGISTER=True, OUTPUT=chain.path("tasks")
    )
    chain.run(
        "cpzoning:tracegap",
        **place,
        ONLY="T10",
        LEAST="yellow",
        METHOD="share",
        BASE_YEAR=2020,
        END_YEAR=YEAR,
        WRITE_REGISTER=True,
        OUTPUT=chain.path("causes"),
    )


def show(cycle: Cycle, chain: steps.Chain, folder: Path, lang: str) -> dict:
    """The pages are there already; returns the summary of numbers."""
    from collections import Counter

    def table(name: str) -> list[dict]:
        return steps.rows(f"{cycle.register}|layername={name}")

    values, warnings, tasks = table("indicator_values"), table("warnings"), table("tasks")
    kinds = Counter(row["kind"] for row in values)
    return {
        "units": len(table("units")),
        "values_by_kind": dict(sorted(kinds.items())),
        "open_closures": cycle.open_closures,
        "missed_targets": cycle.missed,
        "warnings_by_level": dict(sorted(Counter(row["level"] for row in warnings).items())),
        "grades": dict(sorted(Counter(row["grade"] for row in table("scores")).items())),
        "tasks": len(tasks),
        "tasks_with_a_cause": sum(bool(row["cause"]) for row in tasks),
        "pages": cycle.pages,
    }
