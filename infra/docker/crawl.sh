#!/bin/sh
# The crawl as a service: what is due, again and again, until told to stop. `newswatch run` crawls too, but
# only together with every stage in one process.
set -u
every=${NEWSWATCH_CRAWL_EVERY:-60} mark=${CRAWL_MARK:-/tmp/crawled} here=$(dirname "$0")
child='' stop=''
trap 'stop=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT

# `wait` returns early when a signal comes; the child is then waited for again.
finished() {
  wait "$child"
  code=$?
  while [ "$code" -gt 128 ] && kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
  done
  child=''
  return "$code"
}

rm -f "$mark"
while [ -z "$stop" ]; do
  sh "$here/newswatch.sh" crawl --due --skip-empty &
  child=$!
  finished
  code=$?
  case $code in
    0 | 99) touch "$mark" ;; # its age is the healthcheck
    75) ;;                   # Kafka or Elasticsearch is away: the next look tries again
    # (what is refused is so at the first look; later it is that no site can be reached, and the next look tries again)
    1) [ -n "$stop" ] || [ -e "$mark" ] || exit 1 ;;
    *) [ -n "$stop" ] || exit "$code" ;;
  esac
  [ -z "$stop" ] || break
  sleep "$every" &
  child=$!
  finished
done
exit 0
