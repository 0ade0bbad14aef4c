#!/usr/bin/env bash
# A real Prometheus and a real Alertmanager send their alarms to the hub; the hub learns a threshold from a week of
# Prometheus' history and writes a rule that fires. Opt-in, Debian 12, everything on 127.0.0.1: e2e/prometheus.sh
source "$(dirname "$0")/lib.sh"
begin
install_packages prometheus prometheus-alertmanager curl jq python3

PROMETHEUS_PORT=$(port)
PROMETHEUS=http://127.0.0.1:$PROMETHEUS_PORT
ALERTMANAGER_PORT=$(port)
ALERTMANAGER=http://127.0.0.1:$ALERTMANAGER_PORT
export VEAIOPS_ALARMS_TOKEN_ALERTMANAGER VEAIOPS_ALARMS_TOKEN_PROMETHEUS
export VEAIOPS_ALARMS_TOKEN_PAGERDUTY VEAIOPS_ALARMS_TOKEN_OPSGENIE
VEAIOPS_ALARMS_TOKEN_ALERTMANAGER=$(secret)
VEAIOPS_ALARMS_TOKEN_PROMETHEUS=$(secret)
VEAIOPS_ALARMS_TOKEN_PAGERDUTY=$(secret)
VEAIOPS_ALARMS_TOKEN_OPSGENIE=$(secret)
# How long a recovery is believed against alarms of the same start; two minutes by default
export VEAIOPS_MERGE_REST_SECONDS=4
export VEAIOPS_EVENTS_EXPIRE_PERIOD_MILLIS=1000
export VEAIOPS_HEARTBEATS_SWEEP_PERIOD_MILLIS=500
# An alert whose labels alone are longer than this cannot be used, however its texts are cut; 900,000 by default
export VEAIOPS_ALARMS_MAX_RECORD_BYTES=20000
# How long the sync of a copy that was killed stays its own; 120,000 by default
export VEAIOPS_RULE_SYNC_LEASE_MILLIS=10000
mkdir -p "$DIR/rules"
export VEAIOPS_DATASOURCE_PROMETHEUS_RULE_DIRECTORY=$DIR/rules
start_receiver
start_hub
tell_receiver

metrics() { # SWITCH LOAD [PAIR]
    printf 'e2e_switch{host="web-1"} %s\ne2e_switch{host="web-2"} %s\ne2e_load{host="web-1"} %s\ne2e_pair{host="web-1"} %s\n' \
        "$1" "$1" "$2" "${3:-0}" >"$DIR/metrics.new"
    mv "$DIR/metrics.new" "$DIR/metrics"
}

step "Give Prometheus a week of history"
metrics 0 50
python3 - "$SINK_PORT" >"$DIR/week.om" <<'PYTHON'
import math, sys, time
end = int(time.time()) // 60 * 60 - 60
print("# TYPE e2e_load gauge")
for at in range(end - 7 * 86400, end, 60):
    print(f'e2e_load{{host="web-1",instance="127.0.0.1:{sys.argv[1]}",job="e2e"}} {50 + 2 * math.sin(at / 600):.3f} {at}')
# One label set is a subset of the other's; the second one had an incident of 20 minutes three days ago
print("# TYPE e2e_req gauge")
for labels, level in (('instance="a"', 50), ('instance="a",device="sda"', 500)):
    for at in range(end - 7 * 86400, end, 60):
        incident = level == 500 and 0 <= at - (end - 3 * 86400) < 1200
        print(f'e2e_req{{{labels}}} {level * 3 if incident else level + 2 * math.sin(at / 600):.3f} {at}')
print("# TYPE e2e_daily gauge")
for at in range(end - 7 * 86400, end, 60):
    print(f'e2e_daily {(100 if 6 <= at // 3600 % 24 < 18 else 10) + math.sin(at / 60) / 4:.3f} {at}')
print("# TYPE e2e_many gauge")
for one in range(60):
    for at in range(end - 7 * 86400, end, 240):
        print(f'e2e_many{{n="{one}"}} {50 + 2 * math.sin(at / 600 + one):.3f} {at}')
print("# EOF")
PYTHON
promtool tsdb create-blocks-from openmetrics --quiet "$DIR/week.om" "$DIR/data" >"$DIR/promtool.log" 2>&1 \
    || fail "see $DIR/promtool.log"
LEARNED_UNTIL=$(grep ^e2e_load "$DIR/week.om" | tail -1 | cut -d' ' -f3)
say "$(grep -c ^e2e_load "$DIR/week.om") points"

step "Start Prometheus and Alertmanager"
cat >"$DIR/alertmanager.yml" <<YAML
route:
  receiver: hub
  group_by: [alertname]
  group_wait: 2s
  group_interval: 2s
  repeat_interval: 1h
  routes:
    - { matchers: [ team="three-ways" ], receiver: three-ways, group_wait: 0s, group_interval: 1s, repeat_interval: 4s }
    - { matchers: [ team="mixed" ], receiver: hub, group_by: [ team ], group_wait: 1s, group_interval: 1s }
    - { matchers: [ alertname="Watchdog" ], receiver: hub, group_wait: 0s, group_interval: 1s, repeat_interval: 3s }
receivers:
  - name: three-ways
    webhook_configs:
      - url: $HUB/alarms/alertmanager
        http_config: { authorization: { credentials: $VEAIOPS_ALARMS_TOKEN_ALERTMANAGER } }
    pagerduty_configs:
      - { url: "$HUB/v2/enqueue", routing_key: $VEAIOPS_ALARMS_TOKEN_PAGERDUTY }
    opsgenie_configs:
      - { api_url: "$HUB/", api_key: $VEAIOPS_ALARMS_TOKEN_OPSGENIE, update_alerts: true }
  - name: hub
    webhook_configs:
      - url: $HUB/alarms/alertmanager
        send_resolved: true
        http_config: { authorization: { credentials: $VEAIOPS_ALARMS_TOKEN_ALERTMANAGER } }
YAML
cat >"$DIR/hand-made.yml" <<'YAML'
groups:
  - name: hand-made
    rules:
      - alert: SwitchIsOn
        expr: e2e_switch > 0
        labels: { severity: critical, project: shop }
        annotations: { summary: "The switch of {{ $labels.host }} is on" }
      - alert: Watchdog
        expr: vector(1)
        labels: { severity: none }
YAML
cat >"$DIR/pair.yml" <<'YAML'
groups:
  - name: pair
    rules: [ { alert: HaPair, expr: e2e_pair > 0 } ]
YAML
cat >"$DIR/prometheus.yml" <<YAML
global: { scrape_interval: 5s, evaluation_interval: 2s }
rule_files: [ $DIR/hand-made.yml, $DIR/pair.yml, $DIR/rules/*.yaml ]
scrape_configs:
  - job_name: e2e
    static_configs: [ { targets: [ "127.0.0.1:$SINK_PORT" ] } ]
alerting:
  alertmanagers:
    - static_configs: [ { targets: [ "127.0.0.1:$ALERTMANAGER_PORT" ] } ]
    - authorization: { credentials: $VEAIOPS_ALARMS_TOKEN_PROMETHEUS }
      static_configs: [ { targets: [ "127.0.0.1:$HUB_PORT" ] } ]
YAML
start_alertmanager() {
    run_as "$1" prometheus-alertmanager --config.file="$DIR/alertmanager.yml" --storage.path="$DIR/alertmanager" \
        --web.listen-address="127.0.0.1:$ALERTMANAGER_PORT" --cluster.listen-address=
    ALERTMANAGER_PID=${PIDS[-1]}
    until_ok 120 "Alertmanager is ready" curl -sf "$ALERTMANAGER/-/ready"
}
start_alertmanager alertmanager
# An alert says that it ends four of these later, and is over then when nothing comes: 20 s suffer a slow machine
RESEND=5s
run_as prometheus prometheus --config.file="$DIR/prometheus.yml" --storage.tsdb.path="$DIR/data" \
    --storage.tsdb.retention.time=30d --web.listen-address="127.0.0.1:$PROMETHEUS_PORT" --web.enable-lifecycle \
    --rules.alert.resend-delay="$RESEND"
PROMETHEUS_PID=${PIDS[-1]}
until_ok 120 "Prometheus is ready" curl -sf "$PROMETHEUS/-/ready"

step "Firing: two alerts in one group, by Alertmanager's webhook and by Prometheus itself"
metrics 1 50
for source in alertmanager prometheus; do
    until_ok 180 "two events of $source" events_are "$source" 2 '(.state | ascii_downcase) == "firing" and .event_level == "P0"'
    show_events "$source"
done
until_ok 180 "both deliveries by webhook of either source" delivered SwitchIsOn 4

step "Resolved"
metrics 0 50
for source in alertmanager prometheus; do
    until_ok 180 "both events of $source have recovered" events_are "$source" 2 '(.state | ascii_downcase) == "resolved"'
    show_events "$source"
done

# alert NAME SECONDS LABELS ANNOTATIONS: an alert of the same start that ends so many seconds from now, unless it is sent again
STARTED=$(date -u -d '-10 minutes' +%FT%TZ)
alert() {
    local labels=${3:-} notes=${4:-}
    jq -nc --arg name "$1" --arg start "$STARTED" --arg until "$(date -u -d "$2 seconds" +%FT%TZ)" \
        --argjson labels "${labels:-null}" --argjson notes "${notes:-null}" \
        '{labels: ({alertname: $name} + $labels), annotations: ($notes // {}), startsAt: $start, endsAt: $until}'
}
# to_alertmanager ALERT...: as Prometheus posts them
to_alertmanager() {
    jq -sc . <<<"$*" | curl -sSf --max-time 20 "$ALERTMANAGER/api/v2/alerts" \
        -H 'Content-Type: application/json' --data @- >/dev/null
}
# to_hub ALERT...: as a Prometheus posts them that has the hub among its alertmanagers
to_hub() {
    jq -sc . <<<"$*" | curl -sSf --max-time 20 "$HUB/api/v2/alerts" -H "Authorization: Bearer $VEAIOPS_ALARMS_TOKEN_PROMETHEUS" \
        -H 'Content-Type: application/json' --data @- >/dev/null
}

step "One alert by Alertmanager's webhook, PagerDuty and Opsgenie receivers, at once"
WAYS='(tostring | contains("ThreeWays"))'
three_ways() { # COUNT STATE
    for source in alertmanager pagerduty opsgenie; do
        until_ok 180 "$1 of $source $2" events_are "$source" "$1" "$WAYS and .state == \"$2\""
    done
}
to_alertmanager "$(alert ThreeWays 30 '{"team":"three-ways","severity":"critical"}' '{"summary":"Three ways lead here"}')"
three_ways 1 FIRING

step "It times out (nothing came any more), then comes back with its old start"
three_ways 1 RESOLVED
for source in pagerduty opsgenie; do
    events "$source" | jq -e ".[] | select($WAYS) | select(.title | test(\"Three\"))" >/dev/null \
        || fail "the recovery of $source emptied the title"
done
to_alertmanager "$(alert ThreeWays 600 '{"team":"three-ways","severity":"critical"}' '{"summary":"Three ways lead here"}')"
three_ways 1 FIRING
to_alertmanager "$(alert ThreeWays 0 '{"team":"three-ways","severity":"critical"}' '{"summary":"Three ways lead here"}')"
three_ways 2 RESOLVED

step "Two replicas of Prometheus: one loses its target and says over, the other goes on"
PAIR='(tostring | contains("HaPair"))'
replica() { # TARGETS
    cat >"$DIR/replica.yml" <<YAML
global: { scrape_interval: 5s, evaluation_interval: 1s }
rule_files: [ $DIR/pair.yml ]
scrape_configs:
  - job_name: e2e
    static_configs: [ { targets: [ $1 ] } ]
alerting:
  alertmanagers:
    - authorization: { credentials: $VEAIOPS_ALARMS_TOKEN_PROMETHEUS }
      static_configs: [ { targets: [ "127.0.0.1:$HUB_PORT" ] } ]
YAML
}
replica_says() { curl -sf "$REPLICA/api/v1/query?query=ALERTS" | jq -e "(.data.result | length) == $1"; }
# replica_posts: how many alerts it has sent; it repeats the end of an alert as it repeats the alert
replica_posts() { curl -sf "$REPLICA/metrics" | sed -n 's/^prometheus_notifications_sent_total{.*} //p'; }
replica_posted() { [ "$(replica_posts)" -ge "$1" ]; }
pair_events() { events prometheus | jq "[.[] | select($PAIR)] | length"; }
REPLICA_PORT=$(port)
REPLICA=http://127.0.0.1:$REPLICA_PORT
replica "\"127.0.0.1:$SINK_PORT\""
run_as replica prometheus --config.file="$DIR/replica.yml" --storage.tsdb.path="$DIR/replica" --web.enable-lifecycle \
    --web.listen-address="127.0.0.1:$REPLICA_PORT" --rules.alert.resend-delay="$RESEND"
until_ok 120 "the second Prometheus is ready" curl -sf "$REPLICA/-/ready"
metrics 0 50 1
until_ok 120 "the second Prometheus sees it too" replica_says 1
until_ok 120 "both replicas report one problem" events_are prometheus 1 "$PAIR and .state == \"FIRING\""
AGREED=$(pair_events)
replica ""
curl -sf -X POST "$REPLICA/-/reload"
until_ok 120 "one replica sees it no more" replica_says 0
until_ok 180 "that replica has said so twice" replica_posted $(($(replica_posts) + 2))
until_ok 120 "the problem is still there" events_are prometheus 1 "$PAIR and .state == \"FIRING\""
DISAGREED=$(pair_events)
((DISAGREED <= AGREED + 1)) || fail "the replicas make it flap: $DISAGREED events"
until_ok 180 "that replica has said so three times more" replica_posted $(($(replica_posts) + 3))
events_are prometheus 1 "$PAIR and .state == \"FIRING\"" || fail "the word of one replica ended it"
[ "$(pair_events)" = "$DISAGREED" ] || fail "the replicas make it flap: $(pair_events) events"
metrics 0 50
until_ok 120 "its end at the other ends it" events_are prometheus 0 "$PAIR and .state == \"FIRING\""
show_events prometheus | grep HaPair

step "A Prometheus that falls silent: its alert ends when it said so"
to_hub "$(alert Silent 30)"
until_ok 28 "the alert is there" events_are prometheus 1 '(tostring | contains("Silent")) and .state == "FIRING"'
until_ok 120 "it has expired" events_are prometheus 1 '(tostring | contains("Silent")) and .state == "EXPIRED"'

step "A group with one alert that cannot be used: its labels do not fit a record"
LONG=$(jq -nc '[range(30) | {key: "long_\(.)", value: ("x" * 1000)}] | from_entries + {team: "mixed"}')
to_alertmanager "$(alert MixedOne 600 '{"team":"mixed"}')" "$(alert MixedLong 600 "$LONG")" "$(alert MixedTwo 600 '{"team":"mixed"}')"
rejected() { api GET "/apis/v1/manager/event-center/rejected?source=alertmanager&state=REJECTED"; }
rejected_once() { rejected | jq -e 'length == 1 and .[0].error == "body_too_large"'; }
# not_sent_again: for five intervals of the group; on a slow machine Alertmanager repeats a post that was not answered in its time
not_sent_again() {
    local count
    count=$(rejected | jq '.[0].count')
    sleep 5
    [ "$(rejected | jq '.[0].count')" = "$count" ]
}
until_ok 180 "the two others are events" events_are alertmanager 2 '(.title | startswith("Mixed")) and .state == "FIRING"'
until_ok 180 "the rejected inbox has one alert" rejected_once
api GET "/apis/v1/manager/event-center/rejected/$(rejected | jq -r '.[0]._id')" \
    | jq -e '.body | contains("MixedLong") and (contains("MixedOne") or contains("MixedTwo") | not)' >/dev/null \
    || fail "the inbox does not hold the one alert alone"
until_ok 180 "Alertmanager does not send it again" not_sent_again
! grep 'unexpected status code' "$DIR/alertmanager.log" || fail "the hub refused a post of Alertmanager"
say "and none of its posts was refused"

step "A Watchdog that must be heard of stops: Alertmanager is away"
WATCH=$(api POST /apis/v1/manager/event-center/heartbeat/ '{"name":"cluster prod","source":"alertmanager","every_seconds":30,
    "level":"P0","suppress":true,"matchers":[{"name":"alertname","value":"Watchdog"}]}' | jq -r ._id)
watch_is() { api GET "/apis/v1/manager/event-center/heartbeat/$WATCH" | jq -e --arg state "$1" '.state == $state'; }
NO_HEARTBEAT=".fingerprint == \"veaiops:heartbeat:$WATCH\""
# watch_seen EPOCH: that the Watchdog was heard after it
watch_seen() {
    api GET "/apis/v1/manager/event-center/heartbeat/$WATCH" \
        | jq -e --argjson after "$1" '.last_seen | sub("\\.[0-9]+"; "") | fromdate > $after'
}
until_ok 120 "the Watchdog is heard" watch_is alive
until_ok 180 "it is heard for longer than the watch waits" watch_seen $(($(date +%s) + 31))
watch_is alive >/dev/null || fail "the Watchdog is not heard while it fires"
kill -TERM -- "-$ALERTMANAGER_PID"
until_ok 180 "its silence is an event" events_are veaiops 1 "$NO_HEARTBEAT and .state == \"FIRING\" and .event_level == \"P0\""
until_ok 120 "it is delivered" delivered "$WATCH" 1
start_alertmanager alertmanager-again
until_ok 180 "its return ends the event" events_are veaiops 1 "$NO_HEARTBEAT and .state == \"RESOLVED\""
show_events veaiops
watch_is alive >/dev/null || fail "the watch does not know that the Watchdog is back"

step "Learn a threshold from Prometheus"
CONNECT=$(api POST /apis/v1/datasource/connect/ "$(jq -nc --arg url "$PROMETHEUS" \
    '{name: "prometheus", type: "Prometheus", prometheus_url: $url}')" | jq -r ._id)
SOURCE=$(api POST /apis/v1/datasource/prometheus/ \
    '{"name":"load","connect_name":"prometheus","metric_name":"e2e_load","matchers":"job=\"e2e\""}' | jq -r ._id)
learn "$SOURCE" '{"min_value":0,"max_value":1000}'

step "Plan and apply: a rule file that Prometheus loads"
plan | jq -c "{create, update, delete, keep, drifted, needs_confirmation, problems}"
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
grep -h 'expr\|alert:\|for:' "$DIR"/rules/*.yaml
until_ok 60 "Prometheus shows the rule" sh -c "curl -sf '$PROMETHEUS/api/v1/rules' | grep -q 've_aiops'"

step "Somebody changes the rule by hand: the plan shows it, the next sync mends it"
FILE=$(ls "$DIR"/rules/*.yaml)
cp "$FILE" "$DIR/applied.yaml"
sed -i 's/> [0-9.]*$/> 9999/' "$FILE"
curl -sf -X POST "$PROMETHEUS/-/reload"
plan | jq -er 'if .drifted == 1 then "   \(.rules[0].action), \(.rules[0].reason): \(.rules[0].diff)" else error("no drift") end'
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
cmp "$FILE" "$DIR/applied.yaml" || fail "the rule file is not what was applied before"
say "the rule file is as it was"

# Whose rules are in the file, what a sync costs, and what is left where the configuration no longer points
reloads() { grep -c 'Completed loading of configuration file' "$DIR/prometheus.log"; }
drift() { sed -i '0,/> [0-9.]*$/s//> 9999/' "$FILE" && curl -sf -X POST "$PROMETHEUS/-/reload"; }
reasons() { plan | jq -r '[.rules[].reason] | sort | unique | join(",")'; }
relearn() { # FOLDER: of the rule files; then the task is run again
    api PUT "/apis/v1/datasource/connect/$CONNECT" "$(jq -nc --arg folder "$1" '{prometheus_rule_folder: $folder}')" >/dev/null
    api POST /apis/v1/intelligent-threshold/task/rerun "$(jq -nc --arg id "$TASK" '{task_id: $id, direction: "up",
        sensitivity: 0.5, n_count: 1, metric_template_value: {min_value: 0, max_value: 1000}}')" >/dev/null
    until_ok 300 "thresholds are learned again" version_done "$TASK"
    VERSION=$(api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$TASK" | jq -r '.[0]._id')
}
rules_of_others() {
    step "A group of others in our file stays byte for byte; a plan reloads nothing, a sync reloads once"
    printf -- '# of the team\n- name: team-x\n  interval: 5m\n  rules:\n  - record: e2e:up\n    expr: up # all of them\n' >"$DIR/team.yaml"
    cat "$DIR/team.yaml" >>"$FILE"
    drift
    local before
    before=$(reloads)
    [ "$(reasons)" = changed_at_platform ] || fail "the plan says $(reasons)"
    [ "$(reloads)" = "$before" ] || fail "a plan reloads Prometheus"
    sync_rules | jq -e '.status == 1 and .updated == 1' >/dev/null || fail "the drift is not mended"
    [ "$(reloads)" = $((before + 1)) ] || fail "the sync reloads $(($(reloads) - before)) times"
    tail -c "$(wc -c <"$DIR/team.yaml")" "$FILE" | cmp - "$DIR/team.yaml" || fail "the group of others has changed"

    step "A rule that a person took over is left alone"
    sed -i 's/managed_by: ve_aiops/managed_by: alice/' "$FILE"
    drift
    cp "$FILE" "$DIR/taken.yaml"
    [ "$(reasons)" = not_ours ] || fail "the plan says $(reasons)"
    sync_rules | jq -e '.total == 0' >/dev/null || fail "the sync changes a rule that is not ours"
    cmp "$FILE" "$DIR/taken.yaml" || fail "the rule of a person has changed"
    cp "$DIR/applied.yaml" "$FILE"
    curl -sf -X POST "$PROMETHEUS/-/reload"

    step "A folder that rule_files does not name: written, not loaded, no success; the rules of before stay"
    relearn unnamed
    [ "$(reasons)" = new,orphan ] || fail "the plan says $(reasons)"
    sync_rules | jq -er 'if .status == 2 and .deleted == 0 then "   \(.error_message)" else error("it counts as done") end'
    curl -sf "$PROMETHEUS/api/v1/rules" | grep -q ve_aiops || fail "the rule of before is gone"

    step "Back to the folder of before: what is left in the other one is an orphan and goes"
    relearn ""
    plan | jq -e '[.rules[].reason] | index("orphan")' >/dev/null || fail "the plan says $(reasons)"
    sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
    [ -z "$(ls "$DIR/rules/unnamed"/*.yaml 2>/dev/null)" ] || fail "the orphan is still written"
    [ "$(reasons)" = same ] || fail "the plan says $(reasons)"
}
rules_of_others

step "The learned rule fires and recovers"
metrics 0 500
until_ok 300 "its alarm is an event" events_are prometheus 1 '(.state | ascii_downcase) == "firing" and (tostring | contains("ve_aiops"))'
show_events prometheus
metrics 0 50
until_ok 180 "it has recovered" events_are prometheus 1 '.state == "RESOLVED" and (tostring | contains("ve_aiops"))'
show_events prometheus

# What rules read, and whether they do what the back-test shows. Ends with a hub that was killed and started again.
rules_read_what_was_learned() {
    local source written expression ids tries=0
    step "Two series, the labels of one a subset of the other's: each rule reads its own"
    source=$(data_source req '{"metric_name":"e2e_req"}')
    learn "$source" '{"min_value":0,"max_value":100000}' req
    sync_rules | tee "$DIR/req.json" | jq -c '{status, created, failed, error_message, findings}'
    written=$(grep -h 'expr:' "$DIR/rules/veaiops-$source.yaml")
    grep -q 'device="",instance="a"' <<<"$written" && grep -q 'device="sda",instance="a"' <<<"$written" || fail "$written"
    while read -r expression; do
        [ "$(at_end "${expression% > *}" | jq length)" = 1 ] || fail "not one series: $expression"
        [ "$(at_end "$expression")" = "[]" ] || fail "a rule alarms on its sibling: $expression"
    done < <(sed 's/.*expr: //' <<<"$written")
    say "each reads one series, and none alarms"

    step "Read back: over the learned week Prometheus raises the alarms of the back-test"
    jq -e '.status == 1 and .findings == []' "$DIR/req.json" >/dev/null || fail "$(cat "$DIR/req.json")"
    api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$TASK" \
        | jq -er '.[0].result | map(.back_test.alarms) | if add >= 1 then "   back-test: \(.) alarms, no finding" else error("no alarm to compare") end'

    step "The edge of a block: 100 by day, 10 at night, and no alarm at any of the edges of a week"
    source=$(data_source daily '{"metric_name":"e2e_daily","timezone":"UTC"}')
    learn "$source" '{"min_value":0,"max_value":1000}' daily
    sync_rules | jq -ce 'if .status == 1 and .findings == [] then {status, created, findings} else error(tostring) end'
    written=$(sed -n 's/.*expr: //p' "$DIR/rules/veaiops-$source.yaml")
    [[ $written == *hour* ]] || fail "one bound for the whole day: $written"
    curl -sf --data-urlencode "query=$written" --data "start=$((LEARNED_UNTIL - 6 * 86400))&end=$LEARNED_UNTIL&step=60" \
        "$PROMETHEUS/api/v1/query_range" | jq -e '.data.result == []' >/dev/null || fail "a point beyond the bound of its hour: $written"
    say "$written"

    step "Bounds of weekdays and of weekends hold on their days"
    api GET "/apis/v1/intelligent-threshold/task/versions/?task_id=$TASK" | jq -c '{task_version: 1, status: "Success",
        results: (.[0].result | map(.thresholds = [
            {start_hour: 0, end_hour: 24, upper_bound: 200, window_size: 1, days: "weekdays"},
            {start_hour: 0, end_hour: 24, upper_bound: 5, window_size: 1, days: "weekends"}]))}' >"$DIR/weekends.json"
    api POST "/apis/v1/intelligent-threshold/task/$TASK/update_result" "$(cat "$DIR/weekends.json")" >/dev/null
    sync_rules | jq -ce 'if .status == 1 and .failed == 0 then {status, created, updated, deleted} else error(tostring) end'
    written=$(sed -n 's/.*expr: //p' "$DIR/rules/veaiops-$source.yaml")
    curl -sf --data-urlencode "query=$written" --data "start=$((LEARNED_UNTIL - 7 * 86400 + 60))&end=$LEARNED_UNTIL&step=60" \
        "$PROMETHEUS/api/v1/query_range" | jq -e '[.data.result[].values[][0] | floor | strftime("%w")] | unique == ["0", "6"]' \
        >/dev/null || fail "other days than Saturday and Sunday are beyond: $written"
    say "$written"

    step "Labels that the expression makes"
    source=$(data_source relabelled '{"metric_name":"e2e_req","expression":"label_replace($metric, \"svc\", \"$1-svc\", \"instance\", \"(.*)\") # by service"}')
    learn "$source" '{"min_value":0,"max_value":100000}' relabelled
    sync_rules | jq -ce 'if .status == 1 and .created >= 2 and .findings == [] then {status, created, findings} else error(tostring) end'
    grep -h 'expr:' "$DIR/rules/veaiops-$source.yaml"

    step "An answer that lacks a series and says so is no answer"
    PROXY_PORT=$(port)
    run_as proxy python3 e2e/partial_proxy.py "$PROXY_PORT" "$PROMETHEUS"
    until_ok 60 "a proxy that leaves series out is ready" curl -sf "http://127.0.0.1:$PROXY_PORT/api/v1/query?query=1"
    api POST /apis/v1/datasource/connect/ "$(jq -nc --arg url "http://127.0.0.1:$PROXY_PORT" \
        '{name: "proxy", type: "Prometheus", prometheus_url: $url}')" >/dev/null
    source=$(data_source partial '{"metric_name":"e2e_req"}' proxy)
    curl -sS --max-time 60 -X POST -H "Authorization: Bearer $ADMIN" \
        "$HUB/apis/v1/datasource/fetch?datasource_id=$source&start_time=$(date -d '-1 hour' +%s)&end_time=$(date +%s)" >"$DIR/partial.json"
    grep -q 'answers in part' "$DIR/partial.json" || fail "$(cat "$DIR/partial.json")"
    say "$(jq -r '.message // .detail.message' "$DIR/partial.json")"

    step "The hub is killed in the middle of a sync: another one goes on, and no rule is made twice"
    source=$(data_source many '{"metric_name":"e2e_many","interval_seconds":240}')
    learn "$source" '{"min_value":0,"max_value":100000}' many >"$DIR/many.log"
    curl -s --max-time 300 -X POST "$HUB/apis/v1/intelligent-threshold/alarm/sync" -H "Authorization: Bearer $ADMIN" \
        -H 'Content-Type: application/json' --data "{\"task_id\":\"$TASK\",\"task_version_id\":\"$VERSION\",\"alarm_level\":\"P0\"}" >/dev/null &
    until sync_is '.status == 0' >/dev/null 2>&1; do ((++tries < 300)) || fail "the sync does not begin"; done
    kill -STOP -- "-$PROMETHEUS_PID" # it answers nothing more, so the sync cannot end before the hub is gone
    sync_is '.status == 0' >/dev/null || fail "the sync was over too soon: $(sync_is .)"
    say "the sync is under way"
    kill_hub
    kill -CONT -- "-$PROMETHEUS_PID"
    start_hub
    until_ok 900 "the sync is over" sync_is '.status == 1 and .failed == 0'
    ids=$(grep -h 'veaiops_rule:' "$DIR/rules/veaiops-$source.yaml")
    [ "$(wc -l <<<"$ids")" = 60 ] && [ -z "$(sort <<<"$ids" | uniq -d)" ] || fail "not each rule once: $(wc -l <<<"$ids")"
    until_ok 60 "Prometheus has them all" sh -c "[ \$(curl -sf '$PROMETHEUS/api/v1/rules' | grep -o '\"query\":\"(e2e_many' | wc -l) = 60 ]"
    plan | jq -ce 'if .keep == 60 and .create == 0 and .update == 0 and .delete == 0 then {keep} else error(tostring) end'
}
data_source() { # NAME CONFIG [CONNECT]: its id
    api POST /apis/v1/datasource/prometheus/ "$(jq -c --arg name "$1" --arg connect "${3:-prometheus}" \
        '. + {name: $name, connect_name: $connect}' <<<"$2")" | jq -r ._id
}
# at_end EXPRESSION: what Prometheus has for it at the end of the learned week
at_end() {
    curl -sf --data-urlencode "query=$1" --data "time=$LEARNED_UNTIL" "$PROMETHEUS/api/v1/query" | jq -c .data.result
}
sync_is() {
    api GET "/apis/v1/intelligent-threshold/alarm/sync-records?task_id=$TASK&task_version_id=$VERSION" | jq -e ".[0] | $1"
}
rules_read_what_was_learned
