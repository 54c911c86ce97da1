"""Running algorithms one after another, and keeping what each of them gave."""

from __future__ import annotations

from pathlib import Path


class Chain:
    """Runs algorithms by `processing.run`; every result is a file in one folder.

    Attributes
    ----------
    folder
        Where results go.
    lang
        Language of the session.
    records
        Provenance of the runs of ``cpzoning`` so far, in order.
    """

    def __init__(self, folder: Path, lang: str):
        self.folder = folder
        self.lang = lang
        self.records: list[dict] = []
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str, suffix: str = ".gpkg") -> str:
        """Path of a result of this name."""
        return str(self.folder / f"{name}{suffix}")

    def run(self, algorithm: str, main: str = "OUTPUT", **parameters) -> dict:
        """Run *algorithm*; the record of its output *main* is kept, of one without layers none."""
        import processing

        from carbon_pollution_zoning.toolbelt import provenance

        results = processing.run(algorithm, parameters, feedback=_quiet())
        if main and algorithm.startswith("cpzoning:"):
            record = provenance.read(layer(results[main]))
            if record is None:
                raise RuntimeError(f"{algorithm} left no provenance in {results[main]}")
            self.records.append(record)
        return results


def _quiet():
    from qgis.core import QgsProcessingFeedback

    return QgsProcessingFeedback(False)


def layer(path: str, name: str = ""):
    """A vector layer or table of the demonstration; an unreadable one is an error."""
    from qgis.core import QgsVectorLayer

    made = QgsVectorLayer(path, name or Path(path.split("|", maxsplit=1)[0]).stem, "ogr")
    if not made.isValid():
        raise RuntimeError(f"{path} cannot be read")
    return made


def rows(path: str) -> list[dict]:
    """Attributes of all features as mappings, NULL as None."""
    from qgis.core import NULL

    read = layer(path)
    names = [field.name() for field in read.fields()]
    return [
        {name: None if value == NULL else value for name, value in zip(names, feature.attributes())}
        for feature in read.getFeatures()
    ]
