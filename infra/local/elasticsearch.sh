# shellcheck shell=bash
# One Elasticsearch node: security on, TLS, a file user a component. It refuses to run as root.

elasticsearch_user() {
  [[ $EUID -eq 0 ]] || return 0
  id -u newswatch-stack >/dev/null 2>&1 || useradd --system --shell /usr/sbin/nologin --no-create-home newswatch-stack
  runuser -u newswatch-stack -- test -x "$STATE" ||
    die "the user newswatch-stack can't enter $STATE; set NEWSWATCH_STACK_DIR to a folder that it can"
}

as_elasticsearch() {
  local run=() java
  java=$(java_home 21) || return
  [[ $EUID -ne 0 ]] || run=(runuser -u newswatch-stack --)
  "${run[@]}" env -u JAVA_HOME ES_JAVA_HOME="$java" ES_PATH_CONF="$STATE/elasticsearch/config" \
    ES_TMPDIR="$STATE/elasticsearch/tmp" "$CACHE/elasticsearch-$ELASTICSEARCH_VERSION/bin/$1" "${@:2}"
}

settle_elasticsearch() {
  # (taken anew at each start; the files keep their owner)
  cat "$HERE/../elasticsearch/roles.yml" >"$STATE/elasticsearch/config/roles.yml"
  sed -e "s|@STATE@|$STATE|g" -e "s|@PORT@|$ELASTICSEARCH_PORT|g" "$HERE/elasticsearch.yml" \
    >"$STATE/elasticsearch/config/elasticsearch.yml"
}

# A line of the file realm, as `elasticsearch-users useradd` writes it with PBKDF2; that tool starts a Java a user.
password_hash() {
  local salt hash
  salt=$(openssl rand -hex 32)
  hash=$(openssl kdf -keylen 32 -kdfopt digest:SHA512 -kdfopt "pass:$1" -kdfopt "hexsalt:$salt" -kdfopt iter:10000 \
    -binary PBKDF2 | base64 -w0)
  # shellcheck disable=SC2059
  printf '{PBKDF2}10000$%s$%s' "$(printf "$(sed 's/../\\x&/g' <<<"$salt")" | base64 -w0)" "$hash"
}

configure_elasticsearch() {
  local folder=$STATE/elasticsearch user
  [[ -f $folder/configured ]] && return
  say "configuring Elasticsearch"
  rm -rf "$folder"
  mkdir -p "$folder"/{config/jvm.options.d,data,logs,tmp}
  cp -r "$CACHE/elasticsearch-$ELASTICSEARCH_VERSION/config/." "$folder/config/"
  settle_elasticsearch
  printf -- '-Xms512m\n-Xmx512m\n' >"$folder/config/jvm.options.d/heap.options"
  cp "$STATE/tls/server.key" "$STATE/tls/server.crt" "$STATE/tls/ca.crt" "$folder/config/"
  for user in "${STACK_USERS[@]}"; do
    printf '%s:%s\n' "$user" "$(password_hash "$(secret "elasticsearch-$user")")" >>"$folder/config/users"
    printf 'newswatch_%s:%s\n' "$user" "$user" >>"$folder/config/users_roles"
  done
  [[ $EUID -ne 0 ]] || chown -R newswatch-stack: "$folder"
  touch "$folder/configured"
}

start_elasticsearch() {
  running "$STATE/elasticsearch.pid" && return
  fetch_elasticsearch
  elasticsearch_user
  configure_elasticsearch
  settle_elasticsearch
  unused "$ELASTICSEARCH_PORT"
  # (the server writes it: one whose `up` was killed meanwhile is known, and stopped, all the same)
  ln -sfn elasticsearch/pid "$STATE/elasticsearch.pid"
  as_elasticsearch elasticsearch -d -p "$STATE/elasticsearch/pid" >>"$STATE/elasticsearch/start.log" 2>&1 </dev/null 9>&- ||
    { tail -n 20 "$STATE/elasticsearch/start.log" >&2; die "Elasticsearch did not start"; }
}

elasticsearch_ready() {
  curl --silent --fail --max-time 5 --noproxy '*' --cacert "$STATE/tls/ca.crt" --config - \
    "https://127.0.0.1:$ELASTICSEARCH_PORT/_cluster/health?wait_for_status=yellow&timeout=3s" >/dev/null \
    <<<"user = \"admin:$(secret elasticsearch-admin)\""
}

wait_elasticsearch() { wait_for 120 "$STATE/elasticsearch.pid" "$STATE/elasticsearch/start.log" elasticsearch_ready; }
