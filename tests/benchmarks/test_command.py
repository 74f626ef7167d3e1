from __future__ import annotations

import pytest

from benchmarks import __main__ as command
from benchmarks.measurement import Measurement


def test_only_what_was_asked_for_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> list[Measurement]:
        raise FileNotFoundError("no examples.")

    monkeypatch.setattr(command, "use_cores", lambda: 2)
    monkeypatch.setattr(command, "_ALL", {"size": lambda: iter([Measurement("size.x", 1, "MB")]), "cold": fails})
    assert command.main(["size"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert command.main([]) == 1
    assert "cold: not measured: no examples." in capsys.readouterr().err


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["speed"])
    assert ended.value.code == 2
    assert "'speed'" in capsys.readouterr().err
