"""What data files hold, plain values, and where each of them stands; `parsing` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bylint.errors import BylintError, UnreadableText
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.text import Source, Span

if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 4_000_000
START = Span(0, 0)


class DataError(BylintError):
    """A data file that cannot be read, and where."""

    def __init__(self, message: str, source: Source, span: Span = START) -> None:
        super().__init__(message)
        self.source = source
        self.span = span


class Place(NamedTuple):
    """Where a value stands: its key, or itself where it has none; the value; the key's line."""

    key: Span
    value: Span
    line: int


class Data(NamedTuple):
    """What a data file holds. `places` has the place of every value by its `pointer`."""

    value: Any
    places: Mapping[str, Place]

    def place(self, *path: str | int) -> Place:
        """The place of a value; of what it stands in, where its own is not known."""
        for length in range(len(path), -1, -1):
            found = self.places.get(pointer(path[:length]))
            if found is not None:
                return found
        return Place(START, START, 1)

    def part(self, *path: str) -> Data:
        """What stands at a path, as data of its own; its value is None where nothing does."""
        value = self.value
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        start = pointer(path)
        places = {
            key[len(start) :]: place
            for key, place in self.places.items()
            if key == start or key.startswith(start + "/")
        }
        return Data(value, places)

    def packed(self) -> list[Any]:
        """The data as JSON can hold it."""
        places = {key: (*key_, *value, line) for key, (key_, value, line) in self.places.items()}
        return [self.value, places]

    @classmethod
    def unpacked(cls, packed: Sequence[Any]) -> Data:
        """The inverse of `packed`."""
        value, places = packed
        found = {}
        for key, (begin, end, start, stop, line) in places.items():
            found[key] = Place(Span(begin, end), Span(start, stop), line)
        return cls(value, found)


def pointer(path: Iterable[str | int]) -> str:
    """A path into data as one string, a JSON pointer."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def source_of(path: str, shown: str = "") -> Source:
    """The text of a data file. Raises `DataError`, also where there is no such file."""
    shown = shown or path
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise DataError(f"it has more than {MAX_BYTES // 1_000_000} MB", Source(shown, ""))
        return Source.from_bytes(shown, data)
    except OSError as error:
        raise DataError(error.strerror or str(error), Source(shown, "")) from None
    except UnreadableText as error:
        at = error.offset
        raise DataError(f"it {error}", Source(shown, error.readable), Span(at, at)) from None
