#!/usr/bin/env bash
# The web UI of VeAIOps, built from a checkout and unchanged, in front of the hub: headless Chromium logs in, walks its 16 screens and
# works with its forms, and every call is logged. Fails when the hub refuses a call that VeAIOps' own backend answers, or a screen does
# not show what is stored. Opt-in, Debian 12, everything on 127.0.0.1:
#   e2e/reference-ui.sh /path/to/veaiops/frontend
# Needs node 18 or later and npm with a registry; says so and ends well where the checkout, npm or Chromium is missing.
# E2E_UI_OUTPUT names a folder that is built already; E2E_STEP is a pattern of the names of forms.
source "$(dirname "$0")/lib.sh"
FRONTEND=${1:-}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
skip() {
    printf 'SKIPPED: %s\n' "$*"
    exit 0
}
E2E_CHROMIUM=$(command -v chromium || command -v chromium-browser || true)
export E2E_CHROMIUM
[ -n "${E2E_UI_OUTPUT:-}" ] || [ -f "$FRONTEND/pnpm-lock.yaml" ] || skip "name the folder frontend of a checkout of VeAIOps"
[ -n "$E2E_CHROMIUM" ] || skip "no chromium on this machine"
command -v npm >/dev/null || skip "no npm on this machine"
begin
install_packages curl jq

step "Build the UI"
if [ -z "${E2E_UI_OUTPUT:-}" ]; then
    # A copy, which leaves the checkout as it is. Its lock file decides the versions, but for those of @modern-js: some parts of the
    # release that it names are gone from the registry
    mkdir -p "$DIR/frontend"
    cp -r "$FRONTEND/." "$DIR/frontend"
    (cd "$DIR/frontend" \
        && npx --yes pnpm@8.15.0 up -r --lockfile-only --ignore-scripts '@modern-js/*' \
        && npx --yes pnpm@8.15.0 install --frozen-lockfile --ignore-scripts \
        && npx --yes pnpm@8.15.0 run build) >"$DIR/build.log" 2>&1 || fail "see $DIR/build.log"
    E2E_UI_OUTPUT=$DIR/frontend/apps/veaiops/output
fi
[ -f "$E2E_UI_OUTPUT/index.html" ] || fail "no index.html in $E2E_UI_OUTPUT"
say "$(find "$E2E_UI_OUTPUT" -type f | wc -l) files in $E2E_UI_OUTPUT"
mkdir -p "$DIR/walk"
(cd "$DIR/walk" && npm init -y && npm install --no-save playwright-core@1.65.1) >"$DIR/npm.log" 2>&1 || fail "see $DIR/npm.log"

step "Start fake monitoring systems"
E2E_PLATFORMS=$DIR/platforms.json
if [ -z "${E2E_CLASSPATH:-}" ]; then
    mvn -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$DIR/classpath" >"$DIR/compile.log" 2>&1 \
        || fail "see $DIR/compile.log"
    E2E_CLASSPATH=target/test-classes:target/classes:$(cat "$DIR/classpath")
fi
run_as platforms java -cp "$E2E_CLASSPATH" routes.e2e.MonitoringPlatforms "$E2E_PLATFORMS"
until_ok 120 "Zabbix, Volcengine and Aliyun are there" test -s "$E2E_PLATFORMS"
platform() { jq -r ".$1" "$E2E_PLATFORMS"; }
VEAIOPS_DATASOURCE_VOLCENGINE_BASE_URL=$(platform volcengine)
VEAIOPS_DATASOURCE_VOLCENGINE_CATALOGUE_URL=$(platform volcengine)/external/api/documents
VEAIOPS_DATASOURCE_ALIYUN_BASE_URL=$(platform aliyun)

# Who logs in on the login screen: the first account of the hub. Bots and chats are those of fake chat platforms
E2E_USER=admin
E2E_PASSWORD=$(secret)
E2E_ALARM_TOKEN=$(secret)
VEAIOPS_ACCOUNTS_FIRST_PASSWORD=$E2E_PASSWORD
VEAIOPS_ALARMS_TOKEN_ZABBIX=$E2E_ALARM_TOKEN
VEAIOPS_ALARMS_TOKEN_CHATOPS=$E2E_ALARM_TOKEN
VEAIOPS_EMBEDDED_FAKES=true
export VEAIOPS_DATASOURCE_VOLCENGINE_BASE_URL VEAIOPS_DATASOURCE_VOLCENGINE_CATALOGUE_URL VEAIOPS_DATASOURCE_ALIYUN_BASE_URL
export VEAIOPS_ACCOUNTS_FIRST_PASSWORD VEAIOPS_ALARMS_TOKEN_ZABBIX VEAIOPS_ALARMS_TOKEN_CHATOPS VEAIOPS_EMBEDDED_FAKES
export E2E_USER E2E_PASSWORD E2E_ALARM_TOKEN E2E_PLATFORMS
start_hub

step "Walk the screens"
cp "$HERE"/reference-ui*.mjs "$DIR/walk/"
(cd "$DIR/walk" && E2E_HUB=$HUB E2E_ADMIN=$ADMIN E2E_OUTPUT=$E2E_UI_OUTPUT E2E_DIR=$DIR node reference-ui.mjs) \
    || fail "see $DIR/calls.jsonl and the pictures beside it"
