"""What kind of speaker the words of a source name, under which name, with which role."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning import source_kind
from tests.attribution.meaning.marked_pages import page, words

SAID = " [c1 said] [t1 that the bridge was closed]."

KINDS = {
    "named-person": (
        "President Osei",
        "Ms. Reth",
        "weapons expert N.R. Jenzen-Jones",
        "Ali Barakeh, a member of the movement's exiled leadership,",
        "the ministry's spokesman, Pavel Orsh,",
        "Iranian Deputy Foreign Minister Reza Amani",
        "Senator Ava Lund (R-Texas)",
        "Marek Dole, 41, a fisherman,",
        "Dana Kole of the Meridian Institute",
        "its lawyer, Odile Renner,",
        "one of them, Olga Strand,",
        "Trump and other leaders",
        "White House press secretary Josh Earnest",
        "A villager who gave only her first name, Milka,",
    ),
    "unnamed-person": (
        "a senior official",
        "the 40-year-old teacher",
        "Two residents",
        "A police spokeswoman",
        "One of the diplomats",
        "An Israeli official",
        "Mr. Varrow's envoy",
        "a person familiar with the plan",
        "A senior official of the Northern Front",
        "Three people who were in the room",
        "his mother",
        "the whistle-blower",
        "someone",
    ),
    "named-group": (
        "the foreign ministry",
        "China's foreign ministry",
        "Pyongyang",
        "the Kremlin",
        "The White House",
        "The United Nations Security Council",
        "Amnesty International",
        "The company",
        "The union, which represents 2,100 workers,",
        "police",
        "The army",
        "the Clinton campaign",
        "The freighter's owner, Corvane Shipping,",
        "The medical charity Open Hands",
        "The World Health Organization (WHO)",
        "the mayor's office",
        "a report by the Norwegian Refugee Council",
    ),
    "unnamed-group": (
        "officials",
        "Weapons experts",
        "critics",
        "the rebels",
        "People familiar with the matter",
        "activists in the capital",
        "Prosecutors",
        "Most Democrats",
        "the Israelis",
        "the Chinese",
        "state and local leaders",
        "A group of parents",
        "a Chinese company",
        "Some environmental groups",
        "the victim's family",
        "Israeli authorities",
        "Others",
        "58 percent of voters",
    ),
    "document": (
        "a report",
        "court papers",
        "The indictment",
        "Satellite images",
        "Evidence",
        "a video",
        "An email",
        "federal data",
        "Phone records",
        "A study published in a medical journal",
        "A cache of e-mails leaked to the paper",
        "The 61-page complaint",
        "The memo",
    ),
    "poll": ("A poll", "a survey by the Dorn Group", "exit polls", "A Bloomberg poll"),
    "outlet": (
        "Reuters",
        "The New York Times",
        "State television",
        "The newspaper",
        "the news agency Tarsus",
        "The Israeli newspaper Haaretz",
        "North Korean state-run KCNA news agency",
        "Local media",
        "the Dunmore Herald",
        "Radio Velmar",
        "the daily Dagsposten",
    ),
    "unknown": ("he", "She", "it", "They", "who"),
}


def _asked(source: str) -> tuple[str, str | None, str | None, str | None]:
    doc, _, (statement, *_) = page(f"[s1 {source}]{SAID}")
    role, affiliation = source_kind.role(doc, statement)
    kind = source_kind.source_kind(doc, statement).value
    return kind, words(doc, source_kind.description(doc, statement)), words(doc, role), words(doc, affiliation)


@pytest.mark.parametrize(("source", "kind"), [(source, kind) for kind, those in KINDS.items() for source in those])
def test_the_kind_of_a_source(source: str, kind: str) -> None:
    assert _asked(source)[0] == kind


def test_a_pronoun_is_left_to_a_later_step() -> None:
    doc, _, (statement, *_) = page(f"[s1 He]{SAID}")
    finding = source_kind.source_kind(doc, statement)
    assert finding.value == "unknown"
    assert finding.sure < 0.5
    assert source_kind.description(doc, statement) is None


def test_nobody_named_is_unknown() -> None:
    doc, _, (statement, *_) = page("It was [c1 alleged] [t1 that the bridge was closed].")
    assert source_kind.source_kind(doc, statement).value == "unknown"
    assert source_kind.role(doc, statement) == (None, None)


def test_an_outlet_that_looks_into_things_is_a_group() -> None:
    doc, _, (statement, *_) = page("[s1 Reuters] [c1 could not verify] [t1 either account].")
    assert source_kind.source_kind(doc, statement).value == "named-group"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ali Barakeh, a member of the exiled leadership,", "Ali Barakeh"),
        ("weapons expert N.R. Jenzen-Jones", "N.R. Jenzen-Jones"),
        ("Dr. Anders Pohl", "Anders Pohl"),
        ("Sen. Marco Rubio", "Marco Rubio"),
        ("the ministry's spokesman, Pavel Orsh,", "Pavel Orsh"),
        ("A senior official of the Northern Front", "senior official of the Northern Front"),
        (
            "Two intelligence officials from a neighbouring country",
            "Two intelligence officials from a neighbouring country",
        ),
        (
            "a commander reached by telephone in the hills, who asked not to be named,",
            "commander reached by telephone in the hills",
        ),
        ("A person close to the premier, who was not authorised to speak,", "person close to the premier"),
        ("its defence ministry", "defence ministry"),
        ("North Korean state-run KCNA news agency", "KCNA"),
        ("the firm of Lowe & Partners", "Lowe & Partners"),
        ("a report by the Norwegian Refugee Council", "Norwegian Refugee Council"),
        ("Satellite images taken on Monday and reviewed by two analysts", "Satellite images taken on Monday"),
        ("Donald Trump's", "Donald Trump"),
    ],
)
def test_the_name_or_description(source: str, name: str) -> None:
    assert _asked(source)[1] == name


@pytest.mark.parametrize(
    ("source", "role", "affiliation"),
    [
        (
            "Ali Barakeh, a member of Hamas's exiled leadership based in Beirut,",
            "member of Hamas's exiled leadership",
            "Hamas",
        ),
        ("Greta Nystrom, an analyst at the Polis Institute,", "analyst", "Polis Institute"),
        ("the ministry's spokesman, Pavel Orsh,", "spokesman", "ministry"),
        ("Iranian Deputy Foreign Minister Reza Amani", "Deputy Foreign Minister", "Iranian"),
        ("Senator Ava Lund (R-Texas)", "Senator", "R-Texas"),
        ("Marek Dole, 41, a fisherman,", "fisherman", None),
        ("A spokeswoman for the army, Dana Kole,", "spokeswoman for the army", "army"),
        ("Dana Kole of the Meridian Institute", None, "Meridian Institute"),
        ("Dana Kole, who teaches politics at the University of Sella,", None, "University of Sella"),
        ("weapons expert N.R. Jenzen-Jones", "weapons expert", None),
        ("White House press secretary Josh Earnest", "press secretary", "White House"),
        ("Defense Secretary Ash Carter", "Defense Secretary", None),
        ("Major Tal Oshev, a border commander,", "border commander", None),
        ("Ms. Reth", None, None),
        ("The White House", None, None),
        ("his lawyer, Odile Renner,", "lawyer", None),
    ],
)
def test_role_and_affiliation(source: str, role: str | None, affiliation: str | None) -> None:
    assert _asked(source)[2:] == (role, affiliation)


def test_a_surname_is_what_its_full_name_is_elsewhere_on_the_page() -> None:
    doc, _, statements = page(
        "[s1 Gerda Cook, the minister,] [c1 said] [t1 no]. [s2 Cook] [c2 added] [t2 that she would stay]."
    )
    assert source_kind.source_kind(doc, statements[1]).value == "named-person"


def test_a_firm_is_what_an_apposition_elsewhere_calls_it() -> None:
    doc, _, statements = page(
        "[s1 Helvane, the maker of drinking-water filters,] [c1 said] [t1 no]. [s2 Helvane] [c2 added] [t2 "
        "that it would stay]."
    )
    assert [source_kind.source_kind(doc, one).value for one in statements] == ["named-group", "named-group"]
