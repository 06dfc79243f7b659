"""Write docs/reference/cli.md from the command line itself: every command, argument and option.

Usage: python scripts/build_cli_reference.py [--check]

With --check nothing is written, and the exit code is 1 where the page is not what it should be.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

from testban.cli import app

__all__ = ["PAGE", "commands", "page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"

_INTRODUCTION = """\
# Command line

<!-- Written by scripts/build_cli_reference.py; do not edit it here. -->

Every command and option of `testban`, as the program itself describes them. `testban --help` and
`testban COMMAND --help` say the same on the screen.

- Results go to standard output; warnings, notes on the side and errors go to standard error.
- Exit code 0: done. 1: `ingest` kept what it could and names the files it could not read. 2: an
  error, told in one line that starts with `testban:`.
- `--format json` is for programs; its shapes are described under [JSON](json.md).
- Where `--db` is not given, the environment variable `TESTBAN_DB` names the store, and otherwise
  the file `testban.sqlite` in the current folder.
- Days are written `2021-09-23` or `2021 年 9 月 23 日`, or `today`. States are written as ISO codes
  or as names in any of the six official languages of the United Nations.
"""


def commands(command: Any = None, name: str = "testban") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its full name, groups before what is in them."""
    command = typer.main.get_command(app) if command is None else command
    yield name, command
    for part, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {part}")


def page() -> str:
    """The page."""
    parts = [_INTRODUCTION]
    panels: dict[str, list[str]] = {}
    sections: list[str] = []
    for name, command in commands():
        if name == "testban":
            parts.append(_options(command.params))
            continue
        if name.count(" ") == 1:
            sections = panels.setdefault(command.rich_help_panel or "Other", [])
        sections.append(_section(name, command))
    for panel, held in panels.items():
        parts += [f"## {panel}\n", *held]
    return "\n".join(parts)


def _section(name: str, command: Any) -> str:
    level = "#" * (name.count(" ") + 2)
    parts = [f"{level} {name}\n", f"{_prose(command.help or '')}\n"]
    if getattr(command, "commands", None):
        return "\n".join(parts)
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [p for p in command.params if p.opts[0].startswith("-") and p.name != "help"]
    usage = [name, *(f"[{_metavar(p)}]" if not p.required else _metavar(p) for p in arguments)]
    usage += [f"{p.opts[0]} {_metavar(p)}" for p in options if p.required]
    usage += ["[OPTIONS]"] * any(not p.required for p in options)
    parts.append(f"```text\n{' '.join(usage)}\n```\n")
    if arguments:
        rows = [f"| `{_metavar(p)}` | {_prose(p.help or '')} |" for p in arguments]
        parts.append("\n".join(["| argument | |", "|---|---|", *rows]) + "\n")
    if options:
        parts.append(_options(options))
    return "\n".join(parts)


def _options(options: list[Any]) -> str:
    rows = []
    for option in options:
        spelling = ", ".join(f"`{name}`" for name in option.opts)
        value = _metavar(option)
        shown = spelling[:-1] + f" {value}`" if value else spelling
        rows.append(f"| {shown} | {_option_help(option)} |")
    return "\n".join(["| option | |", "|---|---|", *rows]) + "\n"


def _option_help(option: Any) -> str:
    text = _prose(option.help or "")
    if option.required:
        return f"{text} *Required.*"
    if choices := _choices(option):
        text += f" One of {', '.join(f'`{choice}`' for choice in choices)}."
    # What a help text says of its default in words stands there in brackets.
    text, said = re.subn(r"\[default: (.*?)\]", r"Default: \1.", text)
    default = getattr(option.default, "value", option.default)
    if default not in (None, False, "", ()) and not said:
        text += f" Default: `{default}`."
    return text


def _choices(parameter: Any) -> list[str]:
    if isinstance(parameter.default, Enum):
        return [str(member.value) for member in type(parameter.default)]
    return []


def _metavar(parameter: Any) -> str:
    """The word for a value, whatever the version of Typer calls it; empty for a switch."""
    if getattr(parameter, "is_flag", False):
        return ""
    if parameter.metavar:
        return str(parameter.metavar)
    if not parameter.opts[0].startswith("-"):
        return str(parameter.name).upper()
    if _choices(parameter):
        return str(parameter.opts[0]).strip("-").upper()
    return "N" if isinstance(parameter.default, int) else "TEXT"


def _prose(text: str) -> str:
    """Help as Markdown: paragraphs kept, what a table or HTML would misread escaped."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(part.split()) for part in paragraphs).replace("|", r"\|")


def main() -> None:
    """Write the page, or check it."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit(f"{PAGE.name} is stale: run python scripts/build_cli_reference.py")
        return
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
