"""Which version this is."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """The version of the installed distribution; "0" when it runs from a checkout that isn't installed."""
    from importlib import metadata

    try:
        return metadata.version("verslagwijzer")
    except metadata.PackageNotFoundError:
        return "0"
