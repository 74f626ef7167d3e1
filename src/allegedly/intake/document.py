"""The room's door: bytes, a path or a text → a Document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from allegedly.errors import EmptyInput, TooLarge, UnreadableFile
from allegedly.intake import language, metadata, page, sniff
from allegedly.intake import text as bare
from allegedly.intake.blocks import finish
from allegedly.intake.encoding import Decoded, decode
from allegedly.intake.facts import Facts, sibling
from allegedly.intake.html import Page, render
from allegedly.records.document import Block, Document
from allegedly.records.problem import Problem

#: 32 MB; the longest news page is a hundredth of that. 20 MB of HTML are read in half a minute (docs/intake.md).
MAXIMUM_BYTES = 32_000_000

_NEWLINES = re.compile(r"\r\n|[\r\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_LARGEST_HIDDEN_SHARE = 0.5
_SMALLEST_HIDDEN = 400


def read(source: bytes | str | os.PathLike[str], *, name: str | None = None, facts: Facts | None = None) -> Document:
    """Turn a news item into a Document: its text, its blocks and what it says of itself.

    Args:
        source: Content as bytes, or the path of a file as `str` or PathLike.
        name: What to call the source in messages; its ending helps where the bytes leave open what they are.
        facts: What the caller knows. Goes before the sibling `NAME.meta.json` of a path, and that before the page.

    Returns:
        A Document whose blocks hold every character of its text that is not white space, each in one block.

    Raises:
        EmptyInput: nothing to read.
        BinaryInput: no text.
        UndecodableInput: text in no known encoding.
        TooLarge: more than `MAXIMUM_BYTES`.
        UnsupportedMedia: a known format that is not read: PDF, archives, office files, XML, JSON.
        UnreadableFile: the path is missing, a directory, or may not be read.
        BadMetadata: the sibling file says something impossible.
    """
    problems: tuple[Problem, ...] = ()
    if not isinstance(source, bytes):
        path = Path(source)
        name = name or path.name
        data = _content(path)
        beside, problems = sibling(path)
        facts = facts.over(beside) if facts else beside
    else:
        data = source
    document = _document(data, name=name or "the input", facts=facts or Facts())
    return document.model_copy(update={"problems": (*problems, *document.problems)}) if problems else document


def of_text(text: str, *, facts: Facts | None = None) -> Document:
    """The Document of a bare text that is already characters; never taken for HTML.

    Raises:
        EmptyInput: nothing but white space.
        TooLarge: more than `MAXIMUM_BYTES` as UTF-8.
    """
    data = text.encode("utf-8", "surrogatepass")
    _check_size(len(data), name="the text")
    return _of_bare(Decoded(text.removeprefix("\ufeff"), "utf-8"), data, name="the text", facts=facts or Facts())


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} should be a file, but is a directory.")
        with path.open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"{path} is not there; check the path.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from error


def _check_size(size: int, *, name: str) -> None:
    if size > MAXIMUM_BYTES:
        raise TooLarge(
            f"{name} has more than {MAXIMUM_BYTES // 1_000_000} MB, which no news item has; "
            "split it into one file for each item."
        )


def _document(data: bytes, *, name: str, facts: Facts) -> Document:
    _check_size(len(data), name=name)
    if not data.strip():
        raise EmptyInput(f"{name} is empty; there is nothing to read.")
    sniff.refuse(data, name=name)
    decoded = decode(data)
    if sniff.media(decoded.text, name=name) == "text/plain":
        return _of_bare(decoded, data, name=name, facts=facts)
    return _of_page(decoded, data, name=name, facts=facts)


def _of_bare(decoded: Decoded, data: bytes, *, name: str, facts: Facts) -> Document:
    text = _NEWLINES.sub("\n", decoded.text)
    if not text.strip():
        raise EmptyInput(f"{name} holds nothing but white space; there is nothing to read.")
    blocks = finish(text, bare.pieces(text, title=facts.title))
    headline = next((block for block in blocks if block.kind == "headline"), None)
    title = " ".join(headline.span.of(text).split()) if headline is not None and headline.start < 2_000 else None
    known = facts.over(Facts(title=title, language=_detected(text, blocks)))
    problems = (*decoded.problems, *_controls(text))
    return _make(text, blocks, data, known, media_type="text/plain", encoding=decoded.encoding, problems=problems)


def _of_page(decoded: Decoded, data: bytes, *, name: str, facts: Facts) -> Document:
    rendered = render(decoded.text)
    if not rendered.passages:
        raise EmptyInput(
            f"{name} is an HTML page without any visible text; save it from a browser, where scripts write it."
        )
    said = metadata.read(rendered)
    known = facts.over(said.facts)
    laid = page.lay_out(rendered, title=known.title)
    blocks = finish(laid.text, laid.pieces)
    stated = facts.language or language.reconcile(said.facts.language, _detected(laid.text, blocks))
    problems = (*decoded.problems, *_controls(decoded.text), *_losses(rendered, decoded.text), *laid.problems)
    return _make(
        laid.text,
        blocks,
        data,
        known.model_copy(update={"language": stated, "title": known.title or _headline(laid.text, blocks)}),
        authors=said.authors,
        media_type="text/html",
        encoding=decoded.encoding,
        problems=problems,
    )


def _make(text: str, blocks: tuple[Block, ...], data: bytes, facts: Facts, **fields: object) -> Document:
    media_type, encoding = str(fields.pop("media_type")), str(fields.pop("encoding"))
    return Document.make(text, blocks, raw=data, media_type=media_type, encoding=encoding, **dict(facts), **fields)


def _headline(text: str, blocks: Iterable[Block]) -> str | None:
    return next((" ".join(block.span.of(text).split()) for block in blocks if block.kind == "headline"), None)


def _detected(text: str, blocks: Iterable[Block]) -> str | None:
    """The language of the paragraphs, or of everything where there is none."""
    pieces: list[str] = []
    size = 0
    for block in blocks:
        if block.kind == "paragraph" and size < 4_000:
            pieces.append(text[block.start : min(block.end, block.start + 4_000)])
            size += len(pieces[-1])
    return language.detect(" ".join(pieces) if pieces else text)


def _controls(text: str) -> tuple[Problem, ...]:
    """A problem where the text holds characters that no text should hold."""
    found = _CONTROLS.search(text)
    if found is None:
        return ()
    count = len(_CONTROLS.findall(text))
    message = f"{count} control character(s), such as U+{ord(found.group()):04X}, stand in the source. Is it damaged?"
    return (Problem(code="P103", message=message),)


def _losses(rendered: Page, markup: str) -> Iterable[Problem]:
    """What of the page cannot be seen in its text."""
    shown = sum(len(passage.text) for passage in rendered.passages)
    if rendered.hidden > max(_SMALLEST_HIDDEN, _LARGEST_HIDDEN_SHARE * shown):
        message = f"The page hides {rendered.hidden} characters of text (it shows {shown}); they were left out."
        yield Problem(code="P107", message=message)
    if rendered.simplified:
        message = "The page nests deeper, or has longer tags, than browsers allow; some elements were dropped, no text."
        yield Problem(code="P108", message=message)
    if (unclosed := _unclosed(markup)) is not None:
        yield Problem(code="P110", message=f'The page ends inside "{unclosed}"; it was probably cut short.')


def _unclosed(markup: str) -> str | None:
    """What the page ends inside of, and what a browser therefore does not show; None where it is whole."""
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        begins = [match.start() for match in re.finditer(re.escape(opening), markup, re.I)]
        if begins and not re.compile(re.escape(closing), re.I).search(markup, begins[-1]):
            return opening
    last = markup.rfind("<")
    return "<" if last >= 0 and markup[last + 1 : last + 2].isalpha() and ">" not in markup[last:] else None
