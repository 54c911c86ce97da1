"""What the plugin remembers of a user between two sessions, in QGIS's own settings."""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgis.core import QgsSettings

PREFIX = "cpzoning"


@dataclass
class Settings:
    """Choices of the user; the defaults are those of a first start.

    Attributes
    ----------
    dock_open
        Whether the zoning panel is shown when QGIS starts.
    follow_active
        Whether the panel turns to the active layer.
    quantity
        What a cell of the matrix shows, see `dock.models.QUANTITIES`.
    area_unit
        ``ha`` or ``km2``.
    export_folder
        Folder of the last exported map; empty before the first.
    """

    dock_open: bool = False
    follow_active: bool = True
    quantity: str = "units"
    area_unit: str = "ha"
    export_folder: str = ""

    @classmethod
    def load(cls) -> Settings:
        """The stored settings, with the default for whatever is not stored."""
        stored = QgsSettings()
        values = {}
        for field in fields(cls):
            default = field.default
            values[field.name] = stored.value(f"{PREFIX}/{field.name}", default, type=type(default))
        return cls(**values)

    def save(self) -> None:
        """Store every setting."""
        stored = QgsSettings()
        for field in fields(self):
            stored.setValue(f"{PREFIX}/{field.name}", getattr(self, field.name))
