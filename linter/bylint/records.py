"""Named tuples and protocols that are quick to define.

`typing.NamedTuple` takes half a millisecond for each class it makes, most of it to read the types
of the fields once more. Nearly every value here is a named tuple, and each start would pay for all
of them; importing `typing` takes a tenth of a start. To a type checker these are its own.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from types import CodeType, FunctionType

# Type checkers take it for True; importing it from typing would slow down every start.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any
    from typing import NamedTuple as NamedTuple  # noqa: TID251
    from typing import Protocol as Protocol
else:
    Protocol = object

    # The descriptor behind the fields of named tuples, the quickest there is.
    _Field = type(namedtuple("_Sample", "field").field)  # noqa: PYI024

    class _Record(tuple):
        """What all named tuples can do."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values: Any) -> Any:
            return tuple.__new__(cls, values)

        def _replace(self, **changes: Any) -> Any:
            changed = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return changed

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    @cache
    def _code(count: int) -> CodeType:
        """The code of a constructor with so many arguments: to compile takes longest of all."""
        names = "".join(f", _{at}" for at in range(count))
        code: CodeType = eval(f"lambda cls{names}: make(cls, ({names[2:]},))").__code__
        return code

    def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
        code = _code(len(fields)).replace(
            co_varnames=("cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
        )
        return FunctionType(code, {"make": tuple.__new__}, "__new__", defaults)

    class _Maker(type):
        """Makes a subclass of `tuple` out of a class with annotated fields."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = [body.pop(field) for field in fields if field in body]
            body["__new__"] = _constructor(name, fields, tuple(defaults))
            body.update({field: _Field(at, "") for at, field in enumerate(fields)})
            body.update(__slots__=(), _fields=fields, __match_args__=fields)
            return type(name, (_Record,), body)

    class NamedTuple(metaclass=_Maker):
        """The base to name in a class statement; see `typing.NamedTuple`."""
