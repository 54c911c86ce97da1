"""The zip is made from a commit alone, and the directory's checks bite."""

from __future__ import annotations

import posixpath
import re
import zipfile

import pytest

pytestmark = pytest.mark.slow

METADATA = """[general]
name=A
description=B
about=C
version=1.0.0
qgisMinimumVersion=3.40
qgisMaximumVersion=4.99
author=D
email=e@example.org
homepage=https://example.org/a
tracker=https://example.org/b
repository=https://example.org/c
icon=icon.svg
"""
GOOD = {
    "__init__.py": '"""A plugin."""\n',
    "metadata.txt": METADATA,
    "LICENSE": "free",
    "icon.svg": "<svg/>",
    "i18n/a_zh_CN.qm": "",
}


def zipped(folder, files):
    path = folder / "plugin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"carbon_pollution_zoning/{name}", text)
    return path


def test_a_good_zip_passes(tool, workplace):
    assert tool("directory_checks").checked_zip(zipped(workplace, GOOD)) == ([], [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"a.py": "assert True\n"}, "bandit B101"),
        ({"a.py": "try:\n    f()\nexcept Exception:\n    pass\n"}, "bandit B110"),
        ({"a.py": "import subprocess\nsubprocess.run('ls', shell=True)\n"}, "bandit B60"),
        ({"a.py": f"key = '{'AKIA' + 'Z' * 16}'\n"}, "detect-secrets"),
        ({"a.py": "unknown_name\n"}, "F821"),
        ({"a.py": "def f(:\n"}, "bandit could not read"),
        ({"metadata.txt": METADATA.replace("author=D", "author=D/E")}, "slash"),
        ({"metadata.txt": METADATA.replace("https://example.org/b", "example")}, "tracker"),
        ({"metadata.txt": METADATA.replace("icon.svg", "none.svg")}, "icon"),
        ({"tests/test_a.py": ""}, "belongs to development"),
        ({"run.sh": ""}, "must not be shipped"),
        ({".hidden": ""}, "hidden"),
        ({"LICENSE": None}, "LICENSE is missing"),
        ({"i18n/a_zh_CN.qm": None}, "no compiled translation"),
    ],
)
def test_what_the_directory_would_refuse_blocks(tool, workplace, changes, words):
    files = {name: text for name, text in {**GOOD, **changes}.items() if text is not None}
    blocking, _ = tool("directory_checks").checked_zip(zipped(workplace, files))
    assert any(words in line for line in blocking), blocking


def test_one_commit_always_gives_the_same_bytes(tool, workplace):
    package = tool("package")
    first = package.build("HEAD", workplace / "一").read_bytes()
    assert package.build("HEAD", workplace / "二").read_bytes() == first


def test_links_of_shipped_documents_lead_to_what_ships(tool, workplace):
    """Also after the installation, where the repository is not there."""
    path = tool("package").build("HEAD", workplace)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode("utf-8") for name in names if name.endswith(".md")}
    assert {"carbon_pollution_zoning/README.md", "carbon_pollution_zoning/docs/en/guide.md"} <= set(pages)
    dead = [
        f"{page}: {target}"
        for page, text in pages.items()
        for target in re.findall(r"\]\(([^)#\s]+)", text)
        if not target.startswith("http")
        and posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) not in names
    ]
    assert not dead


def test_links_to_what_does_not_ship_become_words(tool):
    files = {
        "README.md": b"[Guide](docs/g.md#a) \xc2\xb7 [Benchmarks](benchmarks/README.md) ![p](p.png) [w](https://x.y)",
        "docs/g.md": b"[back](../README.md) [tools](../tools/x.py) [below](#a)",
    }
    made = tool("package").without_dead_links(files)
    assert made["README.md"].decode() == "[Guide](docs/g.md#a) · Benchmarks ![p](p.png) [w](https://x.y)"
    assert made["docs/g.md"].decode() == "[back](../README.md) tools [below](#a)"
