"""Measure a reader against annotated corpora: `python -m evaluation` (or `make eval`).

In:      corpora in the places that `corpora.py` names, or any file of the same format with `--path`.
Out:     tables (or JSON) on standard output; progress and what is missing on standard error.
         Status 1 where a figure lies below its floor (`floors.json`), 0 otherwise.
Layout:  `predict.py` runs the reader and nothing else does. The scorers (`ud.py`, `entities.py`, `polnear_spans.py`,
         `attributions.py`, `slices.py`) are pure: gold and predicted records in, `Figure`s out.
Cost:    one reading of every document; some seconds for the scores and their intervals.
Manual:  docs/evaluation.md says what every figure counts.
"""
