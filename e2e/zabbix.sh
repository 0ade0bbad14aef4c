#!/usr/bin/env bash
# A real Zabbix 6.0 with PostgreSQL and its API: the hub learns a threshold from a week of history, writes a trigger, and
# gets its alarm and its recovery by the media type it prepared. Opt-in, Debian 12, root, all on 127.0.0.1: e2e/zabbix.sh
source "$(dirname "$0")/lib.sh"
begin
[ "$(id -u)" = 0 ] || fail "run as root: PostgreSQL needs a cluster of its own"
install_packages zabbix-server-pgsql zabbix-frontend-php zabbix-agent postgresql php-pgsql php-cli php-curl curl jq python3

CLUSTER=veaiops_e2e
FRONTEND_CONFIG=/etc/zabbix/zabbix.conf.php
MARK='made by e2e/zabbix.sh'
DB_PORT=$(port)
DB_PASSWORD=$(secret)
TRAPPER_PORT=$(port 20000 32000) # Zabbix takes none above 32767
WEB_PORT=$(port)
ZABBIX=http://127.0.0.1:$WEB_PORT
PG=$(ls /usr/lib/postgresql | sort -n | tail -1)

remove_database() {
    pg_dropcluster --stop "$PG" "$CLUSTER" >>"$DIR/postgresql.log" 2>&1 || true
    ! grep -qs "$MARK" "$FRONTEND_CONFIG" || rm -f "$FRONTEND_CONFIG"
}
sql() { PGPASSWORD=$DB_PASSWORD psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$DB_PORT" -U zabbix zabbix "$@"; }
as_postgres() { runuser -u postgres -- psql -q -X -v ON_ERROR_STOP=1 -p "$DB_PORT" "$@"; }

step "Start PostgreSQL $PG"
[ ! -e "$FRONTEND_CONFIG" ] || grep -q "$MARK" "$FRONTEND_CONFIG" || fail "$FRONTEND_CONFIG exists: this machine has a Zabbix"
pg_dropcluster --stop "$PG" "$CLUSTER" >/dev/null 2>&1 || true
LAST_STEPS+=(remove_database)
pg_createcluster "$PG" "$CLUSTER" -p "$DB_PORT" --start-conf=manual >"$DIR/postgresql.log" 2>&1
pg_ctlcluster --skip-systemctl-redirect "$PG" "$CLUSTER" start
as_postgres -c "CREATE ROLE zabbix LOGIN PASSWORD '$DB_PASSWORD'" -c 'CREATE DATABASE zabbix OWNER zabbix'
for part in schema images data; do
    zcat "/usr/share/zabbix-server-pgsql/$part.sql.gz" | sql >>"$DIR/postgresql.log" 2>&1
done
say "the schema of Zabbix is loaded"

step "Start Zabbix"
cat >"$DIR/zabbix_server.conf" <<CONF
ListenIP=127.0.0.1
ListenPort=$TRAPPER_PORT
LogFile=$DIR/zabbix_server.log
PidFile=$DIR/zabbix_server.pid
SocketDir=$DIR
DBHost=127.0.0.1
DBPort=$DB_PORT
DBName=zabbix
DBUser=zabbix
DBPassword=$DB_PASSWORD
AllowRoot=1
CacheUpdateFrequency=2
StartPollers=1
StartDiscoverers=0
StartPingers=0
CONF
chmod 600 "$DIR/zabbix_server.conf"
mkdir -p /etc/zabbix
cat >"$FRONTEND_CONFIG" <<PHP
<?php // $MARK
\$DB = ['TYPE' => 'POSTGRESQL', 'SERVER' => '127.0.0.1', 'PORT' => '$DB_PORT', 'DATABASE' => 'zabbix', 'USER' => 'zabbix',
    'PASSWORD' => '$DB_PASSWORD', 'SCHEMA' => '', 'ENCRYPTION' => false, 'KEY_FILE' => '', 'CERT_FILE' => '',
    'CA_FILE' => '', 'VERIFY_HOST' => false, 'CIPHER_LIST' => '', 'DOUBLE_IEEE754' => true];
\$ZBX_SERVER = '127.0.0.1';
\$ZBX_SERVER_PORT = '$TRAPPER_PORT';
\$ZBX_SERVER_NAME = 'e2e';
PHP
run_as server zabbix_server -f -c "$DIR/zabbix_server.conf"
run_as frontend env -C /usr/share/zabbix php -d max_execution_time=300 -d memory_limit=256M -d post_max_size=16M \
    -d max_input_time=300 -d date.timezone=UTC -S "127.0.0.1:$WEB_PORT"

# zabbix METHOD PARAMS: the result of a call of its API
zabbix() {
    local answer
    answer=$(curl -sS --max-time 60 "$ZABBIX/api_jsonrpc.php" -H 'Content-Type: application/json-rpc' --data "$(jq -nc \
        --arg method "$1" --argjson params "$2" --arg auth "${AUTH:-}" \
        '{jsonrpc: "2.0", id: 1, method: $method, params: $params} + if $auth == "" then {} else {auth: $auth} end')")
    jq -ec 'if has("result") then .result else error(.error.data) end' <<<"$answer" || fail "$1: $answer"
}
server_is_up() { (: <"/dev/tcp/127.0.0.1/$TRAPPER_PORT"); }
api_is_up() { curl -sf "$ZABBIX/api_jsonrpc.php" -H 'Content-Type: application/json-rpc' \
    --data '{"jsonrpc":"2.0","id":1,"method":"apiinfo.version","params":[]}' | grep -q result; }
until_ok 180 "its server listens" server_is_up
until_ok 180 "its API answers" api_is_up
say "Zabbix $(zabbix apiinfo.version '[]')"
AUTH=$(zabbix user.login '{"username":"Admin","password":"zabbix"}' | jq -r .)

step "A host with a trapper item and a week of history"
GROUP=$(zabbix hostgroup.create '{"name":"e2e"}' | jq -r '.groupids[0]')
HOST=$(zabbix host.create "{\"host\":\"web-1\",\"groups\":[{\"groupid\":\"$GROUP\"}]}" | jq -r '.hostids[0]')
ITEM=$(zabbix item.create "{\"name\":\"Load\",\"key_\":\"e2e.load\",\"hostid\":\"$HOST\",\"type\":2,\"value_type\":0}" \
    | jq -r '.itemids[0]')
sql -c "INSERT INTO history (itemid, clock, value, ns)
    SELECT $ITEM, at, 50 + 2 * sin(at / 600.0), 0
    FROM generate_series(extract(epoch FROM now())::int / 60 * 60 - 604800, extract(epoch FROM now())::int - 60, 60) AS at"
say "$(sql -At -c "SELECT count(*) FROM history WHERE itemid = $ITEM") values of item $ITEM"

export VEAIOPS_ALARMS_TOKEN_ZABBIX
VEAIOPS_ALARMS_TOKEN_ZABBIX=$(secret)
start_receiver
start_hub
tell_receiver

step "Connect, prepare, learn"
CONNECT=$(api POST /apis/v1/datasource/connect/ "$(jq -nc --arg url "$ZABBIX" '{name: "zabbix", type: "Zabbix",
    zabbix_api_url: $url, zabbix_api_user: "Admin", zabbix_api_password: "zabbix"}')" | jq -r ._id)
prepare() { api POST "/apis/v1/datasource/connect/$CONNECT/prepare" '{}'; }
prepare | jq -r '.changes[] | "   " + .'
[ "$(prepare)" = '{"changes":[]}' ] || fail "a second prepare changes something"
say "a second prepare changes nothing"
SOURCE=$(api POST /apis/v1/datasource/zabbix/ "$(jq -nc --arg item "$ITEM" '{name: "load", connect_name: "zabbix",
    metric_name: "e2e.load", targets: [{itemid: $item, hostname: "web-1"}]}')" | jq -r ._id)
learn "$SOURCE" '{"min_value":0,"max_value":1000}'

step "Plan and apply: a trigger"
plan | jq -c "{create, update, delete, keep, drifted, needs_confirmation, problems}"
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
zabbix trigger.get '{"output":["description","expression","priority"],"selectTags":"extend","expandExpression":true,
    "tags":[{"tag":"managed-by","value":"ve_aiops","operator":1}]}' \
    | jq -er '.[] | "   \(.description): \(.expression)", "   \(.tags | map("\(.tag)=\(.value)") | join(" "))"' \
    || fail "Zabbix has no trigger of ours"
plan | jq -e '.create == 0 and .update == 0 and .delete == 0 and .keep > 0' >/dev/null || fail "the plan is not empty: $(plan)"
say "a second plan changes nothing"

# nothing_to_do WHY: that the plan changes nothing
nothing_to_do() {
    plan | jq -e '.create == 0 and .update == 0 and .delete == 0 and .drifted == 0' >/dev/null || fail "$1: $(plan)"
    say "$1: the plan changes nothing"
}
# trigger_hosts: the hosts that our trigger is on
trigger_hosts() {
    zabbix trigger.get '{"output":["triggerid"],"selectHosts":["host"],"tags":[{"tag":"managed-by","value":"ve_aiops","operator":1}]}' \
        | jq -r '[.[].hosts[].host] | join(" ")'
}

step "What was written is read back, and does what the back-test says"
records() { api GET "/apis/v1/intelligent-threshold/alarm/sync-records?task_id=$TASK&task_version_id=$VERSION"; }
records | jq -e '.[-1] | has("findings") and (.findings | length == 0)' >/dev/null || fail "findings: $(records)"
say "the record of the sync has no findings"

step "The host is renamed, and another one gets its name"
zabbix host.update "{\"hostid\":\"$HOST\",\"host\":\"web-1-old\",\"name\":\"web-1-old\"}" >/dev/null
NEW=$(zabbix host.create "{\"host\":\"web-1\",\"groups\":[{\"groupid\":\"$GROUP\"}]}" | jq -r '.hostids[0]')
zabbix item.create "{\"name\":\"Load\",\"key_\":\"e2e.load\",\"hostid\":\"$NEW\",\"type\":2,\"value_type\":0}" >/dev/null
nothing_to_do "the renamed host keeps its trigger"
sync_rules >/dev/null
[ "$(trigger_hosts)" = web-1-old ] || fail "the trigger is on: $(trigger_hosts)"
say "the new host of the old name has no trigger"
refused=$(curl -sS -X POST "$HUB/apis/v1/datasource/zabbix/" -H "Authorization: Bearer $ADMIN" -H 'Content-Type: application/json' \
    --data "$(jq -nc --arg item "$ITEM" '{name: "wrong", connect_name: "zabbix", metric_name: "e2e.load",
        targets: [{itemid: $item, hostname: "web-1"}]}')")
jq -e '.field == "targets[0].itemid"' <<<"$refused" >/dev/null || fail "an item of another host is taken: $refused"
say "refused: $(jq -r .message <<<"$refused")"
zabbix host.delete "[\"$NEW\"]" >/dev/null
zabbix host.update "{\"hostid\":\"$HOST\",\"host\":\"web-1\",\"name\":\"web-1\"}" >/dev/null
nothing_to_do "renamed back"

step "A person takes the trigger over: it is left alone"
TRIGGER=$(zabbix trigger.get '{"output":["triggerid"],"tags":[{"tag":"managed-by","value":"ve_aiops","operator":1}]}' \
    | jq -r '.[0].triggerid')
TAGS=$(zabbix trigger.get "{\"triggerids\":[\"$TRIGGER\"],\"output\":[\"triggerid\"],\"selectTags\":\"extend\"}" | jq -c '.[0].tags')
zabbix trigger.update "$(jq -nc --arg id "$TRIGGER" --argjson tags "$TAGS" '{triggerid: $id, priority: 5,
    tags: ($tags | map(if .tag == "managed-by" then .value = "alice" else . end))}')" >/dev/null
plan | jq -e '.create == 0 and .update == 0 and .delete == 0 and (.rules | any(.reason == "not_ours"))' >/dev/null \
    || fail "the plan is not to leave it: $(plan)"
sync_rules >/dev/null
[ "$(zabbix trigger.get "{\"triggerids\":[\"$TRIGGER\"],\"output\":[\"priority\"]}" | jq -r '.[0].priority')" = 5 ] || fail "it was changed"
say "not_ours, and as the person left it"
zabbix trigger.update "$(jq -nc --arg id "$TRIGGER" --argjson tags "$TAGS" '{triggerid: $id, priority: 4, tags: $tags}')" >/dev/null

step "Somebody changes the trigger by hand: the plan shows it, the next sync mends it"
TRIGGER=$(zabbix trigger.get '{"output":["triggerid"],"tags":[{"tag":"managed-by","value":"ve_aiops","operator":1}]}' \
    | jq -r '.[0].triggerid')
zabbix trigger.update "{\"triggerid\":\"$TRIGGER\",\"priority\":1}" >/dev/null
plan | jq -er 'if .drifted == 1 then .rules[] | select(.drift) | "   \(.action), \(.reason): \(.diff)" else error("no drift") end'
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
plan | jq -e '.drifted == 0 and .update == 0' >/dev/null || fail "the plan is not empty: $(plan)"
say "the trigger is as it was"
zabbix_server -c "$DIR/zabbix_server.conf" -R config_cache_reload >/dev/null
sleep 5 # the server evaluates triggers from its cache

# sent VALUE STATE COUNT: sends the value, then whether so many events have that state
sent() {
    zabbix_sender -z 127.0.0.1 -p "$TRAPPER_PORT" -s web-1 -k e2e.load -o "$1"
    sleep 3
    events_are zabbix "$3" "(.state | ascii_downcase) == \"$2\" and .event_level == \"P0\""
}
# happened FIELD: whether Zabbix said when, and that was a moment ago
happened() {
    events zabbix | jq -e --argjson now "$(date +%s)" ".[0].raw_data.$1 | tonumber | . > \$now - 600 and . <= \$now" \
        >/dev/null || fail "$1 is no time of a moment ago: $(events zabbix)"
    say "$1: $(date -u -d "@$(events zabbix | jq -r ".[0].raw_data.$1")" +%FT%TZ)"
}
step "A value beyond the threshold, by zabbix_sender"
until_ok 300 "the trigger's alarm is an event" sent 500 firing 1
show_events zabbix
happened event_time
until_ok 180 "it is delivered by webhook" delivered web-1 1

step "Back to normal"
until_ok 300 "the event has recovered" sent 50 resolved 1
show_events zabbix
happened recovery_time

step "The edge of a block: 100 by day, 10 at night, and the night begins in a moment"
EDGE=$((($(date +%s) + 160) / 60 * 60))
OFFSET=$(((18 * 3600 - EDGE % 86400) / 60))
((OFFSET <= 720)) || OFFSET=$((OFFSET - 1440))
((OFFSET >= -720)) || OFFSET=$((OFFSET + 1440))
ABS=${OFFSET#-}
ZONE=$(printf 'UTC%s%02d:%02d' "$([ "$OFFSET" -lt 0 ] && echo - || echo +)" $((ABS / 60)) $((ABS % 60)))
DAILY=$(zabbix item.create "{\"name\":\"Daily\",\"key_\":\"e2e.daily\",\"hostid\":\"$HOST\",\"type\":2,\"value_type\":0}" \
    | jq -r '.itemids[0]')
sql -c "INSERT INTO history (itemid, clock, value, ns)
    SELECT $DAILY, at, CASE WHEN (at + $OFFSET * 60) % 86400 BETWEEN 21600 AND 64799 THEN 100 ELSE 10 END + sin(at / 60.0) / 4, 0
    FROM generate_series(extract(epoch FROM now())::int / 60 * 60 - 604800, extract(epoch FROM now())::int - 60, 60) AS at"
SOURCE=$(api POST /apis/v1/datasource/zabbix/ "$(jq -nc --arg item "$DAILY" --arg zone "$ZONE" '{name: "daily", connect_name: "zabbix",
    metric_name: "e2e.daily", targets: [{itemid: $item, hostname: "web-1"}], timezone: $zone, server_timezone: "UTC"}')" | jq -r ._id)
learn "$SOURCE" '{"min_value":0,"max_value":1000}' "e2e daily"
sync_rules | jq -ec 'select(.failed == 0) | {status, created, findings}' || fail "the sync failed"
DAILY_TRIGGER=$(zabbix trigger.get "{\"itemids\":[\"$DAILY\"],\"output\":[\"expression\"],\"expandExpression\":true}" \
    | jq -r '.[0] | "\(.triggerid) \(.expression)"')
say "${DAILY_TRIGGER#* }"
DAILY_TRIGGER=${DAILY_TRIGGER%% *}
zabbix_server -c "$DIR/zabbix_server.conf" -R config_cache_reload >/dev/null
say "the night of $ZONE begins at $(date -u -d "@$EDGE" +%T)"
while (($(date +%s) < EDGE + 130)); do
    now=$(date +%s)
    # the last value of the day stands alone until the first one of the night comes
    ((now >= EDGE - 5 && now < EDGE + 20)) \
        || zabbix_sender -z 127.0.0.1 -p "$TRAPPER_PORT" -s web-1 -k e2e.daily -o "$([ "$now" -lt "$EDGE" ] && echo 100 || echo 10)" >/dev/null
    sleep 10
done
zabbix event.get "{\"objectids\":[\"$DAILY_TRIGGER\"],\"value\":1,\"output\":[\"clock\"]}" | jq -e 'length == 0' >/dev/null \
    || fail "an alarm at the edge: $(zabbix event.get "{\"objectids\":[\"$DAILY_TRIGGER\"],\"output\":\"extend\"}")"
say "nothing was raised"

step "Bounds of weekdays and of weekends are one trigger"
api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$TASK" | jq -c '{task_version: 1, status: "Success",
    results: (.[0].result | map(.thresholds = [
        {start_hour: 0, end_hour: 24, upper_bound: 200, window_size: 3, days: "weekdays"},
        {start_hour: 0, end_hour: 24, upper_bound: 150, window_size: 3, days: "weekends"}]))}' >"$DIR/weekends.json"
api POST "/apis/v1/intelligent-threshold/task/$TASK/update_result" "$(cat "$DIR/weekends.json")" >/dev/null
sync_rules | jq -ec 'select(.failed == 0 and .updated == 1) | {status, updated, findings}' || fail "the sync failed"
zabbix trigger.get "{\"triggerids\":[\"$DAILY_TRIGGER\"],\"output\":[\"expression\"],\"expandExpression\":true}" \
    | jq -er '.[0].expression | select(contains("dayofweek()"))' || fail "the trigger names no day of the week"
nothing_to_do "Zabbix has it as it was written"

step "The hub stops, and no session of it stays in Zabbix"
stop_hub
OPEN=$(sql -At -c 'SELECT count(*) FROM sessions WHERE status = 0')
[ "$OPEN" = 1 ] || fail "$OPEN sessions are open, and one of them is this script's"
say "the only open session is this script's"
