#!/usr/bin/env bash
# The Elasticsearch container's start: a file user a component, as in the local stack, then the image's own
# start. admin and reader may also log in to Kibana; kibana-server is Kibana itself.
set -euo pipefail
ELASTICSEARCH=${ES_HOME:-/usr/share/elasticsearch} SECRETS=${SECRETS:-/run/secrets}
CONFIG=${ES_PATH_CONF:-$ELASTICSEARCH/config}

# (the server may read certificates in its own folder only)
cp "$SECRETS/server.key" "$SECRETS/server.crt" "$CONFIG/"
chmod 600 "$CONFIG/server.key"

user() { "$ELASTICSEARCH/bin/elasticsearch-users" useradd "$1" -p "$(<"$SECRETS/elasticsearch-$1")" -r "$2"; }
: >"$CONFIG/users"
: >"$CONFIG/users_roles"
user admin newswatch_admin,kibana_admin
user operator newswatch_operator
user crawler newswatch_crawler
user processor newswatch_processor
user alerter newswatch_alerter
user reader newswatch_reader,kibana_admin
user kibana-server kibana_system

exec ${ELASTICSEARCH_START:-/bin/tini -- /usr/local/bin/docker-entrypoint.sh eswrapper}
