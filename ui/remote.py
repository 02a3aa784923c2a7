"""The service over HTTP: talks to the `wijzer serve` that has the library open, and so needs no models of its own."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from ui.errors import UserError
from ui.progress import Progress, silent
from ui.shapes import Json, filter_to_wire
from vectorstore.types import ReportFilter

TOKEN_HEADER = "X-Wijzer-Token"
# A server that is busy with other questions still answers within this; one that streams sends a line every 5 s.
TIMEOUT_SECONDS = 60.0
LONGEST_LINE = 256 * 1024 * 1024


class RemoteService:
    """`Service` at `url`; `pid` is the process that serves there."""

    def __init__(self, url: str, token: str, pid: int) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._pid = pid
        # No proxy: the address is this machine's own, whatever http_proxy says. For the same reason a certificate,
        # which is for the name that others use, isn't held against it.
        own = ssl.create_default_context()
        own.check_hostname, own.verify_mode = False, ssl.CERT_NONE
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=own)
        )

    def ingest(self, paths: Sequence[str], progress: Progress = silent) -> Json:
        """Have the server take in these absolute paths."""
        return self._stream("ingest", {"paths": list(paths)}, progress)

    def search(self, question: str, where: ReportFilter, k: int) -> Json:
        """The `k` best passages."""
        return self._call("search", {"question": question, "k": k, **filter_to_wire(where)})

    def ask(self, question: str, where: ReportFilter) -> Json:
        """The answer, with its citations."""
        return self._call("ask", {"question": question, "quotes": True, **filter_to_wire(where)})

    def asking(
        self,
        question: str,
        where: ReportFilter,
        thread: str | None = None,
        *,
        before: Sequence[str] = (),
        alone: bool = False,
    ) -> Iterator[Json]:
        """The events as the server sends them; closed early, the server has the writing stop."""
        body = {"question": question, "conversation": thread, "before": list(before), "alone": alone}
        with self._post("ask/stream", {**body, **filter_to_wire(where)}) as response:
            for line in iter(lambda: response.readline(LONGEST_LINE), b""):
                event: Json = json.loads(line)
                if "end" in event:
                    return
                if "alive" not in event:
                    yield event
        raise UserError("error.server_gone", url=self._url, pid=self._pid)

    def reports(self) -> Json:
        """The reports of the library."""
        return self._call("reports", {})

    def show(self, report: str) -> Json:
        """One report with all its parts."""
        return self._call("show", {"report": report})

    def remove(self, report: str, progress: Progress = silent) -> Json:
        """What was removed."""
        return self._stream("remove", {"report": report}, progress)

    def rebuild(self, progress: Progress = silent) -> Json:
        """What was made again from the catalogue."""
        return self._stream("rebuild", {}, progress)

    def verify(self, text: str) -> Json:
        """Which sentences of `text` stand in the reports."""
        return self._stream("verify", {"text": text}, silent)

    def feedback(self) -> Json:
        """The rated questions of its conversations, as lines for `wijzer eval`."""
        return self._call("feedback", {})

    def state(self) -> Json:
        """The library's counts and health, as the server sees them."""
        return self._call("doctor", {})

    def close(self) -> None:
        """Nothing to let go of: the library is the server's."""

    def _call(self, name: str, body: Json) -> Json:
        with self._post(name, body) as response:
            found: Json = json.loads(response.read())
            return found

    def _stream(self, name: str, body: Json, progress: Progress) -> Json:
        """Follow a stream of JSON lines: progress, then one result or error."""
        with self._post(name, body) as response:
            for line in iter(lambda: response.readline(LONGEST_LINE), b""):
                message = json.loads(line)
                if "progress" in message:
                    done, total, what = message["progress"]
                    progress(done, total, what)
                elif "result" in message:
                    result: Json = message["result"]
                    return result
                elif "error" in message:
                    raise UserError.from_wire(message["error"])
        raise UserError("error.server_gone", url=self._url, pid=self._pid)

    @contextmanager
    def _post(self, name: str, body: Json) -> Iterator[IO[bytes]]:
        """The response to a POST; what goes wrong on the way, while it is read too, becomes a UserError."""
        request = urllib.request.Request(
            f"{self._url}/api/{name}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", TOKEN_HEADER: self._token},
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                yield response
        except urllib.error.HTTPError as error:
            raise _refused(error, self._url) from None
        except TimeoutError:
            raise UserError(
                "error.server_slow", url=self._url, pid=self._pid, seconds=int(TIMEOUT_SECONDS)
            ) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UserError("error.server_gone", url=self._url, pid=self._pid) from error


def _refused(error: urllib.error.HTTPError, url: str) -> UserError:
    """The error that the server described in its answer, or that it gave an answer that isn't ours."""
    try:
        wire: dict[str, Any] = json.loads(error.read())["error"]
        return UserError.from_wire(wire)
    except (ValueError, KeyError, TypeError, OSError):
        return UserError("error.server_answer", url=url, status=error.code)
