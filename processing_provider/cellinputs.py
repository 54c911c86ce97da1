"""Rasters as inputs of a zoning: on one grid, with their NoData, and spaces or land classes as spaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsProcessingParameterDefinition, QgsRasterLayer

from ..core import landuse, landuse_rules
from ..core.errors import InputError, Problem, UnknownCodesError, faults_of, problem
from ..core.zoning import spaces
from ..toolbelt import cellareas, provenance, rasters, warped
from ..toolbelt.translation import language, translate
from ..toolbelt.zonecells import Raster, Spaces
from .parameters import advanced, choice, number, raster
from .request import Request
from .run import Run

ALIGN, NODATA = "ALIGN", "NODATA"
REFUSE, BRING = "refuse", "align"
SPACES, SCHEME, ALTERNATIVES, UNKNOWN = "SPACES", "SCHEME", "ALTERNATIVES", "UNKNOWN"
ARE_SPACES, NO_DATA = "spaces", "nd"
SHOWN = 30
#: A raster above this size is named by size and time of change: a checksum would take longer than the run.
CHECKED_BYTES = 64 << 20


def grid_parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """What becomes of rasters on other grids, and of rasters that name no NoData value."""
    return (
        choice(
            ALIGN,
            translate("CellInputs", "Rasters on another grid"),
            {
                REFUSE: translate("CellInputs", "stop the run"),
                BRING: translate("CellInputs", "are brought to the first one while they are read"),
            },
        ),
        nodata(),
    )


def nodata() -> QgsProcessingParameterDefinition:
    """The value that means no data in rasters that name none."""
    return advanced(
        number(NODATA, translate("CellInputs", "NoData value of rasters that name none (may be empty)"))
    )


def space_parameters(
    optional: bool, with_spaces: bool = True
) -> tuple[QgsProcessingParameterDefinition, ...]:
    """A raster of spaces or of land cover, its legend, and its doubtful and unknown classes."""
    schemes = {
        name: landuse.scheme(name).name(language())
        for name in landuse.schemes()
        if landuse.scheme(name).by_value
    }
    meanings = {ARE_SPACES: translate("CellInputs", "values are spaces: 1 A, 2 E, 3 U, 4 M")}
    label = translate("CellInputs", "Spaces or land cover (raster)")
    if not with_spaces:
        meanings, label = {}, translate("CellInputs", "Land cover (raster)")
    doubts = {
        group.code: f"{group.name(language())}: {group.default_space} → {group.alternative_space}"
        for group in landuse_rules.doubtful_groups()
        if group.alternative_space
    }
    return (
        raster(SPACES, label, optional),
        choice(
            SCHEME,
            translate("CellInputs", "Legend of that raster"),
            {**meanings, **schemes},
            ARE_SPACES if with_spaces else "clcd",
        ),
        choice(
            ALTERNATIVES,
            translate("CellInputs", "Doubtful land classes that take their alternative space"),
            doubts,
            many=True,
            optional=True,
        ),
        choice(
            UNKNOWN,
            translate("CellInputs", "Values that the legend does not know"),
            {
                REFUSE: translate("CellInputs", "stop and list them"),
                NO_DATA: translate("CellInputs", "go on without a space for them"),
            },
        ),
    )


def problems(request: Request, layers: Sequence[QgsRasterLayer]) -> list[Problem]:
    """What can be refused of rasters before work: unreadable, no CRS, other grids."""
    found: list[Problem] = []
    return found + faults_of(lambda: found.extend(_grid_problems(request, layers)))


def _grid_problems(request: Request, layers) -> list[Problem]:
    described = [(layer.name(), rasters.describe(rasters.source(layer)).grid) for layer in layers]
    cellareas.row_areas_ha(described[0][1], described[0][0])
    found = rasters.placeless(described)
    return found if brings(request) else found + rasters.grid_problems(described)


def beyond_180_problems(request: Request, layer: QgsRasterLayer, names: Iterable[str]) -> list[Problem]:
    """Polygon layers of parameters *names* beside a raster in degrees that reaches across 180°.

    Polygons lie between -180° and 180°, so those on the far side would be missed.
    """
    extent = layer.extent()
    given = [name for name in names if request.layer(name) is not None]
    if not layer.crs().isGeographic() or not given or -180 <= extent.xMinimum() <= extent.xMaximum() <= 180:
        return []
    return [
        problem(
            "The raster {name} reaches across 180°, where polygons ({layers}) cannot follow. Cut it at 180°, "
            "or warp it to a projection of the region.",
            name=layer.name(),
            layers=", ".join(request.layer_name(name) for name in given),
        )
    ]


def brings(request: Request) -> bool:
    """Whether rasters are brought to the grid of the first one."""
    return request.algorithm.parameterDefinition(ALIGN) is not None and request.choice(ALIGN) == BRING


class Reader:
    """Reads rasters onto the grid of the first one, and says what was done."""

    def __init__(self, run: Run):
        self._run, self._first = run, None

    @property
    def grid(self) -> rasters.Grid:
        """The grid of the first raster, and of all."""
        return self._first[1]

    def read(self, name: str, layer: QgsRasterLayer, kind: str) -> Raster:
        """A raster of parameter *name*; *kind* as for `warped.aligned`."""
        run = self._run
        run.record["inputs"].setdefault(name, []).append(_described(layer))
        source = rasters.source(layer)
        band = rasters.describe(source)
        if band.bands > 1:
            run.warn(
                problem(
                    "The raster {name} has {count} bands; band 1 is used.", name=source.name, count=band.bands
                )
            )
        nodata = band.nodata
        if nodata is None and run.wanted(NODATA):
            nodata = run.number(NODATA)
        if nodata is None:
            run.say(
                translate(
                    "CellInputs", "The raster {name} names no NoData value; all its numbers count."
                ).format(name=source.name)
            )
        if self._first is None:
            self._first = (source.name, band.grid)
        differs = rasters.grid_problems([self._first, (source.name, band.grid)])
        if differs and not brings(run):
            raise InputError(*differs)
        if differs:
            scale, offset = band.scale, band.offset
            source, method = warped.aligned(source, self.grid, kind, self._first[0])
            band = rasters.describe(source)
            band = rasters.Band(band.grid, band.dtype, band.nodata, scale, offset, 1)
            nodata = band.nodata if band.nodata is not None else nodata
            run.warn(
                problem(
                    "The raster {name} is brought to the grid of {first} ({method}).",
                    name=source.name,
                    first=self._first[0],
                    method=warped.METHODS[method],
                )
            )
            told = run.record["standards"].setdefault("aligned", {})
            told[source.name] = {
                "onto": self._first[0],
                "method": method,
                "differences": [item.data["differences"] for item in differs],
            }
        run.record["standards"].setdefault("nodata", {})[source.name] = nodata
        return Raster(source, band, nodata)

    def spaces(self) -> Spaces | None:
        """The raster of spaces or land cover of parameter `SPACES`; None where it is not given."""
        run, layer = self._run, self._run.layer(SPACES)
        if layer is None:
            return None
        read = self.read(SPACES, layer, "class")
        if not read.is_plain:
            raise InputError(
                problem(
                    "The raster {name} has a scale or an offset, so it holds quantities, not classes.",
                    name=layer.name(),
                )
            )
        legend = run.choice(SCHEME)
        run.record["standards"]["land_use_scheme"] = legend
        if legend == ARE_SPACES:
            return Spaces(read, {value: value for value in range(5)})
        switches = run.choices(ALTERNATIVES)
        run.record["standards"]["doubtful_alternatives"] = switches
        scheme = landuse.scheme(legend)
        return Spaces(
            read,
            {
                value: spaces.space_value(scheme.space_of(one, switches))
                for value, one in scheme.by_value.items()
            },
        )


def with_alternatives(run: Run, found: Spaces) -> Spaces:
    """Land cover whose values are spaces, plus 5 where a class takes its alternative space."""
    switches, classes = run.choices(ALTERNATIVES), landuse.scheme(run.choice(SCHEME)).by_value
    turned = {value for value, one in classes.items() if one.alt_space and one.doubt in switches}
    return Spaces(
        found.raster,
        {value: space + 5 * (value in turned) for value, space in found.space_of.items()},
    )


def _described(layer: QgsRasterLayer) -> dict:
    path = provenance.file_behind(layer)
    if path is None or path.stat().st_size <= CHECKED_BYTES:
        return provenance.describe_layer(layer)
    state = path.stat()
    return {
        "name": layer.name(),
        "source": layer.publicSource(),
        "crs": layer.crs().authid(),
        "bytes": state.st_size,
        "modified": state.st_mtime,
    }


def refuse_or_warn(run: Run, name: str, unknown: dict[float, tuple[int, float]]) -> None:
    """List all values that a legend does not know: as a refusal, or as a warning where the user goes on."""
    if not unknown:
        return
    order = sorted(unknown, key=lambda value: -unknown[value][1])
    words = [f"{value:.10g} ({unknown[value][0]}×, {unknown[value][1]:.6g} ha)" for value in order[:SHOWN]]
    told = problem(
        "The legend {scheme} does not know {count} values of the raster {name} (cells, area): {codes}{more}. "
        "Choose another legend, or go on without a space for them (parameter {parameter}).",
        parameter=UNKNOWN,
        scheme=run.choice(SCHEME),
        count=len(order),
        name=name,
        codes=", ".join(words),
        more=" …" if len(order) > SHOWN else "",
    )
    if run.choice(UNKNOWN) == REFUSE:
        raise UnknownCodesError({value: unknown[value][0] for value in order}, told)
    run.warn(told)


def prepared(run: Run, reader: Reader, name: str):
    """Hectares of a cell by row of the grid of the first raster; says how they are measured."""
    grid = reader.grid
    run.say(cellareas.describe(grid))
    for remark in cellareas.plane_error(grid, name, run.context):
        run.warn(remark)
    return cellareas.row_areas_ha(grid, name)
