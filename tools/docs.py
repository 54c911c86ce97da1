#!/usr/bin/python3
"""The manual's page of every algorithm, made from its help texts and its declared parameters.

    docs.py          write docs/<language>/algorithms/*.md
    docs.py --check  fail if a page is missing, stale or of an algorithm that is gone

One text, three places: the help panel, the page behind the help button and the manual are the same. Each
language runs in a process of its own, because the language of QGIS is chosen when it starts.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from showcase import session  # noqa: E402

FOLDERS = {"en": "en", "zh": "zh_CN"}
#: Pictures of the help texts, seen from a page.
PICTURES = "../../../resources/help"
WORDS = {
    "en": {
        "title": "Algorithms",
        "intro": "Made by tools/docs.py from the help texts of the plugin.",
        "id": "Algorithm id",
        "inputs": "Parameters",
        "outputs": "Outputs",
        "options": "Options",
        "default": "Default",
        "optional": "optional",
        "examples": "Examples",
    },
    "zh": {
        "title": "算法",
        "intro": "由 tools/docs.py 根据插件的帮助文本生成。",
        "id": "算法标识",
        "inputs": "参数",
        "outputs": "输出",
        "options": "选项",
        "default": "默认值",
        "optional": "可选",
        "examples": "示例",
    },
}


def main() -> int:
    """Write or check the pages of both languages; returns the exit status."""
    if "--language" in sys.argv:
        lang = sys.argv[sys.argv.index("--language") + 1]
        with session.qgis(lang):
            return _language(lang, "--check" in sys.argv)
    codes = [
        subprocess.run([sys.executable, __file__, "--language", lang, *sys.argv[1:]], check=False).returncode
        for lang in FOLDERS
    ]
    return max(codes)


def _language(lang: str, check: bool) -> int:
    from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS

    folder = ROOT / "docs" / FOLDERS[lang] / "algorithms"
    made = [kind().create() for kind in ALGORITHMS]
    pages = {f"{algorithm.name()}.md": _page(algorithm, lang) for algorithm in made}
    pages["README.md"] = _index(made, lang)
    stale = [name for name, text in pages.items() if not _same(folder / name, text)]
    gone = [path for path in folder.glob("*.md") if path.name not in pages]
    if check:
        for name in [*stale, *(path.name for path in gone)]:
            print(f"docs/{FOLDERS[lang]}/algorithms/{name} is stale; run tools/docs.py")
        return 1 if stale or gone else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(pages[name], encoding="utf-8")
    for path in gone:
        path.unlink()
    print(f"{folder.relative_to(ROOT)}: {len(pages)} pages, {len(stale)} new or changed, {len(gone)} gone")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _index(algorithms, lang: str) -> str:
    words = WORDS[lang]
    lines = [f"# {words['title']}", "", words["intro"]]
    group = None
    for algorithm in algorithms:
        if algorithm.group() != group:
            group = algorithm.group()
            lines += ["", f"## {group}", ""]
        name = algorithm.name()
        lines.append(f"- [{algorithm.displayName()}]({name}.md) `cpzoning:{name}`")
    return "\n".join(lines) + "\n"


def _page(algorithm, lang: str) -> str:
    from carbon_pollution_zoning.toolbelt import help

    words, texts = WORDS[lang], help.texts(algorithm.name(), lang)
    lines = [
        f"# {algorithm.displayName()}",
        "",
        f"{words['id']}: `cpzoning:{algorithm.name()}` · {algorithm.group()}",
        "",
        _markdown(texts["ALG_DESC"]),
        "",
        f"## {words['inputs']}",
        "",
    ]
    destinations = {item.name() for item in algorithm.destinationParameterDefinitions()}
    for definition in algorithm.parameterDefinitions():
        if definition.name() not in destinations:
            lines += _parameter(definition, texts, words)
    lines += [f"## {words['outputs']}", ""]
    for item in algorithm.outputDefinitions():
        lines += [f"**{item.description()}** `{item.name()}`", "", _markdown(texts[item.name()]), ""]
    lines += [f"## {words['examples']}", "", *_examples(texts["EXAMPLES"])]
    return "\n".join(lines) + "\n"


def _parameter(definition, texts: dict, words: dict) -> list[str]:
    from carbon_pollution_zoning.processing_provider.parameters import CODES

    optional = definition.flags() & definition.Flag.FlagOptional
    head = f"**{definition.description()}** `{definition.name()}`"
    lines = [
        head + (f" ({words['optional']})" if optional else ""),
        "",
        _markdown(texts[definition.name()]),
        "",
    ]
    codes = definition.metadata().get(CODES)
    if codes and len(codes) <= 12:
        pairs = [f"`{code}` {label}" for code, label in zip(codes, definition.options())]
        lines += [f"{words['options']}: " + "; ".join(pairs), ""]
    default = definition.defaultValue()
    if default not in (None, "", []) and not codes:
        lines += [f"{words['default']}: `{default}`", ""]
    return lines


def _examples(text: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"<br\s*/?>\s*<br\s*/?>", text) if piece.strip()]
    lines = []
    for piece in pieces:
        plain = re.sub(r"<br\s*/?>", "\n", piece)
        code = re.sub(r"</?(code|pre)>", "", plain)
        lines += ["```", code, "```", ""] if "cpzoning:" in code else [_markdown(piece), ""]
    return lines


def _markdown(text: str) -> str:
    """Help texts know few tags; the rest is plain."""
    picture = r'<img src="(pictures/[^"]+)" alt="([^"]*)"[^>]*>'
    text = re.sub(picture, rf"![\2]({PICTURES}/\1)", text)
    text = re.sub(r"<br\s*/?>", "\n\n", text)
    text = re.sub(r"</?(b|strong)>", "**", text)
    text = re.sub(r"</?(i|em)>", "*", text)
    text = re.sub(r"</?code>", "`", text)
    text = re.sub(r"<li>\s*(.*?)\s*</li>", r"\n- \1", text, flags=re.DOTALL)
    text = re.sub(r"</?(ul|ol|p)>", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


if __name__ == "__main__":
    sys.exit(main())
