#!/bin/sh
# Starts the newswatch command with what it can't know before the container runs.
#
# NEWSWATCH_INSTANCE=hostname  the container's name: each copy of a scaled stage is a member of its own
# SLACK_BOT_TOKEN_FILE         the Slack app's token as a secret's file; an empty file is no token
set -eu
if [ "${NEWSWATCH_INSTANCE:-}" = hostname ]; then
  NEWSWATCH_INSTANCE=$(cat /proc/sys/kernel/hostname)
  export NEWSWATCH_INSTANCE
fi
if [ -n "${SLACK_BOT_TOKEN_FILE:-}" ]; then
  SLACK_BOT_TOKEN=$(cat "$SLACK_BOT_TOKEN_FILE")
  export SLACK_BOT_TOKEN
fi
exec "${NEWSWATCH_BIN:-/opt/newswatch/bin/newswatch}" "$@"
