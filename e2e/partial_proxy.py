"""A proxy before Prometheus that leaves series out of range queries and says so, as federated servers do: PORT TARGET."""

import json
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, TARGET = int(sys.argv[1]), sys.argv[2]


class Proxy(BaseHTTPRequestHandler):
    def pass_on(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        headers = {"Content-Type": self.headers.get("Content-Type", "text/plain")}
        request = urllib.request.Request(TARGET + self.path, data=body, headers=headers, method=self.command)
        with urllib.request.urlopen(request) as answer:
            content = answer.read()
        if "query_range" in self.path:
            tree = json.loads(content)
            tree["data"]["result"] = [one for one in tree["data"]["result"] if "device" not in one["metric"]]
            tree["warnings"] = ["store 10.0.0.7: connection refused"]
            content = json.dumps(tree).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = pass_on

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", PORT), Proxy).serve_forever()
