"""Fixes in files: what they would change, and writing it so that no text is ever lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from stat import S_IMODE

from bylint.checking import fixer
from bylint.diagnostics import Checked, Report, Safety
from bylint.workspace.faults import fault

Check = Callable[[str, str], Checked]


def mend(report: Report, check: Check, safety: Safety) -> Report:
    """The report that is left when every fix of at least this safety has been made.

    Nothing is written. `check` judges a text as the article of a path.
    """
    return report._replace(files=tuple(_mended(file, check, safety) for file in report.files))


def _mended(file: Checked, check: Check, safety: Safety) -> Checked:
    path = file.source.path
    after = fixer.mend(file, lambda text: check(text, path), safety)
    return after._replace(failed=file.failed or after.failed)


def write(before: Report, after: Report) -> Report:
    """Write the articles that changed. Where one cannot be written, the report says so."""
    pairs = zip(before.files, after.files, strict=True)
    return after._replace(files=tuple(_written(old, new) for old, new in pairs))


def _written(before: Checked, after: Checked) -> Checked:
    if before.source.text == after.source.text:
        return after
    try:
        with open(before.source.path, "rb") as file:
            same = file.read() == before.source.to_bytes()
        if same:
            replace(before.source.path, after.source.to_bytes())
            return after
        problem = fault("unwritable-article", "changed")
    except OSError as error:
        problem = fault("unwritable-article", "failed", reason=error.strerror or str(error))
    return before._replace(diagnostics=(problem, *before.diagnostics), failed=True)


def put(path: str, data: bytes) -> None:
    """Write a file, in place of what is there or as a new one: all of it or nothing.

    Never through a link to nowhere; to a pipe or device as it is.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(data)
        return
    if os.path.exists(path):
        replace(path, data)
        return
    if os.path.islink(path):
        os.unlink(path)
    with open(path, "xb") as file:
        try:
            file.write(data)
            file.flush()
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise


def replace(path: str, data: bytes) -> None:
    """Put a file's new content in its place, all of it or nothing. Mode and owner are kept."""
    from tempfile import mkstemp

    target = os.path.realpath(path)
    status = os.stat(target)
    descriptor, temporary = mkstemp(prefix=".bylint-", dir=os.path.dirname(target))
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, S_IMODE(status.st_mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
