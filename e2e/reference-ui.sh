#!/usr/bin/env bash
# The web UI of VeAIOps, built from a checkout and unchanged, in front of the hub: headless Chromium walks its 16 screens and every call
# is logged. Fails when the hub refuses a call that VeAIOps' own backend answers. Opt-in, Debian 12, everything on 127.0.0.1:
#   e2e/reference-ui.sh /path/to/veaiops/frontend
# Needs node 18 or later and npm with a registry. E2E_UI_OUTPUT names a folder that is built already.
source "$(dirname "$0")/lib.sh"
FRONTEND=${1:-}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
begin
[ -n "${E2E_UI_OUTPUT:-}" ] || [ -f "$FRONTEND/pnpm-lock.yaml" ] || fail "name the folder frontend of a checkout of VeAIOps"
install_packages curl jq chromium
command -v npm >/dev/null || fail "npm is missing"

step "Build the UI"
if [ -z "${E2E_UI_OUTPUT:-}" ]; then
    # The lock file of the checkout decides the versions; the copy leaves the checkout as it is.
    mkdir -p "$DIR/frontend"
    cp -r "$FRONTEND/." "$DIR/frontend"
    (cd "$DIR/frontend" && npx --yes pnpm@8.15.0 install --frozen-lockfile --ignore-scripts \
        && npx --yes pnpm@8.15.0 run build) >"$DIR/build.log" 2>&1 || fail "see $DIR/build.log"
    E2E_UI_OUTPUT=$DIR/frontend/apps/veaiops/output
fi
[ -f "$E2E_UI_OUTPUT/index.html" ] || fail "no index.html in $E2E_UI_OUTPUT"
say "$(find "$E2E_UI_OUTPUT" -type f | wc -l) files in $E2E_UI_OUTPUT"
mkdir -p "$DIR/walk"
(cd "$DIR/walk" && npm init -y && npm install --no-save playwright-core@1.48.2) >"$DIR/npm.log" 2>&1 || fail "see $DIR/npm.log"

# Who logs in on the login screen: the first account of the hub
export E2E_USER=${E2E_USER:-admin} E2E_PASSWORD=${E2E_PASSWORD:-}
start_hub

step "Put something on the screens"
api POST /apis/v1/manager/system-config/projects/ '{"project_id":"shop","name":"Shop"}' >/dev/null
api POST /apis/v1/manager/event-center/subscribe/ '{"name":"all","agent_type":"intelligent_threshold_agent",
  "event_level":["P0","P1","P2"],"start_time":"2020-01-01T00:00:00Z","end_time":"2100-01-01T00:00:00Z"}' >/dev/null

step "Walk the screens"
cp "$HERE/reference-ui.mjs" "$DIR/walk/"
(cd "$DIR/walk" && E2E_HUB=$HUB E2E_ADMIN=$ADMIN E2E_OUTPUT=$E2E_UI_OUTPUT E2E_DIR=$DIR node reference-ui.mjs) \
    || fail "see $DIR/calls.jsonl and the pictures beside it"
say "$(wc -l <"$DIR/calls.jsonl") calls, none refused"
