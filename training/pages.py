"""The annotated pages that weights are fitted on: `training/pages/`, and the dev pages of the gold set.

`python -m training.pages` checks and counts ours. The held-back half of the gold set is never among them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation import gold_pages
from evaluation.gold_records import GoldPage

FOLDER = Path(__file__).with_suffix("")


def is_dev(page: GoldPage) -> bool:
    """True for a page of the gold set: its links and evidence are marked more sparingly than on ours."""
    return page.path.parent == gold_pages.DEV


def fitted_on() -> list[GoldPage]:
    """Ours, then the dev pages, each folder by name.

    Raises:
        ValueError: a page has mistakes; the message is the first of them.
    """
    return [*gold_pages.load(FOLDER), *gold_pages.load(gold_pages.DEV)]


if __name__ == "__main__":
    sys.exit(gold_pages.main([str(FOLDER)]))
