"""Imports point one way: command line → site → store → wings → reference → errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import testban

PACKAGE = Path(testban.__file__).parent
# What each part may import besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "files": {"errors"},
    "reference": {"errors"},
    "treaty": {"errors", "files", "reference"},
    "monitoring": {"errors", "files", "reference"},
    "store": {"errors", "files", "reference", "treaty", "monitoring"},
    "web": {"errors", "files", "reference", "treaty", "monitoring", "store"},
    "cli": {"errors", "files", "reference", "treaty", "monitoring", "store", "web"},
}


def _imported(module: Path) -> Iterator[str]:
    """The full names of what a module imports, at its head or inside a function."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _parts(module: Path) -> set[str]:
    """The parts of testban that a module imports."""
    names = (name.split(".") for name in _imported(module))
    return {name[1] for name in names if name[0] == "testban"} - {"__version__"}


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    modules = sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / f"{part}.py"]
    wrong = {
        str(module.relative_to(PACKAGE)): found
        for module in modules
        if (found := _parts(module) - MAY_IMPORT[part] - {part})
    }
    assert wrong == {}


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.name[0] not in "_."}
    assert parts - {"py"} == set(MAY_IMPORT)  # py.typed marks the package as typed


@pytest.mark.parametrize("library", ["rich", "typer", "sqlalchemy", "fastapi"])
@pytest.mark.parametrize("wing", ["treaty", "monitoring", "reference"])
def test_the_wings_neither_print_nor_keep(wing: str, library: str) -> None:
    wrong = [
        str(module.relative_to(PACKAGE))
        for module in sorted((PACKAGE / wing).rglob("*.py"))
        if any(name.split(".")[0] == library for name in _imported(module))
    ]
    assert wrong == []
