"""`python -m bylint`."""

import sys

from bylint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
