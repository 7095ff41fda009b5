#!/usr/bin/env bash
# Runs newswatch as the user of the component that a task stands for, so that no task holds every right:
#
#   NEWSWATCH_COMMAND="infra/airflow/as-component.sh FOLDER"
#
# FOLDER holds crawler.env, processor.env, alerter.env and operator.env: NAME=value lines as in .env, the user and the
# file of its password for Kafka and Elasticsearch. The command is NEWSWATCH_BIN (default: newswatch).
set -euo pipefail

[[ $# -gt 1 && -d $1 ]] || { echo "as-component.sh: usage: as-component.sh FOLDER ARGUMENTS of newswatch" >&2; exit 2; }
FOLDER=$1
shift
case " $* " in
  " crawl "* | " sources "*) COMPONENT=crawler ;;
  " drain notify deliver "* | " run notify deliver "*) COMPONENT=alerter ;;
  " drain "*) COMPONENT=processor ;;
  *) COMPONENT=operator ;;
esac
[[ -r $FOLDER/$COMPONENT.env ]] || { echo "as-component.sh: there is no $FOLDER/$COMPONENT.env to read" >&2; exit 1; }
set -a
# shellcheck source=/dev/null
source "$FOLDER/$COMPONENT.env"
set +a
export -n NEWSWATCH_BIN # newswatch knows no such setting
exec "${NEWSWATCH_BIN:-newswatch}" "$@"
