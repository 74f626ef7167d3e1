"""What is wrong with a gold page, in sentences that say what to do.

The format is that of docs/annotation.md, "How the gold is written down". Everything is checked that can be checked
without understanding: names, values, words that should stand on the page, numbers, and what must agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation import gold_dates
from evaluation import gold_records as gold
from evaluation.gold_raw import Raw, Table, wrong_keys
from evaluation.gold_relation_faults import relation_faults
from evaluation.marks import Expected
from evaluation.places import places

_SHAPES: Mapping[str, type] = {
    "agency": str, "relations": bool, "actors": dict, "statement": list, "evidence": list, "link": list,
    "principals": dict, "relation": list,
}  # fmt: skip
_ACTOR_KEYS = {"name": str, "kind": str, "also": list, "role": str, "affiliation": str, "anonymity": str}
_STATEMENT_KEYS = {
    "n": int, "speaker": str, "candidates": list, "chain": list, "act": str, "certainty": str, "polarity": str,
    "distance": str, "said": str, "said_words": str, "times": list, "channel": str, "addressee": str, "venue": str,
    "outcome": str, "nested_in": int,
}  # fmt: skip
_EVIDENCE_KEYS = {
    "kind": str, "words": str, "at": int, "by": list, "for": int, "polarity": str, "certainty": str,
}  # fmt: skip
_ROWS = ("statement", "evidence", "link", "relation")
_ROLE_OF_KIND = {"document": "document", "poll": "document", "outlet": "outlet"}
_LINK_KEYS = {"kind": str, "a": int, "b": int}
_VALUES: Mapping[str, Sequence[str]] = {
    "act": gold.ACTS,
    "certainty": gold.CERTAINTIES,
    "polarity": gold.POLARITIES,
    "distance": gold.DISTANCES,
    "channel": gold.CHANNELS,
    "outcome": gold.OUTCOMES,
}
# "The speaker commits to nothing", docs/annotation.md.
_COMMITS_TO_NOTHING = ("declines", "demands", "questions")


def faults(raw: Raw) -> Iterator[str]:
    """Every mistake, one sentence each, in the order of the file; none means that the page can be loaded."""
    yield from _headline(raw)
    yield from wrong_keys("the page", raw.gold, dict.fromkeys(_SHAPES, object))
    wrong = [key for key, shape in _SHAPES.items() if not isinstance(raw.gold.get(key, shape()), shape)]
    rows = raw.gold.get("statement", [])
    if wrong or not all(isinstance(row, dict) for key in _ROWS for row in raw.gold.get(key, [])):
        yield f"{', '.join(wrong)}: write single and double brackets, true and texts as docs/annotation.md has them."
        return
    yield from _actors(raw)
    agency = raw.gold.get("agency")
    if agency is not None and agency not in raw.gold.get("actors", {}):
        yield f"agency {agency!r} is no actor; add it under [actors]."
    yield from _numbers(raw, rows)
    for row in rows:
        if row.get("n") in raw.marks:
            yield from (f"statement {row['n']}: {fault}" for fault in _statement(raw, row))
    yield from _evidence(raw)
    yield from _links(raw)
    yield from relation_faults(raw)


def _headline(raw: Raw) -> Iterator[str]:
    for key in ("outlet", "published", "title"):
        if not raw.facts.get(key):
            yield f"the meta file has no {key}."
    published = raw.facts.get("published", "")
    if published and not gold_dates.is_date(published[:10]):
        yield f"published {published!r} is no date such as 2023-11-05."
    first, title = raw.text.strip().partition("\n")[0], raw.facts.get("title") or ""
    if _letters(title) != _letters(first):
        yield f"the page begins with {first[:60]!r}, not with the title of the meta file; put the headline first."


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _actors(raw: Raw) -> Iterator[str]:
    actors = raw.gold.get("actors", {})
    used = set(_used(raw.gold))
    for key, row in actors.items():
        what = f"actor {key}"
        if not isinstance(row, dict):
            yield f"{what}: write {key} = {{name = …, kind = …}}."
            continue
        yield from wrong_keys(what, row, _ACTOR_KEYS)
        if key == gold.OUTLET or not row.get("name"):
            yield f"{what}: it needs a name, and a key other than {gold.OUTLET!r}."
        if row.get("kind") not in gold.KINDS:
            yield f"{what}: the kind is one of {', '.join(gold.KINDS)}; got {row.get('kind')!r}."
        if key not in used:
            yield f"{what}: nobody uses it; take it out or name it in a chain, a speaker, candidates or by."
        yield from _words_of(what, row, raw.text)
    names = Counter(
        row["name"].casefold()
        for row in actors.values()
        if isinstance(row, dict) and isinstance(row.get("name"), str) and row.get("kind") not in gold.UNNAMED
    )
    yield from (f"two actors are called {name!r}; make them one." for name, many in names.items() if many > 1)


def _words_of(what: str, row: Table, text: str) -> Iterator[str]:
    """An unnamed actor's description may be put together; everything else stands on the page as written."""
    names = [] if row.get("kind") in gold.UNNAMED else [row.get("name")]
    stated = [*names, *row.get("also", []), row.get("role"), row.get("affiliation"), row.get("anonymity")]
    lower = " ".join(text.split()).casefold()
    for words in stated:
        if isinstance(words, str) and " ".join(words.split()).casefold() not in lower:
            yield f"{what}: {words!r} does not stand on the page; write it as it is printed."


def _used(page: Table) -> Iterator[str]:
    yield page.get("agency", "")
    for row in page.get("statement", []):
        yield row.get("speaker", "")
        yield from (str(item).partition(":")[0] for item in [*row.get("candidates", []), *row.get("chain", [])])
    for row in page.get("evidence", []):
        yield from row.get("by", [])


def _numbers(raw: Raw, rows: Sequence[Table]) -> Iterator[str]:
    numbers = [row.get("n") for row in rows]
    marked = list(raw.marks)
    if marked != list(range(1, len(marked) + 1)):
        missing = sorted(set(range(1, max(marked, default=0) + 1)) - set(marked))
        yield f"the marked statements should be numbered 1 to {len(marked)} without a gap; {missing} are missing."
    if numbers != sorted(numbers, key=lambda number: number or 0):
        yield "the statements of the TOML file stand out of order; sort them by n."
    yield from (f"statement {number} is written twice." for number, many in Counter(numbers).items() if many > 1)
    for number in sorted(set(marked) - set(numbers)):
        yield f"statement {number} is marked on the page and has no [[statement]] with n = {number}."
    for unmarked in numbers:
        if unmarked not in raw.marks:
            yield f"statement {unmarked} has no brackets on the page; mark it or take it out."


def _statement(raw: Raw, row: Table) -> Iterator[str]:
    wrong = list(wrong_keys("it", row, _STATEMENT_KEYS))
    yield from wrong
    if wrong:
        return
    marks = raw.marks[row["n"]]
    yield from _speaker(raw, row, marks)
    yield from _chain(raw, row)
    for key, allowed in _VALUES.items():
        if key in row and row[key] not in allowed:
            yield f"{key} is one of {', '.join(allowed)}; got {row[key]!r}."
    act = row.get("act", "asserts")
    if (act == "declines") != ("outcome" in row):
        yield "outcome stands with act declines, and with no other."
    if act in _COMMITS_TO_NOTHING and row.get("certainty") != "unknown":
        yield f'who {act} commits to nothing: write certainty = "unknown".'
    for value in [*([row["said"]] if "said" in row else []), *row.get("times", [])]:
        if not gold_dates.is_date(value):
            yield f"{value!r} is no date of the form 2023-11-02, 2023-11, XXXX-10-26, 2023~, a/b, a/.. or ../b."
    if "said_words" in row and "said" not in row:
        yield "said_words without said."
    yield from _words(raw, row, marks)
    yield from _nested(raw, row, marks)


def _words(raw: Raw, row: Table, marks: Expected) -> Iterator[str]:
    for key in ("said_words", "addressee", "venue"):
        # A day and a place may be those of an occasion that was named earlier.
        if key in row and gold.nearest(raw.text, row[key], marks, anywhere=key != "addressee") is None:
            where = "in the statement's paragraph" if key == "addressee" else "on the page"
            yield f"{key} {row[key]!r} does not stand {where}; copy it exactly, whole words."


def _speaker(raw: Raw, row: Table, marks: Expected) -> Iterator[str]:
    actors, speaker = raw.gold.get("actors", {}), row.get("speaker")
    candidates = row.get("candidates", [])
    voiceless = not marks.source and not marks.cue
    if speaker is None and not candidates:
        yield 'it has no speaker; write an actor, "" for unknown, "outlet" for outlet voice, or candidates.'
    if candidates and (speaker or len(candidates) < 2):
        yield "an open speaker has two candidates or more, and no speaker."
    for key in [*candidates, *([speaker] if speaker and speaker != gold.OUTLET else [])]:
        if key not in actors:
            yield f"{key!r} is no actor; add it under [actors] or mend the name."
    if voiceless != (speaker == gold.OUTLET):
        yield 'speaker = "outlet" stands with statements that have neither source nor cue, and only with them.'
    if not marks.cue and marks.source:
        yield "it has a source and no cue; mark the cue."


def _chain(raw: Raw, row: Table) -> Iterator[str]:
    actors, chain = raw.gold.get("actors", {}), row.get("chain")
    for hop in chain or []:
        key, _, role = hop.partition(":")
        if key not in actors:
            yield f"chain: {key!r} is no actor; add it under [actors] or mend the name."
        if role and role not in gold.ROLES:
            yield f"chain: the role of {key} is one of {', '.join(gold.ROLES)}; got {role!r}."
    speaker = row.get("speaker")
    if chain and speaker in actors and chain[0].partition(":")[0] != speaker:
        yield f"chain: it begins with {chain[0]!r}, and the speaker is {speaker!r}; the first speaker goes first."
    keys = [hop.partition(":")[0] for hop in chain or []]
    yield from (f"chain: {key!r} stands in it twice." for key, many in Counter(keys).items() if many > 1)
    agency = raw.gold.get("agency")
    if agency and chain is not None and speaker != gold.OUTLET and agency not in keys:
        yield f"chain: the page's agency is the last hop of every statement; end it with '{agency}:agency'."


def _nested(raw: Raw, row: Table, marks: Expected) -> Iterator[str]:
    outer = row.get("nested_in", marks.nested_in)
    if not outer:
        return
    if outer not in raw.marks or outer == row["n"]:
        yield f"nested_in {outer} is no other statement of the page."
        return
    around = next((other for other in raw.gold["statement"] if other.get("n") == outer), None)
    outside = hops(raw, around) if around else []
    if "chain" in row and outside and hops(raw, row)[-len(outside) :] != outside:
        yield (
            f"chain: statement {outer} is around it, so the chain ends with that one's: {', '.join(outside)}; "
            "leave chain out where nothing but the speaker stands before these."
        )


def hops(raw: Raw, row: Table) -> list[str]:
    """A statement's chain as `key:role`: what is written, else the speaker, the chain around it, the page's agency.

    Where no role is written, documents and outlets have that role and all others are speakers. Nobody stands in a
    chain twice. Statements that hold each other end where they begin.
    """
    found: dict[str, str] = {}
    seen: set[int] = set()
    current: Table | None = row
    while current is not None and current["n"] not in seen:
        seen.add(current["n"])
        speaker = current.get("speaker")
        written = current.get("chain")
        for hop in [speaker] if written is None and speaker and speaker != gold.OUTLET else written or []:
            key, _, role = hop.partition(":")
            kind = raw.gold.get("actors", {}).get(key, {}).get("kind")
            found.setdefault(key, role or _ROLE_OF_KIND.get(kind, "speaker"))
        outer = current.get("nested_in", raw.marks[current["n"]].nested_in) if written is None else None
        current = next((other for other in raw.gold["statement"] if outer and other.get("n") == outer), None)
    if "agency" in raw.gold and "chain" not in row:
        found.setdefault(raw.gold["agency"], "agency")
    return [f"{key}:{role}" for key, role in found.items()]


def _evidence(raw: Raw) -> Iterator[str]:
    for place, row in enumerate(raw.gold.get("evidence", []), 1):
        what = f"evidence {place}"
        wrong = list(wrong_keys(what, row, _EVIDENCE_KEYS))
        missing = [key for key in ("kind", "words", "for") if key not in row]
        yield from wrong
        yield from (f"{what}: it has no {key}." for key in missing)
        if wrong or missing:
            continue
        if row["kind"] not in gold.EVIDENCE:
            yield f"{what}: the kind is one of {', '.join(gold.EVIDENCE)}; got {row['kind']!r}."
        yield from _value(what, row, ("polarity", "certainty"))
        if row["for"] not in raw.marks:
            yield f"{what}: it is for statement {row['for']}, which the page does not have."
        found = len(places(raw.text, row["words"]))
        if not found:
            yield f"{what}: {row['words']!r} does not stand on the page; copy it exactly, whole words."
        elif found > 1 and "at" not in row:
            yield f"{what}: {row['words']!r} stands {found} times on the page; say which with at = 1 to {found}."
        elif not 1 <= row.get("at", 1) <= found:
            yield f"{what}: at = {row['at']}, and the words stand {found} times on the page."
        for by in row.get("by", []):
            if by not in raw.gold.get("actors", {}) and not places(raw.text, by):
                yield f"{what}: by {by!r} is neither an actor nor words of the page."


def _value(what: str, row: Table, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        if key in row and row[key] not in _VALUES[key]:
            yield f"{what}: {key} is one of {', '.join(_VALUES[key])}; got {row[key]!r}."


def _links(raw: Raw) -> Iterator[str]:
    seen: Counter[frozenset[int]] = Counter()
    for place, row in enumerate(raw.gold.get("link", []), 1):
        what = f"link {place}"
        wrong = list(wrong_keys(what, row, _LINK_KEYS))
        yield from wrong
        if wrong or set(row) != set(_LINK_KEYS):
            yield f"{what}: it needs kind, a and b."
            continue
        if row["kind"] not in gold.LINKS:
            yield f"{what}: the kind is one of {', '.join(gold.LINKS)}; got {row['kind']!r}."
        for end in (row["a"], row["b"]):
            if end not in raw.marks:
                yield f"{what}: the page has no statement {end}."
        if row["a"] == row["b"]:
            yield f"{what}: it ties statement {row['a']} to itself."
        if row["kind"] == "disputes" and row["a"] < row["b"]:
            yield f"{what}: of two that dispute, the later is named first; swap a and b."
        seen[frozenset((row["a"], row["b"]))] += 1
    yield from (f"statements {sorted(pair)} are linked {many} times." for pair, many in seen.items() if many > 1)
