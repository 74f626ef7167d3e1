"""`python -m training.calibration`: what the reader's scores are worth, measured on our annotated pages.

For each field the scores of all its values are put in order, pooled where the share of right ones falls (isotonic
regression, by pool-adjacent-violators), and pulled towards the field's mean by `_PRIOR` imagined values, so that a
pool of three right ones does not claim certainty.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from evaluation import meaning, predict
from training.pages import fitted_on, is_dev

DATA = Path("src/allegedly/reading/data/calibration.json")
_PRIOR = 6.0
_FEWEST = 12
# Judged on whole pages: what our own pages mark and the gold set does not would count as wrong or right by habit.
_WHOLE_PAGES = frozenset(("links", "evidence"))


def points(judgements: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(score, share of right ones), ascending in both: two points a pool, at its least and greatest score."""
    mean = sum(right for _, right in judgements) / len(judgements)
    pools: list[list[float]] = []  # least score, greatest score, right ones, count
    for score, tied in groupby(sorted(judgements), key=itemgetter(0)):
        rights = [right for _, right in tied]
        pools.append([score, score, float(sum(rights)), float(len(rights))])
        while len(pools) > 1 and (_share(pools[-2], mean) >= _share(pools[-1], mean) or pools[-2][3] < _FEWEST):
            _, high, some, more = pools.pop()
            pools[-1] = [pools[-1][0], high, pools[-1][2] + some, pools[-1][3] + more]
    return [
        (round(score, 4), round(_share(pool, mean), 4)) for pool in pools for score in dict.fromkeys((pool[0], pool[1]))
    ]


def _share(pool: list[float], mean: float) -> float:
    return (pool[2] + _PRIOR * mean) / (pool[3] + _PRIOR)


def main() -> None:
    """Fit and write."""
    described = json.loads(DATA.read_text("utf-8"))
    described["fields"] = {}
    # Without tables the reader gives the scores themselves.
    DATA.write_text(json.dumps(described, indent=1) + "\n", "utf-8")
    pages = fitted_on()
    judged = meaning.judged(pages, [next(iter(predict.whole(page)), None) for page in pages])
    sparing = [one for one in judged if is_dev(one.paired.page)]
    fields = dict(meaning.judgements(judged))
    fields.update((field, found) for field, found in meaning.judgements(sparing) if field in _WHOLE_PAGES)
    for field, judgements in fields.items():
        described["fields"][field] = points(judgements)
        print(field, len(judgements), described["fields"][field])
    described["fitted_on"] = f"{len(pages)} pages"
    DATA.write_text(json.dumps(described, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
