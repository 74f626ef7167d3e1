"""What a stranger finds in a clone: nothing that works on one machine only, nothing without a licence."""

from __future__ import annotations

import ast
import fnmatch
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "allegedly"

# Put together here, so that this file does not name what it forbids.
_HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("anaconda", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("crates", "io"),
    ("download.pytorch", "org"),
    ("huggingface", "co"),
    ("docker", "io"),
    ("ghcr", "io"),
)
FORBIDDEN = {
    "a registry's host": re.compile("|".join(rf"\b{re.escape('.'.join(host))}\b" for host in _HOSTS)),
    "a path of one machine": re.compile(r"(?<![\w.\-/}$*])/(?:home|Users|root|work|workspace|mnt|srv)/\w"),
}


@cache
def files() -> tuple[Path, ...]:
    """What a clone holds: tracked files; all files where this is an unpacked archive."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts)
    named = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in named if path.is_file())


def lines() -> Iterator[tuple[str, str]]:
    """Every line of every text file, with its place."""
    for path in files():
        data = path.read_bytes()
        if b"\0" in data[:4096]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def canonical(requirement: str) -> str:
    """The name in a requirement, written as pip compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


def pins() -> dict[str, str]:
    rows = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    return {canonical(row): row for row in rows}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    assert [place for place, line in lines() if FORBIDDEN[what].search(line)] == []


@pytest.mark.parametrize(
    ("what", "line", "forbidden"),
    [
        ("a registry's host", "https://pypi" + ".org/simple", True),
        ("a registry's host", "files.pythonhosted" + ".org", True),
        ("a registry's host", "happypi" + ".organ", False),
        ("a path of one machine", "open('/home" + "/ada/x.txt')", True),
        ("a path of one machine", "cd /work" + "/main", True),
        ("a path of one machine", "https://courier.example/work/1", False),
        ("a path of one machine", "at home/work or abroad", False),
    ],
)
def test_what_is_forbidden_is_recognised(what: str, line: str, forbidden: bool) -> None:  # noqa: FBT001
    assert bool(FORBIDDEN[what].search(line)) is forbidden


def test_pins_are_names_and_versions_and_nothing_else() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert "://" not in text
    for row in pins().values():
        assert re.fullmatch(r"[A-Za-z0-9][\w.\-]*==[\w.!]+", row), row


def test_every_dependency_has_a_pin() -> None:
    described = project()
    extras = described["project"]["optional-dependencies"].values()
    groups = [described["build-system"]["requires"], described["project"]["dependencies"], *extras]
    wanted = {canonical(requirement) for group in groups for requirement in group} - {"allegedly"}
    assert wanted - pins().keys() == set()


def test_pins_keep_to_the_ranges_of_the_project() -> None:
    for group in project()["project"]["optional-dependencies"].values():
        for requirement in group:
            if "==" in requirement:
                assert pins()[canonical(requirement)] == requirement


def test_every_file_of_the_package_is_in_the_wheel() -> None:
    patterns = project()["tool"]["setuptools"]["package-data"]["allegedly"]
    for path in files():
        if PACKAGE in path.parents and path.suffix != ".py":
            inside = path.relative_to(PACKAGE).as_posix()
            assert any(fnmatch.fnmatch(inside, pattern.replace("**", "*")) for pattern in patterns), inside


def data_files() -> list[Path]:
    return [path for path in files() if PACKAGE in path.parents and "data" in path.parts]


def test_every_word_list_says_what_it_is_and_where_it_comes_from() -> None:
    for path in data_files():
        if path.suffix in (".json", ".toml"):
            text = path.read_text("utf-8")
            entries = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
            missing = {"about", "source", "licence"} - entries.keys()
            assert not missing, f"{path.relative_to(ROOT)} lacks {', '.join(sorted(missing))}"


def test_the_notice_names_every_data_file_and_no_other() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    named = set(re.findall(r"^  (src/allegedly/(?:\S+/)?data/\S+): \S", notice, re.MULTILINE))
    there = {path.relative_to(ROOT).as_posix() for path in data_files()}
    assert there - named == set(), "NOTICE lacks a line `  PATH: LICENCE, from where`"
    assert named - there == set(), "NOTICE names files that are not there"


def test_the_notice_names_every_corpus_the_model_was_trained_on() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    config = tomllib.loads((ROOT / "training" / "config.toml").read_text("utf-8"))
    called = {
        "passages": "training/passages",
        "ud_ewt": "ud english-ewt",
        "uner_ewt": "uner english-ewt",
        "worldwide_newswire": "worldwide english newswire",
        "crossner_politics": "crossner",
        "gum_coreference": "gum, the georgetown",
        "litbank_coreference": "litbank",
        "scifact": "scifact",
        "covidfact": "covid-fact",
        "sts_news": "semeval sts",
        "fnc1": "fnc-1",
        "pairs": "training/pairs",
        "wnut17": "wnut 2017",
    }
    for corpus in (*config["corpora"], *config["text_pairs"]):
        assert called.get(corpus["name"], corpus["name"]) in notice


def test_public_names_are_in_order() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                names = ast.literal_eval(node.value)
                assert list(names) == sorted(names), path.relative_to(ROOT)


def test_the_public_face_offers_what_it_names() -> None:
    import allegedly

    assert "read" in allegedly.__all__
    assert [name for name in allegedly.__all__ if not hasattr(allegedly, name)] == []


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_version_is_the_same_everywhere() -> None:
    import allegedly

    assert f"\nversion: {allegedly.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
