# shellcheck shell=bash
# Fetches both servers from Maven Central into the cache, once, and makes the analysis plugin.

maven() { (cd "$CACHE" && mvn -B -q "$@") >"$CACHE/maven.log" 2>&1 || { tail -n 20 "$CACHE/maven.log" >&2; die "Maven failed"; }; }
DEPENDENCY=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

fetch_kafka() {
  local folder=$CACHE/kafka-$KAFKA_VERSION
  [[ -d $folder ]] && return
  need mvn
  say "fetching Kafka $KAFKA_VERSION"
  rm -rf "$folder.part"
  maven -f "$HERE/pom.xml" "$DEPENDENCY:copy-dependencies" "-Dkafka.version=$KAFKA_VERSION" \
    "-DoutputDirectory=$folder.part" -DincludeScope=runtime
  mv "$folder.part" "$folder"
}

fetch_elasticsearch() {
  local folder=$CACHE/elasticsearch-$ELASTICSEARCH_VERSION part=$CACHE/elasticsearch.part
  [[ -d $folder ]] && return
  need mvn unzip
  say "fetching Elasticsearch $ELASTICSEARCH_VERSION"
  rm -rf "$part"
  mkdir -p "$part"
  maven "$DEPENDENCY:copy" "-DoutputDirectory=$part" \
    "-Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$ELASTICSEARCH_VERSION:zip"
  unzip -q "$part"/elasticsearch-*.zip -d "$part"
  build_analysis "$part/elasticsearch-$ELASTICSEARCH_VERSION"
  chmod -R a+rX "$part/elasticsearch-$ELASTICSEARCH_VERSION"
  mv "$part/elasticsearch-$ELASTICSEARCH_VERSION" "$folder"
  rm -rf "$part"
}

# The server from Maven lacks the module analysis-common; this plugin gives it the two analyzers by the
# names that the full image has them under. Lucene's own jar is in lib/ and must not be beside it.
build_analysis() {
  local plugin=$1/plugins/newswatch-analysis classes=$CACHE/classes java
  java=$(java_home 21)
  [[ -x $java/bin/javac ]] || die "needs a JDK (javac) of version 21 or newer for the analysis plugin"
  rm -rf "$classes"
  mkdir -p "$classes" "$plugin"
  "$java/bin/javac" --release 21 -proc:none -cp "$1/lib/*" -d "$classes" "$HERE"/analysis/*.java
  "$java/bin/jar" --create --file "$plugin/newswatch-analysis.jar" -C "$classes" .
  sed "s/@ELASTICSEARCH_VERSION@/$ELASTICSEARCH_VERSION/" "$HERE/analysis/stable-plugin-descriptor.properties" \
    >"$plugin/stable-plugin-descriptor.properties"
  cp "$HERE/analysis/named_components.json" "$plugin/"
  rm -rf "$classes"
}
