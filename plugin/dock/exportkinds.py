"""What can be exported: the algorithm, its formats, what it asks for, and its parameters from the choices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ...processing_provider.orders import Order
from ...toolbelt.translation import translate
from .maps import plain_name

#: Rows of the form.
LAYER, LAYERS, TITLE, PAPER, PALETTE, UNITS, SOURCES = (
    "layer",
    "layers",
    "title",
    "paper",
    "palette",
    "units",
    "sources",
)
#: Parameters of the dashboard that are layers, and the fields without which a layer is none of them.
OF_DASHBOARD = {
    "INPUT": ("unit_code", "value"),
    "UNITS": ("unit_code", "parent_code"),
    "AREAS": ("unit_code",),
    "WARNINGS": ("unit_code", "warn_level"),
    "TASKS": ("task_code", "unit_code"),
}
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Kind:
    """One kind of export.

    Attributes
    ----------
    algorithm
        Its id without the provider.
    formats
        Suffixes that it writes.
    folders
        Those of them that fill a folder and are no single file.
    rows
        What the form asks for.
    """

    algorithm: str
    formats: tuple[str, ...]
    folders: tuple[str, ...]
    rows: frozenset[str]

    @property
    def has_pages(self) -> bool:
        """Whether a preview shows one of several pages."""
        return self.algorithm in ("zoneatlas", "leveldashboard")


KINDS = {
    kind.algorithm: kind
    for kind in (
        Kind("zonemap", ("pdf", "png", "svg"), (), frozenset((LAYER, TITLE, PAPER, PALETTE, UNITS))),
        Kind(
            "zoneatlas",
            ("pdf", "png", "svg"),
            ("png", "svg"),
            frozenset((LAYER, TITLE, PAPER, PALETTE, UNITS)),
        ),
        Kind("zonereport", ("html", "pdf"), (), frozenset((LAYER, TITLE))),
        Kind("zonetables", ("xlsx", "csv"), ("csv",), frozenset((LAYERS,))),
        Kind("zonepackage", ("gpkg",), (), frozenset((LAYERS, TITLE, PALETTE))),
        Kind("leveldashboard", ("html",), ("html",), frozenset((SOURCES,))),
    )
}


@dataclass(frozen=True)
class Choice:
    """What the user chose; layers by their ids, empty for none.

    Attributes
    ----------
    kind
        One of `KINDS`.
    suffix
        Format.
    layer, units, layers, sources
        The layer, that of the administrative units, those of tables and packages, and those of the dashboard
        by parameter.
    unit_name
        Field with the name of the units.
    title, paper, palette, lang
        As the algorithms know them.
    folder, name
        Where the output goes.
    """

    kind: str
    suffix: str
    layer: str = ""
    units: str = ""
    unit_name: str = ""
    layers: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    title: str = ""
    paper: str = "a4"
    palette: str = ""
    lang: str = "en"
    folder: str = ""
    name: str = ""

    @property
    def in_folder(self) -> bool:
        """Whether a folder is filled."""
        return self.suffix in KINDS[self.kind].folders

    def target(self) -> Path:
        """The file or folder that is written."""
        name = plain_name(self.name.strip())
        if not self.in_folder and not name.lower().endswith(f".{self.suffix}"):
            name = f"{name}.{self.suffix}"
        return Path(self.folder) / name

    def wanted_layers(self) -> list[str]:
        """Ids of all layers that the export reads."""
        rows = KINDS[self.kind].rows
        found = [self.layer] if LAYER in rows else []
        found += [self.units] if UNITS in rows else []
        found += self.layers if LAYERS in rows else ()
        found += [one for _, one in self.sources] if SOURCES in rows else []
        return [one for one in found if one]

    def is_complete(self) -> bool:
        """Whether there is something to export."""
        if self.kind == "zoneatlas":
            return bool(self.layer and self.units)
        if self.kind == "leveldashboard":
            return "INPUT" in dict(self.sources)
        return bool(self.layers if LAYERS in KINDS[self.kind].rows else self.layer)


def lacking(choice: Choice) -> str:
    """What is to be chosen before there is something to export, in a sentence."""
    rows = KINDS[choice.kind].rows
    if LAYER in rows and not choice.layer:
        return translate(
            "Export", "No layer of the project has classes or other results of ours. Open one, or run a step."
        )
    if choice.kind == "zoneatlas":
        return translate("Export", "Choose the administrative units that get a page each.")
    if SOURCES in rows:
        return translate(
            "Export",
            "Choose the table with the values of indicators. Add the table of the register to the project.",
        )
    return translate("Export", "Tick the layers that are to go in.")


def order(choice: Choice, page: int = 0) -> Order:
    """The order that a choice stands for."""
    return Order(choice.kind, {**_asked(choice), **_destinations(choice)}, page)


def _asked(choice: Choice) -> dict:
    rows = KINDS[choice.kind].rows
    given = {"LANGUAGE": choice.lang}
    if LAYER in rows:
        given["INPUT"] = choice.layer
    if LAYERS in rows:
        given["LAYERS"] = list(choice.layers)
    if TITLE in rows:
        given["TITLE"] = choice.title
    if PAPER in rows:
        given["PAPER"] = choice.paper
    if PALETTE in rows:
        given["PALETTE"] = choice.palette
    if UNITS in rows and choice.units:
        given.update(UNITS=choice.units, UNIT_NAME=choice.unit_name)
    if SOURCES in rows:
        given.update(choice.sources)
    return given


def _destinations(choice: Choice) -> dict:
    """Outputs: the one that was chosen, and none of those that would be made besides."""
    target = str(choice.target())
    if choice.kind == "zonereport":
        return {"OUTPUT": None, "PDF": target} if choice.suffix == "pdf" else {"OUTPUT": target, "PDF": None}
    if choice.kind == "leveldashboard" or not choice.in_folder:
        return {"OUTPUT": target}
    given = {"OUTPUT": None, "FOLDER": target}
    return {**given, "FORMAT": choice.suffix} if choice.kind == "zoneatlas" else given


def suggested(title: str, layer: str) -> str:
    """A name for the output from words of the user's."""
    return SPACES.sub(" ", plain_name(" - ".join(part for part in (layer, title) if part))).strip()
