"""HTML → text as a browser shows it."""

from __future__ import annotations

import pytest

from allegedly.intake.html import render


def shown(markup: str) -> list[str]:
    return [passage.text for passage in render(markup).passages]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One  two\n three<p>Four", ["One two three", "Four"]),
        ("<p>wor<b>ld</b> <i> wide</i>.", ["world wide."]),
        ("<p>one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<p>one<br>&nbsp;<br>two", ["one", "two"]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ("<p>AT&amp;T &lt;b&gt; &#8220;x&#8221; &hellip;&nbsp;y", ["AT&T <b> “x” …\u00a0y"]),
        ("<p>a<script>b</script><style>c</style><!-- d --><template>e</template><noscript>f</noscript>g", ["ag"]),
        ("<p hidden>a</p><p style='color:red;DISPLAY : none'>b</p><p>c", ["c"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<table>lost?<tr><td>a</table>", ["lost?", "a"]),
        ("text without any element", ["text without any element"]),
        ("<p>a</p></body></html>after the end", ["a", "after the end"]),
        ("<select><option>a<option>b</select><textarea>c\nd</textarea>", ["a", "b", "c\nd"]),
        ("<p>a\u2028b\u0085c\fd", ["a\nb\nc d"]),
        ("<svg><title>no</title><text>yes</text></svg>", ["yes"]),
        ("<p>a<wbr>b<img alt=no>c", ["abc"]),
        ("<title>no</title><p>yes", ["yes"]),
    ],
)
def test_what_a_browser_shows(markup: str, text: list[str]) -> None:
    assert shown(markup) == text


def test_a_passage_knows_its_elements_and_links() -> None:
    (passage,) = render("<article><p class=x>See <a href=/y>the pier</a> now").passages
    assert [element.tag for element in passage.element.line()] == ["p", "article", "body", "html"]
    assert passage.element.hints == "x"
    assert passage.linked == len("the pier")
    assert [(offset, element.tag) for offset, element in passage.runs] == [(0, "p"), (4, "a"), (12, "p")]
    assert passage.element.size == len("See the pier now")
