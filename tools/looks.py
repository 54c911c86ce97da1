"""Every result of zoning and spatial analysis on the practice county as a picture, in its own style.

    python tools/looks.py [--output FOLDER] [--language zh|en]

The pictures are to be looked at: what is ugly or wrong here is so for every user. Each shows a layer as QGIS
opens it, with its legend, over the borders of the towns. Run it with QGIS's Python and without a screen
(QT_QPA_PLATFORM=offscreen).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from looking import results
from showcase import session


def main() -> int:
    """Compute all results and draw them; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, default=session.ROOT / "demo_output" / "looks")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    arguments = parser.parse_args()
    folder = arguments.output / arguments.language
    with session.qgis(arguments.language):
        from looking import picture

        for name, path in results.compute(folder / "steps", arguments.language):
            print(picture.draw(name, path, folder / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
