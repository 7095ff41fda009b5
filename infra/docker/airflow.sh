#!/usr/bin/env bash
# One of Airflow's components in a container: fills in infra/airflow/airflow.cfg.in, the local Airflow's own
# configuration, from secrets, then starts it. What differs in a container is set in docker-compose.yml.
#
#   airflow.sh prepare | api-server | scheduler | dag-processor | triggerer …
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SECRETS=${SECRETS:-/run/secrets}
umask 077
mkdir -p "$AIRFLOW_HOME"

secret() { cat "$SECRETS/$1"; }
# As it may stand in an address, each byte by its number: Airflow would also take what follows a dollar sign for a variable.
in_address() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | tr ' ' '%'; }
text=$(<"$HERE/airflow.cfg.in")
declare -A values=(
  [DAGS]=$HERE/dags [STATE]=$AIRFLOW_HOME [PORT]=8080 [TASK_PORT]=8080 [LOG_PORT]=8793 [TRIGGER_PORT]=8794
  [DATABASE]=${AIRFLOW_DATABASE:-"postgresql+psycopg2://airflow:$(in_address "$(secret postgres)")@postgres:5432/airflow"}
  [SECRET]=$(secret airflow-secret) [JWT]=$(secret airflow-jwt) [FERNET]=$(secret airflow-fernet)
)
for name in "${!values[@]}"; do
  [[ -n ${values[$name]} ]] ||
    { echo "airflow.sh: nothing is given for $name: can this user read what is in $SECRETS?" >&2; exit 1; }
  value=${values[$name]//%/%%} # (a percent sign is the file's own)
  text=${text//@$name@/"$value"}
done
printf '%s\n' "$text" >"$AIRFLOW_HOME/airflow.cfg"
# Airflow opens this one for writing too.
secret airflow-logins >"$AIRFLOW_HOME/passwords.json"
umask 002

if [[ ${1:-} == prepare ]]; then
  airflow db migrate
  exec airflow pools import "$HERE/pools.json"
fi
exec airflow "$@"
