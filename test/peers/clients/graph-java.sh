# Microsoft's Graph SDK for Java. Its tokens come from a class of GraphChecks.java.
LIMIT_S=240
GRAPH_JAVA=6.69.0

prepare() {
  local home=$COMPATIBILITY_CACHE/graph-java-$GRAPH_JAVA
  [[ ! -e $home/complete ]] || return 0
  command -v mvn >/dev/null && command -v javac >/dev/null || { echo 'no Maven or no Java compiler here'; return 1; }
  rm -rf "$home"
  mkdir -p "$home"
  cat >"$home/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>suites</groupId><artifactId>suites</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.microsoft.graph</groupId><artifactId>microsoft-graph</artifactId><version>$GRAPH_JAVA</version></dependency>
  </dependencies>
</project>
POM
  (cd "$home" && nice -n 10 mvn -q -B dependency:copy-dependencies -DoutputDirectory=jars) >&2 || return 1
  touch "$home/complete"
}

run() {
  local home=$COMPATIBILITY_CACHE/graph-java-$GRAPH_JAVA
  printf 'SUITE\tmicrosoft-graph (Java)\t%s\n' "$GRAPH_JAVA"
  # Java has a store of certificates of its own.
  keytool -importcert -noprompt -alias peers -file "$work/ca.pem" -keystore "$work/trust.p12" -storepass changeit >&2
  javac -encoding UTF-8 -cp "$home/jars/*" -d "$work/classes" test/peers/clients/GraphChecks.java
  java -cp "$home/jars/*:$work/classes" -Djavax.net.ssl.trustStore="$work/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit \
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 GraphChecks
}
