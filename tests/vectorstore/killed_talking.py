"""A process that keeps questions and answers, and says on stdout which it has kept: [id, question] in JSON.

    python -m tests.vectorstore.killed_talking FOLDER

Run by `test_conversations.py`, which kills it.
"""

from __future__ import annotations

import json
import sys
from itertools import count
from pathlib import Path

from tests.vectorstore.material import MODEL
from tests.vectorstore.test_conversations import WHERE, refusal
from vectorstore.library import Library


def main(folder: Path) -> None:
    """Talk until killed."""
    with Library.open(folder, MODEL) as library:
        conversation = None
        for number in count():
            question = f"Vraag {number}"
            kept = library.conversations.add(conversation, question, refusal(question), WHERE)
            print(json.dumps([kept.id, question]), flush=True)
            conversation = None if number % 5 == 4 else kept.conversation


if __name__ == "__main__":
    main(Path(sys.argv[1]))
