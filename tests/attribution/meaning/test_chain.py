"""Through whose hands the words went. Everybody is invented; the press is partly real, in situations that are not."""

from __future__ import annotations

import pytest

from allegedly import language
from allegedly.attribution.meaning import chain
from allegedly.records import Anchor, Credit, Hop, Speaker, Statement
from tests.attribution.meaning.marked_pages import line, page
from tests.readings import Draft

INTERVIEWED = {
    "[t1 “The ferry will stop,”] [s1 Kowal] [c1 told] the AP.": "Kowal → AP",
    "[t1 “The ferry will stop,”] [s1 Kowal] [c1 told] The Associated Press on Monday.": "Kowal → Associated Press",
    "[t1 “The ferry will stop,”] [s1 she] [c1 told] Le Figaro.": "she → Le Figaro",
    "[s1 Kowal] [c1 told] Reuters on Monday [t1 that the ferry would stop].": "Kowal → Reuters",
    "[s1 Kowal] [c1 told] the Dunmore Herald [t1 that the ferry would stop].": "Kowal → Dunmore Herald",
    "[s1 Kowal] [c1 told] Radio Meridian [t1 that the ferry would stop].": "Kowal → Radio Meridian",
    "[s1 Kowal] [c1 told] the Lebanese news channel Spot Shot [t1 that the ferry would stop].": "Kowal → Spot Shot",
    "[s1 Kowal] [c1 told] French newspaper Le Figaro [t1 that the ferry would stop].": "Kowal → Le Figaro",
    "[s1 Kowal] [c1 told] the official IRNA news agency [t1 that the ferry would stop].": "Kowal → IRNA",
    "[s1 Kowal] [c1 told] state radio [t1 that the ferry would stop].": "Kowal → state radio",
    "[s1 Kowal] [c1 told] the state news agency [t1 that the ferry would stop].": "Kowal → state news agency",
    "[s1 Kowal] [c1 told] the channel [t1 that the ferry would stop].": "Kowal → channel",
    "[s1 Kowal] [c1 told] the Post [t1 that the ferry would stop].": "Kowal → Post",
    "[s1 Kowal] [c1 told] CNN and the BBC [t1 that the ferry would stop].": "Kowal → CNN; BBC",
    "[s1 Kowal] [c1 told] BBC Radio 4's Today programme [t1 that the ferry would stop].": "Kowal → BBC Radio 4",
    "[s1 Kowal] [c1 told] CNN's Jane Roe [t1 that the ferry would stop].": "Kowal → Jane Roe",
    "[s1 Kowal] [c1 told] Fox News host Max Poe [t1 that the ferry would stop].": "Kowal → Max Poe",
    "[s1 Kowal] [c1 told] the journalist Jane Roe [t1 that the ferry would stop].": "Kowal → Jane Roe",
    "[s1 Kowal] [c1 told] a BBC reporter [t1 that the ferry would stop].": "Kowal → BBC",
    "[s1 Kowal] [c1 told] the radio programme Morning Bell [t1 that it would stop].": "Kowal → Morning Bell",
    "[s1 Kowal] [c1 told] CNN in an interview on Sunday [t1 that the ferry would stop].": "Kowal → CNN",
    "[s1 Kowal] [c1 said] in an interview with Channel Seven [t1 that the ferry would stop].": "Kowal → Channel Seven",
    "[s1 Kowal] [c1 said in an interview with Channel Seven] [t1 that the ferry would stop].": "Kowal → Channel Seven",
    "In an interview with the BBC on Sunday, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → BBC",
    "In a BBC interview, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → BBC",
    "[s1 Kowal], in an interview with the BBC, [c1 said] [t1 that the ferry would stop].": "Kowal → BBC",
    "[s1 Kowal] [c1 said] in an interview on CNN [t1 that the ferry would stop].": "Kowal → CNN",
    "[s1 Kowal] [c1 said] in an interview broadcast by the BBC [t1 that the ferry would stop].": "Kowal → BBC",
    "In an interview aired on Radio Meridian, [s1 Kowal] [c1 said] [t1 that it would stop].": "Kowal → Radio Meridian",
    "In an interview published by the newspaper Dagsposten, [s1 Kowal] [c1 said] [t1 no].": "Kowal → Dagsposten",
    "In an interview with Jane Roe, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → Jane Roe",
    "Interviewed by the BBC, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → BBC",
    "Speaking to the BBC, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → BBC",
    "[s1 Kowal], speaking to Al Jazeera, [c1 said] [t1 that the ferry would stop].": "Kowal → Al Jazeera",
    "[s1 An official, who spoke to the AP,] [c1 said] [t1 that the ferry would stop].": "official → AP",
    "In comments to Reuters, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → Reuters",
    "In a statement to the AP, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → AP",
    "[s1 Kowal] [c1 said] in an email to the New York Times [t1 that it would stop].": "Kowal → New York Times",
    "[s1 Kowal] [c1 confirmed] to AFP [t1 that the ferry would stop].": "Kowal → AFP",
    "[c1 Asked] by CNN [t1 whether he would go], [s2 Kowal] [c2 said] [t2 that he would].": "Kowal → CNN",
    "In response to questions from Reuters, [s1 Kowal] [c1 said] [t1 that it would stop].": "Kowal → Reuters",
    "[s1 Kowal] [c1 said] on CBS's “Face the Nation” [t1 that the ferry would stop].": "Kowal → CBS",
    "[s1 Kowal] [c1 said] on Fox News [t1 that the ferry would stop].": "Kowal → Fox News",
    "Appearing on MSNBC, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → MSNBC",
}
NO_HOP = (
    "[s1 Kowal] [c1 told] reporters [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] parliament [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] the Senate Judiciary Committee [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] local media [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] this newspaper [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] a local radio station [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] his wife [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] the UN Security Council [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] the BBC board [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 told] the Herald's readers [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] in Geneva [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] on Telegram [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] in a telephone interview [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] through tears [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] in a statement on its website [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 denied] a report in the Guardian [t1 that the ferry would stop].",
    "[s1 Kowal] [c1 said] of CNN's report [t1 that it was wrong].",
    "[s1 Kowal], who works for the BBC, [c1 said] [t1 that the ferry would stop].",
    "[s1 Kowal] watched the BBC and [c1 said] [t1 that the ferry would stop].",
)
SPOKEN_FOR = {
    "[s1 Kowal] [c1 said] through his lawyer, Ines Varga, [t1 that it would stop].": "Kowal → Ines Varga",
    "[s1 Kowal], through his spokeswoman Ines Varga, [c1 said] [t1 that it would stop].": "Kowal → Ines Varga",
    "Through a spokesman, [s1 Kowal] [c1 said] [t1 that the ferry would stop].": "Kowal → spokesman",
    "[s1 Kowal], through a spokesman, [c1 declined] [t1 to comment].": "Kowal → spokesman",
    "[s1 Kowal] [c1 said] via his lawyer [t1 that the ferry would stop].": "Kowal → lawyer",
    "Speaking through an interpreter, [s1 Kowal] [c1 said] [t1 that it would stop].": "Kowal → interpreter",
    "[s1 Kowal] [c1 said] through a translator on Tuesday [t1 that it would stop].": "Kowal → translator",
    "In a statement read by his attorney, [s1 Kowal] [c1 said] [t1 that it would stop].": "Kowal → attorney",
    "In a statement released by his lawyer, [s1 Kowal] [c1 said] [t1 that it would stop].": "Kowal → lawyer",
    "In a statement issued through her office, [s1 Kowal] [c1 said] [t1 that it would].": "Kowal → office",
    "[s1 Kowal] [c1 said] in a letter from his solicitors [t1 that it would].": "Kowal → solicitors",
    "[s1 A spokesman for Kowal] [c1 said] [t1 that the ferry would stop].": "spokesman for Kowal",
    "[s1 Ines Varga, a lawyer for Kowal,] [c1 said] [t1 that the ferry would stop].": "Ines Varga",
}
CARRIED = {
    "[t1 The ferry would stop], [s1 Xinhua] [c1 reported].": "Xinhua (agency)",
    "[s1 The Guardian] [c1 reported] [t1 that the ferry would stop].": "Guardian (outlet)",
    "[s1 The state-run KCNA news agency] [c1 said] [t1 that the ferry would stop].": "KCNA (agency)",
    "[s1 Fars, a semi-official news agency,] [c1 said] [t1 that the ferry would stop].": "Fars (agency)",
    "[s1 State media] [c1 reported] [t1 that the ferry would stop].": "state media (agency)",
    "[s1 Israeli media] [c1 reported] [t1 that the ferry would stop].": "Israeli media (outlet)",
    "In remarks carried by the Tass news agency, [s1 Kowal] [c1 said] [t1 no].": "Kowal → Tass (agency)",
    "[s1 Kowal] [c1 said] in remarks carried by state media [t1 that it would].": "Kowal → state media (agency)",
    "In a speech aired by Al-Manar TV, [s1 Kowal] [c1 said] [t1 that it would].": "Kowal → Al-Manar (outlet)",
    "[s1 Lusk] [c1 said] in a statement that the news agency Dovpress carried [t1 no].": "Lusk → Dovpress (agency)",
    "[s1 Kowal] [c1 rejected] [t1 the figures] in a statement carried by Interfax.": "Kowal → Interfax (agency)",
    "[s1 Kowal] [c1 said] in a speech carried by state television [t1 no].": "Kowal → state television (outlet)",
    "In a sermon translated by MEMRI, [s1 Kowal] [c1 said] [t1 that it would].": "Kowal → MEMRI (monitor)",
    "In a broadcast monitored by the BBC, [s1 Kowal] [c1 said] [t1 no].": "Kowal → BBC (monitor)",
    "In a speech translated by the Eastern Media Watch, [s1 he] [c1 said] [t1 no].": (
        "he → Eastern Media Watch (monitor)"
    ),
    "[s1 Kowal] [c1 wrote] in an op-ed in the Washington Post [t1 that it would].": "Kowal → Washington Post (outlet)",
    "In a New York Times op-ed, [s1 Kowal] [c1 wrote] [t1 that it would].": "Kowal → New York Times (outlet)",
    "[s1 Kowal] [c1 was quoted as saying] by Interfax [t1 that it would].": "Kowal → Interfax (agency)",
    "[s1 Kowal] [c1 was quoted] in the Guardian as saying [t1 that it would].": "Kowal → Guardian (outlet)",
    "[t1 “It will stop,”] [s1 Kowal] [c1 said], according to Interfax.": "Kowal → Interfax (agency)",
    "[s1 A report by the Guardian] [c1 said] [t1 that the ferry would stop].": "Guardian (outlet)",
    "[s1 A Reuters report] [c1 said] [t1 that the ferry would stop].": "Reuters (agency)",
    "[s1 A report by the World Bank] [c1 said] [t1 that the ferry would stop].": "World Bank",
    "[s1 The World Bank's report] [c1 said] [t1 that the ferry would stop].": "World Bank",
    "[c1 According to] [s1 a report by MEMRI], [t1 the ferry would stop].": "MEMRI",
    "[c1 According to] [s1 court papers], [t1 the ferry would stop].": "court papers (document)",
    "[s1 The indictment] [c1 says] [t1 that the ferry would stop].": "indictment (document)",
    "[s1 Satellite images] [c1 show] [t1 that the ferry stopped].": "satellite images (document)",
}
# The statement asked about stands before the arrow's line.
NESTED = {
    "[t1 [s2 Kowal] [c2 said] [t2 the ferry would stop]], [c1 according to] [s1 the Tass news agency].": (
        2,
        "Kowal → Tass (agency)",
    ),
    "[t1 [t2 “It will stop,”] [s2 Kowal] [c2 said]], [c1 according to] [s1 a report by MEMRI].": (
        2,
        "Kowal → MEMRI (monitor)",
    ),
    "[t1 [t2 “It will stop,”] [s2 he] [c2 told] Al-Minbar], [c1 according to] [s1 a translation by MEMRI].": (
        2,
        "he → MEMRI (monitor)",
    ),
    "[t1 [t2 “It will stop,”] [s2 he] [c2 told] Reuters], [c1 according to] [s1 court papers].": (
        2,
        "he → Reuters (interviewer) → court papers (document)",
    ),
    "[t1 [t2 “It will stop,”] [s2 he] [c2 said]], [c1 according to] [s1 police].": (2, "he → police"),
    "[c1 According to] [s1 the Guardian], [t1 [s2 he] [c2 told] the BBC [t2 that it would stop]].": (
        2,
        "he → BBC (interviewer) → Guardian (outlet)",
    ),
    "[s1 The Guardian] [c1 quoted] [t1 [s2 an official] [c2 as saying] [t2 that it would stop]].": (
        2,
        "official → Guardian (outlet)",
    ),
    "[t1 [s2 Kowal]] [c1 was quoted] by [s1 AFP] [t1 [c2 as saying] [t2 that it would stop]].": (
        2,
        "Kowal → AFP (agency)",
    ),
    "[t1 [t2 “It will stop,”]] [s1 Interfax] [c1 quoted] [t1 [s2 Kowal] [c2 as saying]].": (
        2,
        "Kowal → Interfax (agency)",
    ),
    "[t1 [t2 The ferry would stop]], [s1 the daily Dagsposten] [c1 reported], [c2 citing] [s2 an aide].": (
        2,
        "aide → Dagsposten (outlet)",
    ),
    # Here the encoder nests the daily in the officials; the chain is the same.
    "[c1 Citing] [s1 two officials], [t1 [s2 the Guardian] [c2 reported] [t2 that it would stop]].": (
        1,
        "two officials → Guardian (outlet)",
    ),
    "[t1 [t2 The ferry would stop]], [s1 Reuters] [c1 reported], [c2 citing] [s2 the Tass news agency].": (
        2,
        "Tass (agency) → Reuters (agency)",
    ),
    "[t1 [t2 The ferry would stop]], [s2 Kowal] [c2 said], [s1 Interfax] [c1 reported].": (
        2,
        "Kowal → Interfax (agency)",
    ),
    "[s1 The spokesman] [c1 said] [t1 [s2 Kowal] [c2 had told] him [t2 it would stop]].": (2, "Kowal → spokesman"),
    "[t1 [s2 The aide] [c2 said] [t2 [s3 Kowal] [c3 knew] [t3 it would stop]]], [c1 according to] [s1 Interfax].": (
        3,
        "Kowal → aide → Interfax (agency)",
    ),
    "[s1 Kowal] [c1 told] the AP [t1 [s2 the mayor] [c2 had said] [t2 it would stop]].": (
        2,
        "mayor → Kowal → AP (interviewer)",
    ),
    "[s1 The ministry] [c1 dismissed] [t1 [c2 claims] [t2 that the ferry would stop]].": (2, "ministry"),
}


@pytest.mark.parametrize(("marked", "expected"), INTERVIEWED.items())
def test_who_was_told_is_a_hop(marked: str, expected: str) -> None:
    speaker, asked = expected.split(" → ")
    assert line(marked) == " → ".join([speaker, *(f"{name} (interviewer)" for name in asked.split("; "))])


@pytest.mark.parametrize("marked", NO_HOP)
def test_crowds_places_and_the_unnamed_are_no_hop(marked: str) -> None:
    assert line(marked) == "Kowal"


@pytest.mark.parametrize(("marked", "expected"), SPOKEN_FOR.items())
def test_who_speaks_for_a_speaker_follows_him(marked: str, expected: str) -> None:
    speaker, _, spokesperson = expected.partition(" → ")
    assert line(marked) == (f"{speaker} → {spokesperson} (spokesperson)" if spokesperson else speaker)


@pytest.mark.parametrize(("marked", "expected"), CARRIED.items())
def test_who_carried_it_comes_last(marked: str, expected: str) -> None:
    assert line(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), NESTED.items())
def test_the_chain_of_a_nested_statement_ends_with_that_around_it(marked: str, expected: tuple[int, str]) -> None:
    number, chained = expected
    assert line(marked, number) == chained


def test_who_is_cited_by_a_speaker_does_not_carry_him() -> None:
    marked = "[t2 [s1 Kowal] [c1 declined] [t1 to discuss the log]], [c2 citing] [s2 the police inquiry]."
    assert line(marked, 1) == "Kowal"


@pytest.mark.parametrize("cue", ["could not verify", "did not respond to", "declined to discuss"])
def test_a_news_organisation_that_acts_for_itself_is_a_speaker(cue: str) -> None:
    assert line(f"[s1 Reuters] [c1 {cue}] [t1 the report].") == "Reuters"


def test_a_denial_in_two_statements_has_one_frame() -> None:
    marked = "[s1 [s2 Kowal]] [c1 [c2 dismissed]] [t1 the figures] as [t2 “nonsense”] in an interview with the BBC."
    assert line(marked, 1) == line(marked, 2) == "Kowal → BBC (interviewer)"


def test_a_monitor_that_says_something_itself_is_a_speaker() -> None:
    assert line("[s1 MEMRI] [c1 noted] [t1 that the recording had a cut].") == "MEMRI"


def test_whoever_translates_is_a_monitor() -> None:
    marked = "[t1 [t2 “No,”] [s2 he] [c2 said]], [c1 according to] [s1 a translation by the Strait Observatory]."
    assert line(marked, 2) == "he → Strait Observatory (monitor)"


def test_the_spokesperson_stands_before_the_interviewer_whatever_the_order_of_words() -> None:
    marked = "[s1 Kowal] [c1 told] Reuters through an interpreter [t1 that the ferry would stop]."
    assert line(marked) == "Kowal → interpreter (spokesperson) → Reuters (interviewer)"


def test_a_name_that_the_page_explains_once_is_known_where_it_stands_alone() -> None:
    marked = (
        "[s1 Kowal] [c1 told] Al-Minbar [t1 that it would stop]. Al-Minbar, a satellite channel, is based in Kessel."
    )
    assert line(marked) == "Kowal → Al-Minbar (interviewer)"


def test_an_unknown_body_is_no_interviewer() -> None:
    assert line("[s1 Kowal] [c1 told] Corvane Trading [t1 that the ferry would stop].") == "Kowal"


def test_a_claim_by_nobody_has_no_hop_of_its_own() -> None:
    assert line("[t1 The ferry would stop], [c1 it was alleged].") == ""


def test_every_span_quotes_the_text() -> None:
    for marked in (*INTERVIEWED, *SPOKEN_FOR, *CARRIED, *NESTED):
        doc, _, statements = page(marked)
        for hops in chain.chains(doc, statements).values():
            for hop in hops:
                assert hop.span is not None
                hop.span.check(doc.text)


def test_nobody_stands_twice_under_two_names() -> None:
    hops = [Hop(name=name, role="agency") for name in ("AP", "Associated Press", "the Associated Press", "Reuters")]
    assert [hop.name for hop in chain.without_repeats(hops)] == ["AP", "Reuters"]


def test_two_pronouns_may_be_two_people() -> None:
    assert line("[s1 He] [c1 said] [t1 that [s2 she] [c2 knew] [t2 it would stop]].", 2).lower() == "she → he"


def _page(outlet: str | None) -> tuple[Draft, Statement]:
    draft = Draft(
        ("paragraph", "Kowal told the Dunmore Herald that the ferry would stop."), outlet=outlet, published="2023-11-05"
    )
    return draft, draft.says("that the ferry would stop", source="Kowal", cue="told")


@pytest.mark.parametrize(
    ("outlet", "names"),
    [
        (None, ["Kowal", "Dunmore Herald"]),
        ("The Lantern", ["Kowal", "Dunmore Herald"]),
        ("Dunmore Herald", ["Kowal"]),
        ("The Dunmore Herald", ["Kowal"]),
    ],
)
def test_the_outlet_of_the_page_is_no_hop(outlet: str | None, names: list[str]) -> None:
    draft, statement = _page(outlet)
    doc = language.annotate(draft.document)
    found = chain.chains(doc, [statement], document=draft.document)
    assert [hop.name for hop in found[statement.id]] == names


def test_the_agency_of_the_dateline_is_the_last_hop_of_all() -> None:
    text = "KESSEL (Reuters) - Kowal said the ferry would stop. The harbour of Kessel was closed."
    draft = Draft(("paragraph", text))
    said = draft.says("the ferry would stop", source="Kowal", cue="said")
    own = draft.says("The harbour of Kessel was closed.")
    doc = language.annotate(draft.document)
    credited = [
        Credit(name="Reuters", kind="copy", span=draft.at("Reuters")),
        Credit(name="AFP", kind="contribution", span=draft.at("KESSEL")),
    ]
    found = chain.chains(doc, [said, own], credited)
    assert [(hop.name, hop.role) for hop in found[said.id]] == [("Kowal", "speaker"), ("Reuters", "agency")]
    assert [hop.name for hop in found[own.id]] == ["Reuters"]


def test_a_caption_has_its_pictures_agency_and_nobody_else() -> None:
    draft = Draft(
        ("caption", "Boats leave the harbour at Kessel, Orrin, on June 3, 2023. (Jane Roe/AP)"),
        ("paragraph", "The mayor said the harbour was open."),
    )
    pictured = draft.says("Boats leave the harbour at Kessel, Orrin, on June 3, 2023.")
    doc = language.annotate(draft.document)
    wire = Credit(name="Reuters", kind="copy", span=draft.at("mayor"))
    found = chain.chains(doc, [pictured], [wire], document=draft.document)
    assert [(hop.name, hop.role) for hop in found[pictured.id]] == [("AP", "agency")]


def test_a_speaker_alone_is_a_chain_of_one() -> None:
    draft = Draft(("paragraph", "Kowal said the ferry would stop."))
    statement = draft.says("the ferry would stop", source="Kowal", cue="said", speaker=Speaker(kind="named-person"))
    doc = language.annotate(draft.document)
    assert chain.hops(doc, statement) == (Hop(name="Kowal", role="speaker", span=Anchor(text="Kowal", start=0, end=5)),)
