package dev.terrace.cdn.publish;

import dev.terrace.cdn.asset.Asset;
import dev.terrace.cdn.asset.AssetPath;
import dev.terrace.cdn.asset.Digests;
import dev.terrace.cdn.pipeline.Pipeline;
import dev.terrace.cdn.storage.AssetStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes one asset: pipeline, then every object, then the record that makes it visible. Bytes are stored before they are named, and
 * objects are content-addressed, so a publish that dies half-way leaves nothing that can be seen. Publishing the same again uploads nothing.
 */
public final class Publisher {
    private final Pipeline pipeline;
    private final AssetStore store;
    private final Shelf shelf;
    private final InstantSource clock;

    public Publisher(Pipeline pipeline, AssetStore store, Shelf shelf, InstantSource clock) {
        this.pipeline = pipeline;
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * Result of a publish.
     *
     * @param asset what is published now
     * @param changed whether its published path means something new
     */
    public record Publication(PublishedAsset asset, boolean changed) {}

    /** Publishes; completes once it is visible. */
    public Uni<Publication> publish(AssetPath path, String contentType, byte[] content) {
        Asset raw = Asset.of(path, contentType, content);
        return shelf.at(raw.publishedPath()).flatMap(there -> same(there, raw) ? unchanged(there) : upload(raw, there));
    }

    private static boolean same(Optional<PublishedAsset> there, Asset raw) {
        return there.isPresent()
                && there.get().fingerprint().equals(raw.fingerprint())
                && there.get().contentType().equals(raw.contentType());
    }

    private static Uni<Publication> unchanged(Optional<PublishedAsset> there) {
        return Uni.createFrom().item(new Publication(there.orElseThrow(), false));
    }

    private Uni<Publication> upload(Asset raw, Optional<PublishedAsset> before) {
        return Uni.createFrom()
                .item(() -> pipeline.run(raw))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(asset -> {
                    PublishedAsset published =
                            PublishedAsset.of(asset, Digests.integrity(asset.content()), clock.instant());
                    return Uni.join()
                            .all(objects(asset, published))
                            .andFailFast()
                            .flatMap(done -> shelf.put(published))
                            .replaceWith(new Publication(published, before.isPresent()));
                });
    }

    private List<Uni<Void>> objects(Asset asset, PublishedAsset published) {
        List<Uni<Void>> objects = new ArrayList<>();
        objects.add(store.put(published.object("identity"), asset.content(), asset.contentType()));
        for (Asset.Variant variant : asset.variants()) {
            objects.add(store.put(published.object(variant.encoding()), variant.content(), asset.contentType()));
        }
        return objects;
    }
}
