"""What is declared, what is pinned and what is imported agree."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
OURS = {"assistant", "benchmarks", "ingest", "pdf_writer", "tests", "ui", "vectorstore"}


def requirements(*extras: str) -> dict[str, Requirement]:
    """The declared requirements by name."""
    lines = DECLARED["dependencies"] + [r for e in extras for r in DECLARED["optional-dependencies"][e]]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def imported(folder: str) -> set[str]:
    """The top-level modules that the Python files in `folder` import, the standard library's and ours left out.

    A file with requirements of its own beside it (benchmarks/peers/haystack.txt) runs in another environment.
    """
    found: set[str] = set()
    for path in (PROJECT / folder).rglob("*.py"):
        if path.with_suffix(".txt").exists():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - OURS - set(sys.stdlib_module_names)


def test_every_pin_is_an_exact_version_from_an_index() -> None:
    assert PINS
    assert [pin for pin in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", pin)] == []


@pytest.mark.parametrize("name", sorted(requirements(*DECLARED["optional-dependencies"])))
def test_each_requirement_has_a_pin_within_its_range(name: str) -> None:
    pinned: dict[str, str] = {
        canonicalize_name(name): version for name, _, version in (pin.partition("==") for pin in PINS)
    }
    requirement = requirements(*DECLARED["optional-dependencies"])[name]
    assert name in pinned, f"{name} is not in constraints.txt: run `make freeze`"
    assert requirement.specifier.contains(pinned[name])


def test_the_makefile_asks_for_the_pinned_torch_first() -> None:
    (pin,) = (pin for pin in PINS if pin.startswith("torch=="))
    assert f"TORCH := {pin}\n" in (PROJECT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("folders", "extras"),
    [
        (("assistant", "ingest", "ui", "vectorstore"), ("local", "openai")),
        (("benchmarks", "examples", "tests"), ("dev",)),
    ],
)
def test_what_is_imported_is_declared(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    declared = set(requirements(*extras))
    distributions = packages_distributions()
    # These come with what is declared, and are part of its interface.
    declared |= {"packaging", "pydantic", "starlette", "tokenizers", "transformers"}
    modules = set().union(*(imported(folder) for folder in folders))
    undeclared = {
        module
        for module in modules
        if not {canonicalize_name(name) for name in distributions.get(module, [module])} & declared
    }
    assert undeclared == set()


def test_what_is_declared_is_imported() -> None:
    distributions = packages_distributions()
    used = {
        canonicalize_name(name)
        for folder in ("assistant", "ingest", "ui", "vectorstore")
        for module in imported(folder)
        for name in distributions.get(module, [])
    }
    found_by_another = {"pystemmer"}  # snowballstemmer computes with it when it is there
    assert set(requirements()) - used == found_by_another


def test_every_package_is_installed_with_its_data() -> None:
    included = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    for package in ("assistant", "ingest", "ui", "vectorstore"):
        assert f"{package}*" in included["packages"]["find"]["include"]
        for folder in {path.parent for path in (PROJECT / package).rglob("*.py")}:
            assert (folder / "__init__.py").exists(), f"{folder.relative_to(PROJECT)} would not be installed"
        for path in (PROJECT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".py":
                patterns = included["package-data"]["*"]
                assert f"**/*{path.suffix}" in patterns or path.name in patterns, (
                    f"{path.name} would not be installed"
                )
