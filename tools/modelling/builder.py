"""A model from few words: parameters, steps and outputs, in one language and with places on the canvas."""

from __future__ import annotations

import uuid

from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelGroupBox,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF, QSizeF
from qgis.PyQt.QtGui import QColor

POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
TABLE = [QgsProcessing.SourceType.TypeVector]
WIDTH, HEIGHT = 240.0, 42.0
Source = QgsProcessingModelChildParameterSource


class Builder:
    """Collects what a model holds; `model` gives it.

    Parameters
    ----------
    name, group
        As the Model Designer shows them.
    lang
        ``en`` or ``zh``; texts are given as (en, zh).
    """

    def __init__(self, name: tuple[str, str], group: tuple[str, str], lang: str):
        self._at = 1 if lang == "zh" else 0
        self.model = QgsProcessingModelAlgorithm(name[self._at], group[self._at], group[self._at])
        self._help: dict[str, str] = {}
        self._asked: list[str] = []
        self._given: list[str] = []

    def _parameter(self, definition, help: tuple[str, str], x: float, y: float) -> None:
        part = QgsProcessingModelParameter(definition.name())
        part.setPosition(QPointF(x, y))
        part.setSize(QSizeF(WIDTH, HEIGHT))
        self._help[definition.name()] = help[self._at]
        self._asked.append(definition.name())
        self.model.addModelParameter(definition, part)

    def layer(self, name, label, help, x, y, kinds=None, optional=False) -> None:
        """A layer or table that is asked for; polygons unless *kinds* says otherwise."""
        made = QgsProcessingParameterFeatureSource(
            name, label[self._at], kinds or POLYGONS, optional=optional
        )
        self._parameter(made, help, x, y)

    def raster(self, name, label, help, x, y) -> None:
        """A raster that is asked for."""
        self._parameter(QgsProcessingParameterRasterLayer(name, label[self._at]), help, x, y)

    def text(self, name, label, help, x, y, default="", optional=False) -> None:
        """A text that is asked for."""
        made = QgsProcessingParameterString(
            name, label[self._at], defaultValue=default or None, optional=optional
        )
        self._parameter(made, help, x, y)

    def number(self, name, label, help, x, y) -> None:
        """A number that may be left empty."""
        kind = QgsProcessingParameterNumber.Type.Double
        made = QgsProcessingParameterNumber(name, label[self._at], type=kind, optional=True)
        self._parameter(made, help, x, y)

    def step(self, name, algorithm, label, x, y, given: dict, outputs: dict | None = None) -> None:
        """An algorithm.

        Parameters
        ----------
        given
            Parameter -> text ``@name`` (of the model), ``step.OUTPUT`` (of an earlier step) or a value.
        outputs
            Output of the algorithm -> ((en, zh), help). QGIS makes the id of the output from the Latin
            letters of its label ("Six classes": six_classes), so a Chinese label has the id in brackets.
        """
        child = QgsProcessingModelChildAlgorithm(f"cpzoning:{algorithm}")
        child.setChildId(name)
        child.setDescription(label[self._at])
        child.setPosition(QPointF(x, y))
        child.setSize(QSizeF(WIDTH, HEIGHT))
        for parameter, value in given.items():
            child.addParameterSources(parameter, [self._source(value)])
        made = {}
        for row, (output, (words, help)) in enumerate((outputs or {}).items()):
            own = words[0].lower().replace("-", "").replace(" ", "_")
            label = f"{words[1]}（{own}）" if self._at else words[0]
            result = QgsProcessingModelOutput(own, label)
            result.setName(own)
            result.setDescription(label)
            result.setChildId(name)
            result.setChildOutputName(output)
            result.setPosition(QPointF(x + WIDTH + 40.0, y + 55.0 * row))
            result.setSize(QSizeF(WIDTH, HEIGHT))
            made[own] = result
            self._help[own] = help[self._at]
            self._given.append(f"{name}:{own}")
        child.setModelOutputs(made)
        self.model.addChildAlgorithm(child)

    def _source(self, value):
        if isinstance(value, str) and value.startswith("@"):
            return Source.fromModelParameter(value[1:])
        step, dot, output = str(value).partition(".")
        if dot and step in self.model.childAlgorithms():
            return Source.fromChildOutput(step, output)
        return Source.fromStaticValue(value)

    def box(self, title: tuple[str, str], x, y, width, height, colour: str) -> None:
        """A coloured box with a title behind steps that belong together, around its middle."""
        made = QgsProcessingModelGroupBox(title[self._at])
        # the file keeps the id, and two runs must give the same file
        own = uuid.uuid5(uuid.NAMESPACE_OID, title[0])
        made.loadVariant({**made.toVariant(), "uuid": f"{{{own}}}"})
        made.setPosition(QPointF(x, y))
        made.setSize(QSizeF(width, height))
        made.setColor(QColor(colour))
        self.model.addGroupBox(made)

    def finished(self, about: tuple[str, str]) -> QgsProcessingModelAlgorithm:
        """The model with its help."""
        self.model.setHelpContent({"ALG_DESC": about[self._at], **self._help})
        self.model.setParameterOrder(self._asked)
        self.model.setOutputOrder(self._given)
        self.model.updateDestinationParameters()
        unfit = [text for child in self.model.childAlgorithms() for text in self._faults(child)]
        if unfit:
            raise RuntimeError("; ".join(unfit))
        return self.model

    def _faults(self, child: str) -> list[str]:
        fine, found = self.model.validateChildAlgorithm(child)
        return [] if fine else [f"{child}: {text}" for text in found]
