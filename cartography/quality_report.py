"""What a table is worth, as a page: shares of what is there, and every finding by check."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.quality import completeness
from ..core.quality.assessment import Assessment
from ..core.quality.findings import Finding, checks
from ..toolbelt.translation import language, sentence, translate
from .reports import Section, bullets, facts, page, paragraph, table

SHOWN = 300
PERCENT = 100.0
COLOURS = {"error": "#B3202C", "warning": "#E07A3F"}
#: As many shares are listed even where all are complete.
FEW = 5
#: Share below which a row of a table of shares is marked.
POOR = 0.8


def quality_page(name: str, made: Assessment, rows: int) -> str:
    """HTML page of an assessment.

    Parameters
    ----------
    name
        The table, as the user knows it.
    rows
        Number of its rows.
    """
    sections = [Section(translate("QualityReport", "Summary"), _summary(name, made, rows))]
    sections.append(Section(translate("QualityReport", "Findings"), _findings(made.findings)))
    sections += _shares(made)
    sections.append(Section(translate("QualityReport", "What was checked"), _checked()))
    title = translate("QualityReport", "Data quality of {name}").format(name=name)
    return page(title, sections, language())


def percent(share: float) -> str:
    """A share for people; a dash where it is not known."""
    return f"{PERCENT * share:.1f} %" if share == share else "–"  # noqa: PLR0124 - NaN is unlike itself


def _summary(name: str, made: Assessment, rows: int) -> str:
    errors, warnings = made.count("error"), made.count("warning")
    pairs = [
        (translate("QualityReport", "Table"), name),
        (translate("QualityReport", "Rows"), rows),
        (translate("QualityReport", "Completeness"), percent(made.completeness)),
        (translate("QualityReport", "Coverage of the units"), percent(made.coverage)),
        (translate("QualityReport", "Traceability (rows with a source)"), percent(made.traceability)),
        (translate("QualityReport", "Errors"), errors),
        (translate("QualityReport", "Warnings"), warnings),
    ]
    verdict = (
        translate("QualityReport", "Some numbers cannot be right. Mend them before the table is used.")
        if errors
        else translate("QualityReport", "Nothing contradicts itself. Look at the warnings.")
        if warnings
        else translate("QualityReport", "Nothing was found.")
    )
    return facts(pairs) + paragraph(verdict, "warning" if errors else "")


def _shares(made: Assessment) -> list[Section]:
    headings = {
        completeness.FIELD: translate("QualityReport", "Completeness of the fields"),
        completeness.ITEM: translate("QualityReport", "Completeness by item (units and years)"),
        completeness.YEAR: translate("QualityReport", "Completeness by year (units and items)"),
        completeness.UNIT: translate("QualityReport", "Completeness by unit (items and years)"),
        completeness.COVERAGE: translate("QualityReport", "Coverage of the units"),
        completeness.SOURCE: translate("QualityReport", "Traceability"),
    }
    found = []
    for scope, heading in headings.items():
        own = [one for one in made.figures if one.scope == scope]
        if own:
            found.append(Section(heading, _figures(own)))
    return found


def _figures(own: Sequence[completeness.Figure]) -> str:
    headers = [
        translate("QualityReport", "Of"),
        translate("QualityReport", "There"),
        translate("QualityReport", "Expected"),
        translate("QualityReport", "Share"),
        translate("QualityReport", "Missing (the first of them)"),
    ]
    lacking = [one for one in own if one.share < 1]
    if not lacking and len(own) > FEW:
        text = translate("QualityReport", "All {count} are complete.").format(count=len(own))
        return paragraph(text)
    listed = sorted(lacking or own, key=lambda one: one.share)[:SHOWN]
    rows = [
        [one.name, one.present, one.expected, percent(one.share), ", ".join(one.missing)] for one in listed
    ]
    swatches = ["#E07A3F" if one.share < POOR else "#2E8B57" for one in listed]
    more = len(own) - len(listed)
    text = translate("QualityReport", "{count} more are at least as complete.").format(count=more)
    return table(headers, rows, swatches) + (paragraph(text, "note") if more else "")


def _findings(found: Sequence[Finding]) -> str:
    if not found:
        return paragraph(translate("QualityReport", "Nothing was found."))
    headers = [
        translate("QualityReport", "Row"),
        translate("QualityReport", "Unit"),
        translate("QualityReport", "Item or field"),
        translate("QualityReport", "Year"),
        translate("QualityReport", "What is wrong"),
    ]
    body = ""
    for code, check in checks().items():
        own = [one for one in found if one.check == code]
        if not own:
            continue
        rows = [
            [one.row, one.unit or None, one.item or one.field or None, str(one.year) if one.year else None,
             words_of(one)]
            for one in own[:SHOWN]
        ]  # fmt: skip
        caption = f"{check.name(language())} ({len(own)})"
        body += table(headers, rows, [COLOURS[check.severity]] * len(rows), caption)
        if len(own) > SHOWN:
            text = translate("QualityReport", "{count} more stand in the table of findings.")
            body += paragraph(text.format(count=len(own) - SHOWN), "note")
    return body


def words_of(one: Finding) -> str:
    """The sentence of a finding, with what is mistaken for what where that is known."""
    text = sentence(one.message)
    return f"{text} ({one.slip.name(language())})" if one.slip else text


def _checked() -> str:
    words = (f"{check.name(language())}: {check.what(language())}" for check in checks().values())
    return bullets(words)
