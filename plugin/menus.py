"""The ways into the plugin: its menu under Plugins, its toolbar, its line in the help menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

from qgis.core import QgsApplication, QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton

from ..processing_provider.algorithms import ALGORITHMS
from ..processing_provider.models import MODELS
from ..toolbelt import about
from ..toolbelt.translation import translate

# The steps that every zoning takes have a button of their own; the others are in the menu beside them.
FIRST = ("sixclasszoning", "fourspaces", "subzones", "zonesummary")


class Menus(QObject):
    """Actions, menu and toolbar; `remove` takes away all that was made.

    Attributes
    ----------
    dock_action
        Checkable, to be tied to the panel.
    """

    def __init__(self, iface, provider: QgsProcessingProvider):
        super().__init__(iface.mainWindow())
        self.iface = iface
        title = translate("Plugin", "Carbon & Pollution Zoning")
        icon = QIcon(about.icon_path("plugin"))
        self.dock_action = self._action(
            "Dock", QIcon(about.icon_path("dock")), translate("Plugin", "Zoning panel")
        )
        self.dock_action.setCheckable(True)
        self.sample_action = self._action(
            "Sample", _theme("/mIconFolderOpen.svg"), translate("Plugin", "Open sample data")
        )
        self.help_action = self._action(
            "Help", _theme("/mActionHelpContents.svg"), translate("Plugin", "Help and about…")
        )
        self.algorithm_actions = {
            algorithm.name(): self._action(
                algorithm.name(),
                algorithm.icon(),
                translate("Plugin", "{name}…").format(name=algorithm.displayName()),
            )
            for algorithm in in_order(provider)
        }
        self.menu = self._fill_menu(title, icon, provider)
        self.iface.pluginMenu().addMenu(self.menu)
        self.toolbar = self._fill_toolbar(title)
        self.help_entry = self._action("HelpEntry", icon, title.replace("&", "&&"))
        self.iface.pluginHelpMenu().addAction(self.help_entry)

    def connect(
        self, run: Callable[[str], None], sample: Callable[[], None], help: Callable[[], None]
    ) -> None:
        """Say what the actions do: open the algorithm of an id, the sample data, the help."""
        for name, action in self.algorithm_actions.items():
            action.triggered.connect(lambda _checked=False, name=name: run(name))
        self.sample_action.triggered.connect(sample)
        for action in (self.help_action, self.help_entry):
            action.triggered.connect(help)

    def remove(self) -> None:
        """Take away, in the opposite order, what the constructor made."""
        self.iface.pluginHelpMenu().removeAction(self.help_entry)
        self.iface.mainWindow().removeToolBar(self.toolbar)
        self.toolbar.deleteLater()
        self.iface.pluginMenu().removeAction(self.menu.menuAction())
        self.menu.deleteLater()
        # the actions are children
        self.deleteLater()

    def _action(self, name: str, icon: QIcon, text: str) -> QAction:
        action = QAction(icon, text, self)
        action.setObjectName(f"Cpzoning{name}Action")
        return action

    def _fill_menu(self, title: str, icon: QIcon, provider: QgsProcessingProvider) -> QMenu:
        # an ampersand in a menu would underline the next letter
        menu = QMenu(title.replace("&", "&&"), self.iface.mainWindow())
        menu.setObjectName("CpzoningMenu")
        menu.setIcon(icon)
        menu.addAction(self.dock_action)
        menu.addSeparator()
        groups: dict[str, QMenu] = {}
        for algorithm in in_order(provider):
            if algorithm.groupId() not in groups:
                groups[algorithm.groupId()] = menu.addMenu(algorithm.group())
            groups[algorithm.groupId()].addAction(self.algorithm_actions[algorithm.name()])
        menu.addSeparator()
        menu.addAction(self.sample_action)
        menu.addAction(self.help_action)
        return menu

    def _fill_toolbar(self, title: str):
        toolbar = self.iface.addToolBar(title)
        toolbar.setObjectName("CpzoningToolBar")
        toolbar.addAction(self.dock_action)
        toolbar.addSeparator()
        for name in FIRST:
            if name in self.algorithm_actions:
                toolbar.addAction(self.algorithm_actions[name])
        toolbar.addWidget(self._all_button(toolbar))
        toolbar.addSeparator()
        toolbar.addAction(self.sample_action)
        toolbar.addAction(self.help_action)
        return toolbar

    def _all_button(self, toolbar) -> QToolButton:
        button = QToolButton(toolbar)
        button.setObjectName("CpzoningAllButton")
        button.setIcon(_theme("/processingAlgorithm.svg"))
        button.setToolTip(translate("Plugin", "All steps, from the accounts to the summary"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAutoRaise(True)
        menu = QMenu(button)
        for action in self.algorithm_actions.values():
            menu.addAction(action)
        button.setMenu(menu)
        return button


def in_order(provider: QgsProcessingProvider) -> Iterator[QgsProcessingAlgorithm]:
    """The registered algorithms in the order of the work, which a provider itself does not keep."""
    for name in (*(kind.ID for kind in ALGORITHMS), *MODELS):
        algorithm = provider.algorithm(name)
        if algorithm is not None:
            yield algorithm


def _theme(name: str) -> QIcon:
    return QgsApplication.getThemeIcon(name)
