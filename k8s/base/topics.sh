#!/bin/sh
# Makes the suite's topics that are not there; runs in the Kafka image, from compose and as a Job.
# TERRACE_KAFKA_BOOTSTRAP: the brokers. TERRACE_TOPIC_PREFIX: before every name. TOPIC_REPLICAS: copies of each.
set -eu
program=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}
prefix=${TERRACE_TOPIC_PREFIX:-}
there=$("$program" --bootstrap-server "$TERRACE_KAFKA_BOOTSTRAP" --list)

make() { # make NAME [ARGUMENT ...]
  name=$prefix$1
  shift
  if printf '%s\n' "$there" | grep -qxF "$name"; then return; fi
  "$program" --bootstrap-server "$TERRACE_KAFKA_BOOTSTRAP" --create --if-not-exists --topic "$name" \
    --partitions 4 --replication-factor "${TOPIC_REPLICAS:-1}" "$@"
}

make terrace.cache.window.v1
make terrace.cache.access.v1
make terrace.cache.invalidation.v1
make terrace.cache.config.v1 --config cleanup.policy=compact
make terrace.cache.command.v1
make terrace.cache.command.v1.dlq
make terrace.cache.writeback.v1
make terrace.optimizer.recommendation.v1
make terrace.optimizer.experiment.v1
make terrace.cdn.purge.v1
make terrace.monitoring.alert.v1
make terrace.audit.v1
