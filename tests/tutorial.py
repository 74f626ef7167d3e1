"""`python -m tests.tutorial`: type every command of docs/tutorial.md again and write down what a person sees now.

Run it when what is printed has changed on purpose, and read the difference before it is committed.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.test_docs import DOCS, furnished, shown, typed_at_a_terminal

# What differs from one run to the next.
_CHANGING = (
    (r"dec_[a-z0-9]{20}", "dec_…"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "…"),
    (r"last seal [0-9a-f]{64}", "last seal …"),
    (r" +[\d,]+  bytes", "…  bytes"),
)


def main() -> None:
    """Renew the page."""
    page = DOCS / "tutorial.md"
    with tempfile.TemporaryDirectory() as folder:
        desk = furnished(Path(folder))

        def renewed(block: re.Match[str]) -> str:
            typed = [command for command, _ in shown(block[1])]
            return (
                "```terminal\n"
                + "".join(f"$ {one}\n{_masked(typed_at_a_terminal(one, desk))}" for one in typed)
                + "```"
            )

        text = re.sub(r"^```terminal\n(.*?)^```$", renewed, page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    page.write_text(text, "utf-8")


def _masked(seen: str) -> str:
    for pattern, mask in _CHANGING:
        seen = re.sub(pattern, mask, seen)
    return "".join(f"{line.rstrip()}\n" for line in seen.strip("\n").splitlines())


if __name__ == "__main__":
    main()
