"""The catalogue is complete and true: every action is in it, and what is in it is an action."""

import dataclasses
import importlib
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Final

import pytest

from tests.whole.tree import module_name, source_files
from vigil import catalogue
from vigil.desk.action import Action
from vigil.desk.actor import Role
from vigil.desk.desk import Desk

# The desk's own actions stand in files named for what they do; a capability's stand in its actions.py.
DESK_ACTIONS: Final = ("vigil.desk.access", "vigil.desk.audit", "vigil.desk.queue")

ENTRIES: Final = tuple(thing for thing in vars(catalogue).values() if isinstance(thing, Action))


def action_modules() -> Iterator[ModuleType]:
    names = (module_name(path) for path in source_files())
    for name in names:
        if name in DESK_ACTIONS or name.endswith(".actions"):
            yield importlib.import_module(name)


def public_functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield function


def takes_a_desk(function: Callable[..., Any]) -> bool:
    first = next(iter(inspect.signature(function, eval_str=True).parameters.values()), None)
    return first is not None and first.annotation is Desk


def test_every_public_function_of_an_actions_module_is_in_the_catalogue() -> None:
    listed = {entry.run for entry in ENTRIES}
    missing = [
        f"{module.__name__}.{function.__name__}"
        for module in action_modules()
        for function in public_functions(module)
        if function not in listed
    ]
    assert missing == []


def test_everything_in_the_catalogue_is_an_action_of_an_actions_module() -> None:
    there = {function for module in action_modules() for function in public_functions(module) if takes_a_desk(function)}
    assert [entry.name for entry in ENTRIES if entry.run not in there] == []


def test_names_and_functions_appear_once() -> None:
    assert [name for name, times in Counter(entry.name for entry in ENTRIES).items() if times > 1] == []
    assert [run for run, times in Counter(entry.run for entry in ENTRIES).items() if times > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_entry_says_what_it_is(entry: Action[Any, Any]) -> None:
    capability, _, verb = entry.name.partition(".")
    assert entry.run.__module__.split(".")[1] == capability
    assert verb.replace("_", "").isalpha()
    assert entry.says[0].isupper()
    assert entry.says.endswith(".")
    assert entry.roles != Role(0)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_action_takes_a_desk_and_one_frozen_dataclass(entry: Action[Any, Any]) -> None:
    assert takes_a_desk(entry.run)
    assert len(inspect.signature(entry.run).parameters) == 2
    assert dataclasses.is_dataclass(entry.asked)
    assert getattr(entry.asked, "__dataclass_params__").frozen  # noqa: B009 - not in the type, though in the class
    assert hasattr(entry.asked, "__slots__")
