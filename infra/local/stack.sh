#!/usr/bin/env bash
# The real Kafka and the real Elasticsearch on this machine, without Docker.
#
#   stack.sh up|down|status|env [--name NAME] [--only kafka|elasticsearch] [--user USER]
#
# `up` fetches, configures and starts what is not running and returns when both answer; `down` stops it by
# pid and keeps the data; `down --wipe` forgets the data too; `env` prints the settings for one user
# (admin, operator, crawler, processor, alerter, reader; admin when none is named). All state is in
# .stack/NAME and the downloads in .stack/cache; NEWSWATCH_STACK_DIR puts .stack elsewhere (by itself in /var/tmp,
# where root has a checkout that no other user can enter).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
NAME=main ONLY='' STACK_USER=admin WIPE='' COMMAND=${1:-}
shift || true
while (($#)); do
  case $1 in
    --name) NAME=$2; shift 2 ;;
    --only) ONLY=$2; shift 2 ;;
    --user) STACK_USER=$2; shift 2 ;;
    --wipe) WIPE=yes; shift ;;
    *) echo "stack.sh: unknown argument $1" >&2; exit 2 ;;
  esac
done
[[ $NAME =~ ^[a-z0-9-]+$ && $NAME != cache ]] || { echo "stack.sh: a name is small letters, digits and hyphens" >&2; exit 2; }
[[ $ONLY =~ ^(|kafka|elasticsearch)$ ]] || { echo "stack.sh: --only kafka, or elasticsearch" >&2; exit 2; }
ROOT=${NEWSWATCH_STACK_DIR:-$(cd "$HERE/../.." && pwd)/.stack}
if [[ $EUID -eq 0 && -z ${NEWSWATCH_STACK_DIR:-} ]]; then
  # Elasticsearch runs as another user, who must be able to come here: not so in a checkout under /root.
  path=${ROOT%/*}
  while [[ -n $path && $(stat -c %A "$path") == *[xt] ]]; do path=${path%/*}; done
  [[ -z $path ]] || ROOT=/var/tmp/newswatch-stack-$(printf %s "$ROOT" | cksum | cut -d' ' -f1)
  # (everybody may make a folder there, and know this one's name)
  [[ -z $path || ! -e $ROOT || (-O $ROOT && ! -L $ROOT) ]] || { echo "stack.sh: $ROOT is another user's" >&2; exit 1; }
fi
STATE=$ROOT/$NAME CACHE=$ROOT/cache

for part in common fetch kafka elasticsearch; do
  # shellcheck source=/dev/null
  source "$HERE/$part.sh"
done
wanted() { [[ -z $ONLY || $ONLY == "$1" ]]; }

write_env() {
  local log="kafka://127.0.0.1:$KAFKA_PORT?security=SASL_PLAINTEXT&mechanism=SCRAM-SHA-512"
  cat <<-END
	NEWSWATCH_LOG_URL='$log'
	NEWSWATCH_KAFKA_USER='$1'
	NEWSWATCH_KAFKA_PASSWORD_FILE='$STATE/secrets/kafka-$1'
	NEWSWATCH_KAFKA_CA='$STATE/tls/ca.crt'
	NEWSWATCH_STORE_URL='https://127.0.0.1:$ELASTICSEARCH_PORT'
	NEWSWATCH_ELASTICSEARCH_USER='$1'
	NEWSWATCH_ELASTICSEARCH_PASSWORD_FILE='$STATE/secrets/elasticsearch-$1'
	NEWSWATCH_ELASTICSEARCH_CA='$STATE/tls/ca.crt'
	NEWSWATCH_STACK_STATE='$STATE'
	NEWSWATCH_STACK_KAFKA_TLS_URL='kafka://127.0.0.1:$KAFKA_TLS_PORT?security=SASL_SSL&mechanism=SCRAM-SHA-512'
	END
}

up() {
  need openssl curl java
  mkdir -p "$STATE" "$CACHE"
  chmod a+rx "$ROOT" "$STATE" "$CACHE"
  exec 8>"$CACHE/lock" 9>"$STATE/lock"
  flock -w 300 9 || die "another 'up' of this stack takes too long"
  flock -w 300 8 || die "another stack's download takes too long"
  ! wanted kafka || fetch_kafka
  ! wanted elasticsearch || fetch_elasticsearch
  exec 8>&-
  make_secrets
  pick_ports
  ! wanted elasticsearch || start_elasticsearch
  ! wanted kafka || start_kafka
  ! wanted kafka || wait_kafka
  ! wanted elasticsearch || wait_elasticsearch
  write_env admin >"$STATE/env"
  say "ready; settings are in $STATE/env"
}

down() {
  ! wanted kafka || stop_pid "$STATE/kafka.pid"
  ! wanted elasticsearch || stop_pid "$STATE/elasticsearch.pid"
  [[ -z $WIPE ]] || rm -rf "${STATE:?}${ONLY:+/$ONLY}"
}

status() {
  local service code=0
  [[ ! -f $STATE/ports ]] || pick_ports
  for service in kafka elasticsearch; do
    wanted "$service" || continue
    if running "$STATE/$service.pid"; then
      echo "$service: running, pid $(cat "$STATE/$service.pid")"
    else
      echo "$service: stopped"
      code=1
    fi
  done
  return $code
}

case $COMMAND in
  up) up ;;
  down) down ;;
  status) status ;;
  env)
    [[ -f $STATE/ports ]] || die "was never started"
    [[ " ${STACK_USERS[*]} " == *" $STACK_USER "* ]] || die "knows no user $STACK_USER"
    pick_ports
    write_env "$STACK_USER"
    ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
