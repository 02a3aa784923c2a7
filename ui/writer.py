"""The language model that is set, opened; what is wrong with the setting becomes an error for a person."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ui.errors import WrongUsage
from ui.messages import choose_language
from ui.settings import Settings, writer_settings

if TYPE_CHECKING:
    from assistant.writing.models import Writer


def set_writer(settings: Settings) -> Writer | None:
    """The writer, None when no model is set; WrongUsage when it can't be had. Nothing is started or asked yet."""
    found = writer_settings(settings)
    if found is None:
        return None
    from assistant.writing.faults import BadWriter
    from assistant.writing.models import open_writer
    from assistant.writing.phrases import say_setup

    try:
        return open_writer(found)
    except BadWriter as error:
        language = choose_language(settings.lang, os.environ)
        reason = say_setup(error.what, error.value, language, **error.values)
        raise WrongUsage("error.llm", reason=reason) from error
