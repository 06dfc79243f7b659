"""How the command line speaks of its own use: errors in one line, and words for values in help."""

from __future__ import annotations

import re
from typing import Any

import typer
import typer.core

__all__ = ["ParserError", "label_values", "usage_line"]

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
    return str(parameter.metavar or parameter.display_type(ctx).strip("<>"))


def label_values() -> None:
    """Have help say ``--as-of DAY``; later versions of Typer print the type, ``<str>``, instead."""
    for kind in (typer.core.TyperOption, typer.core.TyperArgument):
        setattr(kind, "display_type_rich", _label)  # noqa: B010 - not every version has it
