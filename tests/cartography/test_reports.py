"""The report frame: one safe file; nothing of the user's becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.cartography import reports
from carbon_pollution_zoning.cartography.exports import Table
from carbon_pollution_zoning.cartography.zoning_report import Amount, ZoningReport, render
from carbon_pollution_zoning.core import vocabulary

VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Tags, texts and whether every tag is closed."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


NASTY = '<script>alert("x")</script> & <b>县'
RECORD = {
    "algorithm": "cpzoning:sixclasszoning",
    "title": NASTY,
    "version": "0.1.0",
    "qgis": "3.40",
    "time": "2024-01-01T00:00:00+00:00",
    "parameters": {"INPUT": NASTY},
    "inputs": {"INPUT": {"name": NASTY, "features": 3, "crs": "EPSG:4547", "sha256": "ab" * 32}},
    "tables": {},
    "standards": {"carbon_mode": "neutrality", "tau_c": 1.0, NASTY: {NASTY: 35.0}},
    "warnings": [NASTY],
}


def whole(lang="en"):
    report = ZoningReport(
        title=NASTY,
        subtitle=NASTY,
        summary=[(NASTY, 3)],
        classes={"S": Amount(2, 30.0), "SCP": Amount(1, 10.0), "ND": Amount(1, 5.0)},
        subzones={"U-SCP": 10.0, "E-S": 30.0},
        units=Table("units", ["Unit", "q_c"], [[NASTY, 0.5], ["乙", None]]),
        records=[RECORD],
        remarks=[NASTY],
    )
    return render(report, lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_texts_of_users_stay_texts(lang):
    outline = Outline(whole(lang))
    assert outline.open == []
    assert "script" not in outline.tags and "b" not in outline.tags
    # title, heading, subtitle, summary, unit, input, standard, warning, remark, parameters
    assert "".join(outline.texts).count("alert") >= 9


def test_nothing_is_fetched_and_nothing_runs():
    page = whole()
    for forbidden in ("<script", "http://", "https://", "<link", "@import", "url(", "onload", "javascript:"):
        assert forbidden not in page.replace("http://www.w3.org/2000/svg", "")


@given(st.text())
def test_any_text_is_escaped(value):
    made = (
        reports.table([value], [[value]], caption=value)
        + reports.paragraph(value)
        + reports.facts([(value, value)])
    )
    assert set(Outline(made).tags) <= {
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
        "dl",
        "dt",
        "dd",
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_report_says_what_decided_and_what_follows(lang):
    text = "".join(Outline(whole(lang)).texts)
    for code in ("S", "SCP"):
        zone_class = vocabulary.by_code(vocabulary.classes())[code]
        assert zone_class.text("strategy", lang) in text
    assert vocabulary.by_code(vocabulary.subzones())["U-SCP"].text("measures", lang) in text
    assert "ab" * 32 in text and "35" in text
    assert ("neutrality" in text) if lang == "en" else ("碳中和" in text)


def test_shares_leave_no_data_out():
    text = whole()
    assert '<td class="number">75</td>' in text and '<td class="number">25</td>' in text
    assert "ND No data" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (float("nan"), "–"),
        (np.float64("nan"), "–"),
        (np.int64(1234567), "1\u202f234\u202f567"),
        (1234567.8, "1\u202f234\u202f568"),
        (0.000123456, "0.0001235"),
        (-0.5, "−0.5000"),
        (0, "0"),
        (float("-inf"), "−∞"),
        (True, "True"),
    ],
)
def test_numbers_are_written_for_people(value, text):
    assert reports.text(value) == text


def test_pictures_travel_inside(workplace):
    path = workplace / "图.png"
    path.write_bytes(b"\x89PNG")
    assert (
        reports.embedded(path, 'a "map"')
        == '<img src="data:image/png;base64,iVBORw==" alt="a &quot;map&quot;">'
    )


def test_page_is_utf8_in_its_language(workplace):
    path = workplace / "报告.html"
    reports.write(path, reports.page("标题", [reports.Section("节", reports.paragraph("文"))], "zh"))
    written = path.read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in written and '<meta charset="utf-8">' in written and "目录" in written


def test_figures_that_were_decided_stand_to_their_last_digit():
    assert reports.number(1603.72) == "1\u202f604"
    assert reports.number(1603.72, 10) == "1\u202f603.72"
    assert reports.number(866219.346, 10) == "866\u202f219.346"
    body = reports.table(["t"], [[1603.72]], digits=10)
    assert "1\u202f603.72" in body


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (13424864954.0, 13000000000.0, 14000000000.0, "13 420 000 000 (13 000 000 000 … 14 000 000 000)"),
        (12.34567, 12.1, 12.6, "12.35 (12.10 … 12.60)"),
        (-0.04567, -0.06, -0.03, "−0.046 (−0.060 … −0.030)"),
        (5.0, 5.0, 5.0, "5.000 (5.000 … 5.000)"),
        (0.0, 0.0, 0.0, "0.000 (0.000 … 0.000)"),
        (2.0, float("-inf"), float("inf"), "2.000 (−∞ … ∞)"),
    ],
)
def test_a_value_is_rounded_to_what_its_interval_lets_be_said(value, low, high, text):
    shown = reports.Ranged(value, low, high)
    assert str(shown).replace("\u202f", " ") == text
    assert f'<td class="number">{shown}</td>' in reports.table(["x"], [[shown]])


def test_a_count_stays_whole_where_a_large_measure_is_rounded():
    assert reports.number(13424864954).replace("\u202f", " ") == "13 424 864 954"
    assert reports.number(13424864954.0).replace("\u202f", " ") == "13 424 860 000"
    assert reports.number(-1234567.0).replace("\u202f", " ") == "−1 234 567"
