"""What every command gets: settings, messages, a console, and the service once it asks for it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, field

from ui.console import Console
from ui.messages import Messages
from ui.service import Service, open_service
from ui.settings import Settings


@dataclass(slots=True)
class Context:
    """One run of one command. Used as a context manager it closes the service that was opened."""

    arguments: Namespace
    settings: Settings
    say: Messages
    console: Console
    _service: Service | None = field(default=None, init=False)

    @property
    def json(self) -> bool:
        """Whether stdout is for a program."""
        return bool(getattr(self.arguments, "json", False))

    def service(self, *, any_model: bool = False) -> Service:
        """The library's service, opened at the first call; with `any_model` also when its model is another."""
        if self._service is None:
            with self.console.progress() as progress:
                self._service = open_service(self.settings, progress, any_model=any_model)
        return self._service

    def __enter__(self) -> Context:
        return self

    def __exit__(self, *_: object) -> None:
        if self._service is not None:
            self._service.close()
