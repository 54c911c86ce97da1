"""What maps and atlases ask for alike, and what stands on their sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProcessingException,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..cartography import evidence, fonts, layouts, symbology, templates, words
from ..core import palettes
from ..core.errors import Problem, faults_of, problem
from ..toolbelt import provenance
from ..toolbelt.translation import translate
from . import shownlayers
from .parameters import POLYGONS, advanced, choice, field, number, source, text
from .request import Request
from .shownlayers import Shown

TITLE, SUBTITLE, SOURCES, APPROVAL = "TITLE", "SUBTITLE", "SOURCES", "APPROVAL"
UNITS, UNIT_NAME, AROUND = "UNITS", "UNIT_NAME", "AROUND"
PAPER, SHAPE, TEMPLATE, DPI = "PAPER", "SHAPE", "TEMPLATE", "DPI"
AUTO = "auto"
PICTURES = (".pdf", ".svg", ".png", ".jpg", ".tif")
WIDE = 1.25
# Rectangle around mainland, islands and seas of China, degrees; only to decide whether to remind.
CHINA = QgsRectangle(73.0, 3.0, 136.0, 54.0)


def words_parameters() -> tuple:
    """Title and other texts of the sheet."""
    sources = QgsProcessingParameterString(
        SOURCES,
        translate("MapSheets", "Sources and remarks, a paragraph each"),
        multiLine=True,
        optional=True,
    )
    return (
        text(TITLE, translate("MapSheets", "Title (empty: that of the legend)")),
        text(SUBTITLE, translate("MapSheets", "Subtitle, such as place and year")),
        sources,
        text(APPROVAL, translate("MapSheets", "Number of the map review (审图号)")),
    )


def layer_parameters(units_needed: bool = False) -> tuple:
    """Boundaries on the map, and the layer of the inset."""
    return (
        source(
            UNITS,
            translate("MapSheets", "Administrative units (boundaries and names)"),
            optional=not units_needed,
        ),
        field(UNIT_NAME, translate("MapSheets", "Field with the name of the unit"), "unit_name", UNITS),
        source(
            AROUND,
            translate("MapSheets", "Polygons of the wider area, for the inset"),
            POLYGONS,
            optional=True,
        ),
    )


def sheet_parameters() -> tuple:
    """Paper, shape, template and resolution."""
    shapes = {
        AUTO: translate("MapSheets", "as suits the area"),
        templates.LANDSCAPE: translate("MapSheets", "across"),
        templates.PORTRAIT: translate("MapSheets", "upright"),
    }
    return (
        choice(PAPER, translate("MapSheets", "Paper"), {paper: paper.upper() for paper in templates.PAPERS}),
        choice(SHAPE, translate("MapSheets", "Shape of the sheet"), shapes),
        QgsProcessingParameterFile(
            TEMPLATE,
            translate("MapSheets", "Template of your own"),
            optional=True,
            fileFilter="QPT (*.qpt)",
        ),
        advanced(number(DPI, translate("MapSheets", "Dots per inch"), layouts.DPI, 50, 1200, True)),
    )


def problems(request: Request) -> list[Problem]:
    """What is wrong with the layers and the template."""
    found = shownlayers.problems(request)
    layer = request.layer(shownlayers.INPUT)
    if layer is not None and layer.isValid() and not layer.crs().isValid():
        found.append(
            problem(
                "The layer {layer} has no coordinate reference system, which a map needs. Set it.",
                layer=request.layer_name(shownlayers.INPUT),
            )
        )
    given = request.text(TEMPLATE)
    if given and not found:
        found += faults_of(lambda: templates.load(QgsProject(), Path(given), "en"))
    return found


def template_of(request: Request, lang: str, extent: QgsRectangle) -> Path:
    """The user's template, or the one of ours that suits."""
    given = request.text(TEMPLATE)
    if given:
        return Path(given)
    shape = request.choice(SHAPE)
    if shape == AUTO:
        upright = extent.height() > WIDE * extent.width()
        shape = templates.PORTRAIT if upright else templates.LANDSCAPE
    return templates.path_of(lang, request.choice(PAPER), shape)


def new_project(request: Request) -> QgsProject:
    """A project apart from the user's, with its ways of transforming and measuring."""
    made = QgsProject()
    made.setTransformContext(request.context.transformContext())
    made.setEllipsoid(request.context.ellipsoid())
    return made


def opened(request: Request, project: QgsProject, lang: str, extent: QgsRectangle) -> QgsPrintLayout:
    """The layout of the template, empty."""
    path = template_of(request, lang, extent)
    request.record["standards"]["template"] = path.name
    if lang == "zh" and not fonts.has_chinese():
        request.warn(
            problem(
                "No font of this machine has Chinese characters, so they will be boxes on the sheet. Install "
                "one, for example Noto Sans CJK."
            )
        )
    return templates.load(project, path, lang)


def extent_of(layer: QgsMapLayer, crs: QgsCoordinateReferenceSystem, request: Request) -> QgsRectangle:
    """Extent of *layer* in *crs*."""
    transform = QgsCoordinateTransform(layer.crs(), crs, request.context.transformContext())
    transform.setBallparkTransformsAreAppropriate(True)
    return transform.transformBoundingBox(layer.extent())


def boundaries(request: Request, lang: str) -> QgsVectorLayer | None:
    """A copy of the administrative units as lines with names; None where none are given."""
    layer = request.layer(UNITS)
    if layer is None:
        return None
    if request.optional_source(UNITS) is None:
        raise QgsProcessingException(request.algorithm.invalidSourceError(request.parameters, UNITS))
    copied = layer.clone()
    name = request.field(UNIT_NAME)
    symbology.boundaries(copied, name, lang, shownlayers.colours_of(request) == palettes.PRINT)
    if not name:
        copied.setLabelsEnabled(False)
    shownlayers.note(request, UNITS, layer)
    return copied


def background(request: Request) -> QgsVectorLayer | None:
    """A copy of the layer of the inset as pale polygons; None where none is given."""
    layer = request.layer(AROUND)
    if layer is None:
        return None
    copied = layer.clone()
    symbology.ground(copied)
    shownlayers.note(request, AROUND, layer)
    return copied


def notes(request: Request, shown: Shown) -> list[str]:
    """Small print: what the user says, what decided the result, and the duty of review."""
    said = [line.strip() for line in request.text(SOURCES).splitlines() if line.strip()]
    record = provenance.read(request.layer(shownlayers.INPUT))
    decided = evidence.notes([record] if record else [], shown.lang)
    reminder = [] if request.text(APPROVAL) else [words.word("compliance", shown.lang)]
    return [*said, *decided, *(reminder if in_china(request, shown.layer) else [])]


def remind(request: Request, layers: Sequence[QgsMapLayer]) -> None:
    """Remind of the rules for maps of China where one of *layers* lies there and no review is named."""
    if request.text(APPROVAL) or not any(in_china(request, layer) for layer in layers):
        return
    request.warn(
        problem(
            "The map shows a place in China and names no map review. Boundaries are not authoritative; "
            "before such a map is published in China it must be reviewed (Regulation on Map Management, "
            "State Council decree 664 of 2015) and bear its approval number (审图号); give it "
            "in {name} ({label}).",
            name=APPROVAL,
            label=request.algorithm.parameterDefinition(APPROVAL).description(),
        )
    )


def remind_without_number(request: Request, layers: Sequence[QgsMapLayer]) -> None:
    """As `remind`, where the algorithm has no place for the number of a review."""
    if any(in_china(request, layer) for layer in layers):
        request.warn(
            problem(
                "The maps show a place in China. Boundaries are not authoritative; before such maps are "
                "published in China they must be reviewed (Regulation on Map Management, State Council "
                "decree 664 of 2015) and bear their approval number (审图号)."
            )
        )


def in_china(request: Request, layer: QgsMapLayer) -> bool:
    """Whether *layer* lies, at least in part, in the rectangle around China."""
    if not layer.crs().isValid() or layer.extent().isEmpty():
        return False
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    return extent_of(layer, degrees, request).intersects(CHINA)


def approval(request: Request, lang: str) -> str:
    """The line with the number of the map review; empty where there is none."""
    given = request.text(APPROVAL)
    return words.word("approval", lang).format(number=given) if given else ""
