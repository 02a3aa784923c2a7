"""What can go wrong as a person sees it: a message of the catalogue, its values, and the exit code.

The message is a key and not a sentence, so that an error raised in `wijzer serve` is shown in the language of the
person at the command line.
"""

from __future__ import annotations

from typing import Any

OK = 0
FAULT = 1
WRONG_USAGE = 2
PARTLY_FAILED = 3
NO_SUCH_REPORT = 4
INTERRUPTED = 130


class UserError(Exception):
    """An error that is shown as one line: catalogue key `key`, filled in with `values`; ends with `exit_code`."""

    def __init__(self, key: str, exit_code: int = FAULT, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.exit_code = exit_code
        self.values = values

    def to_wire(self) -> dict[str, Any]:
        """The error as it travels over HTTP; `from_wire` is its inverse."""
        values = {
            name: value if isinstance(value, int) else str(value) for name, value in self.values.items()
        }
        return {"key": self.key, "exit_code": self.exit_code, "values": values}

    @classmethod
    def from_wire(cls, wire: dict[str, Any]) -> UserError:
        """The error that `to_wire` described."""
        return cls(str(wire["key"]), int(wire["exit_code"]), **wire["values"])


class WrongUsage(UserError):
    """A wrong argument, setting or question: exit code 2."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, WRONG_USAGE, **values)


class NoReport(UserError):
    """The report that was asked for isn't there: exit code 4."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, NO_SUCH_REPORT, **values)
