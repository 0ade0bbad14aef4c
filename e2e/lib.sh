# What both scripts share: steps, bounded waits, the hub on free ports, and an end that leaves nothing behind.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

NAME=$(basename "$0" .sh)
DIR=$PWD/target/e2e/$NAME
PIDS=()
LAST_STEPS=()

say() { printf '%s  %s\n' "$(date -u +%T)" "$*"; }
step() { printf '\n== %s\n' "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# port [LOWEST HIGHEST]: a free one, of that range if it is given
port() {
    python3 - "${1:-0}" "${2:-0}" <<'PYTHON'
import random, socket, sys
lowest, highest = map(int, sys.argv[1:])
while True:
    try:
        with socket.socket() as s:
            s.bind(("127.0.0.1", random.randint(lowest, highest)))
            print(s.getsockname()[1])
            break
    except OSError:
        pass
PYTHON
}
secret() { python3 -c 'import secrets; print(secrets.token_urlsafe(24))'; }

# until_ok SECONDS WHAT COMMAND...: tries every second until the command succeeds
until_ok() {
    local seconds=$1 what=$2 start=$SECONDS
    shift 2
    until "$@" >/dev/null 2>&1; do
        ((SECONDS - start < seconds)) || fail "$what: not within $seconds s (logs in $DIR)"
        sleep 1
    done
    say "$what (after $((SECONDS - start)) s)"
}

# run_as LOG COMMAND...: in the background, in its own process group, until the end of the script
run_as() {
    local log=$DIR/$1.log
    shift
    setsid "$@" >"$log" 2>&1 </dev/null &
    PIDS+=($!)
}

stop_all() {
    local code=$? pid
    trap - EXIT INT TERM
    for ((i = ${#PIDS[@]} - 1; i >= 0; i--)); do
        kill -TERM -- "-${PIDS[i]}" 2>/dev/null || true
    done
    for pid in "${PIDS[@]}"; do
        for _ in $(seq 60); do
            kill -0 -- "-$pid" 2>/dev/null || break
            sleep 0.5
        done
        kill -KILL -- "-$pid" 2>/dev/null || true
    done
    for last in "${LAST_STEPS[@]}"; do
        $last || true
    done
    printf '\n== %s\n' "$([ "$code" = 0 ] && echo "PASSED in $SECONDS s" || echo "FAILED with $code after $SECONDS s")"
    exit "$code"
}

begin() {
    rm -rf "$DIR"
    mkdir -p "$DIR"
    trap stop_all EXIT
    trap 'exit 130' INT TERM
}

# install PACKAGE...: what is missing, from Debian
install_packages() {
    step "Install $*"
    local missing=() one
    for one in "$@"; do
        dpkg -s "$one" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$one")
    done
    if ((${#missing[@]})); then
        [ "$(id -u)" = 0 ] || fail "run as root once, or install: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$DIR/apt.log" 2>&1 || fail "see $DIR/apt.log"
    fi
    dpkg-query -W -f '   ${Package} ${Version}\n' "$@"
}

# start_hub: with Kafka and MongoDB in the same process. E2E_CLASSPATH (classes, test classes, dependencies) skips Maven.
start_hub() {
    step "Start the hub"
    HUB_PORT=$(port)
    HUB=http://127.0.0.1:$HUB_PORT
    ADMIN=$(secret)
    export VEAIOPS_HTTP_PORT=$HUB_PORT VEAIOPS_MANAGEMENT_PORT=0 VEAIOPS_EMBEDDED_KAFKA_PORT=0
    export VEAIOPS_EMBEDDED_MONGODB_PORT=0 VEAIOPS_EMBEDDED_DIR=$DIR/hub VEAIOPS_ADMIN_TOKEN=$ADMIN
    export VEAIOPS_PUBLIC_URL=$HUB
    if [ -n "${E2E_CLASSPATH:-}" ]; then
        run_as hub java -cp "$E2E_CLASSPATH" routes.dev.EmbeddedRun
    else
        run_as hub mvn -q compile camel:run
    fi
    HUB_PID=${PIDS[-1]}
    until_ok 900 "the hub is ready at $HUB" hub_has_begun
    [ -s "$DIR/hub/run.json" ] || fail "the hub does not start: see $DIR/hub.log"
}
hub_has_begun() { [ -s "$DIR/hub/run.json" ] || ! kill -0 "$HUB_PID" 2>/dev/null; }

# kill_hub: without a chance to write anything down
kill_hub() {
    kill -KILL -- "-$HUB_PID"
    until_ok 30 "the hub is gone" hub_is_gone
    rm -f "$DIR/hub/run.json"
}

# stop_hub: as an operator does; waits for its end
stop_hub() {
    kill -TERM -- "-$HUB_PID"
    until_ok 180 "the hub has stopped" hub_is_gone
}
hub_is_gone() { ! kill -0 -- "-$HUB_PID" 2>/dev/null; }

# api METHOD PATH [BODY]: the answer's data; anything but 2xx ends the script
api() {
    local answer code
    answer=$(curl -sS --max-time 60 -X "$1" "$HUB$2" -H "Authorization: Bearer $ADMIN" \
        -H 'Content-Type: application/json' ${3:+--data "$3"} -w '\n%{http_code}')
    code=${answer##*$'\n'}
    [[ $code == 2* ]] || fail "$1 $2 answers $code: ${answer%$'\n'*}"
    printf '%s' "${answer%$'\n'*}" | jq -c .data
}

# events SOURCE: what the hub made of its alarms
events() { api GET "/apis/v1/manager/event-center/event/?limit=100&source=$1"; }

# events_are SOURCE COUNT FILTER: that so many events match
events_are() { [ "$(events "$1" | jq "[.[] | select($3)] | length")" = "$2" ]; }

show_events() { events "$1" | jq -r '.[] | "   \(.event_level) \(.state) \(.count) alarm(s): \(.title)"'; }

# receiver: a web server that keeps what is posted to it, and serves the file metrics
start_receiver() {
    SINK_PORT=$(port)
    : >"$DIR/received.jsonl"
    : >"$DIR/metrics"
    run_as receiver python3 e2e/receiver.py "$SINK_PORT" "$DIR"
    until_ok 60 "a web server for deliveries is ready" curl -sf "http://127.0.0.1:$SINK_PORT/metrics"
}

# tell_receiver: a subscription of every alarm, delivered by webhook
tell_receiver() {
    api POST /apis/v1/manager/event-center/subscribe/ "$(jq -nc --arg url "http://127.0.0.1:$SINK_PORT/hook" '{
        name: "e2e", agent_type: "intelligent_threshold_agent", event_level: [], inform_strategy_ids: [],
        start_time: "2020-01-01T00:00:00Z", end_time: "2100-01-01T00:00:00Z",
        enable_webhook: true, webhook_endpoint: $url}')" >/dev/null
    say "everything is delivered by webhook too"
}

delivered() { [ "$(grep -c -- "$1" "$DIR/received.jsonl")" -ge "$2" ]; }

# version_done TASK: whether the first version of a task has its thresholds
version_done() {
    api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$1" | jq -e '.[0].status == "Success"'
}

# learn SOURCE_ID TEMPLATE [NAME]: a task over it; sets TASK and VERSION
learn() {
    TASK=$(api POST /apis/v1/intelligent-threshold/task/ "$(jq -nc --arg id "$1" --argjson template "$2" --arg name "${3:-e2e}" '{
        task_name: $name, datasource_id: $id, direction: "up", sensitivity: 0.5, n_count: 1,
        metric_template_value: $template}')" | jq -r ._id)
    until_ok 300 "thresholds are learned" version_done "$TASK"
    local version
    version=$(api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$TASK" | jq -c '.[0]')
    VERSION=$(jq -r ._id <<<"$version")
    jq -r '.result[]? | "   \(.unique_key): \(.thresholds | map("\(.start_hour)-\(.end_hour) h up to \(.upper_bound)") | join(", "))"' \
        <<<"$version"
}

plan() { api POST /apis/v1/intelligent-threshold/alarm/plan "{\"task_id\":\"$TASK\",\"task_version_id\":\"$VERSION\",\"alarm_level\":\"P0\"}"; }
sync_rules() { api POST /apis/v1/intelligent-threshold/alarm/sync "{\"task_id\":\"$TASK\",\"task_version_id\":\"$VERSION\",\"alarm_level\":\"P0\"}"; }
