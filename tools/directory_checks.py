#!/usr/bin/python3
"""What the QGIS plugin directory checks on an uploaded zip, run here before it is uploaded.

    directory_checks.py dist/NAME-VERSION.zip    all checks on a zip
    directory_checks.py core plugin ...          only the scans, on files and folders

Structure and metadata, bandit and detect-secrets block there; most of flake8's rules are advice.
Exit status 1 when something would block.
"""

from __future__ import annotations

import argparse
import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

PACKAGE = "carbon_pollution_zoning"
MOST_BYTES = 25_000_000
NEEDED = ("__init__.py", "metadata.txt", "LICENSE")
NOT_SHIPPED = ("tests", "tools", "benchmarks", "requirements", ".ci")
REQUIRED = (
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "homepage", "tracker",
    "repository",
)  # fmt: skip
REFUSED_ENDINGS = (".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyc")
REFUSED_FOLDERS = {"__pycache__", "__MACOSX", ".git"}
# The directory switches these four off; every other rule of bandit is on, at any severity.
BANDIT_OFF = "B109,B404,B410,B411"
FLAKE8 = (
    "E101,E711,E712,E713,E714,E721,E722,E731,E741,E742,E743,E901,E902,E999,W605,"
    "F402,F403,F404,F405,F811,F821,F822,F823,F831,F901,C901"
)
FLAKE8_BLOCKING = {"E901", "E902", "E999", "F821", "F823", "F831"}


def faults_of_name(name: str) -> list[str]:
    """What is wrong with a path inside the zip."""
    path = PurePosixPath(name)
    faults = []
    if ".." in path.parts or name.startswith("/") or "\\" in name or re.match(r"^[A-Za-z]:", name):
        faults.append(f"{name}: path leads outside")
    if REFUSED_FOLDERS & set(path.parts) or name.lower().endswith(REFUSED_ENDINGS):
        faults.append(f"{name}: must not be shipped")
    if len(path.parts) > 1 and path.parts[1] in NOT_SHIPPED:
        faults.append(f"{name}: belongs to development, add it to .gitattributes")
    if path.name.startswith("."):
        faults.append(f"{name}: hidden file")
    return faults


def faults_of_metadata(text: str, names: set[str]) -> list[str]:
    """What is wrong with metadata.txt; *names* are the files it may point to."""
    parser = configparser.ConfigParser()  # with interpolation, as the directory does: a bare % breaks it
    parser.optionxform = str
    parser.read_string(text)
    values = dict(parser.items("general"))
    faults = [f"metadata: {key} is missing" for key in REQUIRED if not values.get(key, "").strip()]
    for key in ("homepage", "tracker", "repository"):
        if not re.match(r"^https?://[^/]+", values.get(key, "")):
            faults.append(f"metadata: {key} must be a full address")
    if "/" in values.get("author", ""):
        faults.append("metadata: author contains a slash")
    if not values.get("qgisMaximumVersion", "").startswith("4"):
        faults.append("metadata: without qgisMaximumVersion=4.99 QGIS 4 does not list the plugin")
    if f"{PACKAGE}/{values.get('icon', '')}" not in names:
        faults.append(f"metadata: the icon {values.get('icon')!r} is not in the zip")
    return faults


def structure(path: Path) -> list[str]:
    """What is wrong with the zip as a whole."""
    faults = []
    if path.stat().st_size > MOST_BYTES:
        faults.append(f"{path.name} has {path.stat().st_size} bytes, the limit is {MOST_BYTES}")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if {name.split("/")[0] for name in names} != {PACKAGE}:
            faults.append(f"the only top folder must be {PACKAGE}")
        faults += [f"{name} is missing" for name in NEEDED if f"{PACKAGE}/{name}" not in names]
        if not any(name.endswith(".qm") for name in names):
            faults.append("there is no compiled translation")
        for name in sorted(names):
            faults += faults_of_name(name)
        faults += faults_of_metadata(archive.read(f"{PACKAGE}/metadata.txt").decode("utf-8"), names)
    return faults


def run(module: str, *arguments: str, folder: Path) -> str:
    """Standard output of a checker of this Python's environment, which ends with status 0 or 1."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{module} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def bandit(folder: Path, paths: list[str]) -> list[str]:
    found = json.loads(run("bandit", "-r", *paths, "-s", BANDIT_OFF, "-f", "json", "-q", folder=folder))
    faults = [f"bandit could not read {error['filename']}: {error['reason']}" for error in found["errors"]]
    return faults + [
        f"bandit {item['test_id']} {item['filename']}:{item['line_number']} {item['issue_text']}"
        for item in found["results"]
    ]


def secrets(folder: Path, paths: list[str]) -> list[str]:
    options = ("--all-files", "--exclude-files", r"metadata\.txt", "--disable-plugin", "IPPublicDetector")
    found = json.loads(run("detect_secrets", "scan", *options, *paths, folder=folder))
    return [
        f"detect-secrets {name}:{item['line_number']} {item['type']}"
        for name, items in found["results"].items()
        for item in items
    ]


def flake8(folder: Path, paths: list[str]) -> tuple[list[str], list[str]]:
    """(blocking, advice)"""
    options = ("--isolated", "--max-line-length=120", "--max-complexity=100", "--select", FLAKE8)
    blocking, advice = [], []
    for line in run("flake8", *options, *paths, folder=folder).splitlines():
        code = line.split(":", 3)[-1].split()[0]
        (blocking if code in FLAKE8_BLOCKING else advice).append(f"flake8 {line}")
    return blocking, advice


def scans(folder: Path, paths: list[str]) -> tuple[list[str], list[str]]:
    """(blocking, advice) of the scanners on *paths* below *folder*."""
    blocking, advice = flake8(folder, paths)
    return bandit(folder, paths) + secrets(folder, paths) + blocking, advice


def checked_zip(path: Path) -> tuple[list[str], list[str]]:
    """(blocking, advice) of everything on a zip."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        blocking, advice = scans(Path(folder), [PACKAGE])
    return structure(path) + blocking, advice


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+")
    paths = parser.parse_args().paths
    blocking, advice = checked_zip(Path(paths[0])) if paths[0].endswith(".zip") else scans(Path.cwd(), paths)
    for line in advice:
        print("advice:", line)
    for line in blocking:
        print("BLOCKS:", line)
    print(f"{len(blocking)} blocking, {len(advice)} advice")
    return 1 if blocking else 0


if __name__ == "__main__":
    sys.exit(main())
