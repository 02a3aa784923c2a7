"""The two engines share one space, and sentences get vectors of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedding import (
    DocumentEncoder,
    ModelUnavailable,
    PassageText,
    document_encoder,
    prepare,
    query_embedder,
)
from vectorstore.embedding.nano import NanoEmbedder
from vectorstore.embedding.weights import WeightsError, packed_path, read_packed, tensor

TEXTS = [
    "De dijkversterking kost EUR 40 mln. en is in 2027 gereed.",
    "The committee agreed to meet again on 4 March 2026 in Utrecht.",
    "Noorwegen wees op de dreiging van drones boven zee – en vroeg om “meer” ﬁnanciering.",
    "Aanwezig: mevr. Van 't Hoff,\tdhr. Özdemir\nen de secretaris.",
]


@pytest.fixture(scope="module")
def encoder() -> DocumentEncoder:
    return document_encoder()


def test_both_engines_put_a_text_in_the_same_place(encoder: DocumentEncoder) -> None:
    nano = query_embedder()
    assert isinstance(nano, NanoEmbedder)
    passages, _ = encoder.encode([PassageText("", text) for text in TEXTS])
    assert np.sum(passages * nano.embed_passages(TEXTS), axis=1).min() > 0.99
    for text in TEXTS:
        assert float(encoder.embed_query(text) @ nano.embed_query(text)) > 0.99
    assert encoder.stamp == nano.stamp


def test_vectors_have_unit_length_and_come_back_in_order(encoder: DocumentEncoder) -> None:
    texts = [text * n for n in (3, 1, 2) for text in TEXTS] * 3
    passages, sentences = encoder.encode([PassageText("Titel", text, ((0, 10), (10, 30))) for text in texts])
    assert passages.shape == (len(texts), 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-4)
    assert [s.shape for s in sentences] == [(2, 384)] * len(texts)
    alone, _ = encoder.encode([PassageText("Titel", texts[7], ((0, 10), (10, 30)))])
    assert float(alone[0] @ passages[7]) > 0.999


def test_a_question_is_nearest_to_the_sentence_that_answers_it(encoder: DocumentEncoder) -> None:
    first = "Noorwegen stelt twee schepen beschikbaar voor de bewaking van kabels."
    second = "De volgende bijeenkomst vindt plaats op 12 mei in Tallinn."
    text = f"{first} {second}"
    spans = ((0, len(first)), (len(first) + 1, len(text)))
    _, [sentences] = encoder.encode([PassageText("Verslag", text, spans)])
    nano = query_embedder()
    assert np.argmax(sentences @ nano.embed_query("Wanneer is de volgende bijeenkomst?")) == 1
    assert np.argmax(sentences @ nano.embed_query("How many ships does Norway offer?")) == 0


def test_a_sentence_beyond_the_models_limit_gets_its_passages_vector(encoder: DocumentEncoder) -> None:
    text = "woord " * 2_000
    passages, [sentences] = encoder.encode([PassageText("", text, ((len(text) - 20, len(text)),))])
    assert np.isfinite(sentences).all()
    assert float(sentences[0] @ passages[0]) > 0.999


def test_the_packed_tensors_have_the_shapes_of_the_header() -> None:
    packed = read_packed(packed_path())
    assert (packed.hidden, packed.layers, len(packed.pieces)) == (384, 12, 250_002)
    assert tensor(packed, "l0.q.w").size == packed.hidden**2
    assert abs(float(tensor(packed, "emb.ln.w").mean())) < 10


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "model.bin"
    other.write_bytes(b"GGUF and more")
    with pytest.raises(WeightsError, match=r"model\.bin is not an E5S1"):
        read_packed(other)


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=str(tmp_path)):
        prepare(str(tmp_path))
