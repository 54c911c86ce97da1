#!/usr/bin/python3
"""Build the zip that QGIS installs, from a commit: ``package.py [--commit HEAD] [--folder dist]``.

What ships is what ``git archive`` gives (``.gitattributes`` leaves out the rest) and the translations,
compiled from the same commit. Documents lose their links to what does not ship, and keep the words.
One commit always gives the same bytes: names are sorted, dates are the commit's, modes are plain. Prints
the path of the zip.
"""

from __future__ import annotations

import argparse
import configparser
import io
import posixpath
import re
import subprocess
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path, PurePosixPath

import i18n

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "carbon_pollution_zoning"
#: A link of a document, not a picture: [words](target).
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def archived(commit: str) -> dict[str, bytes]:
    """Files of the commit that ship, by their path in the repository."""
    with tarfile.open(fileobj=io.BytesIO(git("archive", "--format=tar", commit))) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}


def translations(commit: str) -> dict[str, bytes]:
    """The compiled translations of the commit."""
    compiled = {}
    names = git("ls-tree", "--name-only", commit, "i18n/").decode().split()
    with tempfile.TemporaryDirectory() as folder:
        for name in (n for n in names if n.endswith(".ts")):
            source = Path(folder) / Path(name).name
            source.write_bytes(git("show", f"{commit}:{name}"))
            compiled[str(Path(name).with_suffix(".qm"))] = i18n.build(source).read_bytes()
    return compiled


def without_dead_links(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files; links of documents to what is not among them are plain words."""
    folders = {str(folder) for name in files for folder in PurePosixPath(name).parents}

    def told(page: str, link: re.Match) -> str:
        words, target = link.groups()
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), target.partition("#")[0]))
        leads = target.startswith(("http:", "https:", "#")) or place in files or place in folders
        return link[0] if leads else words

    return {
        name: LINK.sub(lambda link, page=name: told(page, link), data.decode("utf-8")).encode("utf-8")
        if name.endswith(".md")
        else data
        for name, data in files.items()
    }


def version(metadata: bytes) -> str:
    parser = configparser.ConfigParser()
    parser.read_string(metadata.decode("utf-8"))
    return parser["general"]["version"]


def write(path: Path, files: dict[str, bytes], moment: float) -> None:
    """The zip with one top folder, the same bytes for the same files and moment (seconds since 1970)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", time.gmtime(moment)[:6])
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])


def build(commit: str, folder: Path) -> Path:
    """Build the zip of *commit* in *folder* and return its path."""
    files = without_dead_links(archived(commit)) | translations(commit)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PACKAGE}-{version(files['metadata.txt'])}.zip"
    write(path, files, float(git("show", "-s", "--format=%ct", commit)))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    arguments = parser.parse_args()
    print(build(arguments.commit, arguments.folder))


if __name__ == "__main__":
    main()
