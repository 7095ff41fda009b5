#!/usr/bin/env bash
# Airflow on this machine, without Docker: api-server, execution-api, scheduler, dag-processor and triggerer.
#
#   airflow.sh up|down|status [--wipe] [--env FILE]
#
# `up` migrates the metadata, starts what is not running, waits until all five are healthy, and prints the
# address and the logins. `down` stops them by pid and keeps the runs; `--wipe` forgets them too. `--env`
# names the file of NEWSWATCH_ settings (default: .env, where there is one).
#
# NEWSWATCH_AIRFLOW_DIR       where its state is (default: .stack/airflow)
# NEWSWATCH_AIRFLOW_PORT      port of the UI and the API on loopback (default: 8080, or a free one)
# NEWSWATCH_AIRFLOW_DATABASE  the metadata: an SQLAlchemy address (default: SQLite, for one machine)
# NEWSWATCH_AIRFLOW_BIN       the folder of `airflow` (default: .venv/bin)
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
COMMAND=${1:-} WIPE='' ENV_FILE=''
shift || true
while (($#)); do
  case $1 in
    --wipe) WIPE=yes; shift ;;
    --env) ENV_FILE=$2; shift 2 ;;
    *) echo "airflow.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done
STATE=${NEWSWATCH_AIRFLOW_DIR:-$ROOT/.stack/airflow}
BIN=${NEWSWATCH_AIRFLOW_BIN:-$ROOT/.venv/bin}
# The order in which they start; they stop the other way round, so that tasks can still report.
COMPONENTS=(api-server execution-api dag-processor triggerer scheduler)

say() { printf 'airflow: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

free_port() {
  "$BIN/python" -c 'import socket
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    print(one.getsockname()[1])'
}
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
random() { "$BIN/python" -c 'import secrets; print(secrets.token_hex(64))'; }

configure() {
  umask 077
  mkdir -p "$STATE/pids" "$STATE/logs"
  [[ -f $STATE/passwords.json ]] || "$BIN/python" -c 'import json, secrets
print(json.dumps({user: secrets.token_urlsafe(12) for user in ("admin", "desk")}))' >"$STATE/passwords.json"
  if [[ -f $STATE/airflow.cfg ]]; then # one from when tasks reported to the port of the UI
    [[ $(task_port) != "$(setting port)" ]] ||
      sed -i "s|^\(execution_api_server_url\) = .*|\1 = http://127.0.0.1:$(free_port)/execution/|" "$STATE/airflow.cfg"
    return
  fi
  local port=${NEWSWATCH_AIRFLOW_PORT:-8080} text name
  if [[ -z ${NEWSWATCH_AIRFLOW_PORT:-} ]] && port_open "$port"; then port=$(free_port); fi
  text=$(<"$HERE/airflow.cfg.in")
  local -A values=(
    [DAGS]=$ROOT/dags [STATE]=$STATE [PORT]=$port [TASK_PORT]=$(free_port) [LOG_PORT]=$(free_port) [TRIGGER_PORT]=$(free_port)
    # While one writes to SQLite the others wait, 60 s instead of 5: three of the five end when they waited in vain.
    [DATABASE]=${NEWSWATCH_AIRFLOW_DATABASE:-sqlite:///$STATE/airflow.db?timeout=60} [SECRET]=$(random) [JWT]=$(random)
    [FERNET]=$("$BIN/python" -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')
  )
  for name in "${!values[@]}"; do text=${text//@$name@/"${values[$name]//%/%%}"}; done
  printf '%s\n' "$text" >"$STATE/airflow.cfg"
}

setting() { sed -n "s/^$1 = //p" "$STATE/airflow.cfg" 2>/dev/null | head -n 1; }
address() { setting base_url; }
task_port() { setting execution_api_server_url | sed 's|.*:\([0-9]*\)/.*|\1|'; }

# What the five, and by them the newswatch command, run with.
environment() {
  [[ -n $ENV_FILE || ! -f $ROOT/.env ]] || ENV_FILE=$ROOT/.env
  if [[ -n $ENV_FILE ]]; then
    set -a
    # shellcheck source=/dev/null
    source "$ENV_FILE"
    set +a
  fi
  local name
  for name in ${!AIRFLOW_*}; do unset "$name"; done # its own settings only: AIRFLOW_CONFIG would name another's
  # (its words are split as a shell does, and a path may have spaces)
  export AIRFLOW_HOME=$STATE NEWSWATCH_COMMAND=${NEWSWATCH_COMMAND:-"'$BIN/newswatch'"}
  export PATH=$BIN:$PATH
}

# When a process started, in ticks since boot: with its number, that names it for good.
born() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# Whether a component's process is alive, and is the one that was started here.
alive() {
  local pid='' birth=''
  read -r pid birth 2>/dev/null <"$STATE/pids/$1" || return 1
  [[ -n $pid && -n $birth && $(born "$pid") == "$birth" ]]
}
number() { cut -d ' ' -f 1 "$STATE/pids/$1"; }

# What a component that was killed left behind: LocalExecutor's processes outlive their scheduler.
orphans() {
  [[ -s $STATE/pids/$1 ]] || return 0
  ps -eo pid=,pgid=,args= | awk -v group="$(number "$1")" '$2 == group && /airflow/ && !/defunct/ { print $1 }'
}

start() { # NAME, and what `airflow` is called with
  local name=$1
  alive "$name" && return
  local until=$((SECONDS + 6))
  # shellcheck disable=SC2046 # numbers, to be split
  while [[ -n $(orphans "$name") ]]; do # one that runs a task passes SIGTERM on; an idle one ignores it
    if ((SECONDS < until)); then kill -TERM $(orphans "$name") 2>/dev/null || true; sleep 1
    else kill -KILL $(orphans "$name") 2>/dev/null || true; sleep 0.2; fi
  done
  # A session each: whatever it starts can be stopped with it.
  setsid "$BIN/airflow" "${@:2}" >>"$STATE/logs/$name.log" 2>&1 </dev/null &
  printf '%s %s\n' $! "$(born $!)" >"$STATE/pids/$name"
}

# The UI and its API. Before a click it writes to its audit log in its event loop, and nothing else goes on meanwhile:
# where another request of the same process holds SQLite both wait in vain. So what tasks report is a process apart, and
# of two clicks at once one fails after 15 s, not after 60 (ADR 11).
start_core() {
  local database
  database=$(setting sql_alchemy_conn)
  if [[ $database == sqlite:* ]]; then
    database=${database//%%/%}
    local -x AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=${database/%timeout=60/timeout=15}
  fi
  start api-server api-server --apps core
}

# Waits for the API to which tasks report: those that start before it lose their first try.
await_api() {
  until port_open "$(task_port)"; do
    if ! alive execution-api || ((SECONDS >= $1)); then return; fi
    sleep 0.2
  done
}

healthy() {
  "$BIN/python" - "$(address)" <<'END'
import json, sys, urllib.request
try:
    with urllib.request.urlopen(f"{sys.argv[1]}/api/v2/monitor/health", timeout=15) as answer:
        parts = json.load(answer)
except OSError:
    sys.exit("no answer yet")
ill = [name for name, part in parts.items() if part["status"] != "healthy"]
sys.exit(", ".join(ill) + " not healthy" if ill else 0)
END
}

up() {
  [[ -x $BIN/airflow ]] || die "there is no $BIN/airflow: install the extra airflow, or set NEWSWATCH_AIRFLOW_BIN"
  configure
  environment
  cd "$ROOT"
  "$BIN/airflow" db migrate >"$STATE/logs/migrate.log" 2>&1 || die "the migration failed: $STATE/logs/migrate.log"
  "$BIN/airflow" pools import "$HERE/pools.json" >>"$STATE/logs/migrate.log" 2>&1 ||
    die "the pools were not made: $STATE/logs/migrate.log"
  local one until=$((SECONDS + 300))
  for one in "${COMPONENTS[@]}"; do
    case $one in
      api-server) start_core ;;
      execution-api) start "$one" api-server --apps execution --port "$(task_port)" ;;
      triggerer) start "$one" triggerer --skip-serve-logs ;;
      scheduler) await_api "$until"; start "$one" scheduler --skip-serve-logs ;;
      *) start "$one" "$one" ;;
    esac
  done
  until healthy 2>/dev/null; do
    for one in "${COMPONENTS[@]}"; do
      alive "$one" ||
        { tail -n 20 "$STATE/logs/$one.log" >&2; down; die "$one died at start: $STATE/logs/$one.log"; }
    done
    ((SECONDS < until)) || { down; die "not healthy after 300 s; the logs are in $STATE/logs"; }
    sleep 0.5
  done
  status
}

# A process and all that came of it, a line each: number and birth. Tasks have groups of their own.
family() {
  local child
  for child in $(ps -o pid= --ppid "$1"); do family "$child"; done
  printf '%s %s\n' "$1" "$(born "$1")"
}
living() {
  local pid birth
  while read -r pid birth; do
    [[ -z $birth || $(born "$pid") != "$birth" || $(state "$pid") == Z ]] || printf '%s\n' "$pid"
  done <<<"$1"
}
state() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 1; }

stop() {
  local pid all patience=20
  [[ $1 != api-server && $1 != execution-api ]] || patience=5 # it waits for open connections, which nobody needs any more
  local until=$((SECONDS + patience))
  if alive "$1"; then
    pid=$(number "$1")
    all=$(family "$pid")
    kill -TERM -- "-$pid" 2>/dev/null || true # supervisors tell their tasks, and those the newswatch command
    while [[ -n $(living "$all") ]] && ((SECONDS < until)); do sleep 0.2; done
    # shellcheck disable=SC2046 # numbers, to be split
    [[ -z $(living "$all") ]] || kill -KILL $(living "$all") 2>/dev/null || true
  fi
  for pid in $(orphans "$1"); do kill -KILL "$pid" 2>/dev/null || true; done
  rm -f "$STATE/pids/$1"
}

down() {
  local at
  for ((at = ${#COMPONENTS[@]} - 1; at >= 0; at--)); do stop "${COMPONENTS[at]}"; done
  [[ -z $WIPE ]] || rm -rf "$STATE"
  say "stopped"
}

status() {
  local one wrong=0
  for one in "${COMPONENTS[@]}"; do
    if alive "$one"; then say "$one runs (pid $(number "$one"))"; else say "$one does not run"; wrong=1; fi
  done
  if ((!wrong)); then
    healthy || wrong=1
    printf 'Airflow   %s\n' "$(address)"
    "$BIN/python" -c 'import json, sys
for user, password in json.load(open(sys.argv[1])).items():
    print(f"{user:<9} {password}")' "$STATE/passwords.json"
  fi
  return "$wrong"
}

case $COMMAND in
  up) up ;;
  down) down ;;
  status) status ;;
  *) sed -n '2,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
