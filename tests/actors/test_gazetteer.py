"""Who is meant by a name in print, as a reader would say; and what happens with lists of one's own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from allegedly.actors.actor_lists import COLUMNS
from allegedly.actors.entries import Code
from allegedly.actors.gazetteer import Gazetteer, gazetteer, sectors
from allegedly.errors import ActorListError, ConfigurationError
from training.gazetteer.__main__ import default_folder, up_to_date
from training.gazetteer.build import missing

DATA = Path(__file__).parents[2] / "src" / "allegedly" / "actors" / "data"

# The name as printed, and everybody who bears it: key of the entry, and as what.
NAMES = {
    "a state": ("Iran", {("ir", "name")}),
    "an older name": ("Turkey", {("tr", "alias")}),
    "a bird": ("turkey", set()),
    "in capitals": ("TURKEY", {("tr", "alias")}),
    "an abbreviation": ("US", {("us", "alias")}),
    "with full stops": ("U.S.", {("us", "alias")}),
    "a pronoun": ("us", set()),
    "an article before it": ("the United Kingdom", {("gb", "alias"), ("gb", "name")}),
    "a question": ("Who", set()),
    "a possessive": ("Iran's", {("ir", "name")}),
    "a demonym": ("Iranian", {("ir", "demonym")}),
    "people": ("Iranians", {("ir", "demonym")}),
    "people of two words": ("North Koreans", {("kp", "demonym")}),
    "two states' people": ("Korean", {("kp", "demonym"), ("kr", "demonym")}),
    "two states' people, small": ("korean", set()),
    "two islands' people": ("Dominicans", {("dm", "demonym"), ("do", "demonym")}),
    "two Congos": ("Congo", {("cd", "alias"), ("cg", "alias")}),
    "a state and a part of another": ("Georgia", {("ge", "name"), ("us-ga", "name")}),
    "a capital and its state": ("Pyongyang", {("kp", "seat"), ("pyongyang", "name")}),
    "a capital, a district, a state": ("Washington", {("us", "seat"), ("us-dc", "alias"), ("us-wa", "name")}),
    "a residence with an accent": ("Élysée", {("fr", "seat")}),
    "a residence without": ("Elysee Palace", {("fr", "seat")}),
    "a street": ("Downing Street", {("gb", "seat")}),
    "a seat that is no capital": ("The Hague", {("nl", "seat")}),
    "hyphens": ("Guinea Bissau", {("gw", "name")}),
    "apostrophes": ("Cote d’Ivoire", {("ci", "name")}),
    "a saint": ("St. Lucia", {("lc", "name")}),
    "a disputed territory": ("Abkhazia", {("ge-ab", "name")}),
    "a state that was": ("Soviet", {("suhh", "demonym")}),
    "a joke": ("Best Korea", set()),
    "a town that the source takes for its state": ("Kandahar", set()),
    "a region that the source puts into another state": ("Jeolla", set()),
    "a town's nickname": ("NYC", set()),
    "a given name": ("John", set()),
    "a surname alone": ("Karzai", set()),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMES)
def test_a_name_means(what: str) -> None:
    printed, meant = NAMES[what]
    found = {(sense.entry.key, sense.by) for sense in gazetteer().senses(printed)}
    assert found <= meant if what == "an article before it" else found == meant
    assert bool(found) is bool(meant)


@pytest.mark.parametrize(
    ("printed", "kind", "country"),
    [
        ("Hamas", "armed-group", "PSE"),
        ("Hezbollah", "armed-group", "LBN"),
        ("Boko Haram", "armed-group", "NGA"),
        ("NATO", "organisation", ""),
        ("Nato", "organisation", ""),
        ("European Union", "organisation", ""),
        ("UNICEF", "organisation", ""),
        ("Kofi Annan", "person", ""),
        ("Hamid Karzai", "person", "AFG"),
        ("Likud", "party", "ISR"),
        ("Gaza", "place", "PSE"),
        ("Kurdish", "people", ""),
    ],
)
def test_a_name_is_of_somebody_of_this_kind(printed: str, kind: str, country: str) -> None:
    found = [sense.entry for sense in gazetteer().senses(printed)]
    assert [entry.kind for entry in found] == [kind]
    assert found[0].country == country


def test_every_party_of_a_common_name_stays() -> None:
    countries = {sense.entry.country for sense in gazetteer().senses("Republican Party")}
    assert {"USA", "TUN"} <= countries
    assert all(sense.entry.kind == "party" for sense in gazetteer().senses("Republican Party"))


def test_states_have_their_identifiers() -> None:
    iran = gazetteer().entry("ir")
    assert iran is not None
    assert (iran.wikidata, iran.iso2, iran.iso3, iran.schema, iran.cameo) == (
        "Q794", "IR", "IRN", "Country", (Code("IRN"),)
    )  # fmt: skip
    assert gazetteer().entry("nowhere") is None


def test_every_state_of_the_united_nations_has_people_and_a_seat() -> None:
    states = [entry for entry in gazetteer() if entry.kind == "state" and not entry.sort and entry.schema == "Country"]
    assert len(states) > 190
    lacking = [entry.name for entry in states if not entry.demonyms or not (entry.seats or entry.iso3 in CITY_STATES)]
    assert lacking == ["Holy See"]


CITY_STATES = {"SGP", "MCO", "LUX", "SMR", "VAT", "DJI", "STP"}


def test_no_person_is_known_by_one_word_and_common_words_are_called_weak() -> None:
    for entry in gazetteer():
        if entry.kind == "person":
            assert all(" " in name or "-" in name for name in (entry.name, *entry.aliases)), entry
    assert {sense.entry.sort for sense in gazetteer().senses("Moderates")} == {"weak"}
    assert gazetteer().senses("Reuters PLC Holdings") == ()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("1988-06-01", "AFGELI"),
        ("2003", "AFGGOV"),
        ("2003-05-04", "AFGGOV"),
        ("2013-12", "AFGGOV"),
        ("2019-01-01", "AFGELI"),
        (None, "AFGELI"),
        ("XXXX-05-04", "AFGELI"),
    ],
)
def test_a_code_is_the_one_of_that_day(day: str | None, code: str) -> None:
    karzai = gazetteer().senses("Hamid Karzai")[0].entry
    assert gazetteer().code(karzai, day) == code


def test_who_had_no_office_then_has_no_code(tmp_path: Path) -> None:
    known = with_list(tmp_path, "name,kind,cameo", "Ada Vorn,person,ITAGOV 2001-02-03/2004")
    vorn = known.senses("Ada Vorn")[0].entry
    assert known.code(vorn, "2001-02-03") == "ITAGOV"
    assert known.code(vorn, "2005-01-01") is None
    assert known.code(vorn, "2001") is None  # Not all of that year.
    assert known.code(vorn, None) is None


@pytest.mark.parametrize(
    ("tokens", "start", "length"),
    [
        ("North Korea said", 0, 2),
        ("in Port - au - Prince on Monday", 1, 5),
        ("Iran 's envoy", 0, 1),
        ("the People 's Republic of China 's envoy", 1, 5),
        ("the Kremlin", 0, 0),
        ("the Kremlin", 1, 1),
        ("told us that", 1, 0),
        ("South Korean officials", 0, 2),
        ("South African Airways", 2, 0),
        ("in Guinea , Bissau", 1, 1),
        ("( Iran )", 1, 1),
    ],
)
def test_the_longest_name_from_a_token(tokens: str, start: int, length: int) -> None:
    assert gazetteer().longest(tokens.split(), start) == length


def with_list(folder: Path, *lines: str) -> Gazetteer:
    path = folder / "mine.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return gazetteer(path)


def test_a_list_of_ones_own_is_laid_over_the_package(tmp_path: Path) -> None:
    known = with_list(
        tmp_path,
        "key,name,kind,aliases,demonyms,seats,country",
        "orland,Orland,state,Kingdom of Orland,Orlander|Orlanders,Vorn Castle,ORL",
        "ir,Iran,state,,Iranian,,IRN",
        ",Georgia Vorn Institute,organisation,Likud,,,ORL",
    )
    assert [(one.entry.key, one.by) for one in known.senses("Vorn Castle")] == [("orland", "seat")]
    assert [one.entry.source for one in known.senses("Iran")] == ["mine.csv"]
    assert known.senses("Tehran")[0].entry.key == "tehran"  # The package's Iran, with its seat, is gone.
    assert [one.entry.name for one in known.senses("Likud")] == ["Georgia Vorn Institute"]
    assert known.senses("Orlanders")[0].by == "demonym"
    assert known.longest(["the", "Kingdom", "of", "Orland", "said"], 1) == 3
    assert {one.entry.key for one in known.senses("Georgia")} == {"ge", "us-ga"}
    assert [one.entry.key for one in gazetteer().senses("Iran")] == ["ir"]


def test_only_a_name_is_needed_and_keys_are_made_of_it(tmp_path: Path) -> None:
    known = with_list(tmp_path, "name", "Vorn & Söhne", "Vorn & Söhne")
    assert [one.entry.key for one in known.senses("Vorn and Sohne")] == ["vorn-and-sohne", "vorn-and-sohne-2"]
    assert known.senses("Vorn & Söhne")[0].entry.kind == "other"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("nme", "Vorn"), "mine.csv, row 1: the column 'nme' is unknown; there are key, name, kind"),
        (("key", "vorn"), "mine.csv, row 1: the column 'name' was wanted; there came key."),
        (("name,kind", "Vorn,robot"), "mine.csv, row 2, column 'kind': one of person, state"),
        (("name,kind", "Vorn,robot"), "was wanted; 'robot' came."),
        (
            ("name,country", "Vorn,Italy"),
            "row 2, column 'country': an ISO 3166 code of three capitals was wanted; 'Ita",
        ),
        (("name,cameo", "Ada,ITAGOV", "Vorn,itagov"), "row 3, column 'cameo': CAMEO codes were wanted"),
        (("name,cameo", "Vorn,ITAGOV next year"), "'ITAGOV next year' came."),
        (("name,kind", ",person"), "row 2, column 'name': a name was wanted; it is empty."),
        (("name", "Vorn,person"), "row 2: 1 cells were wanted, as in row 1; 2 came."),
        (("key,name", "one,Ada", "one,Vorn"), "row 3, column 'key': 'one' came in row 2 already."),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused_where_it_is_wrong(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(ActorListError) as refused:
        with_list(tmp_path, *lines)
    assert said in str(refused.value)
    assert str(refused.value).startswith("A402 ")
    assert isinstance(refused.value, ConfigurationError)


def test_a_list_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ActorListError, match="cannot be read"):
        gazetteer(tmp_path / "nowhere.csv")
    (tmp_path / "bytes.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(ActorListError, match="UTF-8"):
        gazetteer(tmp_path / "bytes.csv")


def test_the_columns_are_those_of_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "gazetteer.md").read_text("utf-8")
    assert [column for column in COLUMNS if f"| `{column}` |" not in guide] == []


def test_sectors_of_role_nouns() -> None:
    known = sectors()
    assert (known["envoy"], known["prime minister"], known["soldier"], known["rebel"]) == ("GOV", "GOV", "MIL", "REB")
    assert "spokesman" not in known
    assert all(code.isupper() and len(code) % 3 == 0 for code in known.values())


def test_it_is_small_loads_once_and_quickly() -> None:
    assert (DATA / "gazetteer.jsonl.gz").stat().st_size < 2_500_000
    assert gazetteer() is gazetteer()
    code = (
        "import time\n"
        "from allegedly.actors.gazetteer import gazetteer\n"
        "start = time.perf_counter()\n"
        "gazetteer().senses('Iran')\n"
        "print(time.perf_counter() - start)"
    )
    taken = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in "ab"]
    assert min(taken) < 0.25  # 0.05 s on a quiet machine; busy ones are given some time.


def test_asking_again_costs_nothing() -> None:
    known = gazetteer()
    names = [printed for printed, _ in NAMES.values()]
    start = time.perf_counter()
    for _ in range(100):
        for name in names:
            known.senses(name)
    assert time.perf_counter() - start < 1


def test_the_file_says_what_it_was_made_from() -> None:
    with gzip.open(DATA / "gazetteer.jsonl.gz", "rt", encoding="utf-8") as file:
        header = json.loads(file.readline())
    assert len(header["sources"]) > 8
    for source in header["sources"]:
        assert source["origin"]
        assert source["licence"]
        assert len(source["sha256"]) == 64
        assert source["rows"] > 0


def test_the_file_is_as_new_as_its_sources() -> None:
    folder = default_folder()
    if missing(folder):
        pytest.skip("the sources of others are not here")
    assert up_to_date(folder), "run `python -m training.gazetteer`"
