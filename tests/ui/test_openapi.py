"""The API's description: all of it is in there, and what it says of the answers is so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.ui.asking import request
from tests.ui.conftest import Served
from ui.shapes import Json

SAID = {
    "GET /healthz": None,
    "GET /api/reports": None,
    "POST /api/reports": {},
    "GET /api/reports/{report}": None,
    "POST /api/show": {"report": "Minutes of the Coastal Council"},
    "POST /api/ask": {"question": "Wat heeft de minister bevestigd?"},
    "POST /api/ask/stream": {"question": "Wat heeft de minister bevestigd?", "conversation": "gesprek-1"},
    "POST /api/search": {"question": "gemaal", "k": 2},
    "GET /api/doctor": None,
    "POST /api/doctor": {},
    "POST /api/feedback": {},
    "POST /api/verify": {"text": "De provincie draagt de helft van de kosten. De maan is van kaas."},
    "GET /v1/models": None,
    "POST /v1/chat/completions": {
        "model": "verslagwijzer",
        "messages": [{"role": "user", "content": "Wie was afwezig?"}],
    },
}
CHANGING = {"POST /api/ingest", "POST /api/remove", "POST /api/rebuild"}


@pytest.fixture(scope="module")
def document(server: Served) -> Json:
    found: Json = json.loads(request(server, "GET", "/api/openapi.json")[2])
    return found


def operations(document: Json) -> dict[str, Json]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def fits(document: Json, schema: Json, shape: Any) -> None:
    """The shape is as the schema has it, in which references are to the document."""
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole).validate(shape)


def test_every_route_is_described(document: Json) -> None:
    assert document["openapi"].startswith("3.1")
    found = operations(document)
    assert found.keys() == SAID.keys() | CHANGING
    assert len({operation["operationId"] for operation in found.values()}) == len(found)
    for name, operation in found.items():
        assert len(operation["description"]) > 20, name
        assert operation["responses"]["200"]["content"], name
        assert "422" not in operation["responses"], name
        assert name == "GET /healthz" or operation["security"], name
        assert name == "GET /healthz" or "401" in operation["responses"], name
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(document: Json) -> None:
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]


@pytest.mark.parametrize("name", SAID)
def test_an_answer_is_as_it_is_described(document: Json, server: Served, name: str) -> None:
    method, _, path = name.partition(" ")
    path = path.replace("{report}", "Minutes%20of%20the%20Coastal%20Council")
    status, headers, content = request(server, method, path, SAID[name], X_Wijzer_Token=server.token)
    assert status == 200, content
    kind = headers["content-type"].partition(";")[0]
    schema = operations(document)[name]["responses"]["200"]["content"][kind]["schema"]
    for line in content.decode().splitlines():
        fits(document, schema, json.loads(line))


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("POST /api/ask", {"question": " "}, 400),
        ("POST /api/ask", {"question": "x", "reports": ["bestaat niet"]}, 404),
        ("POST /api/ask", {"question": "x", "from": "2025-02-01", "to": "2025-01-01"}, 400),
        ("POST /api/show", {"report": "bestaat niet"}, 404),
        ("POST /v1/chat/completions", {"model": "verslagwijzer", "messages": []}, 400),
    ],
)  # fmt: skip
def test_a_refusal_is_as_it_is_described(
    document: Json, server: Served, name: str, body: Json, status: int
) -> None:
    method, _, path = name.partition(" ")
    found, _, content = request(server, method, path, body, X_Wijzer_Token=server.token)
    assert found == status
    described = operations(document)[name]["responses"][str(status)]["content"]["application/json"]["schema"]
    fits(document, described, json.loads(content))


def test_reading_by_get_and_by_post_is_the_same(server: Served) -> None:
    for path in ("/api/reports", "/api/doctor"):
        token = {"X_Wijzer_Token": server.token}
        assert request(server, "GET", path, **token)[2] == request(server, "POST", path, {}, **token)[2]


def test_what_is_not_there_is_told_in_the_api_s_own_shape(server: Served) -> None:
    for path in ("/api/nergens", "/api/reports/", "/v1/embeddings"):
        status, _, content = request(server, "POST", path, {}, X_Wijzer_Token=server.token)
        assert status == 404
        assert path in json.loads(content)["error"]["message"]
