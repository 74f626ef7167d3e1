"""The room's word lists: JSON files in `data/`, each read once and then kept."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The list `data/NAME.json`, with its "about", "source" and "licence"."""
    content = (resources.files("allegedly.intake") / "data" / f"{name}.json").read_bytes()
    loaded: dict[str, Any] = json.loads(content)
    return loaded
