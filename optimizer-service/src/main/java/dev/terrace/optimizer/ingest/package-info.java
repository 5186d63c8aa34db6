/**
 * Events from Kafka into bounded state per cache, with the offsets they came from.
 * In: access samples, windows, configurations; out: profiles, minutes, the facts that advice rests on.
 * May import: analysis, advice, history, common-events, service-kit, reactive messaging, Kafka's client.
 */
@NullMarked
package dev.terrace.optimizer.ingest;

import org.jspecify.annotations.NullMarked;
