package dev.terrace.gateway.warming.peer;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.Decoding;
import dev.terrace.gateway.codec.EntryCodec;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes entries of another gateway over into memory. What it told cannot do more than be refused: positions and checks are this node's. */
public final class PeerCopies {
    private final PeerClient client;
    private final Codecs codecs;

    public PeerCopies(PeerClient client, Codecs codecs) {
        this.client = client;
        this.codecs = codecs;
    }

    /**
     * What came of a question.
     *
     * @param dealtWith so many of the keys, from the first on; at least one
     * @param outcomes one for each of these
     * @param bytes that were sent
     */
    public record Taken(int dealtWith, List<Warmed.Outcome> outcomes, long bytes) {}

    Uni<List<String>> keys(Peer peer, String cache, int most) {
        return client.keys(peer, cache, most);
    }

    /** Asks for up to 1,024 keys, at least one, and takes over what comes. Fails when the other cannot be asked or makes no sense. */
    public Uni<Taken> take(Peer peer, CacheHandle cache, List<String> keys) {
        return client.entries(peer, cache.spec(), keys).map(answer -> {
            int dealt = answer.dealtWith();
            if (dealt < 1 || dealt > keys.size() || answer.entries().size() > dealt) {
                throw new IllegalArgumentException("An answer to another question.");
            }
            return taken(cache, new HashSet<>(keys.subList(0, dealt)), answer);
        });
    }

    private Taken taken(CacheHandle cache, Set<String> asked, Frames.Answer answer) {
        EntryCodec codec = codecs.of(cache.spec(), TierName.MEMORY);
        List<Warmed.Outcome> outcomes = new ArrayList<>();
        long bytes = 0;
        for (Frames.Framed framed : answer.entries()) {
            bytes += framed.entry().length;
            outcomes.add(asked.contains(framed.key()) ? adopted(cache, codec, framed) : Warmed.Outcome.REFUSED);
        }
        while (outcomes.size() < answer.dealtWith()) {
            outcomes.add(Warmed.Outcome.NOTHING);
        }
        return new Taken(answer.dealtWith(), outcomes, bytes);
    }

    private static Warmed.Outcome adopted(CacheHandle cache, EntryCodec codec, Frames.Framed framed) {
        CacheKey key = CacheKey.of(cache.spec().name(), framed.key());
        return codec.decode(key, framed.entry()) instanceof Decoding.Decoded decoded
                ? cache.filling().adopt(framed.key(), decoded.entry()).outcome()
                : Warmed.Outcome.REFUSED;
    }
}
