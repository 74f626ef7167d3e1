"""`python -m training.card`: the model card, from the config, the export's card and the figures of `make eval`.

python -m evaluation --json > runs/figures.json
python -m training.card --figures runs/figures.json > docs/model-card.md
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LICENCES = {
    "polnear": "none stated",
    "passages": "CC BY-SA 4.0 (our own)",
    "ud_ewt": "CC BY-SA 4.0",
    "gum": "CC BY / CC BY-SA for these genres",
    "worldwide_newswire": "none stated",
    "crossner_politics": "MIT; texts CC BY-SA",
    "re3d": "public domain, OGL 3.0, CC BY, CC BY-SA by document",
    "gum_coreference": "CC BY for these genres",
    "litbank_coreference": "CC BY 4.0",
    "fever": "texts CC BY-SA 3.0",
    "covidfact": "none stated",
    "scifact": "none stated",
    "sts_news": "none stated",
    "fnc1": "none stated",
    "pairs": "CC BY-SA 4.0 (our own)",
}


def card(config: dict[str, Any], exported: dict[str, Any], figures: dict[str, Any] | None) -> Iterator[str]:
    """The lines of the card."""
    yield "# Model card"
    yield ""
    yield f"`{exported['version']}`: {exported['base']}, fine-tuned for several heads, int8."
    yield f"Trained for {exported['steps']:,} steps over {exported['pieces']:,} word pieces."
    yield ""
    yield f"Weights: {exported['weights_licence']}. Code: Apache-2.0."
    yield f'Training data, with `licence = "{config["licence"]}"` in the config:'
    yield ""
    yield "| corpus | licence | share of windows and pairs |"
    yield "|---|---|---|"
    every = [*config["corpora"], *config["text_pairs"]]
    used = [corpus for corpus in every if config["licence"] == "all" or corpus["core"]]
    total = sum(corpus["share"] for corpus in used)
    for corpus in used:
        yield f"| {corpus['name']} | {_LICENCES[corpus['name']]} | {100 * corpus['share'] / total:.0f} % |"
    yield ""
    yield "| file | bytes | SHA-256 |"
    yield "|---|---|---|"
    for name, digest in exported["sha256"].items():
        yield f"| {name} | {exported['bytes'][name]:,} | `{digest}` |"
    yield ""
    yield "## Limits"
    yield ""
    yield "English news and web text, mostly American and of 2000 to 2017. It proposes who is said to have said what."
    yield "It does not know what is true, and it makes the errors that the figures below count: look at a statement"
    yield "before you print it. More: [limits.md](limits.md)."
    if figures is None:
        return
    yield ""
    yield "## Figures on dev data"
    for corpus in figures["corpora"]:
        yield ""
        yield f"**{corpus['name']}** ({corpus['documents']} documents, gold `{corpus['gold_sha256'][:12]}`)"
        yield ""
        yield "| figure | value |"
        yield "|---|---|"
        for figure in corpus["figures"]:
            if ".B4." not in figure["name"] and figure["value"] is not None:
                yield f"| {figure['name']} | {100 * figure['value']:.1f} |"


def main() -> None:
    """Print the card."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("src/allegedly/language/model"))
    parser.add_argument("--figures", type=Path, help="what `python -m evaluation --json` printed")
    arguments = parser.parse_args()
    config = tomllib.loads(Path("training/config.toml").read_text("utf-8"))
    exported = json.loads((arguments.model / "card.json").read_text("utf-8"))
    figures = json.loads(arguments.figures.read_text("utf-8")) if arguments.figures else None
    print("\n".join(card(config, exported, figures)))


if __name__ == "__main__":
    main()
