"""Make the shipped models anew: resources/models/<language>/<id>.model3.

    python tools/models.py [--check]

Models are made from one description, so that both languages hold the same steps, and so that nobody edits the
XML by hand. --check makes nothing and tells whether a file is out of date. Run it with QGIS's Python.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from modelling import zoningchain
from showcase import session

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "models"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
MODELS = {"zoningchain": zoningchain.build}


def main() -> int:
    """Write or check every model in every language; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="make nothing; tell what is out of date")
    check = parser.parse_args().check
    stale = []
    with session.qgis("en"):
        for name, build in MODELS.items():
            for lang, folder in LANGUAGES.items():
                path = FOLDER / folder / f"{name}.model3"
                model = build(lang)
                if not is_same(path, model):
                    stale.append(path)
                    if not check:
                        write(path, model)
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(FOLDER.parent.parent)}")
    return 1 if check and stale else 0


def is_same(path: Path, model) -> bool:
    """Whether a file holds the model; compared as data, because Qt writes XML attributes in any order."""
    if not path.exists():
        return False
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / path.name
        write(other, model)
        return read(path).toVariant() == read(other).toVariant()


def read(path: Path):
    """The model of a file."""
    from qgis.core import QgsProcessingModelAlgorithm

    model = QgsProcessingModelAlgorithm()
    if not model.fromFile(str(path)):
        raise RuntimeError(f"{path} is no model")
    return model


def write(path: Path, model) -> None:
    """Write the model to its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not model.toFile(str(path)):
        raise RuntimeError(f"{path} cannot be written")


if __name__ == "__main__":
    sys.exit(main())
