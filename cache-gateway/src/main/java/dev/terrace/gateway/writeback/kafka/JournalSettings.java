package dev.terrace.gateway.writeback.kafka;

/**
 * Where the journal is.
 *
 * @param bootstrap {@code host:port,...}
 * @param topic its full name
 * @param group the consumer group that shares the partitions out
 * @param node name of this process
 * @param partitions how many a new journal gets; one that is there has to have as many, or 0 to take it as it is
 * @param sessionMs after which a silent node loses its partitions
 */
public record JournalSettings(
        String bootstrap, String topic, String group, String node, int partitions, int sessionMs) {}
