"""Keeps what is posted, one JSON line each, in received.jsonl; serves the file metrics. Arguments: port, folder."""

import json
import pathlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder = pathlib.Path(sys.argv[2])


class Receiver(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer((folder / "metrics").read_bytes())

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with (folder / "received.jsonl").open("a") as log:
            log.write(json.dumps(json.loads(body)) + "\n")
        self.answer(b"{}")

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
