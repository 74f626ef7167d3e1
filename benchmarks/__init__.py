"""Speed, memory and size: `python -m benchmarks [cold] [bulk] [encoder] [size]` (or `make bench`).

In:      pages of 900 words made from the bodies of examples/*.txt, the same ones every time (`pages.py`).
Out:     one JSON line a figure on standard output: {"figure", "value", "unit", "machine"}; the same with its target for
         people, on standard error. Status 1 only where something could not be measured.
Cores:   two, whatever the machine has, where the system lets a process choose.
Manual:  docs/evaluation.md says what every figure measures.
"""
