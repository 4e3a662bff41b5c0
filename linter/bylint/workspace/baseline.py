"""What was found when bylint came to a repository: kept in a file, and not reported again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bylint.checking.fingerprints import digest, fingerprints
from bylint.diagnostics import Checked, Diagnostic, Silenced
from bylint.errors import BylintError
from bylint.text import Source
from bylint.workspace.faults import fault, reason
from bylint.workspace.files import absolute

NAME = ".bylint-baseline.json"
VERSION = 1

Prints = Counter[tuple[str, str]]
"""How often a rule found what has a fingerprint."""


class BaselineError(BylintError):
    """A baseline that cannot be used: `checked` says why, at its place."""

    def __init__(self, path: str, said: Diagnostic, text: str = "") -> None:
        super().__init__(f"{path}: {said.message} {said.hint}".rstrip())
        self.checked = Checked(Source(path, text), (said,), failed=True)


class Baseline:
    """The findings of a repository by article, rule and fingerprint.

    Articles are told from the folder in which the baseline lies, whichever folder one works in.
    `texts` has what tells the text of an article with findings from others.
    """

    def __init__(
        self, path: str, root: str, articles: Mapping[str, Prints], texts: Mapping[str, str] = {}
    ) -> None:
        self.path = path
        self.root = root
        self._folder = os.path.dirname(absolute(path, root))
        self.articles = dict(articles)
        self.texts = dict(texts)

    @classmethod
    def read(cls, path: str, root: str) -> Baseline:
        """Read a baseline whose path counts from `root`. Raises `BaselineError`."""
        import json

        try:
            with open(os.path.join(root, path), "rb") as file:
                text = file.read().decode("utf-8", "surrogateescape")
        except OSError as error:
            raise _unreadable(path, error.strerror or str(error)) from None
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _unreadable(path, reason(error)) from None
        if not isinstance(said, dict) or "version" not in said:
            raise _unreadable(path, "it is no baseline")
        if said["version"] != VERSION:
            version = str(said["version"])
            problem = fault("config", "baseline-version", version=version, known=VERSION)
            raise BaselineError(path, problem)
        try:
            articles = {key: _prints(each) for key, each in said["articles"].items()}
            return cls(path, root, articles, {**said.get("texts", {})})
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _unreadable(path, "it is damaged") from None

    @classmethod
    def of(cls, files: Iterable[Checked], path: str, root: str) -> Baseline:
        """The baseline of what was found in files."""
        made = cls(path, root, {})
        for file in files:
            made.articles[made.key(file)] = Counter(_known(file))
            made.texts[made.key(file)] = _text(file.source)
        return made

    def follow(self, files: Iterable[Checked]) -> None:
        """Know articles that were renamed since by their new names.

        An article was renamed whose old name is gone, and whose text or half of whose findings in
        it stands under a new one; what rules said of it as a whole does not tell it from others.
        """
        new = [file for file in files if not file.failed and self.key(file) not in self.articles]
        gone = sorted(key for key in self.articles if not self._is_there(key)) if new else []
        for file in new:
            old = self._former(file, gone)
            if old:
                gone.remove(old)
                self.articles[self.key(file)] = self.articles.pop(old)
                self.texts[self.key(file)] = self.texts.pop(old, "")

    def _former(self, file: Checked, gone: Sequence[str]) -> str:
        """The name that an article had, "" where none of those that are gone was its."""
        if not gone:
            return ""
        text = _text(file.source)
        for key in gone:
            if self.texts.get(key) == text:
                return key
        said = tuple(item for item in file.diagnostics if not item.whole)
        here = Counter(_known(file._replace(diagnostics=said)))
        shared = {key: (self.articles[key] & here).total() for key in gone}
        best = max(gone, key=lambda key: shared[key])
        return best if 0 < self.articles[best].total() <= 2 * shared[best] else ""

    def _is_there(self, key: str) -> bool:
        return os.path.exists(os.path.join(self._folder, key))

    def key(self, file: Checked) -> str:
        """What an article is called in here."""
        return self._key(file.source.path)

    def _key(self, path: str) -> str:
        full = absolute(path, self.root)
        try:
            return os.path.relpath(full, self._folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return full.replace(os.sep, "/")

    def narrow(self, checked: Checked) -> Checked:
        """The outcome of a check without what the baseline has; that is silenced."""
        left = Counter(self.articles.get(self.key(checked), {}))
        if not left:
            return checked
        kept: list[Diagnostic] = []
        silenced = [*checked.silenced]
        known = iter(_known(checked))
        for item in checked.diagnostics:
            known_by = None if item.is_fault else next(known)
            if known_by and left[known_by] > 0:
                left[known_by] -= 1
                silenced.append(Silenced(item, outside=True))
            else:
                kept.append(item)
        return checked._replace(diagnostics=tuple(kept), silenced=tuple(silenced))

    def counts(self) -> Counter[str]:
        """How much each rule has in here."""
        counts: Counter[str] = Counter()
        for prints in self.articles.values():
            for (rule, _), count in prints.items():
                counts[rule] += count
        return counts

    def kept_beside(self, now: Baseline) -> dict[str, Prints]:
        """The articles that were not looked at for another baseline and are still there."""
        return {
            key: prints
            for key, prints in self.articles.items()
            if key not in now.articles and self._is_there(key)
        }

    def pruned(self, now: Baseline) -> Baseline:
        """This baseline without what is not found now; nothing is added."""
        articles = self.kept_beside(now)
        for key, prints in self.articles.items():
            if key in now.articles:
                articles[key] = prints & now.articles[key]
        return Baseline(self.path, self.root, articles, {**self.texts, **now.texts})

    def written(self) -> bytes:
        """The file: sorted, a finding a line, so that changes to it can be read."""
        import json

        articles: dict[str, dict[str, dict[str, int]]] = {}
        for key, prints in self.articles.items():
            for (rule, known_by), count in prints.items():
                articles.setdefault(key, {}).setdefault(rule, {})[known_by] = count
        texts = {key: text for key in articles if (text := self.texts.get(key))}
        said = {"version": VERSION, "articles": articles, "texts": texts}
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return text.encode("utf-8", "surrogateescape")


def _known(file: Checked) -> list[tuple[str, str]]:
    """What the findings of a file are known by."""
    items = [item for item in file.diagnostics if not item.is_fault]
    prints = fingerprints(file.source, items)
    return [(item.rule, known_by) for item, known_by in zip(items, prints, strict=True)]


def _text(source: Source) -> str:
    """What tells a text from others, however its lines are broken."""
    flat = " ".join(source.text.split())
    return digest(flat.encode("utf-8", "surrogatepass"), 8).hex()


def _prints(article: Mapping[str, Mapping[str, Any]]) -> Prints:
    return Counter(
        {
            (rule, known_by): int(count)
            for rule, prints in article.items()
            for known_by, count in prints.items()
        }
    )


def _unreadable(path: str, why: str) -> BaselineError:
    return BaselineError(path, fault("config", "baseline-unreadable", reason=why.rstrip(".")))
