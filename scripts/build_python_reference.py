"""Write docs/reference/python.md from the docstrings of the public modules.

Usage: python scripts/build_python_reference.py [--check]

With --check nothing is written, and the exit code is 1 where the page is not what it should be.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
import sys
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

__all__ = ["MODULES", "PAGE", "page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "python.md"

MODULES = (
    "testban.errors",
    "testban.reference.states",
    "testban.reference.treaties",
    "testban.reference.actions",
    "testban.reference.facilities",
    "testban.reference.meetings",
    "testban.reference.gazetteer",
    "testban.treaty.ledger",
    "testban.treaty.status",
    "testban.treaty.lists",
    "testban.treaty.whatif",
    "testban.treaty.days",
    "testban.treaty.documents",
    "testban.treaty.extract",
    "testban.treaty.checks",
    "testban.treaty.compare",
    "testban.store",
    "testban.monitoring.model",
    "testban.monitoring.location",
    "testban.monitoring.simulate",
    "testban.monitoring.stations",
    "testban.monitoring.waveforms",
    "testban.monitoring.detection",
    "testban.monitoring.processing",
    "testban.monitoring.arrays",
    "testban.monitoring.parameters",
    "testban.monitoring.formats",
    "testban.monitoring.pipeline",
    "testban.monitoring.traveltimes",
    "testban.monitoring.scoring",
    "testban.monitoring.simulate",
    "testban.monitoring.magnitude",
    "testban.monitoring.screening",
    "testban.monitoring.plotting",
)
"""What a notebook imports. Everything else may change without notice."""

_INTRODUCTION = """\
# Library

<!-- Written by scripts/build_python_reference.py; do not edit it here. -->

What a notebook imports, module by module, as the docstrings have it. Modules that are not on this
page may change without notice. [How to use it](../how-to/notebook.md) shows the pieces together.

The wings are pure: values in, values out. `testban.reference` and `testban.treaty` print nothing and
know no database; `testban.store` keeps what they make.

**Conventions.** Days are `datetime.date`. Codes of States are ISO 3166-1 alpha-3. Places in a
document are half-open ranges of character offsets in the decoded original. Longitude and latitude
are degrees, east and north positive. Every error that a user can cause is a `TestbanError`.
"""
_WIDTH = 90
_SECTION = re.compile(r"^([A-Z][a-z]+)\n-{3,}\n", re.MULTILINE)
_LISTED = ("Attributes", "Parameters", "Raises")


def page() -> str:
    """The page."""
    parts = [_INTRODUCTION]
    for name in MODULES:
        module = importlib.import_module(name)
        parts.append(f"## {name}\n")
        parts.append(f"{_doc(module)}\n")
        for public in module.__all__:
            parts.append(_entry(module, public))
    return "\n".join(parts).rstrip() + "\n"


def _entry(module: Any, name: str) -> str:
    value = getattr(module, name)
    if inspect.isclass(value):
        return _class(name, value)
    function = inspect.unwrap(value) if callable(value) else None
    if inspect.isfunction(function):
        return f"### {name}\n\n{_callable(name, function)}\n"
    return f"### {name}\n\n{_constant(module, name, value)}\n"


def _class(name: str, value: type) -> str:
    parts = [f"### {name}\n", f"```text\n{_head(name, value)}\n```\n", f"{_doc(value)}\n"]
    for attribute, member in vars(value).items():
        inner = getattr(member, "__func__", member)  # of a class method
        if attribute.startswith("_"):
            continue
        if inspect.isfunction(inner):
            parts.append(f"#### {name}.{attribute}\n\n{_callable(attribute, inner, drop=1)}\n")
        elif isinstance(member, property | cached_property):
            summary = " ".join(_doc(member).split("\n\n")[0].split())
            parts.append(f"- `{name}.{attribute}`: {summary}\n")
    return "\n".join(parts)


def _head(name: str, value: type) -> str:
    """The class line, with the fields of a dataclass."""
    bases = [base.__name__ for base in value.__bases__ if base is not object]
    head = f"class {name}" + (f"({', '.join(bases)})" if bases else "")
    if not dataclasses.is_dataclass(value):
        return head
    fields = [f"    {field.name}: {_plain(field.type)}" for field in dataclasses.fields(value)]
    return "\n".join([head, *fields])


def _callable(name: str, function: Callable[..., Any], drop: int = 0) -> str:
    """Signature and docstring; `drop` leaves out that many first parameters."""
    return f"```text\n{_signature(name, function, drop)}\n```\n\n{_doc(function)}"


def _signature(name: str, function: Callable[..., Any], drop: int) -> str:
    signature = inspect.signature(function)
    shown: list[str] = []
    for parameter in list(signature.parameters.values())[drop:]:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        text = f"{parameter.name}: {_plain(parameter.annotation)}"
        if parameter.default is not inspect.Parameter.empty:
            text += f" = {parameter.default!r}"
        shown.append(text)
    returned = _plain(signature.return_annotation)
    line = f"{name}({', '.join(shown)}) -> {returned}"
    if len(line) <= _WIDTH:
        return line
    return f"{name}(\n" + "".join(f"    {part},\n" for part in shown) + f") -> {returned}"


def _plain(annotation: Any) -> str:
    """An annotation as it is written; annotations are text in every module here."""
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")


def _constant(module: Any, name: str, value: Any) -> str:
    """A short value, and the text under it in the source, which is its documentation."""
    shown = f"```text\n{name} = {value!r}\n```\n\n" if isinstance(value, str | tuple) else ""
    tree = ast.parse(inspect.getsource(module)).body
    for statement, following in pairwise(tree):
        targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
        named = any(getattr(target, "id", None) == name for target in targets)
        if named and isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            return shown + _prose(str(following.value.value))
    return shown.rstrip()


def _doc(value: Any) -> str:
    return _prose(inspect.getdoc(value) or "")


def _prose(text: str) -> str:
    """A numpy-style docstring as Markdown."""
    parts = _SECTION.split(inspect.cleandoc(text).replace("``", "`"))
    shown = [parts[0].strip()]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        shown.append(f"**{title}**")
        if title == "Examples":
            shown.append(f"```python\n{body.strip()}\n```")
        elif title in _LISTED:
            shown.append(_listed(body))
        else:
            shown.append(inspect.cleandoc(body))
    return "\n\n".join(shown)


def _listed(body: str) -> str:
    """Names, each with the indented text under it, as a list."""
    items: list[str] = []
    for line in body.strip().splitlines():
        if line[:1].strip():
            names = line if line.startswith("`") else f"`{line.replace(', ', '`, `')}`"
            items.append(f"- {names}:")
        elif line.strip():
            items[-1] += f" {line.strip()}"
    return "\n".join(items)


def main() -> None:
    """Write the page, or check it."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit(f"{PAGE.name} is stale: run python scripts/build_python_reference.py")
        return
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
