"""Authors every source and channel of the table beside a running hub, and times each from `new` to a delivered card.

A source or channel is what a person saves: the files of this folder, or those of the application under a name of their own (and,
where the signature needs the vendor's keys, with a token). Only files of the extensions folder are written. Arguments: folder of
the run, extensions folder, address of the hub, admin token, and the command `veaiops` with its own arguments.
"""

import hashlib
import hmac
import json
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RUN, EXTENSIONS = map(pathlib.Path, sys.argv[1:3])
HUB, ADMIN = sys.argv[3:5]
VEAIOPS = sys.argv[5:]
RESOURCES = pathlib.Path("src/main/resources")
MANAGER = "/apis/v1/manager/"
TOKEN = "authoring-token-1"
PATIENCE = 120

# name, where its files are, the sample that is posted
SOURCES = [
    ("azure-monitor", "shipped", "firing.json"),
    ("google-cloud", "shipped", "firing.json"),
    ("nightingale", "shipped", "firing.json"),
    ("uptime-kuma", "shipped", "firing.json"),
    ("huawei", "shipped", "firing.json"),
    ("splunk", "own", "firing.json"),
    ("graylog", "own", "firing.json"),
    ("gitlab", "shipped", "firing.json"),
    ("betterstack", "shipped", "firing.json"),
    ("hertzbeat", "shipped", "firing.json"),
    ("pagerduty-v3", "shipped", "firing.json"),
    ("healthchecks", "shipped", "firing.http"),
    ("statuscake", "shipped", "firing.form"),
    ("prtg", "shipped", "firing.form"),
    ("cap", "shipped", "firing.xml"),
]
TYPES = {"json": "application/json", "form": "application/x-www-form-urlencoded", "xml": "application/xml", "http": "text/plain"}

# folder, credentials beside the address of the server, chat, and the platform's answer to a message
CHANNELS = [
    ("google-chat", {}, "any", 200, {"name": "spaces/1/messages/1"}),
    ("gotify", {"token": "t"}, "any", 200, {"id": 1}),
    ("pagerduty", {"routing_key": "r" * 32}, "any", 202, {"status": "success", "dedup_key": "k"}),
    ("opsgenie", {"api_key": "a"}, "any", 202, {"requestId": "r"}),
    ("bark", {"device_key": "d"}, "any", 200, {"code": 200}),
    ("matrix", {"token": "t"}, "!room:example.org", 200, {"event_id": "$1"}),
    ("zulip", {"email": "bot@example.org", "api_key": "a"}, "alarms", 200, {"result": "success", "id": 1}),
    ("twilio", {"account_sid": "AC1", "auth_token": "t", "from": "+4915110000000"}, "+4915112345678", 201, {"sid": "SM1"}),
]

# Where the cards of all sources go
CARDS = "/hooks/cards"
received = []
answer = [200, {}]


class Platform(BaseHTTPRequestHandler):
    """Every chat platform: keeps what is posted and answers as the channel at work expects."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        received.append((self.path, body.decode()))
        cards = self.path == CARDS
        text = b"ok" if cards else json.dumps(answer[1]).encode()
        self.send_response(200 if cards else answer[0])
        self.send_header("Content-Type", "text/plain" if cards else "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_PUT = do_POST

    def log_message(self, *_):
        pass


def call(method, path, body=None, headers=None):
    request = urllib.request.Request(
        HUB + path,
        method=method,
        data=None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + ADMIN, "Content-Type": "application/json"} if headers is None else headers,
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answered:
            return answered.status, json.loads(answered.read() or b"{}")
    except urllib.error.HTTPError as refused:
        return refused.code, {"message": refused.read().decode()}


def await_that(what, found):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.1)
    raise SystemExit(f"FAILED: {what}: not within {PATIENCE} s")


def veaiops(*words):
    done = subprocess.run([*VEAIOPS, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"FAILED: veaiops {' '.join(words)} ends with {done.returncode}\n{done.stdout}{done.stderr}")


def save(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".part")
    beside.write_text(text)
    beside.rename(file)


def extension(kind, name):
    rows = call("GET", MANAGER + "extensions")[1].get("data", [])
    row = next((row for row in rows if row["kind"] == kind and row["name"] == name), None)
    if row and row["problems"]:
        raise SystemExit(f"FAILED: {kind} {name} is refused: {row['problems']}")
    return row and row["state"].lower() == "working"


def target(bot, channel, chat, credentials, project=None):
    """A bot, and a subscription that sends it everything, of one project if that is named."""
    for path, body in [("system-config/bots", {"channel": channel, "bot_id": bot, "credentials": credentials})]:
        code, said = call("POST", MANAGER + path, body)
        assert code < 300, said
    code, said = call("POST", MANAGER + "event-center/inform-strategy", {
        "name": bot, "channel": channel, "bot_id": bot, "chat_ids": [chat]})
    assert code < 300, said
    row = {
        "name": bot, "agent_type": "intelligent_threshold_agent", "event_level": [], "inform_strategy_ids": [said["data"]["id"]],
        "start_time": "2020-01-01T00:00:00Z", "end_time": "2100-01-01T00:00:00Z"}
    if project:
        row["interest_projects"] = [project]
    code, said = call("POST", MANAGER + "event-center/subscribe", row)
    assert code < 300, said


def source_files(name, origin):
    """What the author writes: the mapping under a name of their own, and the vendor's post."""
    folder = RESOURCES / "mappings" / name if origin == "shipped" else pathlib.Path("e2e/authoring") / name
    own = "my-" + name
    text = (folder / "source.yaml").read_text()
    text = re.sub(r"(?m)^source: .*$", "source: " + own, text, count=1)
    text = re.sub(r"(?m)^paths:.*\n(?: +-.*\n)*", "", text)
    text = text.replace("smn: {}", "token: usual")
    samples = folder / "samples" if origin == "shipped" else folder
    return own, text, samples


def author_source(name, origin, sample):
    own, text, samples = source_files(name, origin)
    body = (samples / sample).read_bytes()
    before = cards()
    begin = time.monotonic()
    veaiops("new", "alarm-source", own, "--dir", str(EXTENSIONS))
    folder = EXTENSIONS / "mappings" / own
    for example in (folder / "samples").iterdir():
        example.unlink()
    for posted in [sample, sample.replace("firing", "resolved")]:
        if (samples / posted).exists():
            save(folder / "samples" / posted, (samples / posted).read_text().replace("/alarms/" + name, "/alarms/" + own))
    save(folder / "source.yaml", text)
    secret = "secret" if "hmac" in text else "token"
    save(EXTENSIONS / f"{own}.properties", f"veaiops.alarms.{secret}.{own} = {TOKEN}\n")
    veaiops("lint", str(EXTENSIONS))
    await_that(f"source {own} works", lambda: extension("alarm-source", own))
    status, said = await_that(f"the post of {own} is taken", lambda: post(own, sample, body, secret))
    await_that(f"the card of {own}", lambda: cards() > before)
    return time.monotonic() - begin


def cards():
    return sum(path == CARDS for path, _ in list(received))


def post(own, sample, body, secret):
    ending = sample.rpartition(".")[2]
    query = ""
    headers = {"Content-Type": TYPES[ending]}
    if ending == "http":
        head, _, body = body.partition(b"\n\n")
        query = "?" + head.split(b"\n")[0].decode().split()[1].partition("?")[2]
    body = body.rstrip(b"\n")
    if secret == "secret":
        headers["X-PagerDuty-Signature"] = "v1=" + hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()
    else:
        headers["X-Veaiops-Token"] = TOKEN
    status, said = call("POST", f"/alarms/{own}{query}", body, headers)
    return (status, said) if status == 200 else None if status in (401, 404) else fail(own, status, said)


def fail(own, status, said):
    raise SystemExit(f"FAILED: /alarms/{own} answers {status}: {said}")


def author_channel(folder, credentials, chat, status, said, port):
    text = (RESOURCES / "channels" / folder / "channel.yaml").read_text()
    shipped = re.search(r"(?m)^channel: (.*)$", text).group(1)
    channel = "My" + shipped
    text = re.sub(r"(?m)^channel: .*$", "channel: " + channel, text, count=1)
    answer[:] = [status, said]
    begin = time.monotonic()
    veaiops("new", "channel", "my-" + folder, "--dir", str(EXTENSIONS))
    own = EXTENSIONS / "channels" / ("my-" + folder)
    for example in (own / "templates").iterdir():
        example.unlink()
    for template in (RESOURCES / "templates" / folder).iterdir():
        shutil.copy(template, own / "templates" / template.name)
    save(own / "channel.yaml", text)
    veaiops("lint", str(EXTENSIONS))
    await_that(f"channel {channel} works", lambda: extension("channel", channel))
    address = f"http://127.0.0.1:{port}/{folder}"
    full = dict(credentials, **({"webhook_url": address} if "webhook_url" in text else {"base_url": address}))
    target("bot-" + folder, channel, chat, full, project=folder)
    title = f"Disk of {folder} is full"
    status, answered = call("POST", "/alarms/my-authoring", {
        "fingerprint": title, "status": "firing", "level": "P0", "title": title, "project": folder}, {
        "Content-Type": "application/json", "X-Veaiops-Token": TOKEN})
    assert status == 200, answered
    await_that(f"the card of {channel}", lambda: [
        body for path, body in list(received) if path.startswith("/" + folder) and ("Disk" in body)])
    return time.monotonic() - begin


def main():
    platform = ThreadingHTTPServer(("127.0.0.1", 0), Platform)
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    port = platform.server_address[1]
    target("cards", "Mattermost", "any", {"webhook_url": f"http://127.0.0.1:{port}{CARDS}"})
    save(EXTENSIONS / "mappings/my-authoring/source.yaml", "source: my-authoring\nalarm: .\n")
    for status in ["firing", "resolved"]:
        save(EXTENSIONS / f"mappings/my-authoring/samples/{status}.json",
             json.dumps({"fingerprint": "disk", "status": status, "title": "Disk is full"}))
    save(EXTENSIONS / "my-authoring.properties", f"veaiops.alarms.token.my-authoring = {TOKEN}\n")
    rows = []
    for name, origin, sample in SOURCES:
        rows.append(("source", name, author_source(name, origin, sample)))
        print("%-8s %-14s %6.1f s" % rows[-1], flush=True)
    for folder, credentials, chat, status, said in CHANNELS:
        rows.append(("channel", folder, author_channel(folder, credentials, chat, status, said, port)))
        print("%-8s %-14s %6.1f s" % rows[-1], flush=True)
    (RUN / "times.json").write_text(json.dumps(rows, indent=1))
    seconds = sorted(row[2] for row in rows)
    print(f"{len(rows)} authored: median {seconds[len(seconds) // 2]:.1f} s, longest {seconds[-1]:.1f} s")


main()
