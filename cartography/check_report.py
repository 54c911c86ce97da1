"""The verdict on a user's table as a page: what is wrong row by row, or what a sound table changes."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import tablebook
from ..toolbelt.translation import language, translate
from .reports import Section, bullets, facts, page, paragraph, table

SHOWN = 500


def check_page(
    name: str,
    file: str,
    faults: Sequence[tuple[int | None, str]],
    difference: tablebook.Difference | None = None,
) -> str:
    """HTML page of a check.

    Parameters
    ----------
    name, file
        The table that was to be replaced, and the user's file.
    faults
        (row of the file or None, sentence) in order; none for a sound table.
    difference
        What a sound factor table changes, where it could be compared.
    """
    verdict = (
        translate("CheckReport", "{count} faults. The table cannot be used until they are mended.").format(
            count=len(faults)
        )
        if faults
        else translate("CheckReport", "No faults. The table can be used.")
    )
    about = facts(
        [(translate("CheckReport", "Table"), name), (translate("CheckReport", "File"), file)]
    ) + paragraph(verdict, "warning" if faults else "")
    sections = [Section(translate("CheckReport", "Result"), about)]
    if faults:
        headers = [translate("CheckReport", "Row of the file"), translate("CheckReport", "What is wrong")]
        sections.append(Section(translate("CheckReport", "Faults"), table(headers, faults)))
    if difference is not None:
        sections.append(
            Section(translate("CheckReport", "Changes against the built-in table"), _changes(difference))
        )
    title = translate("CheckReport", "Check of the table {file}").format(file=file)
    return page(title, sections, language())


def _changes(difference: tablebook.Difference) -> str:
    lists = (
        (translate("CheckReport", "Other numbers: {count}"), difference.changed),
        (translate("CheckReport", "New rows: {count}"), difference.added),
        (translate("CheckReport", "Missing rows: {count}"), difference.missing),
    )
    return "".join(
        paragraph(words.format(count=len(found)))
        + bullets([" · ".join(filter(None, one)) for one in found[:SHOWN]])
        for words, found in lists
    )
