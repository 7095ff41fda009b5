#!/usr/bin/env bash
# The Kafka container's start: at the first one its storage is formatted, with a SCRAM user for every secret
# kafka-USER. (The image's own start knows no users, and takes passwords from the environment only.)
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
KAFKA=${KAFKA_HOME:-/opt/kafka} DATA=${KAFKA_DATA:-/var/lib/kafka/data} SECRETS=${SECRETS:-/run/secrets}
CONFIG=${KAFKA_CONFIG:-/tmp/kafka.properties}

text=$(<"$HERE/kafka.properties")
declare -A values=(
  [DATA]=$DATA [HOST]=${KAFKA_ADVERTISED:-kafka} [PORT]=${KAFKA_PORT:-9092}
  [CONTROLLER_PORT]=${KAFKA_CONTROLLER_PORT:-9093} [ADMIN_PASSWORD]=$(<"$SECRETS/kafka-admin")
)
for name in "${!values[@]}"; do text=${text//@$name@/"${values[$name]}"}; done
(umask 077 && printf '%s\n' "$text" >"$CONFIG")

if [[ ! -f $DATA/meta.properties ]]; then
  users=()
  for file in "$SECRETS"/kafka-*; do
    users+=(--add-scram "SCRAM-SHA-512=[name=${file##*/kafka-},password=$(<"$file")]")
  done
  # (it prints the users' keys, which are not for the container's log)
  "$KAFKA/bin/kafka-storage.sh" format --cluster-id "$("$KAFKA/bin/kafka-storage.sh" random-uuid)" \
    --config "$CONFIG" --standalone "${users[@]}" >"$CONFIG.log" 2>&1 ||
    { tail -n 20 "$CONFIG.log" >&2; exit 1; }
  rm "$CONFIG.log"
fi
exec "$KAFKA/bin/kafka-server-start.sh" "$CONFIG"
