"""Values cannot be changed: every dataclass of the package is frozen."""

import dataclasses
import importlib
import pkgutil

import pytest

import egovkit

# Loaded with their extras only, or made for tests.
_EXTRAS = ("egovkit.integrations", "egovkit.documents.pdf", "egovkit.testing")


def _dataclasses():
    """Every dataclass of the package, by the name of its module and its own."""
    found = {}
    for info in pkgutil.walk_packages(egovkit.__path__, "egovkit."):
        if info.name.startswith(_EXTRAS) or info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            ours = isinstance(value, type) and value.__module__.startswith("egovkit.")
            if ours and dataclasses.is_dataclass(value):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return found


DATACLASSES = _dataclasses()


def test_there_are_some():
    """The search finds the findings, the holidays and the refusals."""
    names = {name.rpartition(".")[2] for name in DATACLASSES}
    assert {"Finding", "Holiday", "HijriDate", "TimeLimit", "MaskPolicy"} <= names


@pytest.mark.parametrize("name", sorted(DATACLASSES))
def test_a_value_is_frozen_and_has_no_other_attributes(name):
    """Two parts of a program may hold one value and trust it."""
    assert DATACLASSES[name].__dataclass_params__.frozen, name
    assert "__slots__" in vars(DATACLASSES[name]), name
