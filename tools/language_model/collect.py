#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects free text by language for tools/language_model/train.

usage: collect.py OUT_DIR [--mo DIR]... [--xpi DIR]... [--mallard DIR]... [--jsonl FILE]... \
                  [--lexicons DIR] [--exclude FILE]...

Writes OUT_DIR/<code>.txt, one text a line, sorted and without repeats, so that the same
sources give the same bytes. Sources (docs/models/language.md names licences): gettext
catalogues, Mozilla language packs, Mallard pages, JSON Lines with `lang` and `text`,
Refrain's own lexicons. Lines that stand in an --exclude file (JSON Lines, `text`) are left
out, so that what measures never trains.
"""
import argparse
import gettext
import hashlib
import json
import pathlib
import re
import zipfile

LANGUAGES = set("""af ar be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu
hy id is it ja ka kk ko la lb lt lv mk ms mt nl nn no pl pt ro ru sk sl sq sr sv sw ta te th tr uk
ur uz vi zh""".split())
ALIASES = {"nb": "no", "iw": "he", "in": "id"}
MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|&[a-z#0-9]+;|%\(\w+\)[sd]|%[-0-9.$]*[a-zA-Z]|\$\w+|https?://\S+|\\n|[_&](?=\w)")
LETTER = re.compile(r"[^\W\d_]")
CAP_CHARACTERS = 1_200_000


def code_of(name):
    base = re.split(r"[-_@.]", name)[0].lower()
    base = ALIASES.get(base, base)
    return base if base in LANGUAGES else None


def clean(text):
    text = MARKUP.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip()


def from_mo(path):
    with open(path, "rb") as f:
        catalogue = gettext.GNUTranslations(f)._catalog
    for key, value in catalogue.items():
        original = key[0] if isinstance(key, tuple) else key
        if original and value != original:
            yield value


def from_xpi(path):
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith((".ftl", ".properties", ".dtd")):
                continue
            body = archive.read(name).decode("utf-8", "replace")
            for line in body.splitlines():
                if line.startswith(("#", "//", "<!--")):
                    continue
                if name.endswith(".dtd"):
                    found = re.search(r'"(.*)"', line)
                    if found:
                        yield found.group(1)
                elif "=" in line:
                    yield line.split("=", 1)[1]
                elif line.startswith("    "):
                    yield line


def from_mallard(path):
    body = path.read_text("utf-8", "replace")
    for block in re.findall(r"<(?:p|title|desc)\b[^>]*>(.*?)</(?:p|title|desc)>", body, re.S):
        yield block


def from_lexicons(folder):
    for path in sorted(folder.glob("*/*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if path.name == "samples.tsv":
                yield path.parent.name, cells[1]
            elif path.name in ("concepts.tsv", "themes.tsv", "theme_names.tsv"):
                for term in cells[1].split(" | "):
                    yield path.parent.name, re.sub(r"[\^=*]|\.\.", "", term)
            elif path.name != "languages.tsv":
                yield path.parent.name, re.sub(r"[\^=*]|\.\.", "", cells[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    for option in ("--mo", "--xpi", "--mallard", "--jsonl", "--exclude"):
        parser.add_argument(option, type=pathlib.Path, action="append", default=[])
    parser.add_argument("--lexicons", type=pathlib.Path)
    args = parser.parse_args()
    excluded = set()
    for path in args.exclude:
        for line in path.open(encoding="utf-8"):
            excluded.add(clean(json.loads(line)["text"]))
    prose, short = {}, {}

    def add(store, code, text):
        text = clean(text)
        if code and len(LETTER.findall(text)) >= 3 and text not in excluded:
            store.setdefault(code, set()).add(text)

    for folder in args.mo:
        for path in sorted(folder.rglob("*.mo")):
            where = path.parts[path.parts.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in path.parts else ""
            try:
                for text in from_mo(path):
                    add(short, code_of(where), text)
            except (OSError, UnicodeDecodeError, ValueError, IndexError, SyntaxError):
                continue
    for folder in args.xpi:
        for path in sorted(folder.rglob("*.xpi")):
            found = re.search(r"langpack-([A-Za-z-]+)@", path.name)
            for text in from_xpi(path):
                add(short, code_of(found.group(1)) if found else None, text)
    for folder in args.mallard:
        for path in sorted(folder.rglob("*.page")):
            add_to = path.parts[path.parts.index("help") + 1] if "help" in path.parts else ""
            for text in from_mallard(path):
                add(prose, code_of(add_to), text)
    for path in args.jsonl:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            add(prose, code_of(row["lang"]), row["text"])
    if args.lexicons:
        for code, text in from_lexicons(args.lexicons):
            add(prose, code_of(code), text)

    args.out.mkdir(parents=True, exist_ok=True)
    for code in sorted(LANGUAGES):
        order = lambda t: hashlib.sha256(t.encode()).digest()
        lines, size = [], 0
        for store in (prose, short):
            for text in sorted(store.get(code, ()), key=order):
                if size > CAP_CHARACTERS:
                    break
                lines.append(text)
                size += len(text)
        (args.out / f"{code}.txt").write_text("\n".join(sorted(lines)) + "\n", "utf-8")
        print(f"{code}\t{len(lines)}\t{size}")


if __name__ == "__main__":
    main()
