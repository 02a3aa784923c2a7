"""The page in the browser: the conversation at the left (Gradio), the cited report at the right (plain HTML)."""

import os

# Before anything here imports gradio.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from ui.page.mount import mount

__all__ = ["mount"]
