"""Measure a family of rules on labelled articles: `python scripts/accuracy FAMILY LABELS ROOT`."""

from __future__ import annotations

import sys
from importlib import import_module


def main(arguments: list[str]) -> int:
    """Run the module that the first argument names with the rest of them."""
    if not arguments or not arguments[0].isidentifier():
        print(__doc__, file=sys.stderr)
        return 2
    module = import_module(arguments[0])
    return int(module.main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
