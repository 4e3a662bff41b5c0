"""The command line: finds the command and hands over to its file, imported only then.

`--version` and `--help` import nothing else.
"""

import sys

from bylint import __version__
from bylint.cli.output import Guarded, tell, write

FAILED = 2
INTERRUPTED = 130
HELP = ("-h", "--help", "help")

COMMANDS = {
    "check": "check articles and report their problems",
    "explain": "show the page of a rule",
    "why": "show what the rules saw on a line of an article",
    "rules": "list the rules",
    "languages": "show which rules speak which languages",
    "config": "show the settings that hold for an article, and where they come from",
    "baseline": "keep what is found today, so that only what is new is reported",
    "init": "write a config file to start from",
    "new": "write a rule of your own to start from",
    "import": "write a rule pack from the rules of another linter",
    "test": "run the cases that rules carry",
}

FILES = {"import": "importing"}
"""Commands whose names no module can have."""

USAGE = """\
bylint checks AI-assisted articles: disclosure, citations, summary, analogies, residue.

usage: bylint COMMAND [ARGUMENT ...]

commands:
{commands}

options:
  -h, --help     show this help
  -V, --version  show the version

`bylint COMMAND --help` tells more about a command, `bylint help` lists those of plugins as well.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for problems found, 2 for work that was not done."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _dispatch(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # nothing a user does may end in a traceback
        return _failed(error)


def _dispatch(given: list[str]) -> int:
    name, *rest = given or ["--help"]
    if name in HELP:
        if rest and rest[0] not in HELP:
            return _dispatch([rest[0], "--help"])
        return _help(COMMANDS if name != "help" else {**COMMANDS, **_summaries()})
    if name in ("-V", "--version"):
        return write(f"bylint {__version__}\n")
    if name in COMMANDS:
        return _run(name, rest)
    return _of_plugin(name, rest)


def _help(commands: dict[str, str]) -> int:
    width = max(map(len, commands))
    lines = [f"  {command:{width}}  {summary}" for command, summary in commands.items()]
    return write(USAGE.format(commands="\n".join(lines)))


def _summaries() -> dict[str, str]:
    """The commands of plugins and what they do."""
    from bylint.reporting.terminal import visible
    from bylint.workspace.registry import registry

    commands = registry().commands.values()
    return {visible(each.name): visible(each.summary) for each in commands}


def _run(name: str, rest: list[str]) -> int:
    import gc
    from importlib import import_module

    # What is loaded stays: looking through it again and again for garbage costs a tenth of the time.
    gc.set_threshold(100_000, 20, 20)
    with Guarded():
        code: int = import_module(f"bylint.cli.{FILES.get(name, name)}").run(rest)
    return code


def _of_plugin(name: str, rest: list[str]) -> int:
    """Run a command that a plugin brings; all that is slow is imported only for an unknown name."""
    from os.path import exists

    if exists(name):
        tell(f"there is no command {name}; to check a file or folder, say: bylint check {name}")
        return FAILED
    from bylint.workspace.registry import registry

    installed = registry()
    commands = installed.commands
    if name in commands:
        return commands[name].run(rest)
    from difflib import get_close_matches

    from bylint.cli.installed import tell_faults

    tell_faults(installed.faults)
    known = [*COMMANDS, *commands]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    tell(f"there is no command {name}; {hint}")
    return FAILED


def _failed(error: Exception) -> int:
    from bylint.errors import BylintError

    if isinstance(error, BylintError):
        tell(str(error))
    elif isinstance(error, OSError) and error.strerror:
        tell(f"{error.strerror}: {error.filename}" if error.filename else error.strerror)
    else:
        tell(f"internal error: {type(error).__name__}: {error} ({_place(error)})")
        tell("this is a fault of bylint; please report it with the line above")
    return FAILED


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
