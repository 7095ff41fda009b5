#!/usr/bin/env bash
# The Kibana container's start: secrets come into its keystore, since it takes no password from a file.
set -euo pipefail
KIBANA=${KIBANA_HOME:-/usr/share/kibana} SECRETS=${SECRETS:-/run/secrets}
rm -f "$KIBANA/config/kibana.keystore"
"$KIBANA/bin/kibana-keystore" create
keep() { "$KIBANA/bin/kibana-keystore" add --stdin "$1" <"$SECRETS/$2"; }
keep elasticsearch.password elasticsearch-kibana-server
keep xpack.encryptedSavedObjects.encryptionKey kibana-objects
keep xpack.security.encryptionKey kibana-sessions
exec /bin/tini -- /usr/local/bin/kibana-docker
