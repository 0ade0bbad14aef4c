#!/usr/bin/env bash
# What a pipeline runs in this folder: a merge request shows the plan, the main branch applies it.
#   VEAIOPS_URL, VEAIOPS_TOKEN, EXAMPLE_BOT_TOKEN from its secrets; VEAIOPS is the command line (bin/veaiops)
set -euo pipefail
cd "$(dirname "$0")"
veaiops=${VEAIOPS:-veaiops}
case "${1:-plan}" in
  plan) "$veaiops" plan . --url "$VEAIOPS_URL" --token "$VEAIOPS_TOKEN" || [ $? = 1 ] ;; # 1: something would change
  apply) "$veaiops" apply . --prune --url "$VEAIOPS_URL" --token "$VEAIOPS_TOKEN" ;;
  *) echo "usage: $0 [plan|apply]" >&2; exit 2 ;;
esac
