"""One measured number."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_TARGETS = Path(__file__).parent / "data" / "targets.json"


class Measurement(NamedTuple):
    """`figure` is room and thing, "cold.wall"; `unit` is "s", "MB" (a million bytes), "pages/s" and so on."""

    figure: str
    value: float
    unit: str

    def line(self, machine: str) -> str:
        """The figure as JSON, without a line end."""
        return json.dumps({**self._asdict(), "value": round(self.value, 3), "machine": machine}, ensure_ascii=False)

    def beside_target(self) -> str:
        """The figure for people, with what it should be."""
        target = _targets().get(self.figure, {})
        told = f"{self.figure}: {self.value:.4g} {self.unit}"
        if "at_most" in target:
            return f"{told} (target: at most {target['at_most']}; {_verdict(self.value <= target['at_most'])})"
        if "at_least" in target:
            return f"{told} (target: at least {target['at_least']}; {_verdict(self.value >= target['at_least'])})"
        return told


def _verdict(reached: bool) -> str:  # noqa: FBT001 - private, one meaning
    return "reached" if reached else "missed"


@cache
def _targets() -> dict[str, Any]:
    targets: dict[str, Any] = json.loads(_TARGETS.read_text("utf-8"))["targets"]
    return targets
