"""What the commands' arguments have in common."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence

from bylint.cli import output
from bylint.records import TYPE_CHECKING
from bylint.reporting.terminal import visible

if TYPE_CHECKING:
    from argparse import _ArgumentGroup
    from typing import Any, NoReturn


class _Formatter(RawDescriptionHelpFormatter):
    """As wide as the terminal, which the original imports a slow module to learn."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=output.width() - 2)


class Parser(ArgumentParser):
    """An argument parser whose errors are safe to show."""

    def __init__(self, command: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"bylint {command}",
            description=description,
            epilog=epilog,
            formatter_class=_Formatter,
            allow_abbrev=False,
        )

    def print_help(self, file: Any = None) -> None:
        """Write the help to standard output."""
        _ = file
        output.write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and end with exit code 2."""
        super().error(visible(message))


class Names(Action):
    """Names between commas; the option may be given several times."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Add what was given."""
        _ = parser, option_string
        names = [name.strip() for name in str(values).split(",") if name.strip()]
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or []), *names])


def add_workspace(parser: ArgumentParser) -> _ArgumentGroup:
    """The options that say which settings and plugins hold; returns the group they stand in."""
    group = parser.add_argument_group("settings")
    group.add_argument(
        "--config", metavar="FILE", help="use this config file, not the nearest one to each article"
    )
    group.add_argument(
        "--no-local-plugins",
        action="store_true",
        help="refuse Python plugins that a config file names, as for pull requests of strangers",
    )
    return group
