"""How well questions find their report and passage, beside other pipelines with the same embedding weights.

All take in the same reports and get the same questions, one pipeline after the other, each in a fresh process and
some in an environment of their own in `.bench`. What they find is judged in one way (benchmarks/judging.py).
benchmarks/sets.py says which questions there are; those on the reports of ../shared/data are left out where that
folder isn't. A run of some sets leaves the figures of the others as they were; each set says what it ran on.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.judging import (
    PASSAGE_FIGURES,
    REPORT_FIGURES,
    difference,
    figure,
    figures,
    judge,
    judge_answers,
)
from benchmarks.peers import PEERS
from benchmarks.peers.environments import Unavailable, last_words, model_folder, python_for
from benchmarks.plot import draw
from benchmarks.results import HERE, PROJECT, Json, arguments, machine, percentile, publish, say
from benchmarks.sets import SETS, QuestionSet, read_sets
from benchmarks.tables import lines, markdown

RESULT = HERE / "results" / "retrieval.json"
TABLE = HERE / "results" / "retrieval.md"
PICTURE = PROJECT / "docs" / "benchmark.svg"
OURS = "ours"


def write_input(one: QuestionSet, folder: Path) -> None:
    """What a peer reads: nothing of what is right."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = [{"id": question.id, "question": question.question} for question in one.questions]
    for name, rows in (("docs", [asdict(doc) for doc in one.docs]), ("questions", asked)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def run_peer(peer: str, given: Path, model: Path, folder: Path) -> Json:
    """What the peer gave back, or {"failed": why}."""
    output, index = folder / f"{peer}.json", folder / f"{peer} index"
    shutil.rmtree(index, ignore_errors=True)
    output.unlink(missing_ok=True)
    try:
        python = python_for(peer)
    except Unavailable as problem:
        return {"failed": str(problem)}
    places = {"input": given, "model": model, "index": index, "output": output}
    words = [word for name, place in places.items() for word in (f"--{name}", str(place.resolve()))]
    command = [str(python), "-m", f"benchmarks.peers.{peer}", *words]
    done = subprocess.run(
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode or not output.exists():
        return {"failed": last_words(done.stderr)}
    result: Json = json.loads(output.read_text(encoding="utf-8"))
    return result


def milliseconds(seconds: Sequence[float]) -> Json:
    """Median and 95th percentile."""
    return {f"p{p}": round(1000 * percentile(seconds, p), 1) for p in (50, 95)}


def summary(one: QuestionSet, given: Json, judged: Json) -> Json:
    """A peer's figures."""
    characters = sum(len(doc.text) for doc in one.docs)
    passages, seconds = given["passages"], given["ingest_seconds"]
    result: Json = {
        "versions": given["versions"],
        "settings": given["settings"],
        "passages": passages,
        "characters_a_passage": round(given["passage_characters"] / max(passages, 1)),
        "ingest": {
            "seconds": seconds,
            "processor_seconds": given["ingest_processor_seconds"],
            "passages_per_second": round(passages / seconds, 1),
            "characters_per_second": round(characters / seconds),
        },
        "question_ms": milliseconds([line["seconds"] for line in given["questions"]]),
        "peak_mb": given["peak_rss_mb"],
        "index_mb": round(given["index_bytes"] / 1e6, 1),
        "located": judged["located"],
        "reports": figures(judged["reports"], REPORT_FIGURES),
        "passages_found": figures(judged["passages"], PASSAGE_FIGURES),
    }
    if answers := given.get("answers"):
        values = judge_answers(one, answers)
        result["answers"] = {name: figure(found) for name, found in sorted(values.items())}
        result["answer_ms"] = milliseconds([line["seconds"] for line in answers])
    return result


def measure(one: QuestionSet, peers: Sequence[str], model: Path, folder: Path) -> Json:
    """All figures of one set; `folder` keeps what the peers were given, made and gave back."""
    write_input(one, folder / "input")
    judged: dict[str, Json] = {}
    found: dict[str, Any] = {}
    for peer in peers:
        say(f"{one.name}: {PEERS[peer]} ...")
        given = run_peer(peer, folder / "input", model, folder)
        if "failed" in given:
            say(f"{one.name}: {PEERS[peer]} failed: {given['failed']}")
            found[peer] = given
            continue
        judged[peer] = judge(one, given["questions"])
        found[peer] = summary(one, given, judged[peer])
    for peer in judged.keys() - {OURS} if OURS in judged else ():
        found[peer]["ours_more"] = {
            f"{of} {name}": difference(judged[OURS][of], judged[peer][of], name)
            for of, name in (("reports", "nDCG@10"), ("passages", "MRR"))
        }
    return {
        "reports": len(one.docs),
        "characters": sum(len(doc.text) for doc in one.docs),
        "questions": sum(not question.unanswerable for question in one.questions),
        "unanswerable": sum(question.unanswerable for question in one.questions),
        "peers": found,
    }


def earlier() -> Json:
    """The sets that were measured before."""
    if not RESULT.exists():
        return {}
    found: Json = json.loads(RESULT.read_text(encoding="utf-8"))["result"]
    return found


def merged(before: Json, result: Json, on: Json) -> Json:
    """The sets of earlier runs with the peers of this one in their place, each saying that it ran apart.

    What was compared question by question with what ran before ("ours_more") goes where either is another now.
    """
    whole = dict(before)
    for name, one in result.items():
        peers = {peer: dict(found) for peer, found in whole.get(name, {}).get("peers", {}).items()}
        for peer, found in peers.items():
            if OURS in one["peers"] or peer in one["peers"]:
                found.pop("ours_more", None)
        peers |= {peer: {**found, "apart": on} for peer, found in one["peers"].items()}
        whole[name] = {**one, "machine": on, **whole.get(name, {}), "peers": peers}
    return whole


def keep(on: Json, options: argparse.Namespace, result: Json) -> None:
    """Write the figures, the table and the picture, with the sets of earlier runs."""
    if options.merge:
        whole = merged(earlier(), result, on)
    else:
        whole = earlier() | {name: {**one, "machine": on} for name, one in result.items()}
    whole = {name: whole[name] for name in SETS if name in whole}
    publish("retrieval", on, options, whole, lines(result))
    TABLE.write_text(markdown(whole), encoding="utf-8")
    PICTURE.write_text(draw(whole), encoding="utf-8")


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--sets",
        nargs="+",
        choices=list(SETS),
        default=list(SETS),
        metavar="SET",
        help=f"of {', '.join(SETS)}",
    )
    parser.add_argument(
        "--peers",
        nargs="+",
        choices=list(PEERS),
        default=list(PEERS),
        metavar="PEER",
        help=f"of {', '.join(PEERS)}; with fewer than all, the figures are printed and not kept",
    )
    parser.add_argument(
        "--merge",
        action="store_true",
        help="keep what these peers found beside the others of earlier runs, with a line that they ran apart",
    )
    parser.add_argument(
        "--limit", type=int, help="the first N reports and their questions: a quick try, not kept"
    )
    parser.add_argument(
        "--weights",
        choices=["float32", "bfloat16"],
        default="float32",
        help="of the model that the peers load (default: %(default)s); ours stays as it is",
    )
    parser.add_argument(
        "--keep", type=Path, help="keep what was given, made and found here (default: nothing)"
    )
    options = parser.parse_args()
    if options.limit is not None and options.limit < 1:
        parser.error("--limit: at least 1")
    return options


def main() -> None:
    """Measure and report."""
    options, on = parsed(), machine()
    sets = [one.first(options.limit) if options.limit else one for one in read_sets(options.sets)]
    model = model_folder(options.weights)
    result: Json = {}
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        for one in sets:
            result[one.name] = measure(one, options.peers, model, (options.keep or Path(scratch)) / one.name)
    if options.limit or (set(options.peers) != set(PEERS) and not options.merge):
        print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else "\n".join(lines(result)))
        say("a part of the run: not kept")
        return
    keep(on, options, result)


if __name__ == "__main__":
    main()
