"""The engine's own rules, read from its source: pure, exact, small and explained."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import planner.engine

ENGINE = Path(planner.engine.__file__).parent
SOURCES = {str(path.relative_to(ENGINE)): path for path in sorted(ENGINE.rglob("*.py"))}
LONGEST = 400
READS_ITS_DATA = {
    "interest.py",
    "layouts.py",
    "papers/boxes.py",
    "papers/codes.py",
    "tables.py",
    "uniform_lifetime.py",
    "worksheet_1_1_layout.py",
}
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
ROUNDS_BINARY = {"float", "round", "complex"}
OPENS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "input", "print"}
STATEFUL = {"os", "random", "secrets", "socket", "sqlite3", "subprocess", "time", "urllib", "sys"}

each_file = pytest.mark.parametrize("file", SOURCES)


def tree(file: str) -> ast.Module:
    return ast.parse(SOURCES[file].read_text("utf-8"), filename=file)


def imported(file: str) -> set[str]:
    """Full names of the modules a file imports."""
    names = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by a relative name"
            names.add(str(node.module))
    return names


def called(file: str) -> set[str]:
    """Last names of everything a file calls: ``now`` for ``datetime.now()``."""
    calls = (node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
    return {
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, ast.Attribute | ast.Name)
    }


def names(file: str) -> set[str]:
    """Every name and attribute that stands in the code of a file."""
    nodes = [*ast.walk(tree(file))]
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    found |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return found | {alias.name for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names}


def public(node: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions, classes and methods, not those inside functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


def test_the_engine_is_there() -> None:
    assert {"form8606.py", "money.py", "layouts.py"} <= SOURCES.keys()


@each_file
def test_only_the_standard_library_and_itself(file: str) -> None:
    for name in imported(file):
        root = name.partition(".")[0]
        assert root in sys.stdlib_module_names or name.startswith("planner.engine"), name
        assert root not in STATEFUL, name


@each_file
def test_no_clock(file: str) -> None:
    assert not called(file) & CLOCKS


@each_file
def test_no_binary_numbers(file: str) -> None:
    assert not called(file) & ROUNDS_BINARY
    literals = (node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant))
    assert not [value for value in literals if isinstance(value, float)]


@each_file
def test_nothing_is_opened_but_its_own_data(file: str) -> None:
    used = called(file) & OPENS
    assert used <= ({"read_text"} if file in READS_ITS_DATA else set())


@each_file
def test_only_money_rounds(file: str) -> None:
    rounding = {name for name in names(file) if name == "quantize" or name.startswith("ROUND_")}
    rounding |= names(file) & {"to_integral_value", "to_integral_exact", "normalize"}
    assert bool(rounding) == (file == "money.py"), rounding


@each_file
def test_every_module_and_public_name_is_explained(file: str) -> None:
    module = tree(file)
    silent = [node.name for node in public(module) if not ast.get_docstring(node)]
    assert silent == []
    body = [node for node in module.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert ast.get_docstring(module) or not body


@each_file
def test_no_file_is_too_long(file: str) -> None:
    assert len(SOURCES[file].read_text("utf-8").splitlines()) <= LONGEST


def test_the_median_file_is_short() -> None:
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in SOURCES.values())
    assert lengths[len(lengths) // 2] < 100


def test_formulas_know_no_year_and_no_line() -> None:
    """Where a value is printed is data: names of lines and years stand in layouts only."""
    functions = [node for node in tree("form8606.py").body if isinstance(node, ast.FunctionDef)]
    assert len(functions) > 15
    for function in functions:
        numbers = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
        assert not [value for value in numbers if isinstance(value, int)], function.name
        assert "line" not in function.name
        assert len(function.body) <= 6
