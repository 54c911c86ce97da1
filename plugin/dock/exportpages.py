"""What a preview shows: a page as a picture, a text with its pictures, or a sentence."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QRectF, QSize, Qt, QUrl
from qgis.PyQt.QtGui import QImage, QPainter, QTextDocument
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QTextBrowser, QWidget

from ...cartography import paper
from ...processing_provider.previews import Preview
from ...toolbelt.translation import translate

LEAST_LINES = 14


class Sheet(QWidget):
    """A page, as large as there is room for it."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("exportSheet")
        self._image = QImage()
        self._scaled = QImage()
        self.setAccessibleName(translate("Export", "Preview of the page"))

    def show_image(self, image: QImage) -> None:
        """Show another page."""
        self._image, self._scaled = image, QImage()
        self.update()

    def paintEvent(self, _event):
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        wanted = self._image.size().scaled(self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled.size() != wanted:
            # painting shrinks without smoothing enough for letters
            self._scaled = self._image.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        place = QRectF(0, 0, wanted.width() / ratio, wanted.height() / ratio)
        place.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.drawImage(place, self._scaled)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()


class Text(QTextBrowser):
    """A text whose pictures are at hand; links lead within it, for other files are not there yet."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("exportText")
        self.setOpenLinks(False)
        self.setAccessibleName(translate("Export", "Preview of the text"))
        self._pictures = ()
        self.anchorClicked.connect(self._on_link)

    def show_text(self, text: str, pictures) -> None:
        """Show another text on paper: reports have dark letters, whatever the theme."""
        self._pictures = pictures
        self.document().setDefaultStyleSheet(f"{paper.CSS} body, td, th {{ color: #202124; }}")
        self.setStyleSheet("QTextBrowser { background: white; color: #202124; }")
        self.setHtml(text)

    def _on_link(self, url: QUrl) -> None:
        if not url.path():
            self.scrollToAnchor(url.fragment())

    def loadResource(self, kind, url: QUrl):
        if kind == QTextDocument.ResourceType.ImageResource and url.scheme() == "cpz":
            number = int(url.path() or 0)
            image = self._pictures[number] if number < len(self._pictures) else QImage()
            room = self.viewport().width() - 24
            if image.width() > room > 0:
                return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            return image
        return super().loadResource(kind, url)


class Pages(QStackedWidget):
    """The preview."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("exportPreview")
        self.sheet, self.text = Sheet(self), Text(self)
        self.message = QLabel(self)
        self.message.setObjectName("exportMessage")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.message, self.sheet, self.text):
            self.addWidget(page)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self):
        return QSize(0, LEAST_LINES * self.fontMetrics().lineSpacing())

    def show_preview(self, preview: Preview) -> None:
        """Show a page or a text."""
        if preview.image is not None:
            self.sheet.show_image(preview.image)
            self.setCurrentWidget(self.sheet)
        else:
            self.text.show_text(preview.html, preview.pictures)
            self.setCurrentWidget(self.text)

    def show_waiting(self) -> None:
        """Say that a preview is being made, unless there is one to look at meanwhile."""
        if self.currentWidget() is self.message:
            self.show_message(translate("Export", "The preview is being made…"))

    def show_message(self, text: str) -> None:
        """Show a sentence instead."""
        self.message.setText(html.escape(text).replace("\n", "<br>"))
        self.setCurrentWidget(self.message)
