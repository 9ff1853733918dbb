"""What a user asked for and cannot have, as one sentence: what was asked, what was found, what to do.

    Problem
    ├── Misuse    exit code 2: the command was given wrongly
    └── BadData   exit code 1: the command is right, the data are not

A command raises one of them, and `Commands` prints it and ends with its code; a bug stays a traceback.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from reportedly.cli.screen import complain


class Problem(Exception):
    """Something that the user can mend."""

    code = 1


class Misuse(Problem):
    """The command was given wrongly."""

    code = 2


class BadData(Problem):
    """What was given cannot be read."""


class Commands(TyperGroup):
    """The commands; each of them may raise a `Problem`."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        r"""A command by its name; `\b` in its help, which keeps the lines below as they are, is made the character that it stands for."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and command.help:
            command.help = command.help.replace("\\b\n", "\b\n")
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a problem becomes a line on standard error and an exit code."""
        from reportedly.parse.model import NoModel

        try:
            return super().invoke(ctx)
        except Problem as problem:
            complain(str(problem))
            ctx.exit(problem.code)
        except NoModel as problem:
            complain(str(problem))
            ctx.exit(1)
