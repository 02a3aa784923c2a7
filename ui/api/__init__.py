"""The HTTP API of `wijzer serve`: the service's methods under /api/, and a chat model's routes under /v1/."""

from ui.api.routes import add_api

__all__ = ["add_api"]
