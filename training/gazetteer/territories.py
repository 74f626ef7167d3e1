"""States, territories and regions: rigour's list, the Factbook's capitals and demonyms."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allegedly.actors.actor_lists import make_key
from allegedly.actors.entries import Code, Entry
from allegedly.folding import fold
from training.gazetteer.names import is_latin, is_too_short, print_name, rules, take_out_parentheses

TERRITORIES, COUNTRIES = "rigour_territories.jsonl", "factbook_countries.tsv"
_PLURAL = re.compile(r"([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)\(s\)")
_CITY = re.compile(r"[A-ZÀ-Ý][\w'’.-]*(?:[ -](?:[A-ZÀ-Ý][\w'’.-]*|de|la|el|es|of|the|al))*")


def territories(folder: Path) -> Iterator[Entry]:
    """One entry a territory. Names are those in Latin script that the list calls strong.

    The weak ones are left out: they hold counties, towns, adjectives and misspellings.
    """
    rows = [json.loads(line) for line in (folder / TERRITORIES).read_text("utf-8").splitlines()]
    states = {row["code"]: str(row.get("alpha3", "")).upper() for row in rows}
    for row in rows:
        if row["code"] not in rules()["not_territories"]:
            yield _territory(row, states)


def _territory(row: dict[str, Any], states: dict[str, str]) -> Entry:
    key = row["code"].replace("_", "-")
    parent = states.get(row.get("parent", ""), "")
    iso3 = states[row["code"]]
    is_state = bool(row["is_country"] or iso3) or bool(row.get("is_historical"))
    name = take_out_parentheses(row["name"])[0]
    # CAMEO has codes for states and for few of their parts.
    code = iso3 if row["is_country"] or not parent else parent
    code = rules()["codes"].get(code, code)
    return Entry(
        key=key,
        name=name,
        kind="state" if is_state else "place",
        sort=_sort(row, is_state=is_state),
        aliases=tuple(_aliases(row, key, name)),
        country=parent,
        wikidata=row["qid"],
        iso2=key.upper() if len(key) == 2 and not row.get("is_historical") else "",
        iso3=iso3,
        cameo=(Code(code),) if code else (),
        schema="Country" if row["is_country"] or (iso3 and not parent and not row.get("is_historical")) else "",
        source=TERRITORIES,
    )


def _sort(row: dict[str, Any], *, is_state: bool) -> str:
    if row.get("is_historical"):
        return "historical"
    if row.get("claims") or "Occupied" in row["name"]:
        return "disputed"
    if is_state:
        return "" if row["is_country"] else "territory"
    return "region"


def _aliases(row: dict[str, Any], key: str, name: str) -> Iterator[str]:
    unwanted = {fold(one) for one in (*rules()["not_names"]["*"], *rules()["not_names"].get(key, ()), name)}
    for alias in (row["full_name"], *row["names_strong"]):
        # "Georgia, USA" and "Georgia (Country)" are how lists write, not how texts do.
        if is_latin(alias) and not re.search(r"[,(\[&]| -", alias) and not is_too_short(alias):
            printed = alias if alias.lower() != alias != alias.upper() or len(alias) < 6 else print_name(alias.upper())
            printed = printed.title() if printed == printed.lower() else printed
            if fold(printed) not in unwanted:
                unwanted.add(fold(printed))
                yield printed


def capitals(folder: Path, known: list[Entry]) -> Iterator[Entry]:
    """States with capitals and demonyms where the Factbook's cells say them plainly; and the capitals as places."""
    states = {entry.iso3: entry for entry in known if entry.iso3 and entry.kind == "state"}
    taken = {fold(entry.name) for entry in known}
    with (folder / COUNTRIES).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            state = states.get(row["iso3"])
            if state is None:
                continue
            found = _CITY.match(row["capital"] or "")
            city = found[0].strip() if found and not row["capital"].startswith("no ") else ""
            city = re.sub(r"\W+D\.C\.$|\s+in Romanian.*", "", city)
            city = "" if city in rules()["not_names"]["*"] or fold(city) == fold(state.name) else city
            seats = (city,) if city else ()
            yield Entry(state.key, state.name, "state", demonyms=_people(row), seats=seats, source=COUNTRIES)
            if city and fold(city) not in taken:
                taken.add(fold(city))
                key, of = make_key(city), state.iso3
                yield Entry(key, city, "place", "capital", country=of, cameo=state.cameo, source=COUNTRIES)


def _people(row: dict[str, str]) -> tuple[str, ...]:
    """Demonyms that the cell writes as "Albanian(s)"; cells with remarks and Hong Kong's "Chinese" are left out."""
    noun = row["nationality_noun"] or ""
    if ";" in noun or row["iso3"] in ("HKG", "MAC"):
        return ()
    return tuple(form for one in _PLURAL.findall(noun) for form in (one, f"{one}s"))
