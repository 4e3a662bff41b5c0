"""Writes the pages that are generated from the rules: docs/rules/*.md and docs/rules.md.

usage: docs.py [--check]

--check writes nothing and fails where a page is not what it would be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bylint import Linter
from bylint.checking import docs
from bylint.checking.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
INTRO = """# Rules

Written from the rules themselves by `scripts/docs.py`; `bylint explain RULE` shows the same page.
Severity is that of the preset `default`.
"""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page and its text."""
    linter = Linter()
    rules = sorted(linter.rules, key=lambda rule: (rule.category, rule.name))
    for rule in rules:
        yield FOLDER / f"{rule.name}.md", docs.page(rule, linter.languages)
    yield ROOT / "docs" / "rules.md", "\n".join([INTRO, *index(rules)]) + "\n"


def index(rules: list[type[Rule]]) -> Iterator[str]:
    """A table a category."""
    category = ""
    for rule in rules:
        if rule.category != category:
            category = rule.category
            yield f"\n## {category}\n\n| rule | severity | fix | what it finds |\n|---|---|---|---|"
        fix = "yes" if docs.fixable(rule) else ""
        summary = docs.summary(rule).replace("|", "\\|")
        yield f"| [{rule.name}](rules/{rule.name}.md) | {docs.severity(rule)} | {fix} | {summary} |"


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    wanted = dict(pages())
    stale = [path for path in sorted(FOLDER.glob("*.md")) if path not in wanted]
    changed = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    if "--check" in arguments:
        for path in [*changed, *stale]:
            print(
                f"{path.relative_to(ROOT)} is not up to date: run scripts/docs.py", file=sys.stderr
            )
        return 1 if changed or stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
