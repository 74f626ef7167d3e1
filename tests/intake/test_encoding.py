"""Which encoding the bytes are in."""

from __future__ import annotations

import pytest

from allegedly import intake
from allegedly.intake.encoding import decode
from tests.intake import pages

CURLY = "Mara said: “We won’t wait” – the café’s owner agreed, naïvely. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_its_mark(encoding: str) -> None:
    assert decode(CURLY.encode(encoding)).text == CURLY


def test_windows_1252_that_nobody_declared() -> None:
    decoded = decode(CURLY.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (CURLY, "windows-1252")
    assert [problem.code for problem in decoded.problems] == ["P101"]


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("windows-1251", "cp1251"),
        ("Shift_JIS", "cp932"),
        ("gb2312", "gb18030"),
    ],
)
def test_declared_encodings_are_read_as_browsers_read_them(label: str, encoding: str) -> None:
    words = {
        "cp1252": CURLY,
        "cp1251": "Порт закрыт, сообщил совет. ",
        "cp932": "港は閉鎖された。",
        "gb18030": "港口已关闭。",
    }[encoding]
    page = f'<html><head><meta charset="{label}"></head><body><p>{words * 4}</p></body></html>'
    document = intake.read(page.encode(encoding))
    assert words.strip() in document.text
    assert not {"P101", "P102"} & {problem.code for problem in document.problems}


def test_utf8_that_declares_something_else_is_utf8() -> None:
    page = pages.COURIER.replace('charset="utf-8"', 'charset="iso-8859-1"')
    document = intake.read(page.encode())
    assert document.encoding == "utf-8"
    assert pages.SAID in document.text


def test_windows_1252_that_declares_utf8_is_read_with_a_problem() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{CURLY * 3}</p></body></html>'
    document = intake.read(page.encode("cp1252"))
    assert "“We won’t wait”" in document.text
    assert document.problems[0].code == "P101"


def test_an_encoding_that_is_no_text_encoding_is_not_obeyed() -> None:
    for label in ("rot13", "hex", "punycode", "idna", "no-such-thing", "utf-7"):
        page = f'<html><head><meta charset="{label}"></head><body><p>{CURLY}</p></body></html>'
        assert CURLY.strip() in intake.read(page.encode()).text


def test_russian_that_nobody_declared() -> None:
    words = "Северный причал закрыт из-за трещин, сообщил совет порта во вторник. " * 5
    decoded = decode(words.encode("cp1251"))
    assert decoded.text == words
    assert "P101" in [problem.code for problem in decoded.problems]


def test_a_few_broken_places_do_not_change_the_encoding() -> None:
    data = (CURLY * 3).encode().replace("é".encode(), b"\xe9", 1)
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert [problem.code for problem in decoded.problems] == ["P102"]
