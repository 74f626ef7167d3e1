"""The house stands as drawn in docs/how-it-works.md: floors, rooms, and the rules each file keeps.

Read with `ast`, so nothing of the package is imported and no import can hide: those inside functions and under
`TYPE_CHECKING` count, and so do `import_module("allegedly.…")` with a fixed name. The last part feeds the checker
small bad houses, so that it is known to be able to fail.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "allegedly"

FACE = "__init__"
FLOORS = {
    name: floor
    for floor, names in enumerate(
        (
            ("errors", "spans", "dates", "ids", "folding", "version"),
            ("records",),
            ("intake", "language"),
            ("attribution", "actors", "events"),
            ("reading",),
            ("compare",),
            ("ledger",),
            ("desk", "views", "bulk"),
            ("cli", "web", "mcp", FACE),
            ("__main__",),
        )
    )
    for name in names
}
# What only one room may know. None: nobody.
KEEPERS = {
    "alembic": "ledger",
    "httpcore2": "intake",
    "httpx2": "intake",
    "lxml": "intake",
    "onnxruntime": "language",
    "psycopg": "ledger",
    "rapidfuzz": "compare",
    "ray": "bulk",
    "rensa": "compare",
    "selectolax": "intake",
    "sqlalchemy": "ledger",
    "sqlite3": "ledger",
    "torch": None,
    "trafilatura": "intake",
    "voyager": "ledger",
}
VERBS = {
    "intake": "read",
    "language": "annotate",
    "attribution": "statements",
    "actors": "link",
    "events": "code",
    "reading": "read",
    "compare": "compare",
    "ledger": "open",
    "desk": "read",
    "cli": "main",
}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS, MEDIAN_FUNCTION = 400, 59, 7, 10

House = Mapping[str, str]  # "language/annotate.py" → its source
Function = ast.FunctionDef | ast.AsyncFunctionDef


def house(root: Path) -> House:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.py"))}


def room(path: str) -> str:
    """The room or the single file of the ground that `path` belongs to: "language", "spans", "__init__"."""
    return path.split("/")[0].removesuffix(".py")


def imports(path: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module the file names in an import: its line and its full dotted name."""
    package = ["allegedly", *path.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from allegedly import spans` names a module; `from allegedly.spans import Span` names what is in it.
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                yield node.lineno, str(node.args[0].value)


def floor_faults(files: House) -> Iterator[str]:
    """Imports that go up or across, rooms without a floor, libraries outside the room that keeps them."""
    for path, source in files.items():
        here = room(path)
        if here not in FLOORS:
            yield f"{path}: the room {here!r} stands on no floor"
            continue
        for line, name in imports(path, ast.parse(source)):
            top, _, rest = name.partition(".")
            if top == "allegedly":
                there = rest.split(".")[0]
                if there == "__version__" or there == here:
                    continue
                if there not in FLOORS:
                    there = FACE
                if FLOORS[there] >= FLOORS[here]:
                    yield f"{path}:{line}: {here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})"
            elif top in KEEPERS and KEEPERS[top] != here:
                yield f"{path}:{line}: {here} imports {top}, which {KEEPERS[top] or 'nobody'} keeps"
            elif FLOORS[here] == 0 and top not in sys.stdlib_module_names:
                yield f"{path}:{line}: the ground imports {top}; it stands on the standard library alone"


def circle_faults(files: House) -> Iterator[str]:
    """Modules that need each other, however late the import."""
    modules = {_module(path): path for path in files}
    needs = {module: _needed(path, files[path], modules) - {module} for module, path in modules.items()}
    while free := [module for module, others in needs.items() if not others & needs.keys()]:
        for module in free:
            del needs[module]
    # What is left lies on a circle or leads into one; peel the latter off from the other side.
    while loose := [module for module in needs if not any(module in others for others in needs.values())]:
        for module in loose:
            del needs[module]
    if needs:
        yield f"modules that need each other: {', '.join(sorted(needs))}"


def _module(path: str) -> str:
    return f"allegedly/{path}".removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _needed(path: str, source: str, modules: Mapping[str, str]) -> set[str]:
    needed = set()
    for _, name in imports(path, ast.parse(source)):
        candidates = (name, name.rpartition(".")[0])
        needed.update([module for module in candidates if module in modules][:1])
    return needed


def rule_faults(files: House) -> Iterator[str]:
    """Files and functions that are too long, have no docstring, a name that says nothing, or swallow every error."""
    for path, source in files.items():
        tree = ast.parse(source)
        if len(source.splitlines()) > LONGEST_FILE:
            yield f"{path}: {len(source.splitlines())} lines; at most {LONGEST_FILE}"
        if not ast.get_docstring(tree):
            yield f"{path}: no docstring"
        if any(part.removesuffix(".py").strip("_") in NAMELESS for part in path.split("/")):
            yield f"{path}: a name that says nothing"
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                yield f"{path}:{node.lineno}: a bare except"
            if isinstance(node, Function):
                yield from _function_faults(path, node)


def _function_faults(path: str, function: Function) -> Iterator[str]:
    if (length := _length(function)) > LONGEST_FUNCTION:
        yield f"{path}:{function.lineno}: {function.name} has {length} lines; at most {LONGEST_FUNCTION}"
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    count = sum(argument.arg not in ("self", "cls") for argument in named)
    if count > MOST_PARAMETERS:
        yield f"{path}:{function.lineno}: {function.name} has {count} parameters; at most {MOST_PARAMETERS}"


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def verb_faults(files: House) -> Iterator[str]:
    """Rooms that do not offer their verb in `__all__`."""
    for path in files:
        here = room(path)
        if path == f"{here}/__init__.py" and here in VERBS and VERBS[here] not in offered(files[path]):
            yield f"{path}: __all__ does not offer {VERBS[here]!r}"


def offered(source: str) -> list[str]:
    """The names in a file's `__all__`; none where it has none."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return [str(name) for name in ast.literal_eval(node.value)]  # type: ignore[attr-defined]
    return []


def test_floors_import_only_lower_floors() -> None:
    assert list(floor_faults(house(SOURCE))) == []


def test_no_two_modules_need_each_other() -> None:
    assert list(circle_faults(house(SOURCE))) == []


def test_every_file_keeps_the_house_rules() -> None:
    assert list(rule_faults(house(SOURCE))) == []


def test_every_room_offers_its_verb() -> None:
    assert list(verb_faults(house(SOURCE))) == []


def test_half_of_the_functions_are_short() -> None:
    trees = [ast.parse(source) for source in house(SOURCE).values()]
    lengths = [_length(node) for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


@pytest.mark.parametrize(
    "files",
    [
        {"spans.py": "import allegedly.records"},
        {"records/anchor.py": "def f():\n    from allegedly.reading import read"},
        {"intake/html.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from allegedly import cli"},
        {"intake/html.py": "from allegedly.language import annotate"},
        {"intake/html.py": "from ..language import annotate"},
        {"intake/html.py": "from .. import language"},
        {"views/page.py": "from allegedly import desk"},
        {"attribution/cues.py": "import importlib\nimportlib.import_module('allegedly.actors')"},
        {"language/encoder.py": "from allegedly import read"},
        {"spans.py": "from allegedly.errors import AnchorError"},
        {"spans.py": "import numpy"},
        {"attribution/cues.py": "import onnxruntime as ort"},
        {"views/page.py": "from lxml.html import fromstring"},
        {"language/encoder.py": "def f():\n    import torch.nn"},
        {"compare/claims.py": "import sqlalchemy"},
        {"attic/box.py": ""},
    ],
)
def test_a_crooked_floor_is_seen(files: House) -> None:
    assert list(floor_faults(files))


@pytest.mark.parametrize(
    "files",
    [
        {"reading/read.py": "from allegedly import intake, language\nfrom allegedly.records import Reading"},
        {"language/encoder.py": "import onnxruntime\nfrom allegedly.language.weights import load"},
        {"cli/read.py": "from allegedly import __version__, desk\nimport rich"},
        {"ids.py": "import hashlib"},
    ],
)
def test_a_straight_floor_is_left_alone(files: House) -> None:
    assert list(floor_faults(files)) == []


def test_a_circle_is_seen_and_what_leads_into_it_is_not_blamed() -> None:
    files = {
        "language/a.py": "from allegedly.language.b import x",
        "language/b.py": "def f():\n    from allegedly.language import a",
        "language/c.py": "from allegedly.language import a",
        "spans.py": "",
    }
    assert list(circle_faults(files)) == ["modules that need each other: allegedly.language.a, allegedly.language.b"]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"spans.py": '"""S."""\n' * 401}, "lines"),
        ({"spans.py": "x = 1"}, "docstring"),
        ({"language/utils.py": '"""U."""'}, "name that says nothing"),
        ({"language/_helpers.py": '"""H."""'}, "name that says nothing"),
        ({"spans.py": '"""S."""\ntry:\n    x = 1\nexcept:\n    pass'}, "bare except"),
        ({"spans.py": '"""S."""\ndef f():\n' + "    x = 1\n" * 59}, "60 lines"),
        ({"spans.py": '"""S."""\nasync def f(a, b, c, d, *, e, f, g, h): ...'}, "8 parameters"),
    ],
)
def test_a_broken_rule_is_seen(files: House, fault: str) -> None:
    faults = list(rule_faults(files))
    assert len(faults) == 1
    assert fault in faults[0]


@pytest.mark.parametrize("source", ['"""I."""', '"""I."""\n__all__ = ["Facts"]'])
def test_a_room_without_its_verb_is_seen(source: str) -> None:
    assert list(verb_faults({"intake/__init__.py": source}))
