package dev.terrace.cdn.api;

import dev.terrace.cdn.asset.AssetPath;
import dev.terrace.cdn.cdn.Distributions;
import dev.terrace.cdn.cdn.Purge;
import dev.terrace.cdn.cdn.Purges;
import dev.terrace.cdn.publish.PublishedAsset;
import dev.terrace.cdn.publish.Publisher;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where assets come from and where they are seen. */
public final class AssetSite {
    private final Path directory;
    private final String publicUrl;
    private final Purges purges;
    private final Distributions distributions;
    private final InstantSource clock;

    /** Assets of a directory, seen at a public URL (the edge or a CDN in front of it). */
    public AssetSite(
            Path directory, String publicUrl, Purges purges, Distributions distributions, InstantSource clock) {
        this.directory = directory;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.purges = purges;
        this.distributions = distributions;
        this.clock = clock;
    }

    /** The file of a path in the assets directory; normalised paths cannot leave it. */
    Path file(Optional<AssetPath> path) {
        return path.map(p -> directory.resolve(p.value())).orElse(directory);
    }

    /** A name that means something new is purged everywhere. */
    Uni<Void> changed(Publisher.Publication publication) {
        PublishedAsset asset = publication.asset();
        Purge purge = new Purge(
                "publish-" + UUID.randomUUID(),
                List.of("/assets/" + asset.publishedPath(), "/assets/" + asset.path()),
                List.of(),
                List.of(),
                false,
                "publish",
                "published anew",
                clock.instant());
        return publication.changed()
                ? distributions
                        .all()
                        .flatMap(all -> all.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : purges.request(purge, all).replaceWithVoid())
                : Uni.createFrom().voidItem();
    }

    /** The asset as the API tells it. */
    Uploads.Result result(PublishedAsset asset) {
        String url = publicUrl + "/assets/" + encoded(asset.publishedPath());
        return new Uploads.Result(
                asset.path(),
                url,
                asset.fingerprint(),
                asset.bytes(),
                asset.variants(),
                asset.cacheControl(),
                asset.etag("identity"),
                asset.integrity(),
                Map.of("local", Map.of("status", "published", "url", url)),
                null);
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** Why an asset was not published, for the caller. */
    String reason(Throwable failure) {
        if (failure.getCause() instanceof NoSuchFileException) {
            return "There is no such file in the assets directory.";
        }
        return failure instanceof IllegalArgumentException && failure.getMessage() != null
                ? failure.getMessage()
                : "The asset store does not answer.";
    }
}
