"""What decided a result, in words: the records of runs as lines for a map and as tables for a report.

Keys and values of a record are names of the science (``carbon_mode``, ``neutrality``); their words in both
languages lie in ``resources/legends/words.csv`` as ``standard.<key>`` and ``value.<value>``, or as
``value.<key>.<value>`` where one value means different things. What is not there is shown as it is:
nothing that decided may be left out because nobody translated it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from . import gradation, words

NO_VALUE = "–"
# Punctuation is no data: a table of texts would lose the blank behind it.
COLON = {"en": ": ", "zh": "："}
BETWEEN = {"en": "; ", "zh": "；"}


def value_words(value: object, lang: str, key: str = "") -> str:
    """A value of a record for people: numbers rounded to six digits, switches and choices in words."""
    if isinstance(value, bool):
        return words.word("value.yes" if value else "value.no", lang)
    if isinstance(value, (int, float)):
        return gradation.figure(float(f"{value:.6g}"))
    if isinstance(value, Mapping):
        parts = (
            f"{_named('part', name, lang)} {value_words(item, lang)}" for name, item in _told(value, lang)
        )
        return BETWEEN[lang].join(parts) or NO_VALUE
    if isinstance(value, (list, tuple)):
        return BETWEEN[lang].join(value_words(item, lang) for item in value) or NO_VALUE
    if value is None or value == "":
        return NO_VALUE
    special = f"value.{key}.{value}"
    own = words.known(special, lang)
    return _named("value", value, lang) if own == special else own


def _told(value: Mapping, lang: str) -> list[tuple[object, object]]:
    """The parts of a value; of a name in two languages the one that is asked for."""
    if not {"name_en", "name_zh"} <= set(value):
        return list(value.items())
    other = f"name_{'zh' if lang == 'en' else 'en'}"
    return [("name" if key == f"name_{lang}" else key, item) for key, item in value.items() if key != other]


def standards(record: Mapping, lang: str) -> list[tuple[str, str]]:
    """(name, value) of everything that decided in one run: standards, then tables of factors."""
    decided = {**record.get("standards", {}), **record.get("tables", {})}
    return [(_named("standard", key, lang), value_words(value, lang, key)) for key, value in decided.items()]


def _named(kind: str, name: object, lang: str) -> str:
    """The words for a name of the science; the name itself where there are none."""
    return words.stripped(f"{kind}.{name}", f"{kind}.", lang)


def title(record: Mapping, lang: str) -> str:
    """Name of the algorithm of a run in *lang*, whatever the language of the session was."""
    identifier = str(record["algorithm"]).rpartition(":")[2]
    name = words.known(f"algorithm.{identifier}", lang)
    return record.get("title", identifier) if name.startswith("algorithm.") else name


def notes(records: Iterable[Mapping], lang: str, most: int = 12) -> list[str]:
    """Small print for a map: one paragraph per run, its standards with at most *most* values."""
    paragraphs = []
    for record in records:
        decided = [f"{name} {value}" for name, value in standards(record, lang) if value != NO_VALUE]
        if len(decided) > most:
            decided = [*decided[:most], "…"]
        if decided:
            paragraphs.append(f"{title(record, lang)}{COLON[lang]}{BETWEEN[lang].join(decided)}")
    return paragraphs


def inputs(records: Iterable[Mapping], lang: str) -> list[list[object]]:
    """Rows (run, parameter, name, features, CRS, checksum) of every input that came from outside the chain.

    An output of an earlier run that a later one reads is listed once per reader, as the record has it.
    """
    return [
        [
            title(record, lang),
            parameter,
            _layer_name(layer, parameter),
            layer.get("features"),
            layer.get("crs") or NO_VALUE,
            layer.get("sha256", NO_VALUE),
        ]
        for record in records
        for parameter, layer in record.get("inputs", {}).items()
    ]


def _layer_name(layer: Mapping, parameter: str) -> str:
    """Name of an input as people know it, and of the table of a file that holds several."""
    name = str(layer.get("name", parameter))
    inner = str(layer.get("source", "")).partition("layername=")[2].partition("|")[0]
    return f"{name}: {inner}" if inner and inner != name else name


def warnings(records: Iterable[Mapping], lang: str) -> list[str]:
    """Warnings of all runs, each with the run that gave it."""
    said = (
        f"{title(record, lang)}{COLON[lang]}{text}"
        for record in records
        for text in record.get("warnings", [])
    )
    # a step that was run for several units says the same each time
    return list(dict.fromkeys(said))
