# shellcheck shell=bash
# One Kafka node in KRaft mode: SASL/SCRAM, ACLs, a second listener with TLS, data in this stack's folder.

kafka_java() {
  local java
  java=$(java_home 17) || return
  "$java/bin/java" -Xmx256m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dorg.slf4j.simpleLogger.showDateTime=true -cp "$CACHE/kafka-$KAFKA_VERSION/*" "$@"
}

# 16 random bytes in base64url. No hyphen begins it: kafka-storage would take it for an option, one id in 64.
cluster_id() { openssl rand -base64 16 | tr '+/' '-_' | tr -d '=' | sed 's/^-/A/'; }

configure_kafka() {
  local folder=$STATE/kafka user plain='' scram=()
  [[ -f $folder/formatted ]] && return
  rm -rf "$folder"
  mkdir -p "$folder"
  for user in "${STACK_USERS[@]}"; do
    plain+=" user_$user=\"$(secret "kafka-$user")\""
    scram+=(--add-scram "SCRAM-SHA-512=[name=$user,password=$(secret "kafka-$user")]")
  done
  (
    umask 077
    cat "$STATE/tls/server.key" "$STATE/tls/server.crt" >"$folder/server.pem"
    sed -e "s|@STATE@|$STATE|g" -e "s|@PORT@|$KAFKA_PORT|g" -e "s|@TLS_PORT@|$KAFKA_TLS_PORT|g" \
      -e "s|@CONTROLLER_PORT@|$KAFKA_CONTROLLER_PORT|g" -e "s|@ADMIN_PASSWORD@|$(secret kafka-admin)|g" \
      -e "s|@PLAIN_USERS@|$plain|g" "$HERE/server.properties" >"$folder/server.properties"
  )
  kafka_java kafka.tools.StorageTool format -t "$(cluster_id)" -c "$folder/server.properties" \
    --standalone --ignore-formatted "${scram[@]}" >"$folder/format.log" 2>&1 ||
    { tail -n 20 "$folder/format.log" >&2; die "Kafka's storage could not be formatted"; }
  touch "$folder/formatted"
}

start_kafka() {
  local log=$STATE/kafka/server.log java
  running "$STATE/kafka.pid" && return
  fetch_kafka
  configure_kafka
  unused "$KAFKA_PORT" "$KAFKA_TLS_PORT" "$KAFKA_CONTROLLER_PORT"
  java=$(java_home 17)
  setsid "$java/bin/java" -Xms128m -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.showDateTime=true \
    -cp "$CACHE/kafka-$KAFKA_VERSION/*" kafka.Kafka "$STATE/kafka/server.properties" \
    >>"$log" 2>&1 </dev/null 9>&- &
  echo $! >"$STATE/kafka.pid"
  disown
}

wait_kafka() { wait_for 60 "$STATE/kafka.pid" "$STATE/kafka/server.log" port_open "$KAFKA_PORT"; }
