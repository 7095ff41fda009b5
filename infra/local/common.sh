# shellcheck shell=bash
# Read by the other scripts here: where things lie, free ports, waiting, and stopping by pid.

KAFKA_VERSION=4.3.1
ELASTICSEARCH_VERSION=9.5.3
STACK_USERS=(admin operator crawler processor alerter reader)

say() { printf 'stack %s: %s\n' "$NAME" "$*" >&2; }
die() { say "$*"; exit 1; }

need() {
  local tool
  for tool in "$@"; do command -v "$tool" >/dev/null || die "needs $tool, which is not installed"; done
}

# The first Java of at least version $1: JAVA_HOME, the usual folders, then the one on the path.
java_home() {
  local home major
  for home in "${ES_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")"; do
    [[ -n $home && -x $home/bin/java ]] || continue
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
    if [[ -n $major && $major -ge $1 ]]; then printf '%s\n' "$home"; return; fi
  done
  die "needs Java $1 or newer; set ES_JAVA_HOME to one"
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A stranger at a port would be taken for the server that is waited for there.
unused() {
  local port until=$((SECONDS + 6))
  for port in "$@"; do
    while port_open "$port"; do # (one that was killed a moment ago may still hold it)
      ((SECONDS < until)) || die "port $port is taken by another program; end that one, or begin anew: down --wipe"
      sleep 0.2
    done
  done
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_open "$port" || { printf '%s\n' "$port"; return; }
  done
}

# Ports are picked once and kept, so that clients find a restarted server again. (Each another one; the file whole.)
pick_ports() {
  local port ports=' ' name
  [[ -f $STATE/ports ]] || {
    for name in KAFKA_PORT KAFKA_TLS_PORT KAFKA_CONTROLLER_PORT ELASTICSEARCH_PORT; do
      until port=$(free_port) && [[ $ports != *" $port "* ]]; do :; done
      ports+="$port "
      printf '%s=%s\n' "$name" "$port"
    done >"$STATE/ports.new"
    mv "$STATE/ports.new" "$STATE/ports"
  }
  # shellcheck source=/dev/null
  source "$STATE/ports"
}

# A process that lives and is this stack's: its command line names the folder.
ours() { [[ -n $1 ]] && grep -qzF -- "$STATE/" "/proc/$1/cmdline" 2>/dev/null; }

running() { ours "$(cat "$1" 2>/dev/null)"; }

# wait_for SECONDS PIDFILE LOG COMMAND…: until the command succeeds; ends at once when the process died.
wait_for() {
  local until=$((SECONDS + $1)) pidfile=$2 log=$3
  shift 3
  until "$@"; do
    # (not `running`: a process that is just being started has not got its command line yet)
    kill -0 "$(cat "$pidfile")" 2>/dev/null || { tail -n 20 "$log" >&2; die "it died at start; its log is $log"; }
    ((SECONDS < until)) || { tail -n 20 "$log" >&2; die "not ready in time; its log is $log"; }
    sleep 0.1
  done
}

# Returns when the process is gone. (It is asked, not its file, which Elasticsearch takes away before it ends.)
stop_pid() {
  local pid until
  pid=$(cat "$1" 2>/dev/null) || true
  if ours "$pid"; then
    kill "$pid" 2>/dev/null || true
    until=$((SECONDS + ${STOP_SECONDS:-20}))
    while ours "$pid"; do
      ((SECONDS < until)) || kill -9 "$pid" 2>/dev/null || true
      ((SECONDS < until + 20)) || die "process $pid does not end, though it was killed; its disk may hang"
      sleep 0.1
    done
  fi
  rm -f "$1"
}

secret() { cat "$STATE/secrets/$1"; }

# One random password a user and service, and a CA with one certificate for both servers.
make_secrets() {
  local service user folder=$STATE/secrets
  [[ -f $folder/done ]] && return
  mkdir -p "$folder"
  chmod 700 "$folder"
  (
    umask 077
    for service in kafka elasticsearch; do
      for user in "${STACK_USERS[@]}"; do openssl rand -hex 16 | tr -d '\n' >"$folder/$service-$user"; done
    done
  )
  mkdir -p "$STATE/tls"
  (
    cd "$STATE/tls"
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout ca.key -out ca.crt -subj "/CN=newswatch local stack $NAME" \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
    openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost
    openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out server.crt \
      -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n')
    rm server.csr
  ) 2>"$STATE/openssl.log" || die "openssl failed; its log is $STATE/openssl.log"
  touch "$folder/done"
}
