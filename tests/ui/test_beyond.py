"""Serving to more than this machine: refused without a login, warned of without TLS; and https."""

from __future__ import annotations

import http.client
import json
import shutil
import ssl
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.ui.asking import request
from tests.ui.conftest import Run, running, serving

LOGIN = {"WIJZER_SERVE_USER": "ans", "WIJZER_SERVE_PASSWORD": "goed wachtwoord"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "verslagen.example"])
def test_without_a_login_only_this_machine_is_served(wijzer: Run, tmp_path: Path, host: str) -> None:
    done = wijzer("serve", "--host", host, "--port", "0", "--library", str(tmp_path / "new"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "WIJZER_SERVE_USER and WIJZER_SERVE_PASSWORD" in done.stderr
    assert not (tmp_path / "new").exists()


def test_with_a_login_others_are_served_with_a_warning(wijzer: Run, library: Path) -> None:
    with running(library, "--host", "0.0.0.0", **LOGIN) as served:
        assert request(served, "GET", "/healthz", Host="verslagen.example:7860")[0] == 200
        assert request(served, "GET", "/", Host="verslagen.example:7860")[0] == 401
        done = wijzer("ask", "Wie was afwezig?", "--library", str(library), "--json")
        assert json.loads(done.stdout)["text"] == "De heer Bakker is afwezig met bericht. [1]"
    assert [line for line in served.said if "proxy with TLS" in line]


def test_a_login_alone_needs_no_warning(library: Path) -> None:
    with serving(library, **LOGIN) as served:
        assert request(served, "GET", "/")[0] == 401


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for another name than this machine's, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl on this machine")
    made, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=verslagen.example", "-out", str(made), "-keyout", str(key)],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


def test_https_with_a_certificate(wijzer: Run, library: Path, certificate: tuple[Path, Path]) -> None:
    tls = {"WIJZER_SERVE_CERTIFICATE": str(certificate[0]), "WIJZER_SERVE_KEY": str(certificate[1])}
    with serving(library, "--host", "0.0.0.0", **LOGIN, **tls) as served:
        assert served.url.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile=certificate[0])
        trusting.check_hostname = False
        connection = http.client.HTTPSConnection(urlsplit(served.url).netloc, context=trusting, timeout=60)
        connection.request("POST", "/login", "user=ans&password=goed+wachtwoord")
        response = connection.getresponse()
        assert (response.status, "Secure" in response.headers["set-cookie"]) == (303, True)
        connection.close()
        done = wijzer("reports", "--library", str(library), "--json")
        assert len(json.loads(done.stdout)["reports"]) == 4


def test_files_that_are_no_certificate_are_told(wijzer: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("x")
    for name in ("x.pem", "bestaat-niet.pem"):
        file = str(tmp_path / name)
        done = wijzer(
            "serve", "--port", "0", "--library", str(tmp_path / "new"),
            WIJZER_SERVE_CERTIFICATE=file, WIJZER_SERVE_KEY=file,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert file in done.stderr
        assert not (tmp_path / "new").exists()
