"""Actors and relations of one reading as parts of the page: lists, the drawing of its network, and the table.

In:      a reading, the outline of its statements, and what is added to anchors where a document stands there twice.
Out:     HTML for below the text; and the places in the text where actors are named.
Cost:    linear in actors and relations. Fails: never.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allegedly.records import Actor, Reading
from allegedly.views.cast import Part, cast, short
from allegedly.views.deeds import Asserted, Deed, deeds
from allegedly.views.marked import Named
from allegedly.views.markup import NOTHING, Html, element, join, opening, text
from allegedly.views.network import Network, drawing, network
from allegedly.views.outline import Entry

_COLUMNS = ("Who and whom", "What", "As what, when, where", "Statement")


def named(reading: Reading) -> list[Named]:
    """Where actors are named in the text; descriptions and pronouns are left unmarked, or nothing would be plain."""
    found = []
    for actor in reading.actors:
        told = " · ".join(filter(None, (" ".join(actor.name.split()), actor.kind.replace("-", " "), short(actor))))
        for mention in actor.mentions if actor.named else ():
            if mention.text[:1].isupper() and " of " not in mention.text and mention.sense != "both":
                seat = f" · its government: {mention.why or 'by grammar'}" if mention.metonym else ""
                found.append(Named(mention.span, actor.id, told + seat))
    return found


class Affairs:
    """Who is on the page and what is asserted of them."""

    def __init__(self, reading: Reading, entries: Sequence[Entry], *, suffix: str) -> None:
        self._place = f"{reading.document.id}{suffix}"
        self._addresses = {entry.number: f"#{entry.statement.id}{suffix}" for entry in entries}
        self._parts, self._left = cast(reading, entries)
        self._known = {part.actor.id for part in self._parts}
        self._actors = {actor.id: actor for actor in reading.actors}
        self._groups = deeds(reading, entries)

    def html(self, rank: int) -> Html:
        """Both parts, or nothing where nobody and nothing was found."""
        made = [*self._cast(rank), *self._deeds(rank)]
        return element("div", *made, class_="affairs") if made else NOTHING

    def _cast(self, rank: int) -> Iterator[Html]:
        """Who they are, what they say, what is said of them."""
        if not self._parts:
            return
        name = f"actors-{self._place}"
        left = f"{self._left} more are only mentioned; the JSON Lines of “allegedly read” have them."
        yield element(
            "section",
            element(f"h{rank}", text("Actors"), id=name),
            element("ul", *map(self._part, self._parts), class_="cast"),
            element("p", text(left), class_="facts") if self._left else NOTHING,
            aria_labelledby=name,
        )

    def _part(self, part: Part) -> Html:
        told = [
            element("span", text(f"{label} "), *self._numbered(given), class_="facts")
            for label, given in (("says", part.says), ("spoken of in", part.told_of))
            if given
        ]
        name = element("bdi", text(" ".join(part.actor.name.split())), class_="who")
        facts = element("span", text(f" · {' · '.join(part.facts)}"))
        line = join(told, " · ")
        return element("li", name, facts, opening("br") if told else NOTHING, line, id=self._anchor(part.actor.id))

    def _anchor(self, actor: str) -> str:
        """Known actors are the same in every document: the document is part of the anchor."""
        return f"{actor}-{self._place}"

    def _numbered(self, given: Sequence[int]) -> Iterator[Html]:
        """Numbers that lead to their statements."""
        for place, number in enumerate(given):
            yield text(", " if place else "")
            yield element("a", text(str(number)), href=self._addresses[number], aria_label=f"statement {number}")

    def _deeds(self, rank: int) -> Iterator[Html]:
        """What is asserted to have happened: a drawing, and the same as a table."""
        if not self._groups:
            return
        name = f"relations-{self._place}"
        drawn = network(self._groups, tuple(self._actors.values()))
        head = element("tr", *(element("th", text(column), scope="col") for column in _COLUMNS))
        yield element(
            "section",
            element(f"h{rank}", text("Relations asserted"), id=name),
            self._figure(drawn) if drawn.edges else NOTHING,
            element("table", element("thead", head), *map(self._group, self._groups), class_="deeds"),
            aria_labelledby=name,
        )

    def _figure(self, drawn: Network) -> Html:
        made = drawing(drawn, name=f"network-{self._place}", addresses=self._addresses)
        # What is wider than the window scrolls, so it can be focused.
        frame = element("div", made, class_="frame", role="group", aria_label="Drawing of the relations", tabindex="0")
        return element("figure", frame, element("figcaption", text(_reads(drawn))), class_="drawn")

    def _group(self, group: Asserted) -> Html:
        who = f"by {group.who}{' (outlet voice)' if group.outlet else ''}"
        head = element("tr", element("th", element("bdi", text(who)), scope="rowgroup", colspan=len(_COLUMNS)))
        return element("tbody", head, *map(self._deed, group.deeds))

    def _deed(self, deed: Deed) -> Html:
        return element(
            "tr",
            element("td", *self._sides(deed)),
            element("td", text(deed.what), dir="auto"),
            element("td", text(" · ".join(deed.facts)), dir="auto"),
            element("td", *self._numbered((deed.number,))),
        )

    def _sides(self, deed: Deed) -> Iterator[Html]:
        """ "Iran → Hamas", every name leading to who that is."""
        relation = deed.relation
        yield join(map(self._name, relation.subjects), ", ")
        yield text(deed.arrow)
        yield join(map(self._name, relation.objects), ", ") if relation.objects else element("bdi", text(deed.thing))

    def _name(self, one: str) -> Html:
        actor: Actor | None = self._actors.get(one)
        name = text(" ".join(actor.name.split()) if actor else one)
        return element("bdi", element("a", name, href=f"#{self._anchor(one)}") if one in self._known else name)


def _reads(drawn: Network) -> str:
    """How the drawing is to be read, with only what occurs in it."""
    edges = drawn.edges
    claims = ", ".join(f"({letter}) by {who}" for who, letter in drawn.letters.items())
    facts = (
        "Solid: the outlet asserts it." if any(edge.who is None for edge in edges) else "",
        f"Dashed: claimed, {claims}." if claims else "",
        "Crossed: said not to be so." if any(edge.negated for edge in edges) else "",
        "Without an arrowhead: both do it." if any(edge.mutual for edge in edges) else "",
        "Words on a line lead to its statement.",
        f"{drawn.left} more, of unnamed or further actors, stand in the table only." if drawn.left else "",
    )
    return " ".join(fact for fact in facts if fact)
