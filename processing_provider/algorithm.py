"""The small base of every algorithm.

A subclass states what it is (class attributes), what it asks for (`initAlgorithm`), what can be refused
before work (`problems`) and what it does (`work`). Everything else is the same for all: identity, help,
refusals in sentences, cancel, outputs that appear whole or not at all, styled and with their provenance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingException
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled, ScienceError
from ..toolbelt import about, help
from ..toolbelt.translation import sentence, sentences
from . import checks, groups, rasterfiles, registerinputs
from .parameters import with_indices
from .registertables import Kind
from .request import Request
from .run import Run


class Algorithm(QgsProcessingAlgorithm):
    """Base of the algorithms of this provider.

    Attributes
    ----------
    ID
        Frozen id, lower-case letters and digits.
    GROUP
        One of the ids of `groups`.
    NEEDS
        Packages beyond numpy without which the algorithm cannot run.
    TAGS
        Search words in both languages, comma-separated.
    MAIN_THREAD
        Whether the work needs the main thread: print layouts are Qt scenes, which live nowhere else.
    REGISTER_TABLES
        Parameter of a table -> the table of a register that stands in where it is not given.
    """

    ID = ""
    GROUP = ""
    NEEDS: tuple[str, ...] = ()
    TAGS = ""
    MAIN_THREAD = False
    REGISTER_TABLES: ClassVar[Mapping[str, Kind]] = {}

    def __init__(self):
        super().__init__()
        self._finishers = []

    def name(self):
        return self.ID

    def group(self):
        return groups.label(self.GROUP)

    def groupId(self):
        return self.GROUP

    def createInstance(self):
        return type(self)()

    def icon(self):
        return QIcon(about.icon_path(self.ID))

    def svgIconPath(self):
        return about.icon_path(self.ID)

    def tags(self):
        return [word.strip() for word in self.TAGS.split(",") if word.strip()]

    def shortHelpString(self):
        return help.as_html(self)

    def helpUrl(self):
        return help.url(self)

    def flags(self):
        usual = super().flags()
        return usual | Qgis.ProcessingAlgorithmFlag.NoThreading if self.MAIN_THREAD else usual

    def canExecute(self):
        lacking = checks.missing_packages(self.NEEDS)
        return (True, "") if not lacking else (False, checks.remedy(lacking))

    def problems(self, request: Request) -> list:
        """Problems of this algorithm's own that can be known cheaply before work; none by default."""
        return []

    def from_register(self, request: Request, held) -> dict:
        """Further parameters that the register answers, by name; see `registerinputs`."""
        return {}

    def work(self, run: Run) -> dict:
        """The work: ask *run* for inputs, call the science once, give the outputs to *run*."""
        raise NotImplementedError

    def checkParameterValues(self, parameters, context):
        request = Request(self, parameters, context, None)
        registerinputs.fill(request)
        fine, message = super().checkParameterValues(with_indices(self, request.parameters), context)
        broken = [] if fine else rasterfiles.unreadable(request)
        if broken:
            return False, "\n".join(sentence(item) for item in broken)
        if not fine and not request.unreadable and not checks.wrong_values(request):
            return fine, message
        found = self._all_problems(request)
        return (True, "") if not found else (False, "\n".join(sentence(item) for item in found))

    def _all_problems(self, request: Request) -> list:
        """General problems first; an algorithm's own checks may rely on sources and fields being there."""
        return checks.general_problems(request) or list(self.problems(request))

    def processAlgorithm(self, parameters, context, feedback):
        with Run(self, parameters, context, feedback) as run:
            try:
                registerinputs.fill(run)
            except Cancelled:
                return {}
            # models run their children without asking checkParameterValues
            found = self._all_problems(run)
            if found:
                raise QgsProcessingException("\n".join(sentence(item) for item in found))
            try:
                results = self.work(run)
                self._finishers = run.commit()
                return results
            except Cancelled:
                return {}
            except ScienceError as error:
                refusal = sentences(error)
            except QgsProcessingException as error:
                refusal = str(error)
            # raised outside of the handler: QGIS keeps what it is given, and with a cause the frames of the
            # work, whose layers are gone by then; Python crashes when it tidies such frames up
            raise QgsProcessingException(refusal)

    def postProcessAlgorithm(self, context, feedback):
        for finish in self._finishers:
            finish(context)
        self._finishers = []
        return {}
