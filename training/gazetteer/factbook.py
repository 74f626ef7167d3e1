"""Leaders, parties, armed groups and bodies out of the Factbook's cells, notes and abbreviations taken apart."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Container, Iterator
from pathlib import Path

from allegedly.actors.actor_lists import make_key
from allegedly.actors.entries import Code, Entry
from allegedly.folding import fold, is_acronym
from training.gazetteer.names import is_too_short, rules, take_out_parentheses

LEADERS, GROUPS, BODIES = "factbook_leaders.tsv", "factbook_groups.tsv", "factbook_igo_membership.tsv"
_SURNAME = re.compile(r"[A-ZÀ-ÞŠŽĆČĐİĀ'’-]{2,}(?![a-z])")
_NUMBER = re.compile(r"(?!XI$)[IVX]+")  # Xi Jinping is no eleventh.
_MONTHS = {name: number for number, name in enumerate(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"), 1)}  # fmt: skip
_OFFICE = {"chief_of_state": "head-of-state", "head_of_government": "head-of-government"}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def leaders(folder: Path, states: Container[str]) -> Iterator[Entry]:
    """Heads of state and of government, with the code of a government from the day since which they are in office.

    Territories are left out, and so are the further states of one king: Tuvalu's is counted for Britain.
    """
    for row in _rows(folder / LEADERS):
        name, aliases = _leader(row["title_and_name"])
        since = _since(row["since"])
        elsewhere = rules()["shared_heads"].get(name, row["iso3"]) != row["iso3"]
        if row["iso3"] not in states or elsewhere or len(name.split()) < 2 or since is None:
            continue
        code = rules()["codes"].get(row["iso3"], row["iso3"]) + "GOV"
        yield Entry(
            make_key(name), name, "person", _OFFICE[row["role"]], aliases,
            country=row["iso3"], cameo=(Code(code, since),), schema="Person", source=LEADERS,
        )  # fmt: skip


def _leader(cell: str) -> tuple[str, tuple[str, ...]]:
    """The name as printed, and its shorter form: "Joao Manuel Goncalves Lourenco", ("Joao Lourenco",)."""
    words = take_out_parentheses(re.sub(r"[\"“”‘].*?[\"“”’](?=\s)", "", cell.split(";")[0].split(",")[0]))[0].split()
    upper = [at for at, word in enumerate(words) if _SURNAME.fullmatch(word) or _SURNAME.match(word.split("-")[0])]
    upper = [at for at in upper if not _NUMBER.fullmatch(words[at]) and words[at] not in ("HRH", "HE", "GNU")]
    if not upper or {"represented", "of"} & set(words[upper[0] :]) or "represented" in words:
        return "", ()
    first = upper[0]
    while first and not _is_title(words[first - 1]):
        first -= 1
    name = [_printed(word) for word in words[first:]]
    at = upper[0] - first
    surname = name[at : upper[-1] - first + 1]
    short = [name[0], *surname] if at else name
    return " ".join(name), tuple({" ".join(short)} - {" ".join(name)})


def _is_title(word: str) -> bool:
    plain = word.lower().strip(".")
    return plain in rules()["titles"] or plain in (
        "of", "the", "and", "state", "council", "government", "supreme", "leader", "taoiseach", "amir", "co",
        "co-prince", "chair", "chairman", "chairperson", "head", "member", "transitional", "federal", "executive",
        "presidency", "transition", "affairs", "counselor", "excellency", "highness", "majesty", "retd", "ret",
        "ministers", "administrator", "interim", "gnu", "cnsp", "bailiff", "commissioner", "capt", "duke", "assembly",
        "confederation", "islands",
    )  # fmt: skip


def _printed(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return word
    return "-".join(part.capitalize() if part == part.upper() else part for part in word.split("-"))


def _since(cell: str) -> str | None:
    found = re.match(r"(?:since )?(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})", cell.strip())
    if not found or (found[2] and found[2] not in _MONTHS):
        return None
    return datetime.date(int(found[3]), _MONTHS.get(found[2] or "", 1), int(found[1] or 1)).isoformat()


def groups(folder: Path) -> Iterator[Entry]:
    """Parties of each state, and armed groups, which are of no state here: where one is active says not whose it is."""
    seen: set[str] = set()
    for row in _rows(folder / GROUPS):
        party = row["kind"] == "political_party"
        name, aliases = _group(re.split(r"\s[–—]\s", row["name"])[0] if party else row["name"])
        # Every state has its Democratic Party; the key says whose this one is.
        key = make_key(f"{name} {row['iso3']}" if party else name) if name else ""
        if not name or (not party and key in seen) or (party and not row["iso3"]):
            continue
        if not party:
            seen.add(key)
        code = rules()["codes"].get(row["iso3"], row["iso3"]) + "PTY"
        yield Entry(
            key, name, "party" if party else "armed-group", "party" if party else "designated", aliases,
            country=row["iso3"] if party else "", cameo=(Code(code),) if party else (),
            schema="Organization", source=GROUPS,
        )  # fmt: skip


def _group(cell: str) -> tuple[str, tuple[str, ...]]:
    """Name and other names of "X or ABC", "X (Y)", "X/Y"; an empty name where the cell is a note."""
    text = re.split(r";|\bnote\b", cell.replace("’", "'"))[0].strip(" ,")
    parts = [part.strip() for part in re.split(r"\s+(?:or|aka)\s+", text)]
    names: list[str] = []
    for part in parts:
        bare, inside = take_out_parentheses(part)
        # "Islamic State (ISIS) - Yemen": the abbreviation is of the whole, the name of a part.
        names += [bare.strip(" ,"), *(inside[-1:] if part.endswith(")") else ())]
    names = [re.sub(r"^The ", "", re.sub(r"^(?:aka|or)\s+", "", name)).strip(" [](),") for name in names]
    wanted = [name for name in names if _is_name(name)]
    if not wanted or wanted[0] != names[0]:
        return "", ()
    return wanted[0], tuple(dict.fromkeys(name for name in wanted[1:] if name != wanted[0]))


def _is_name(name: str) -> bool:
    words = name.split()
    if not words or len(words) > 9 or is_too_short(name) or ":" in name or "," in name or name[0].isdigit():
        return False
    if not name[0].isupper() and not name.startswith(("al-", "el-")):
        return False
    small = [
        word for word in words if word == word.lower() and word not in rules()["small"] and not word.startswith("al-")
    ]
    return len(small) <= len(words) // 4 and not {"parties", "none", "unknown"} & {word.lower() for word in words}


def bodies(folder: Path) -> Iterator[Entry]:
    """International bodies by abbreviation, which is all that the list says of them."""
    seen: set[str] = set()
    for row in _rows(folder / BODIES):
        name = take_out_parentheses(row["organisation"])[0].strip()
        if (
            len(name.split()) == 1
            and not is_too_short(name)
            and re.search(r"[A-Z].*[A-Z]", name)
            and fold(name) not in seen
        ):
            seen.add(fold(name))
            sort = "igo" if is_acronym(name.replace("-", "")) or name[-1].isupper() else "body"
            yield Entry(make_key(name), name, "organisation", sort, schema="Organization", source=BODIES)
