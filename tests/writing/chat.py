"""A chat server on this machine, which answers as it is told to, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def said(line, language="en", facts=(), **message):
    """The body of a chat completion with a line in it."""
    content = json.dumps({"line": line, "language": language, "facts": list(facts)})
    return json.dumps({"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}]}).encode()


def ended(reason):
    """A completion that ended for another reason than being done."""
    return json.dumps({"choices": [{"finish_reason": reason, "message": {"content": '{"line": "The la'}}]}).encode()


class Chat:
    """`answers` are taken one after the other, the last again and again: bytes, (status, bytes), "slow", "cut" or "large"."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.heard = threading.Event()
        self.over = threading.Event()
        self.url = ""

    def next(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def chat(*answers):
    """A chat server while the block runs."""
    talk = Chat(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            talk.asked.append((self.path, dict(self.headers), json.loads(body)))
            talk.heard.set()
            answer = talk.next()
            if answer == "slow":
                talk.over.wait(20)
                return
            status, data = answer if isinstance(answer, tuple) else (200, said("The lamp is out.") if answer in ("cut", "large") else answer)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if answer == "large":
                self.end_headers()
                try:
                    while not talk.over.is_set():
                        self.wfile.write(b" " * 65536)
                except OSError:
                    return
                return
            self.send_header("Content-Length", str(len(data) + (500 if answer == "cut" else 0)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    talk.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield talk
    finally:
        talk.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
