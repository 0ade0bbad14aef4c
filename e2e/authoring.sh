#!/usr/bin/env bash
# Fifteen alarm sources and eight channels are authored beside a running hub, one after another, each timed from `veaiops new` to a
# delivered card; nothing but files of the extensions folder is written. Opt-in, offline, everything on 127.0.0.1: e2e/authoring.sh
source "$(dirname "$0")/lib.sh"
begin

export VEAIOPS_EXTENSIONS_DIR=$DIR/extensions
mkdir -p "$VEAIOPS_EXTENSIONS_DIR"
if [ -n "${E2E_CLASSPATH:-}" ]; then
    veaiops=(java -XX:TieredStopAtLevel=1 -cp "$E2E_CLASSPATH" routes.VeaiopsApplication)
else
    compgen -G "target/*-app.jar" >/dev/null || fail "there is no application jar: mvn -B package -DskipTests makes it"
    veaiops=(bin/veaiops)
fi
before=$(git status --porcelain)
start_hub
export VEAIOPS_URL=$HUB

step "From new to a delivered card"
python3 e2e/authoring.py "$DIR" "$VEAIOPS_EXTENSIONS_DIR" "$HUB" "$ADMIN" "${veaiops[@]}"
[ "$before" = "$(git status --porcelain)" ] || fail "files outside of the extensions folder have changed"
say "no file of the application was touched"
