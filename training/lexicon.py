"""`python -m training.lexicon DICTIONARY`: compile CAMEO's verb dictionary into `events/data/cameo_verbs.json`.

The dictionary (CAMEO.2.0.txt, MIT) lists verbs in blocks with a code, and patterns of words after the verb with codes
of their own. Taken are verbs and verbs with a particle, and patterns that are one noun, alone or behind a preposition.
What codes a mere statement (01), and what is not told apart from everyday meanings (`SKIPPED`), is left out. The result
stands below the hand-made entries: it is tried last.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

DATA = Path("src/allegedly/events/data")
OUT = DATA / "cameo_verbs.json"
_BLOCK = re.compile(r"^---\s+(\S+)\s+\[([\w:-]+)\]")
_VERB = re.compile(r"^(\+?)([A-Z][A-Z_-]*)\s*(?:\{[^}]*\})?\s*(?:\[([\w:-]+)\])?\s*(?:#.*)?$")
_PATTERN = re.compile(r"^-\s+(.*?)\s*\[([\w:-]+)\]")
_SYNSET = re.compile(r"^&([A-Z_]+)\s*$")
_PARTICLES = frozenset(("up", "out", "off", "down", "away", "over", "back", "in", "on"))
_PREPOSITIONS = frozenset(
    ("with", "to", "on", "for", "against", "from", "of", "in", "at", "by", "over", "into", "about")
)
_ARTICLES = frozenset(("a", "an", "the"))
# Everyday verbs whose block's code holds only for patterns.
SKIPPED = frozenset((
    "be", "have", "do", "make", "take", "get", "give", "go", "come", "put", "see", "say", "tell", "know", "think",
    "want", "use", "find", "need", "feel", "try", "leave", "call", "keep", "let", "begin", "seem", "show", "hear",
    "play", "run", "move", "live", "believe", "bring", "happen", "write", "sit", "stand", "lose", "pay", "include",
    "continue", "set", "learn", "change", "lead", "understand", "watch", "follow", "stop", "create", "speak", "read",
    "spend", "grow", "open", "walk", "win", "teach", "offer", "remember", "consider", "appear", "buy", "serve",
    "die", "send", "build", "stay", "fall", "cut", "reach", "raise", "pass", "sell", "decide", "return", "explain",
    "hope", "develop", "carry", "break", "receive", "hold", "turn", "start", "help", "look", "work", "add", "point",
    "allow", "report", "draw", "act", "cover", "face", "deal", "form", "join", "mark", "clear", "drop", "charge",
    "press", "back", "head", "place", "claim", "note", "order", "plan", "test", "view", "check", "state", "declare",
    "announce"
))  # fmt: skip
# CAMEO's roots under PLOVER's names; 02 are appeals, 01 mere statements.
_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_OTHER = {"057": "AGREE", "1712": "ASSAULT", "175": "ASSAULT", "191": "COERCE", "192": "COERCE", "163": "SANCTION"}
_MODES = {
    "041": "phone", "042": "visit", "043": "visit", "044": "third-party", "0841": "release", "0871": "ceasefire",
    "0872": "withdraw", "0874": "withdraw", "0831": "resign", "141": "demo", "142": "hunger", "143": "strike",
    "144": "obstruct", "145": "riot", "111": "disapprove", "112": "allege", "171": "seize", "1711": "seize",
    "172": "restrict", "173": "arrest", "174": "deport", "181": "abduct", "182": "beat", "1822": "torture",
    "1831": "suicide-attack", "183": "explosives", "186": "targeted", "193": "firearms", "194": "heavy-weapons",
    "195": "aerial", "138": "violence", "116": "convict", "166": "expel",
}  # fmt: skip
_SLOTS = "obj / obl:with / obl:against / obl:to / obl:on / obl:from / obl:at / obl:for / obl:into / obl:over"


def entries(text: str) -> list[dict[str, Any]]:
    """The entries that the dictionary gives, verbs of one code and demand together."""
    synsets, blocks = _read(text)
    merged: dict[tuple[str, str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for verbs, patterns in blocks:
        for verb, code in verbs.items():
            if _type(code) and verb.partition("_")[0] not in SKIPPED:
                merged[code, verb.partition("_")[2], ""][0].add(verb.partition("_")[0])
        plain = {verb for verb in verbs if "_" not in verb}
        for slot, word, code in patterns:
            if _type(code) and plain:
                key = (code, "|".join(sorted(plain)), slot)
                merged[key][0].update(plain)
                merged[key][1].update(synsets.get(word, (word,)))
    return [_entry(key, verbs, words) for key, (verbs, words) in sorted(merged.items())]


def _type(code: str) -> str | None:
    code = code.split(":")[0]
    return _OTHER.get(code) or _ROOTS.get(code[:2])


def _entry(key: tuple[str, str, str], verbs: set[str], words: set[str]) -> dict[str, Any]:
    code, particle, slot = key[0].split(":")[0], key[1], key[2]
    made: dict[str, Any] = {"type": _type(code), "cameo": code, "verbs": " / ".join(sorted(verbs)), "object": _SLOTS}
    if code in _MODES:
        made["mode"] = _MODES[code]
    if particle and not slot:
        made["particle"] = particle
    if slot:
        made["needs"] = {slot: "=" + " / ".join(sorted(words))}
        made["object"] = f"{_SLOTS} / {slot}>nmod:with / {slot}>nmod:poss / {slot}>nmod:of / {slot}>nmod:between"
    if made["type"] == "CONSULT":
        made["symmetric"] = True
    return made


def _read(text: str) -> tuple[dict[str, tuple[str, ...]], list[tuple[dict[str, str], list[tuple[str, str, str]]]]]:
    """Classes of words, and blocks: verbs (particle behind "_") with codes, patterns as (slot, word, code)."""
    synsets: dict[str, list[str]] = {}
    blocks: list[tuple[dict[str, str], list[tuple[str, str, str]]]] = []
    current, code = "", "---"
    for line in text.splitlines():
        if heading := _BLOCK.match(line):
            code, current = heading[2], ""
            blocks.append(({}, []))
        elif named := _SYNSET.match(line):
            current = named[1]
            synsets[current] = []
        elif current and line.startswith("+") and not blocks:
            synsets[current].append(line[1:].split("#")[0].strip().lower().replace("_", " "))
        elif blocks and (pattern := _PATTERN.match(line)):
            blocks[-1][1].extend(_needed(pattern[1], pattern[2]))
        elif blocks and (verb := _VERB.match(line)):
            _add(blocks[-1][0], verb, code)
    return {f"&{name}": tuple(one for one in words if " " not in one) for name, words in synsets.items()}, blocks


def _add(verbs: dict[str, str], verb: re.Match[str], code: str) -> None:
    words = verb[2].lower().strip("_").split("_")
    own = verb[3] or code
    if verb[1] and not (len(words) == 2 and words[1] in _PARTICLES):
        return
    if len(words) <= 2 and own != "---":
        verbs.setdefault("_".join(words), own)
    elif len(words) == 1:
        verbs.setdefault(words[0], own)


def _needed(pattern: str, code: str) -> list[tuple[str, str, str]]:
    """The slot and word of a pattern that is one noun, alone or behind a preposition."""
    before, star, after = pattern.partition("*")
    if not star or before.strip() or code == "---":
        return []
    words = [word for word in re.sub(r"[(){}]", " ", after).split() if word.lower() not in _ARTICLES]
    while words and (words[-1] in ("+", "$", "%", "^") or words[-1].lower() in _PREPOSITIONS):
        words.pop()
    if words and words[0] in ("+", "$"):
        words = words[1:]
    slot = "obj"
    if words and words[0].lower() in _PREPOSITIONS:
        slot = f"obl:{words.pop(0).lower()}"
    if len(words) != 1 or not re.fullmatch(r"&?[A-Z][A-Z_]*", words[0]):
        return []
    word = words[0].rstrip("_")
    return [(slot, word if word.startswith("&") else word.lower(), code)]


def main() -> None:
    """Compile the dictionary named on the command line."""
    made = entries(Path(sys.argv[1]).read_text("utf-8", "replace"))
    lines = ",\n    ".join(json.dumps(one, ensure_ascii=False) for one in made)
    about = (
        "Verbs of CAMEO's dictionary with the PLOVER type of their code, compiled by training/lexicon.py. They are "
        "tried where no entry of verbs.json fits."
    )
    source = "CAMEO verb pattern dictionary, openeventdata/UniversalPetrarch at 067552d8, CAMEO.2.0.txt"
    head = f'"about": "{about}",\n  "source": "{source}",\n  "licence": "MIT",\n  "entries": ['
    OUT.write_text(f"{{\n  {head}\n    {lines}\n  ]\n}}\n", "utf-8")
    print(f"{len(made)} entries, {len({v for one in made for v in one['verbs'].split(' / ')})} verbs")


if __name__ == "__main__":
    main()
