#!/usr/bin/env bash
# Makes what docker-compose.yml needs before its first start: a random password a user and server, keys, and a
# CA with one certificate. What is already there stays, so a file may be replaced by one's own.
#
#   secrets.sh [FOLDER]    (default: STACK_STATE, or .stack/compose)
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034 # common.sh says it
NAME=compose
# shellcheck source=/dev/null
source "$HERE/../local/common.sh" # the same users as in the local stack
STATE=${1:-${STACK_STATE:-$HERE/../../.stack/compose}}
need openssl
mkdir -p "$STATE/secrets" "$STATE/config"
chmod 700 "$STATE" # other users of this machine stop here; the files are for users inside containers
cd "$STATE/secrets"

keep() { # NAME: its text is read from stdin, and written whole, without a line end, unless the file is there
  local text
  text=$(cat)
  [[ -e $1 ]] || { printf '%s' "$text" >"$1.new" && mv "$1.new" "$1"; }
}
word() { openssl rand -hex "${1:-16}"; }

for user in "${STACK_USERS[@]}"; do
  word | keep "kafka-$user"
  word | keep "elasticsearch-$user"
done
for name in elasticsearch-kibana-server kibana-objects kibana-sessions postgres; do word | keep "$name"; done
for name in airflow-secret airflow-jwt; do word 64 | keep "$name"; done
openssl rand -base64 32 | tr '+/' '-_' | keep airflow-fernet
printf '{"admin": "%s", "desk": "%s"}' "$(word 8)" "$(word 8)" | keep airflow-logins
for name in slack-token operators-url heartbeat-url; do keep "$name" </dev/null; done # empty: none

if [[ ! -e ca ]]; then
  key=$(mktemp) request=$(mktemp) ca=$(mktemp) # (`ca` comes last: what was broken off before it is made anew)
  trap 'rm -f "$key" "$request" "$ca"' EXIT
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout "$key" -out "$ca" -subj "/CN=newswatch compose" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out "$request" -subj /CN=elasticsearch 2>/dev/null
  openssl x509 -req -in "$request" -CA "$ca" -CAkey "$key" -set_serial "0x$(word 8)" -days 3650 -out server.crt \
    -extfile <(printf 'subjectAltName=DNS:elasticsearch,DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n') 2>/dev/null
  mv "$ca" ca
fi
# A container's user is not this one, and may read what is mounted into its container: these, and of the checkout
# what an image or a container has as it is here, which a strict umask keeps from others.
chmod 644 ./*
chmod a+rx ../config
cd "$HERE/../.."
chmod -R a+rX infra/docker infra/airflow infra/elasticsearch dags 2>/dev/null ||
  say "let everybody read infra/ and dags/ here: containers' users need to"
say "secrets are in $STATE/secrets; the logins of Airflow are in airflow-logins, of Kibana (admin, reader) in elasticsearch-admin and elasticsearch-reader"
