"""What a statement means: act, certainty, chain, occasion, time, evidence. Each file answers one question.

In:      a spaCy `Doc` with grammar, lemmas and names, and the room's `Statement`s with their spans.
Out:     the same statements with more fields; nothing here makes, drops or moves a span of another file.
Rules:   on the Universal Dependencies tree; word lists are data (`../data/`). docs/annotation.md says what fields mean.
"""
