"""What is wrong with the relations of a gold page, in sentences that say what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from allegedly.records import relation as _relation
from allegedly.records import statement as _statement
from evaluation import gold_dates, states
from evaluation.gold_raw import Raw, Table, wrong_keys
from evaluation.gold_relations import trigger_places, types
from evaluation.places import places

_KEYS = {
    "type": str, "mode": str, "subject": list, "object": list, "value": str, "statement": int, "trigger": str,
    "at": int, "when": str, "where": str, "polarity": str, "certainty": str, "modality": str,
}  # fmt: skip
_NEEDED = ("type", "subject", "statement", "trigger")
_VALUES: Mapping[str, tuple[str, ...]] = {
    "polarity": get_args(_statement.Polarity),
    "certainty": get_args(_statement.Certainty),
    "modality": get_args(_relation.Modality),
}
# So many letters tell a state from its demonym: Norway, Norwegian.
_STEM = 4


def relation_faults(raw: Raw) -> Iterator[str]:
    """Every mistake in `relations`, `[principals]` and `[[relation]]`; their shapes were checked before."""
    if raw.gold.get("relations", True) is not True:
        yield "relations is true on pages whose relations are annotated, and left out on others."
    yield from _principals(raw)
    triggers: Counter[tuple[object, ...]] = Counter()
    for place, row in enumerate(raw.gold.get("relation", []), 1):
        what = f"relation {place} ({row.get('type', '?')}, {row.get('trigger', '?')!r})"
        wrong = list(wrong_keys(what, row, _KEYS))
        missing = [key for key in _NEEDED if key not in row]
        yield from wrong
        yield from (f"{what}: it has no {key}." for key in missing)
        if not wrong and not missing:
            yield from (f"{what}: {fault}" for fault in _relation_of(raw, row))
            triggers[_told(row)] += 1
    for told, many in triggers.items():
        if many > 1:
            yield f"{told[0]} with trigger {told[-2]!r} is written {many} times; it is marked once a statement."


def _told(row: Table) -> tuple[object, ...]:
    sides = (tuple(row["subject"]), tuple(row.get("object", ())), row.get("value"))
    return (row["type"], *sides, row["statement"], row["trigger"], row.get("at"))


def _principals(raw: Raw) -> Iterator[str]:
    parties = {name for row in raw.gold.get("relation", []) for name in _parties(row)}
    speakers = {row.get("name") for row in raw.gold.get("actors", {}).values() if isinstance(row, dict)}
    for name, principal in raw.gold.get("principals", {}).items():
        what = f"principal of {name!r}"
        if not isinstance(principal, str) or not principal:
            yield f'{what}: write "{name}" = "whom it acts for".'
            continue
        if name == principal:
            yield f"{what}: nobody is their own principal; take it out."
        if name not in parties | speakers:
            yield f"{what}: nobody of that name is a party of a relation or an actor; write the name as there."
        if not _stands(raw.text, principal):
            yield f"{what}: {principal!r} does not stand on the page and is no state; write its name as printed."


def _parties(row: Table) -> Iterator[str]:
    for key in ("subject", "object"):
        side = row.get(key, [])
        yield from (name for name in side if isinstance(name, str)) if isinstance(side, list) else ()


def _relation_of(raw: Raw, row: Table) -> Iterator[str]:
    yield from _type(row)
    yield from _sides(raw, row)
    for key, allowed in _VALUES.items():
        if key in row and row[key] not in allowed:
            yield f"{key} is one of {', '.join(allowed)}; got {row[key]!r}."
    if "when" in row and not gold_dates.is_date(row["when"]):
        yield f"{row['when']!r} is no date of the form 2023-11-02, 2023-11, XXXX-10-26, 2023~, a/b, a/.. or ../b."
    for key in ("where", "value"):
        if key in row and not places(raw.text, row[key]):
            yield f"{key} {row[key]!r} does not stand on the page; copy it exactly, whole words."
    yield from _trigger(raw, row)


def _type(row: Table) -> Iterator[str]:
    known = types()
    if row["type"] not in known.all:
        yield f"the type is one of {', '.join(known.all)}; got {row['type']!r}."
        return
    modes = known.events.get(row["type"], ())
    if "mode" in row and row["mode"] not in modes:
        has = f"one of {', '.join(modes)}" if modes else "left out"
        yield f"the mode of {row['type']} is {has}; got {row['mode']!r}."


def _sides(raw: Raw, row: Table) -> Iterator[str]:
    if not row["subject"]:
        yield "nobody is its subject; name at least one party."
    if bool(row.get("object")) == ("value" in row):
        yield "it has either an object, one party or more, or a value."
    values = types().values
    if "value" in row and row["type"] in types().all and row["type"] not in values:
        yield f"a value stands with {', '.join(sorted(values))}; name a party as object."
    for both in sorted(set(row["subject"]) & set(row.get("object", ()))):
        yield f"{both!r} stands on both sides."
    actors = raw.gold.get("actors", {})
    for name in _parties(row):
        if _stands(raw.text, name):
            continue
        if name in actors and isinstance(actors[name], dict):
            yield f"party {name!r}: parties are names, not keys; write {actors[name].get('name')!r}."
        else:
            yield f"party {name!r} does not stand on the page; write the fullest name that is printed, or the state's."


def _stands(text: str, name: str) -> bool:
    """True where a name, or what may be a form of it, is printed, and for every state."""
    page, wanted = (" ".join(part.casefold().replace("’", "'").split()) for part in (text, name))
    wanted = re.sub(r"^(?:an?|the) ", "", wanted)
    if not wanted or wanted in page or states.is_state(name):
        return bool(wanted)
    begun = {word[:_STEM] for word in re.findall(r"\w+", page)}
    return any(len(word) >= _STEM and word[:_STEM] in begun for word in re.findall(r"\w+", wanted))


def _trigger(raw: Raw, row: Table) -> Iterator[str]:
    number, words = row["statement"], row["trigger"]
    if number and number not in raw.marks:
        yield f"the page has no statement {number}; write 0 for outlet voice."
        return
    if not places(raw.text, words):
        yield f"trigger {words!r} does not stand on the page; copy it exactly, whole words."
        return
    found = len(trigger_places(raw, words, number))
    if not found and number:
        yield f"trigger {words!r} does not stand in the content of statement {number}; mend the number or the words."
    elif not found:
        inside = [str(one) for one in raw.marks if trigger_places(raw, words, one)]
        yield f"trigger {words!r} stands only in the content of statement {', '.join(inside)}; write the innermost."
    elif not 1 <= row.get("at", 1) <= found:
        where = f"in the content of statement {number}" if number else "in outlet voice"
        yield f"at = {row['at']}, and {words!r} stands {found} times {where}."
