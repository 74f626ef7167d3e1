"""Bytes → Document: what kind of thing it is, which characters, which parts.

In:      bytes, or the path of a file: plain text or HTML, in any encoding, whole or damaged; `of_text` takes a `str`.
Out:     a `Document`: its text, made once and never changed again; its blocks (headline, dek, byline, dateline,
         paragraph, caption, credit, correction, boilerplate), which hold every character that is not white space;
         what is known of outlet, date, address, title, language; and the problems met on the way.
Offsets: code points of `Document.text`. Line ends become "\\n" once; nothing else in a bare text is changed.
Cost:    a page of 900 words 10 ms (the first one a second, for the libraries); 20 MB of HTML 20 s and 1 GB.
Fails:   with an `IntakeError` (A2xx) where nothing can be read. What can be read in part is read, and the rest is a
         `Problem` (P1xx, docs/problems.md).

`fetch` gets the bytes of a page from a URL (`Fetcher` those of many); nothing else here opens a connection.
"""

from allegedly.intake.document import MAXIMUM_BYTES, of_text, read
from allegedly.intake.facts import Facts
from allegedly.intake.fetch import Fetched, Fetcher, fetch
from allegedly.intake.limits import Limits

__all__ = ["Facts", "Fetched", "Fetcher", "Limits", "MAXIMUM_BYTES", "fetch", "of_text", "read"]
