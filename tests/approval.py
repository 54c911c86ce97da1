"""Pictures compared with approved ones: ``from approval import agrees``.

A person looked at every picture in ``tests/cartography/approved`` before it was put there. After a change
that is meant, make them anew with the environment variable ``APPROVE=1``, and look at them again.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter

FOLDER = Path(__file__).resolve().parent / "cartography" / "approved"
# Pictures are compared at a quarter of their size, where letters of another font are grey as these are.
SHRINK = 4
# A pixel differs where one of its colours does by more than this of 255 ...
STEP = 48
# ... and pictures agree where no more of their pixels do, and the mean difference is as small.
MOST_PIXELS, MOST_MEAN = 0.01, 2.5


def difference(made: QImage, approved: QImage) -> tuple[float, float]:
    """Share of pixels that differ, and mean difference of the colours (0 to 255)."""
    size = QSize(max(approved.width() // SHRINK, 1), max(approved.height() // SHRINK, 1))
    one, other = _pixels(made, size), _pixels(approved, size)
    gap = np.abs(one - other)
    return float((gap.max(axis=2) > STEP).mean()), float(gap.mean())


def agrees(made: QImage, name: str) -> str:
    """Empty where *made* agrees with the approved picture *name*; else how it does not."""
    path = FOLDER / f"{name}.png"
    if os.environ.get("APPROVE"):
        FOLDER.mkdir(exist_ok=True)
        made.save(str(path))
    approved = QImage(str(path))
    return f"there is no approved picture {path.name}" if approved.isNull() else verdict(made, approved, name)


def verdict(made: QImage, approved: QImage, name: str) -> str:
    """Empty where two pictures agree; else how they do not."""
    if abs(made.width() - approved.width()) > 2 or abs(made.height() - approved.height()) > 2:
        return f"{name}: {made.width()} x {made.height()}, not {approved.width()} x {approved.height()}"
    pixels, mean = difference(made, approved)
    if pixels <= MOST_PIXELS and mean <= MOST_MEAN:
        return ""
    return f"{name}: {pixels:.1%} of the pixels differ, by {mean:.1f} in the mean"


def _pixels(image: QImage, size: QSize) -> np.ndarray:
    """Colours on white ground, shrunk."""
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(QColor("#ffffff"))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = ground.scaled(size, *modes).convertToFormat(QImage.Format.Format_RGB888)
    bits = small.constBits()
    bits.setsize(small.sizeInBytes())
    rows = np.frombuffer(bits, dtype=np.uint8).reshape(small.height(), small.bytesPerLine())
    return rows[:, : 3 * small.width()].reshape(small.height(), small.width(), 3).astype(np.int16)
