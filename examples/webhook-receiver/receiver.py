"""Takes the webhooks of a hub and checks who sent them: the scheme of Standard Webhooks. Python 3.9, no packages:
WEBHOOK_SECRET=whsec_... python3 receiver.py 8090
"""
import base64
import hashlib
import hmac
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_SECONDS = 300
KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
# Ids that were taken. A hub sends a message again when the answer was lost; keep them in your store for a day.
TAKEN = set()


def fresh(timestamp):
    return timestamp.isdigit() and abs(time.time() - int(timestamp)) <= TOLERANCE_SECONDS


def signed(message_id, timestamp, body, signatures):
    digest = hmac.new(KEY, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(digest).decode()
    # Several signatures stand beside one another while a secret is changed
    return any(hmac.compare_digest(wanted, one) for one in signatures.split(" "))


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        message_id = self.headers.get("webhook-id", "")
        timestamp = self.headers.get("webhook-timestamp", "")
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if fresh(timestamp) and signed(message_id, timestamp, body, self.headers.get("webhook-signature", "")):
            if message_id not in TAKEN:
                TAKEN.add(message_id)
                print(f"took {message_id}: {body.decode()}", flush=True)
            self.send_response(204)
        else:
            self.send_response(401)
        self.end_headers()

    def log_message(self, *arguments):
        """No line for each request: what was taken is printed."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    print(f"listening on port {server.server_port}", flush=True)
    server.serve_forever()
