"""Values to JSON and back: edits, shares and source pages, by their declared fields; refuses what does not fit."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from editor.model.edit import Edit, Place
from editor.model.faults import EditFault


def _name_of(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


Value = TypeVar("Value")

EDITS: dict[str, type] = {_name_of(kind): kind for kind in get_args(Edit)}
"""Every kind of edit by its name in JSON."""

EDIT_NAMES = {kind: name for name, kind in EDITS.items()}


def canonical(value: object) -> str:
    """Return JSON text of a value, dataclasses included, that is the same for the same content.

    Fields at their default are left out; edits carry their name in ``edit``.
    """
    return _ENCODER.encode(value)


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return a value as plain JSON data (see ``canonical``)."""
    return json.loads(canonical(value))


class _Plan:
    """How the values of one dataclass are written: its fields in the order of their names, and what is left out."""

    __slots__ = ("_defaults", "_get", "_name", "_names")

    def __init__(self, kind: type) -> None:
        """Read the declared fields of ``kind``."""
        declared = sorted(fields(typing.cast(Any, kind)), key=lambda field: field.name)
        self._names = tuple(field.name for field in declared)
        self._defaults = tuple(_left_out(field) for field in declared)
        self._get = attrgetter(*self._names) if len(declared) > 1 else None
        self._name = EDIT_NAMES.get(kind)

    def plain(self, value: object) -> dict[str, object]:
        """Return the value as a mapping of what is not at its default."""
        names = self._names
        items = self._get(value) if self._get is not None else tuple(getattr(value, name) for name in names)
        out: dict[str, object] = {} if self._name is None else {"edit": self._name}
        for name, (default, kind), item in zip(names, self._defaults, items, strict=True):
            if item is default or (item == default and (kind is None or type(item) is kind)):
                continue
            out[name] = item
        return out


def _left_out(field: Field[Any]) -> tuple[object, type | None]:
    """Return the default of a field and the type a value must have to be it, None where equality is enough."""
    if field.default_factory is not MISSING:
        return field.default_factory(), None
    return field.default, type(field.default)


_plans: dict[type, _Plan] = {}


def _plain_of(value: object) -> object:
    """Return what JSON does not know as what it knows; tuples and mappings it writes by itself."""
    kind = type(value)
    plan = _plans.get(kind)
    if plan is None and is_dataclass(value):
        plan = _plans[kind] = _Plan(kind)
    if plan is not None:
        return plan.plain(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


# Values are frozen, so none can hold itself: no search for circles, a quarter of the time.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain_of, check_circular=False
)


def encode(edit: Edit) -> str:
    """Return an edit as one line of JSON, the same text for the same edit."""
    return canonical(edit)


def decode(text: str) -> Edit:
    """Return the edit written as JSON.

    Raises:
        EditFault: it is no JSON, no known edit, or a field is missing or of the wrong kind.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise EditFault(f"This is not an edit: it is no JSON ({error}).") from error
    return edit_from(data)


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number")


def edit_from(data: object) -> Edit:
    """Return the edit that plain JSON data describe (see ``decode``)."""
    if not isinstance(data, Mapping):
        raise EditFault("An edit is a JSON object with the name of the edit in “edit”.")
    kind = EDITS.get(str(data.get("edit")))
    if kind is None:
        raise EditFault(f"There is no edit called “{data.get('edit')}”.")
    rest = {k: v for k, v in data.items() if k != "edit"}
    return typing.cast(Edit, from_json(kind, rest, where=str(data["edit"])))


class _Unfit(Exception):
    """Say that some data are not of the kind they should be; where is told by reading them again, slowly."""


_Reader = Callable[[Any], Any]

_EXACT: dict[Any, frozenset[type]] = {
    int: frozenset({int}),
    float: frozenset({int, float}),
    str: frozenset({str}),
    bool: frozenset({bool}),
}
_RARE = frozenset({*EDITS.values(), Place})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_json(kind: type[Value], data: object, where: str = "") -> Value:
    """Return a value of the dataclass ``kind`` from plain JSON data.

    Raises:
        EditFault: a field is missing, unknown or of the wrong kind; ``where`` is named.
    """
    try:
        return typing.cast(Value, _quickly(kind)(data))
    except _Unfit:
        return _slowly(kind, data, where)


def _slowly(kind: type[Value], data: object, where: str) -> Value:
    """Return what ``from_json`` does, step by step, so that a refusal can name the place."""
    if not isinstance(data, Mapping):
        raise EditFault(f"{where or kind.__name__} must be a JSON object.")
    hints = _hints(typing.cast(Any, kind))
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise EditFault(f"{where or kind.__name__} has no field “{unknown[0]}”.")
    values = {name: _value(hints[name], item, f"{where}.{name}") for name, item in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        missing = [f.name for f in fields(typing.cast(Any, kind)) if _required(f) and f.name not in values]
        raise EditFault(f"{where or kind.__name__} lacks the field “{', '.join(missing)}”.") from error


def _quickly(kind: type) -> _Reader:
    """Return what makes a value of a dataclass from plain JSON data; it raises ``_Unfit`` and does not say where."""
    found = _readers.get(kind)
    if found is None:
        found = _readers[kind] = _of_fields(kind)
    return found


_readers: dict[type, _Reader] = {}


def _of_fields(kind: type) -> _Reader:
    known = {name: _reader(hint) for name, hint in _hints(kind).items()}

    def read(data: Any) -> Any:  # noqa: ANN401 - plain JSON data
        if type(data) is not dict:
            raise _Unfit
        try:
            return kind(**{name: known[name](item) for name, item in data.items()})
        except (KeyError, TypeError) as error:
            raise _Unfit from error

    return read


def _reader(hint: Any) -> _Reader:  # noqa: ANN401 - a hint
    """Return what reads a value of a hint; hints of rare kinds are read slowly."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in _EXACT:
        return partial(_exact, _EXACT[hint])
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return partial(_each, _reader(args[0]))
    if origin is tuple and set(args) == {float}:
        return partial(_numbers, len(args))
    if origin is not None and args == (str, str) and issubclass(origin, Mapping):
        return _texts
    if origin in (Union, types.UnionType) and len(args) == 2 and args[1] is type(None) and args[0] not in _RARE:
        return partial(_perhaps, _reader(args[0]))
    if is_dataclass(hint) and hint not in _RARE:
        return _quickly(typing.cast(type, hint))
    return partial(_rarely, hint)


def _exact(kinds: frozenset[type], item: Any) -> Any:  # noqa: ANN401
    if type(item) not in kinds:
        raise _Unfit
    return item


def _each(read: _Reader, item: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if type(item) is not list:
        raise _Unfit
    return tuple([read(value) for value in item])


def _numbers(count: int, item: Any) -> tuple[float, ...]:  # noqa: ANN401
    if type(item) is not list or len(item) != count or not _EXACT[float].issuperset(map(type, item)):
        raise _Unfit
    return tuple(item)


def _texts(item: Any) -> dict[str, str]:  # noqa: ANN401
    if type(item) is not dict or not _EXACT[str].issuperset(map(type, item.values())):
        raise _Unfit
    return dict(item)


def _perhaps(read: _Reader, item: Any) -> Any:  # noqa: ANN401
    return None if item is None else read(item)


def _rarely(hint: Any, item: Any) -> Any:  # noqa: ANN401
    try:
        return _value(hint, item, "")
    except EditFault as error:
        raise _Unfit from error


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(hint: Any, item: object, where: str) -> Any:  # noqa: ANN401 - a hint and a value of it
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(hint), item, where)
    if origin is tuple:
        return _items(get_args(hint), item, where)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(item, Mapping):
            raise EditFault(f"{where} must be a JSON object.")
        return {str(k): _value(get_args(hint)[1], v, where) for k, v in item.items()}
    if is_dataclass(hint):
        if isinstance(hint, type) and hint in EDITS.values():
            return edit_from(item)
        return typing.cast(Any, _slowly(typing.cast(type, hint), item, where))
    return _plain(hint, item, where)


def _one_of(choices: tuple[Any, ...], item: object, where: str) -> Any:  # noqa: ANN401
    if item is None and type(None) in choices:
        return None
    if any(choice in EDITS.values() for choice in choices if isinstance(choice, type)):
        return edit_from(item)
    if item == "last" and Place in choices:
        return Place.LAST
    last: EditFault | None = None
    for choice in choices:
        if choice in (type(None), Place):
            continue
        try:
            return _value(choice, item, where)
        except EditFault as error:
            last = error
    raise last or EditFault(f"{where} cannot be empty.")


def _items(args: tuple[Any, ...], item: object, where: str) -> tuple[Any, ...]:
    if not isinstance(item, (list, tuple)):
        raise EditFault(f"{where} must be a list.")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_value(args[0], v, where) for v in item)
    if len(args) != len(item):
        raise EditFault(f"{where} must hold {len(args)} values.")
    return tuple(_value(a, v, where) for a, v in zip(args, item, strict=True))


_KINDS = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


def _plain(hint: Any, item: object, where: str) -> Any:  # noqa: ANN401
    fits = isinstance(item, hint) and not (hint is int and isinstance(item, bool))
    if hint is float:
        fits = isinstance(item, (int, float)) and not isinstance(item, bool)
    if not fits:
        raise EditFault(f"{where} must be {_KINDS.get(hint, hint)}.")
    return item
