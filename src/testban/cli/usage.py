"""How the command line speaks of its own use: errors in one line, and words for values in help."""

from __future__ import annotations

import inspect
import re
from typing import Any

import typer
import typer.core

__all__ = ["ParserError", "label_values", "unwrap_help", "usage_line"]

_LABEL = 16
"""Characters of a line of a label: what is longer would be cut within a word."""

# What Typer's parser raises; it is Click's class or Typer's own copy, by version.
ParserError: Any = typer.BadParameter.__mro__[2]


def usage_line(error: Any) -> str:
    """What is wrong with the command line, the nearest right word, and where help is: one line."""
    text = " ".join(error.format_message().split()).replace("Value error, ", "")
    near = getattr(error, "possibilities", None)
    if near:
        text = (
            f"{re.sub(r' (Did you mean|.Possible options).*', '', text)}. Did you mean {near[0]}?"
        )
    elif " Did you mean " not in text:
        text = f"{text.rstrip('.')}."
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "testban"
    return f"{text} Help: {command} --help"


def _label(parameter: Any, ctx: Any) -> str | None:
    """The word for an option's value; none for a switch, nor for an argument, which is the word."""
    if isinstance(parameter, typer.core.TyperArgument) or getattr(parameter, "is_flag", False):
        return None
    label = str(parameter.metavar or parameter.display_type(ctx).strip("<>"))
    label = re.sub(r"^(int|float)( range)?$", "N", label)
    lines = [""]
    for choice in re.findall(r"[^|]+\|?", label):
        if lines[-1] and len(lines[-1] + choice) > _LABEL:
            lines.append("")
        lines[-1] += choice
    return "\n".join(lines)


def label_values() -> None:
    """Have help say ``--as-of DAY``; later versions of Typer print the type, ``<str>``, instead."""
    for kind in (typer.core.TyperOption, typer.core.TyperArgument):
        setattr(kind, "display_type_rich", _label)  # noqa: B010 - not every version has it


def unwrap_help(app: typer.Typer) -> None:
    """Have the help of each command fold where the terminal ends, and not where the source does."""
    for command in app.registered_commands:
        if command.callback is not None and command.help is None:
            text = inspect.getdoc(command.callback) or ""
            command.help = re.sub(r"(?<=\S)\n(?=[^\s*-])", " ", text)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            unwrap_help(group.typer_instance)
