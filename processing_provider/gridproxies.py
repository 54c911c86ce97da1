"""Rasters that say where totals lie, as parameters: land use with a weight per class, amounts, densities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterMatrix

from ..core import csvdata
from ..core.errors import InputError, Problem, ScienceError, UnknownCodesError, faults_of, problem
from ..toolbelt import provenance, rasters, warped
from ..toolbelt.proxygrid import Found, Proxy
from ..toolbelt.translation import translate
from . import matrices
from .parameters import advanced, choice, raster, text
from .parameters import rasters as several
from .request import Request
from .run import Run

LAND, CLASS_WEIGHTS, UNKNOWN_CLASSES = "LAND", "CLASS_WEIGHTS", "UNKNOWN_CLASSES"
AMOUNTS, DENSITIES, WEIGHTS = "AMOUNTS", "DENSITIES", "WEIGHTS"
TEMPLATE, ALIGN = "TEMPLATE", "ALIGN"
REFUSE = "refuse"
SHOWN_CODES = 30


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""
    return (
        raster(LAND, translate("GridProxies", "Land use (raster of classes)"), optional=True),
        QgsProcessingParameterMatrix(
            CLASS_WEIGHTS,
            translate("GridProxies", "Weights of the classes (per area)"),
            numberRows=1,
            headers=[
                translate("GridProxies", "Code in the raster"),
                translate("GridProxies", "Weight"),
            ],
            optional=True,
        ),
        choice(
            UNKNOWN_CLASSES,
            translate("GridProxies", "Classes without a weight"),
            {
                REFUSE: translate("GridProxies", "stop and list them"),
                "zero": translate("GridProxies", "get nothing, and are listed"),
            },
        ),
        several(
            AMOUNTS, translate("GridProxies", "Proxies with an amount per cell (population)"), optional=True
        ),
        several(
            DENSITIES,
            translate("GridProxies", "Proxies with a density or intensity (night light)"),
            optional=True,
        ),
        text(
            WEIGHTS,
            translate("GridProxies", "Weights of land use, amounts, densities in this order (empty: equal)"),
        ),
        advanced(
            raster(
                TEMPLATE,
                translate("GridProxies", "Raster whose grid the result has (empty: the first proxy)"),
                optional=True,
            )
        ),
        choice(
            ALIGN,
            translate("GridProxies", "Rasters on another grid"),
            {
                "align": translate("GridProxies", "are brought to it while they are read"),
                REFUSE: translate("GridProxies", "stop the run"),
            },
        ),
    )


def problems(request: Request) -> list[Problem]:
    """What can be refused before work."""
    layers = _layers(request)
    if not layers:
        return [problem("Give at least one raster that says where the totals lie: land use or a proxy.")]
    found = faults_of(lambda: class_weights(request)) if request.layer(LAND) else []
    if not request.layer(LAND) and matrices.rows(request.matrix(CLASS_WEIGHTS), 2):
        found.append(problem("Weights of classes were given, but no raster of land use; choose LAND."))
    found += faults_of(lambda: weights(request, len(layers)))
    return found + [item for _, layer in layers for item in faults_of(lambda one=layer: rasters.source(one))]


def class_weights(request: Request) -> dict[int, float]:
    """Weight of every land-use code.

    Raises
    ------
    InputError
        No weight at all, codes that are no whole numbers or come twice, weights that are negative.
    """
    found: dict[int, float] = {}
    faults = []
    for code, weight in matrices.rows(request.matrix(CLASS_WEIGHTS), 2):
        try:
            number, value = csvdata.number(code), csvdata.number(weight)
        except ScienceError as error:
            faults += error.problems
            continue
        if not number.is_integer() or not value >= 0 or int(number) in found:
            faults.append(
                problem(
                    "The class {code} with the weight {weight} cannot be: codes are whole numbers that occur "
                    "once, weights are 0 or above.",
                    code=code,
                    weight=weight,
                )
            )
            continue
        found[int(number)] = value
    if not faults and not any(found.values()):
        faults.append(problem("Give at least one class of the land use a weight above 0 (CLASS_WEIGHTS)."))
    if faults:
        raise InputError(*faults)
    return found


def weights(request: Request, count: int) -> list[float]:
    """Weight of each raster, equal where none is given."""
    words = request.text(WEIGHTS).replace(",", " ").replace("，", " ").replace(";", " ").split()
    found = [csvdata.number(word) for word in words] or [1.0] * count
    if len(found) != count or not all(value >= 0 for value in found) or not any(found):
        raise InputError(
            problem(
                "The weights “{weights}” do not fit: one number of 0 or above is needed for each of the "
                "{count} rasters, and one of them above 0.",
                weights=request.text(WEIGHTS),
                count=count,
            )
        )
    return found


def _layers(request: Request) -> list[tuple[str, object]]:
    """(parameter, layer) of all proxies in the order of their weights."""
    land = request.layer(LAND)
    found = [(LAND, land)] if land is not None else []
    return found + [(name, layer) for name in (AMOUNTS, DENSITIES) for layer in request.layers(name)]


def read(run: Run) -> tuple[rasters.Grid, list[Proxy], list[float]]:
    """The grid of the result, the proxies on it and their weights; says what was aligned and how."""
    layers = _layers(run)
    template = run.layer(TEMPLATE)
    first = layers[0][1] if template is None else template
    grid = rasters.describe(rasters.source(first)).grid
    classes: Mapping[int, float] | None = class_weights(run) if run.layer(LAND) is not None else None
    kinds = {LAND: "class", AMOUNTS: "amount", DENSITIES: "density"}
    proxies, faults = [], []
    for name, layer in layers:
        run.record["inputs"].setdefault(name, []).append(provenance.describe_layer(layer))
        source = rasters.source(layer)
        both = [(first.name(), grid), (source.name, rasters.describe(source).grid)]
        differs, without = rasters.grid_problems(both), rasters.placeless(both)
        faults += without
        if differs and run.choice(ALIGN) == REFUSE:
            faults += differs
        elif differs and not without:
            source, method = warped.aligned(source, grid, kinds[name])
            run.warn(
                problem(
                    "The raster {name} is brought to the grid of {first} ({method}).",
                    name=source.name,
                    first=first.name(),
                    method=warped.METHODS[method],
                )
            )
        proxies.append(Proxy(source, name == DENSITIES, classes if name == LAND else None))
    if faults:
        raise InputError(*faults)
    found = weights(run, len(proxies))
    run.record["standards"]["proxy_weights"] = {
        proxy.source.name: weight for proxy, weight in zip(proxies, found)
    }
    if classes is not None:
        run.record["standards"]["class_weights"] = {str(code): weight for code, weight in classes.items()}
    return _in_tiles(grid), proxies, found


def _in_tiles(grid: rasters.Grid) -> rasters.Grid:
    """The grid with blocks that suit an output that is a tiled GeoTIFF."""
    return replace(grid, block=grid.tile)


def judge(run: Run, found: Found, proxies: list[Proxy]) -> None:
    """Refuse proxies that cannot be, and classes without a weight unless they get nothing; tell the rest."""
    faults = [
        problem(
            "The proxy {name} is negative or infinite in {count} cells of the units. A proxy says where "
            "something lies; correct it, or set such cells to NoData.",
            name=proxy.source.name,
            count=int(count),
        )
        for proxy, count in zip(proxies, found.sums.unusable)
        if count
    ]
    told = _without_weight(found) if found.unknown_cells else None
    if told is not None and run.choice(UNKNOWN_CLASSES) == REFUSE:
        raise UnknownCodesError(dict(found.unknown_cells), *faults, told)
    if faults:
        raise InputError(*faults)
    if told is not None:
        run.warn(told)
    for proxy, count in zip(proxies, found.sums.missing):
        if count and proxy.classes is None:
            run.warn(
                problem(
                    "{count} cells of the units have no value in {name}; they get nothing by it.",
                    count=int(count),
                    name=proxy.source.name,
                )
            )


def _without_weight(found: Found) -> Problem:
    """All classes that have no weight, with their cells and areas, the largest first."""
    order = sorted(found.unknown_cells, key=lambda code: -found.unknown_ha[code])
    listed = [f"{code} ({found.unknown_cells[code]}×, {found.unknown_ha[code]:.6g} ha)" for code in order]
    return problem(
        "{count} classes of the land use have no weight (cells, area): {codes}{more}. Give them one (0 where "
        "nothing is emitted), or let them get nothing.",
        count=len(order),
        codes=", ".join(listed[:SHOWN_CODES]),
        more=" …" if len(order) > SHOWN_CODES else "",
    )
