"""The models that come with the plugin, as algorithms of its provider.

``resources/models/<language>/<id>.model3`` holds a model with its texts in one language; `tools/models.py`
makes the files. In the toolbox a model stands among the algorithms; its file opens in the Model Designer.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from ..core.errors import InputError, problem
from ..toolbelt import about
from ..toolbelt.translation import language, sentence
from . import groups

FOLDER = about.RESOURCES / "models"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
#: Ids of the models in toolbox order.
MODELS = ("zoningchain",)


class Model(QgsProcessingModelAlgorithm):
    """A model of a file under an id of ours; QGIS itself would take its name for the id."""

    def __init__(self, path: Path):
        super().__init__()
        self._path = path
        self._label = ""
        self.read()

    def read(self) -> None:
        """Read the file; once more when the algorithms of its steps are there, which tell its outputs."""
        if not self.fromFile(str(self._path)):
            raise InputError(problem("The model {file} cannot be read.", file=self._path.name))
        self._label = super().name()
        self.setName(self._path.stem)
        self.setGroup(groups.label(groups.OUTPUT))

    def displayName(self):
        return self._label

    def group(self):
        return groups.label(groups.OUTPUT)

    def groupId(self):
        return groups.OUTPUT

    def icon(self):
        return QIcon(about.icon_path(self._path.stem))

    def svgIconPath(self):
        return about.icon_path(self._path.stem)

    def createInstance(self):
        return Model(self._path)


def paths() -> list[Path]:
    """Files of the models in the language of the user."""
    folder = FOLDER / LANGUAGES[language()]
    return [folder / f"{name}.model3" for name in MODELS]


def models() -> list[Model]:
    """The models, ready to be added to a provider; one that cannot be read is told in the log of QGIS."""
    found = []
    for path in paths():
        try:
            found.append(Model(path))
        except InputError as error:
            text = sentence(error.problems[0])
            QgsApplication.messageLog().logMessage(text, about.PROVIDER_ID, Qgis.MessageLevel.Warning)
    return found
