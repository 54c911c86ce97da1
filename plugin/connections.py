"""Signal connections that are kept together, so that they can be taken away together."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import QObject


class Connections:
    """The connections that one object has made."""

    def __init__(self):
        self._made = []

    def add(self, signal, slot: Callable) -> None:
        """Connect *signal* to *slot* and remember it.

        Where the sender outlives us, *slot* is a method: PyQt keeps any other callable, and what it knows,
        until the sender is gone, even after `drop`.
        """
        self._made.append(signal.connect(slot))

    def drop(self) -> None:
        """Disconnect everything; what is gone with its sender already is no matter."""
        for connection in self._made:
            QObject.disconnect(connection)
        self._made = []
