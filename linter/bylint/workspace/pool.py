"""Many articles checked in several processes, with the outcome of one.

The parent reads the files and tells what was found; workers only judge. Outcomes come back in the
order of the articles, and no more than a few chunks are under way, so that memory stays bounded.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice

from bylint.diagnostics import Checked
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.workspace import files

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from typing import Any

Check = Callable[[bytes, str], Checked]

WORTHWHILE = 400_000
"""The cost, in bytes of articles, from which more processes than one are quicker than one."""

_LOOK_AHEAD = 500
"""How many articles are read to see what they will cost."""

_CHUNK = 100_000
"""The cost of what a process does at a time. What is left of it then is garbage: the views of a
document know the document, and would lie about until thousands more have gathered."""

_EACH_FILE = 1_000
_AHEAD = 3
_MOST = 32


class Article(NamedTuple):
    """A file's bytes and path, or what is `known` of it, where it need not be checked.

    `place` is where the outcome will be kept, `size` how many bytes the file has.
    """

    path: str
    data: bytes = b""
    known: Checked | None = None
    place: Any = None
    size: int = 0

    @property
    def cost(self) -> int:
        """About what checking takes, in bytes of text."""
        return 0 if self.known else len(self.data) + _EACH_FILE


Outcome = tuple[Article, Checked]


def processors() -> int:
    """How many processes can work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


def outcomes(
    articles: Iterable[Article], check: Check, jobs: int, notes: list[str]
) -> Generator[Outcome, None, None]:
    """Each article and what was found in it, in order; by one process unless that takes long.

    `check` must be able to be pickled where processes cannot be forked. `notes` gets what became of
    processes that ended before their work was done.
    """
    rest = iter(articles)
    while jobs > 1:
        cost = 0
        first: list[Article] = []
        for article in islice(rest, _LOOK_AHEAD):
            first.append(article)
            cost += article.cost
            if cost >= WORTHWHILE:
                yield from _Pool(check, jobs, notes).outcomes(chain(first, rest))
                return
        if not first:
            return
        yield from _alone(first, check)
    yield from _alone(rest, check)


def _alone(articles: Iterable[Article], check: Check) -> Generator[Outcome, None, None]:
    """The outcomes of one process."""
    import gc

    cost = 0
    for article in articles:
        yield article, article.known or check(article.data, article.path)
        cost += article.cost
        if cost >= _CHUNK:
            gc.collect(0)
            cost = 0


class _Chunk:
    """Articles that are under way together, and what was found in them so far."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.found = [article.known for article in articles]
        self.missing = self.found.count(None)

    def put(self, at: int, checked: Checked) -> None:
        self.found[at] = checked
        self.missing -= 1

    def outcomes(self) -> Iterator[Outcome]:
        for article, checked in zip(self.articles, self.found, strict=True):
            if checked:
                yield article, checked


class _Work(NamedTuple):
    """What a worker is given: some articles of a chunk. `again` where a worker ended over them."""

    chunk: _Chunk
    places: Sequence[int]
    again: bool = False

    def message(self) -> list[tuple[bytes, str]]:
        every = self.chunk.articles
        return [(every[at].data, every[at].path) for at in self.places]

    def each(self) -> Iterator[_Work]:
        for at in self.places:
            yield _Work(self.chunk, (at,), again=True)


class _Worker(NamedTuple):
    """A process and the line to it."""

    process: BaseProcess
    line: Connection


class _Pool:
    """Workers, each with one piece of work at a time; one that ends early is replaced.

    What it was given is tried once more, article by article. A second time is too often: the
    article is told to be unreadable.
    """

    def __init__(self, check: Check, jobs: int, notes: list[str]) -> None:
        self._check = check
        self._jobs = jobs
        self._notes = notes
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, _Work]] = {}
        self._waiting: deque[_Work] = deque()
        self._order: deque[_Chunk] = deque()

    def outcomes(self, articles: Iterable[Article]) -> Generator[Outcome, None, None]:
        chunks = _chunks(articles)
        try:
            more = True
            while more or self._order:
                more = more and self._read_on(chunks)
                self._hand_out()
                self._collect()
                while self._order and not self._order[0].missing:
                    yield from self._order.popleft().outcomes()
        finally:
            self._end()

    def _read_on(self, chunks: Iterator[_Chunk]) -> bool:
        """Have work for every worker ready, but not too much; whether there is more to read."""
        while len(self._order) < self._jobs * _AHEAD and len(self._waiting) < self._jobs:
            chunk = next(chunks, None)
            if chunk is None:
                return False
            self._order.append(chunk)
            if chunk.missing:
                places = [at for at, known in enumerate(chunk.found) if known is None]
                self._waiting.append(_Work(chunk, places))
        return True

    # Workers

    def _hand_out(self) -> None:
        """Give work to every worker that has none."""
        while self._waiting and (self._idle or len(self._busy) < self._jobs):
            try:
                worker = self._idle.pop() if self._idle else self._started()
            except OSError:  # the system has no room for another process
                self._jobs = len(self._busy)
                if not self._busy:
                    self._do(self._waiting.popleft())
                    self._jobs = 1
                return
            work = self._waiting.popleft()
            self._busy[worker.line] = worker, work
            try:
                worker.line.send(work.message())
            except OSError:
                self._lost(worker.line)

    def _started(self) -> _Worker:
        """A new worker. Raises `OSError`."""
        import multiprocessing

        way = "fork" if _can_fork() else "spawn"
        context: Any = multiprocessing.get_context(way)
        ours, theirs = context.Pipe()
        lines = [ours, *self._busy, *(worker.line for worker in self._idle)]
        forked = lines if way == "fork" else []
        process = context.Process(target=_serve, args=(self._check, theirs, forked), daemon=True)
        try:
            with _uninterrupted():
                process.start()
        finally:
            theirs.close()
        return _Worker(process, ours)

    def _collect(self) -> None:
        """Wait for outcomes, and give the next work out before looking at them."""
        from multiprocessing.connection import wait

        arrived: list[tuple[_Work, bytes]] = []
        if self._order and self._order[0].missing:
            ready = wait(list(self._busy))
            for worker, work in [self._busy[line] for line in self._busy if line in ready]:
                try:
                    message = worker.line.recv_bytes()
                except (EOFError, OSError):
                    self._lost(worker.line)
                    continue
                del self._busy[worker.line]
                self._idle.append(worker)
                arrived.append((work, message))
        self._hand_out()
        for work, message in arrived:
            self._take(work, message)

    def _take(self, work: _Work, message: bytes) -> None:
        from pickle import loads

        try:
            found = loads(message)
        except Exception:  # what a rule of a plugin put into its findings cannot travel
            self._do(work)
            return
        for at, checked in zip(work.places, found, strict=True):
            work.chunk.put(at, checked)

    def _do(self, work: _Work) -> None:
        """Do a piece of work here."""
        for at in work.places:
            article = work.chunk.articles[at]
            work.chunk.put(at, self._check(article.data, article.path))

    def _lost(self, line: Connection) -> None:
        """Take back the work of a worker that has ended."""
        worker, work = self._busy.pop(line)
        line.close()
        worker.process.kill()
        worker.process.join()
        reason = _reason(worker.process.exitcode or 0)
        note = f"A process that checked articles ended early ({reason}); its articles were tried again."
        if note not in self._notes:
            self._notes.append(note)
        if not work.again:
            self._waiting.extendleft(reversed([*work.each()]))
            return
        for at in work.places:
            path = work.chunk.articles[at].path
            work.chunk.put(at, files.unreadable(path, "ended", reason=reason))

    def _end(self) -> None:
        """End all workers at once, whatever they are at."""
        every = [*self._idle, *(worker for worker, _ in self._busy.values())]
        for worker in every:
            worker.process.kill()
        for worker in every:
            worker.process.join()
            worker.line.close()


def _chunks(articles: Iterable[Article]) -> Iterator[_Chunk]:
    """Neighbours together, so that a chunk takes a few hundredths of a second to check."""
    together: list[Article] = []
    cost = 0
    for article in articles:
        together.append(article)
        cost += article.cost
        if cost >= _CHUNK or len(together) * _EACH_FILE >= _CHUNK:
            yield _Chunk(together)
            together, cost = [], 0
    if together:
        yield _Chunk(together)


def _can_fork() -> bool:
    """Whether a fork is safe: on Linux, and without threads that might hold a lock."""
    threading = sys.modules.get("threading")
    return sys.platform == "linux" and (threading is None or threading.active_count() == 1)


def _reason(code: int) -> str:
    import signal

    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C until a new process has learnt to leave it to its parent."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(check: Check, line: Connection, others: Iterable[Connection]) -> None:
    """Do the work that comes along a line until it ends, as it does with the parent."""
    import gc
    import signal
    from multiprocessing.reduction import ForkingPickler

    from bylint.workspace.packed import packed

    sys.stdout = sys.stderr  # the parent alone writes reports
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in others:
        other.close()
    while True:
        try:
            work = line.recv()
        except (EOFError, OSError):
            return
        found = [packed(check(data, path)) for data, path in work]
        try:
            message = bytes(ForkingPickler.dumps(found))
        except Exception:  # the parent will do it
            message = b""
        try:
            line.send_bytes(message)
        except OSError:
            return
        del found, message, work
        gc.collect(0)
