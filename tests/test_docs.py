"""What the pages say is so: their Python runs, their commands end well, their tables are complete.

A ```python block is executed, the blocks of a page in order and in one namespace. A ```console block holds lines
`$ allegedly …`; each is run by a shell in a folder that has the examples, must end with 0, and must print what the
block shows ("…" stands for anything). Pages that name an option, an error or a problem are compared with the code.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import inspect
import os
import pkgutil
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from allegedly import errors

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _FENCE.findall(page.read_text("utf-8")) if kind == language]


def shown(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block and what the block shows after it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the examples in it and `allegedly` on its path, as after `make setup`."""
    return furnished(tmp_path)


def furnished(tmp_path: Path) -> Path:
    """Put the examples and the command into a folder."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = tmp_path / "bin" / "allegedly"
    command.parent.mkdir()
    command.write_text(f"#!{sys.executable}\nfrom allegedly.cli import main\nmain()\n", "utf-8")
    command.chmod(0o755)
    return tmp_path


def run(command: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in the desk's folder; it has to end with 0."""
    environment = {
        **os.environ,
        "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        ["sh", "-ec", command], cwd=desk, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done


@pytest.mark.parametrize("page", pages_with("python"), ids=name)
def test_the_python_of_a_page_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    namespace: dict[str, object] = {"__name__": "__page__"}
    for block in blocks(page, "python"):
        exec(compile(block, name(page), "exec"), namespace)  # noqa: S102 (our own pages)


def modules_with_examples() -> list[str]:
    sources = (path for path in sorted((ROOT / "src").rglob("*.py")) if ">>> " in path.read_text("utf-8"))
    dotted = (".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in sources)
    return [module.removesuffix(".__init__") for module in dotted]


@pytest.mark.parametrize("module", modules_with_examples())
def test_the_examples_in_docstrings_are_so(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module), optionflags=doctest.ELLIPSIS)
    assert tried
    assert not failed


@pytest.mark.parametrize("page", pages_with("console"), ids=name)
def test_the_commands_of_a_page_end_well_and_print_what_it_shows(page: Path, desk: Path) -> None:
    for block in blocks(page, "console"):
        for command, output in shown(block):
            done = run(command, desk)
            pattern = ".*".join(re.escape(piece.strip()) for piece in output.split("…"))
            assert re.search(pattern, done.stdout, re.DOTALL), f"{command} printed:\n{done.stdout}"


def typed_at_a_terminal(command: str, desk: Path) -> str:
    """What a person sees who types it at a terminal of 80 columns: both streams, without colours and cursor moves."""
    kind, terminal = pty.openpty()
    environment = {
        **os.environ, "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "ALLEGEDLY_USER": "ann",
    }  # fmt: skip
    seen = bytearray()
    with subprocess.Popen(
        ["sh", "-ec", command], cwd=desk, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    ) as running:
        os.close(terminal)
        # The terminal's other end reports an error when the last process lets go of it.
        with contextlib.suppress(OSError):
            while piece := os.read(kind, 65536):
                seen += piece
    os.close(kind)
    assert running.returncode == 0, f"{command}\n{seen.decode()}"
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("page", pages_with("terminal"), ids=name)
def test_a_tutorial_shows_what_a_person_sees(page: Path, desk: Path) -> None:
    for block in blocks(page, "terminal"):
        for command, output in shown(block):
            seen = "\n".join(line.rstrip() for line in typed_at_a_terminal(command, desk).splitlines())
            pattern = ".*".join(re.escape(piece) for piece in output.strip().split("…"))
            assert re.fullmatch(pattern, seen.strip(), re.DOTALL), f"{command} showed:\n{seen}"


def test_make_demo_gives_an_account_for_people(desk: Path) -> None:
    (recipe,) = re.findall(r"^demo:.*\n\t@?(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    account = run(recipe.replace(".venv/bin/", ""), desk).stdout
    assert account.strip()
    assert not account.startswith("{")


def groups() -> list[click.Group]:
    """Every click group that the command line's files make, each once."""
    door = importlib.import_module("allegedly.cli")
    names = [module.name for module in pkgutil.walk_packages(door.__path__, "allegedly.cli.")]
    modules = [door, *map(importlib.import_module, names)]
    found = (value for module in modules for value in vars(module).values() if isinstance(value, click.Group))
    return list({id(group): group for group in found}.values())


def commands() -> dict[str, click.Command]:
    """Every command by what is typed before its options: "allegedly", "allegedly read"."""
    made = groups()
    below_others = {id(child) for group in made for child in group.commands.values()}
    (root,) = (group for group in made if id(group) not in below_others)
    found: dict[str, click.Command] = {"allegedly": root}
    waiting = ["allegedly"]
    while waiting:
        typed = waiting.pop()
        command = found[typed]
        if isinstance(command, click.Group):
            below = {f"{typed} {child}": command.commands[child] for child in command.commands}
            found.update(below)
            waiting.extend(below)
    return found


def section(typed: str) -> str:
    """What docs/cli.md says below the heading of a command."""
    _, heading, rest = (DOCS / "cli.md").read_text("utf-8").partition(f"# {typed}\n")
    assert heading, f"docs/cli.md has no heading for {typed!r}"
    return re.split(r"^#+ ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def test_every_command_and_option_stands_in_the_command_page_and_helps() -> None:
    for typed, command in commands().items():
        assert command.help, f"{typed} has no help"
        text = section(typed)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.help, f"{typed} {parameter.opts[0]} has no help"
                for option in (*parameter.opts, *parameter.secondary_opts):
                    assert re.search(rf"`[^`]*(?<![\w-]){re.escape(option)}(?![\w-])", text), f"{typed} {option}"


def test_the_command_page_names_no_option_that_is_not_there() -> None:
    known = {"--help"}
    for command in commands().values():
        for parameter in command.params:
            known.update(parameter.opts, parameter.secondary_opts)
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", (DOCS / "cli.md").read_text("utf-8"))) - known == set()


def test_every_refusal_stands_in_the_page_of_exit_codes() -> None:
    text = (DOCS / "exit-codes.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| (A\d{3}) \| (\w+) \|", text, re.MULTILINE))
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert listed == {kind.code: kind.__name__ for kind in kinds if kind.code != "A000"}
    statuses = {int(status) for status in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert {kind.exit_status for kind in kinds} <= statuses


def problem_codes() -> set[str]:
    """The codes of all problems that the package records: constants such as "P101" in its source."""
    sources = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {code for source in sources for code in re.findall(r"""["'](P\d{3})["']""", source)}


def test_every_problem_stands_in_the_page_of_problems() -> None:
    text = (DOCS / "problems.md").read_text("utf-8")
    assert set(re.findall(r"^\| (P\d{3}) \|", text, re.MULTILINE)) == problem_codes()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_every_page_can_be_reached_from_the_first() -> None:
    reached: set[Path] = set()
    waiting = [DOCS / "index.md", ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.is_file():
            reached.add(page)
            targets = (page.parent / target.split("#")[0] for target in _LINK.findall(page.read_text("utf-8")))
            # A link to a folder shows what is in it.
            found = [page for path in targets for page in (path.glob("*.md") if path.is_dir() else [path])]
            waiting += [path.resolve() for path in found if path.suffix == ".md"]
    assert {page.resolve() for page in DOCS.rglob("*.md")} - reached == set()
