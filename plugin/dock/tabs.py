"""The tabs of the zoning panel in their order: one line for each."""

from __future__ import annotations

from .diagramtab import DiagramTab
from .exporttab import ExportTab
from .maptab import MapTab
from .tab import Tab
from .unittab import UnitTab
from .workflowtab import WorkflowTab

TABS: tuple[type[Tab], ...] = (MapTab, DiagramTab, UnitTab, WorkflowTab, ExportTab)
