"""Draws docs/images/check.svg: what the terminal shows for the example of the README."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "check.svg"
COMMAND = ["check", "examples/first-draft-ja.md", "--color", "always", "--ui-language", "en"]
COLUMNS = 100
COLUMN = 12.2
"""The width of a column in the picture, as the exporter has it."""


def _stretched(text: re.Match[str]) -> str:
    columns = cell_len(html.unescape(text[2]))
    return f'textLength="{columns * COLUMN:.1f}"{text[1]}{text[2]}'


def main() -> None:
    """Run the command and draw what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "bylint", *COMMAND],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text("$ bylint check examples/first-draft-ja.md", style="bold"))
    console.print(Text.from_ansi(done.stdout))
    drawn = console.export_svg(title="bylint", unique_id="bylint")
    # The picture brings no fonts from elsewhere: it is shown with the reader's own.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code", "ui-monospace, Menlo, Consolas")
    drawn = re.sub(r"<!--.*?-->", "", drawn)
    # Wide characters take two columns; the exporter counts them as one.
    drawn = re.sub(r'textLength="[\d.]+"([^>]*>)([^<]*)', _stretched, drawn)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(drawn, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
