#!/usr/bin/env bash
# A real Prometheus and a real Alertmanager send their alarms to the hub; the hub learns a threshold from a week of
# Prometheus' history and writes a rule that fires. Opt-in, Debian 12, everything on 127.0.0.1: e2e/prometheus.sh
source "$(dirname "$0")/lib.sh"
begin
install_packages prometheus prometheus-alertmanager curl jq python3

PROMETHEUS_PORT=$(port)
PROMETHEUS=http://127.0.0.1:$PROMETHEUS_PORT
ALERTMANAGER_PORT=$(port)
export VEAIOPS_ALARMS_TOKEN_ALERTMANAGER VEAIOPS_ALARMS_TOKEN_PROMETHEUS
export VEAIOPS_ALARMS_TOKEN_PAGERDUTY VEAIOPS_ALARMS_TOKEN_OPSGENIE
VEAIOPS_ALARMS_TOKEN_ALERTMANAGER=$(secret)
VEAIOPS_ALARMS_TOKEN_PROMETHEUS=$(secret)
VEAIOPS_ALARMS_TOKEN_PAGERDUTY=$(secret)
VEAIOPS_ALARMS_TOKEN_OPSGENIE=$(secret)
# How long a recovery is believed against alarms of the same start; two minutes by default
export VEAIOPS_MERGE_REST_SECONDS=4
export VEAIOPS_EVENTS_EXPIRE_PERIOD_MILLIS=1000
mkdir -p "$DIR/rules"
export VEAIOPS_DATASOURCE_PROMETHEUS_RULE_DIRECTORY=$DIR/rules
start_receiver
start_hub
tell_receiver

metrics() { # SWITCH LOAD
    printf 'e2e_switch{host="web-1"} %s\ne2e_switch{host="web-2"} %s\ne2e_load{host="web-1"} %s\n' "$1" "$1" "$2" \
        >"$DIR/metrics.new"
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
print("# EOF")
PYTHON
promtool tsdb create-blocks-from openmetrics --quiet "$DIR/week.om" "$DIR/data" >"$DIR/promtool.log" 2>&1 \
    || fail "see $DIR/promtool.log"
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
YAML
cat >"$DIR/prometheus.yml" <<YAML
global: { scrape_interval: 2s, evaluation_interval: 2s }
rule_files: [ $DIR/hand-made.yml, $DIR/rules/*.yaml ]
scrape_configs:
  - job_name: e2e
    static_configs: [ { targets: [ "127.0.0.1:$SINK_PORT" ] } ]
alerting:
  alertmanagers:
    - static_configs: [ { targets: [ "127.0.0.1:$ALERTMANAGER_PORT" ] } ]
    - authorization: { credentials: $VEAIOPS_ALARMS_TOKEN_PROMETHEUS }
      static_configs: [ { targets: [ "127.0.0.1:$HUB_PORT" ] } ]
YAML
run_as alertmanager prometheus-alertmanager --config.file="$DIR/alertmanager.yml" --storage.path="$DIR/alertmanager" \
    --web.listen-address="127.0.0.1:$ALERTMANAGER_PORT" --cluster.listen-address=
run_as prometheus prometheus --config.file="$DIR/prometheus.yml" --storage.tsdb.path="$DIR/data" \
    --storage.tsdb.retention.time=30d --web.listen-address="127.0.0.1:$PROMETHEUS_PORT" --web.enable-lifecycle
until_ok 30 "Alertmanager is ready" curl -sf "http://127.0.0.1:$ALERTMANAGER_PORT/-/ready"
until_ok 60 "Prometheus is ready" curl -sf "$PROMETHEUS/-/ready"

step "Firing: two alerts in one group, by Alertmanager's webhook and by Prometheus itself"
metrics 1 50
for source in alertmanager prometheus; do
    until_ok 60 "two events of $source" events_are "$source" 2 '(.state | ascii_downcase) == "firing" and .event_level == "P0"'
    show_events "$source"
done
until_ok 60 "both deliveries by webhook of either source" delivered SwitchIsOn 4

step "Resolved"
metrics 0 50
for source in alertmanager prometheus; do
    until_ok 90 "both events of $source have recovered" events_are "$source" 2 '(.state | ascii_downcase) == "resolved"'
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
    jq -sc . <<<"$*" | curl -sSf --max-time 20 "http://127.0.0.1:$ALERTMANAGER_PORT/api/v2/alerts" \
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
        until_ok 60 "$1 of $source $2" events_are "$source" "$1" "$WAYS and .state == \"$2\""
    done
}
to_alertmanager "$(alert ThreeWays 6 '{"team":"three-ways","severity":"critical"}' '{"summary":"Three ways lead here"}')"
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

step "Two replicas of Prometheus: one says over, the other goes on"
PAIR='(tostring | contains("HaPair"))'
to_hub "$(alert HaPair 240)"
until_ok 30 "the problem is there" events_are prometheus 1 "$PAIR and .state == \"FIRING\""
OVER=$(alert HaPair -1)
for _ in $(seq 8); do
    to_hub "$OVER"
    to_hub "$(alert HaPair 240)"
    sleep 1
done
until_ok 30 "it is still there" events_are prometheus 1 "$PAIR and .state == \"FIRING\""
[ "$(events prometheus | jq "[.[] | select($PAIR)] | length")" -le 2 ] || fail "the replicas make it flap"

step "A Prometheus that falls silent: its alert ends when it said so"
to_hub "$(alert Silent 3)"
until_ok 30 "the alert is there" events_are prometheus 1 '(tostring | contains("Silent")) and .state == "FIRING"'
until_ok 30 "it has expired" events_are prometheus 1 '(tostring | contains("Silent")) and .state == "EXPIRED"'

step "Learn a threshold from Prometheus"
api POST /apis/v1/datasource/connect/ "$(jq -nc --arg url "$PROMETHEUS" \
    '{name: "prometheus", type: "Prometheus", prometheus_url: $url}')" >/dev/null
SOURCE=$(api POST /apis/v1/datasource/prometheus/ \
    '{"name":"load","connect_name":"prometheus","metric_name":"e2e_load","matchers":"job=\"e2e\""}' | jq -r ._id)
learn "$SOURCE" '{"min_value":0,"max_value":1000}'

step "Plan and apply: a rule file that Prometheus loads"
plan | jq -c "{create, update, delete, keep, drifted, needs_confirmation, problems}"
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
grep -h 'expr\|alert:\|for:' "$DIR"/rules/*.yaml
until_ok 15 "Prometheus shows the rule" sh -c "curl -sf '$PROMETHEUS/api/v1/rules' | grep -q 've_aiops'"

step "Somebody changes the rule by hand: the plan shows it, the next sync mends it"
FILE=$(ls "$DIR"/rules/*.yaml)
cp "$FILE" "$DIR/applied.yaml"
sed -i 's/> [0-9.]*$/> 9999/' "$FILE"
curl -sf -X POST "$PROMETHEUS/-/reload"
plan | jq -er 'if .drifted == 1 then "   \(.rules[0].action), \(.rules[0].reason): \(.rules[0].diff)" else error("no drift") end'
sync_rules | jq -c "{status, created, updated, deleted, failed, error_message}"
cmp "$FILE" "$DIR/applied.yaml" || fail "the rule file is not what was applied before"
say "the rule file is as it was"

step "The learned rule fires and recovers"
metrics 0 500
until_ok 150 "its alarm is an event" events_are prometheus 1 '(.state | ascii_downcase) == "firing" and (tostring | contains("ve_aiops"))'
show_events prometheus
metrics 0 50
until_ok 90 "it has recovered" events_are prometheus 3 '(.state | ascii_downcase) == "resolved"'
show_events prometheus
