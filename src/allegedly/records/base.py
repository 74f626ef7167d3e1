"""What all records share: frozen, complete, and nothing that was not declared."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A fact that passes between rooms. Never changed after it is made; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
