"""The gazetteer is compiled here: public lists of states, leaders, parties and bodies, and our own, into one file.

In:      the files that sources.json names, with origin and licence; lists/*.csv; rules.json, what is left out and why.
Out:     src/allegedly/actors/data/gazetteer.jsonl.gz and sectors.json, the same bytes for the same sources.
"""
