#!/usr/bin/env bash
# Everything on this machine, without Docker: the real Kafka and Elasticsearch, Airflow, and Slack.
#
#   all.sh up|down|status [--env FILE] [--wipe]
#
# `up` starts the local stack unless FILE (default: .env) names servers of your own, makes topics and indices, starts
# a pretended Slack unless FILE has a SLACK_BOT_TOKEN, starts Airflow, and prints addresses and logins. `down` stops
# all that was started; --wipe forgets topics, indices and runs, too. Its state is in NEWSWATCH_ALL_DIR (.stack/all).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
COMMAND=${1:-} ENV_FILE='' WIPE=()
shift || true
while (($#)); do
  case $1 in
    --env) ENV_FILE=$2; shift 2 ;;
    --wipe) WIPE=(--wipe); shift ;;
    *) echo "all.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done
[[ -n $ENV_FILE || ! -f $ROOT/.env ]] || ENV_FILE=$ROOT/.env
[[ -z $ENV_FILE || -r $ENV_FILE ]] || { echo "all.sh: there is no $ENV_FILE" >&2; exit 2; }
STATE=${NEWSWATCH_ALL_DIR:-$ROOT/.stack/all}
STACK=${NEWSWATCH_ALL_STACK:-main}
BIN=${NEWSWATCH_AIRFLOW_BIN:-$ROOT/.venv/bin}
export NEWSWATCH_AIRFLOW_DIR=${NEWSWATCH_AIRFLOW_DIR:-$STATE/airflow}

say() { printf 'all: %s\n' "$*" >&2; }
# What the file of settings has for a name; nothing where it has not.
given() { [[ -z $ENV_FILE ]] || (set +u; set -a; source "$ENV_FILE"; printf '%s' "${!1:-}"); } # shellcheck disable=SC1090

born() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }
slack_alive() {
  local pid='' birth=''
  read -r pid birth 2>/dev/null <"$STATE/slack.pid" || return 1
  [[ -n $birth && $(born "$pid") == "$birth" ]]
}

start_slack() {
  slack_alive && return
  rm -f "$STATE/slack.told"
  setsid "$BIN/python" "$ROOT/tests/slack/serve.py" 0 "$STATE/slack.told" C0CARDS C0OPERATORS >"$STATE/slack.log" 2>&1 </dev/null &
  printf '%s %s\n' $! "$(born $!)" >"$STATE/slack.pid"
  local until=$((SECONDS + 60))
  until [[ -s $STATE/slack.told ]]; do
    slack_alive && ((SECONDS < until)) || { say "the pretended Slack did not start: $STATE/slack.log"; exit 1; }
    sleep 0.2
  done
}

up() {
  umask 077
  mkdir -p "$STATE"
  local own=$STATE/settings.env
  : >"$own"
  [[ -z $ENV_FILE ]] || cat "$ENV_FILE" >>"$own"
  printf '\n' >>"$own"
  if [[ -z $(given NEWSWATCH_LOG_URL) && -z $(given NEWSWATCH_STORE_URL) ]]; then
    "$ROOT/infra/local/stack.sh" up --name "$STACK"
    touch "$STATE/stack"
    "$ROOT/infra/local/stack.sh" env --name "$STACK" --user admin >"$STATE/admin.env"
    (set -a; source "$own"; source "$STATE/admin.env"; set +a; cd "$STATE"; "$BIN/newswatch" init) # shellcheck disable=SC1090,SC1091
    "$ROOT/infra/local/stack.sh" env --name "$STACK" --user operator >>"$own"
  fi
  if [[ -z $(given SLACK_BOT_TOKEN) && -z $(given SLACK_BOT_TOKEN_FILE) ]]; then
    start_slack
    printf '%s\n' "NEWSWATCH_NOTIFY_URL=slack://C0CARDS" "NEWSWATCH_OPERATORS_CHANNEL=C0OPERATORS" \
      "NEWSWATCH_SLACK_API_URL=$(sed -n 1p "$STATE/slack.told")" "SLACK_BOT_TOKEN=xoxb-0000-fake-token" >>"$own"
  fi
  "$HERE/airflow.sh" up --env "$own"
  [[ ! -s $STATE/slack.told ]] || printf 'Slack     %s (pretended: nobody is told)\n' "$(sed -n 2p "$STATE/slack.told")"
  [[ ! -f $STATE/stack ]] || printf 'Settings  set -a; . %q; set +a   (then newswatch stories, newswatch search …)\n' "$own"
}

down() {
  [[ ! -d $NEWSWATCH_AIRFLOW_DIR ]] || "$HERE/airflow.sh" down "${WIPE[@]}"
  if slack_alive; then kill -TERM "$(cut -d ' ' -f 1 "$STATE/slack.pid")"; fi
  rm -f "$STATE/slack.pid" "$STATE/slack.told"
  if [[ -f $STATE/stack ]]; then
    "$ROOT/infra/local/stack.sh" down --name "$STACK" "${WIPE[@]}"
    rm -f "$STATE/stack"
  fi
  ((!${#WIPE[@]})) || rm -rf "${STATE:?}"
}

case $COMMAND in
  up) up ;;
  down) down ;;
  status) "$HERE/airflow.sh" status ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
