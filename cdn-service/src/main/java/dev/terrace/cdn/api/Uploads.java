package dev.terrace.cdn.api;

import dev.terrace.cdn.asset.AssetPath;
import dev.terrace.cdn.asset.ContentType;
import dev.terrace.cdn.publish.PublishedAsset;
import dev.terrace.cdn.publish.Publisher;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Assets in: as multipart, or from the assets directory. */
@Path("/api/admin/caching/cdn/upload_assets")
public class Uploads {
    private static final long MAX_ASSET_BYTES = 64L << 20;
    private static final int MAX_FILES = 1_000;

    private final Publisher publisher;
    private final AssetSite site;

    public Uploads(Publisher publisher, AssetSite site) {
        this.publisher = publisher;
        this.site = site;
    }

    /** What comes back. */
    public record Results(List<Result> results) {}

    /** One asset. */
    public record Result(
            String path,
            @Nullable String url,
            @Nullable String fingerprint,
            @Nullable Long bytes,
            List<PublishedAsset.VariantSize> variants,
            @Nullable String cacheControl,
            @Nullable String etag,
            @Nullable String integrity,
            Map<String, Object> providers,
            @Nullable String error) {
        static Result refused(String path, String error) {
            return new Result(path, null, null, null, List.of(), null, null, null, Map.of(), error);
        }
    }

    /** Assets named in the assets directory. */
    public record Listed(@Nullable List<Item> assets) {
        /** One of them. */
        public record Item(@Nullable String path, @Nullable String contentType) {}
    }

    /** A file to be published, or why it cannot be. */
    private record Candidate(
            String name,
            Optional<AssetPath> path,
            java.nio.file.Path file,
            @Nullable String contentType) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Role.OPERATE)
    @ResponseStatus(201)
    public Uni<Results> multipart(@RestForm(FileUpload.ALL) List<FileUpload> uploads) {
        List<Candidate> candidates = uploads.stream()
                .filter(u -> u.name().equals("files"))
                .map(u -> new Candidate(u.fileName(), AssetPath.of(u.fileName()), u.uploadedFile(), null))
                .toList();
        return publish(candidates, "/files");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATE)
    @ResponseStatus(201)
    public Uni<Results> listed(@NotNull Listed body) {
        List<Candidate> candidates = new ArrayList<>();
        for (Listed.Item item : body.assets() == null ? List.<Listed.Item>of() : body.assets()) {
            String name = item == null || item.path() == null ? "" : item.path();
            Optional<AssetPath> path = AssetPath.of(name);
            candidates.add(new Candidate(name, path, site.file(path), item == null ? null : item.contentType()));
        }
        return publish(candidates, "/assets");
    }

    private Uni<Results> publish(List<Candidate> candidates, String pointer) {
        if (candidates.isEmpty() || candidates.size() > MAX_FILES) {
            throw Problem.field(pointer, "1 to " + MAX_FILES + " assets.");
        }
        List<Problem.FieldError> bad = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).path().isEmpty()) {
                bad.add(new Problem.FieldError(
                        pointer + "/" + i,
                        "Not a path below the assets' root: "
                                + candidates.get(i).name()));
            }
        }
        if (!bad.isEmpty()) {
            throw Problem.fields(bad);
        }
        return Multi.createFrom()
                .iterable(candidates)
                .onItem()
                .transformToUniAndConcatenate(this::one)
                .collect()
                .asList()
                .map(Results::new);
    }

    private Uni<Result> one(Candidate candidate) {
        AssetPath path = candidate.path().orElseThrow();
        return Uni.createFrom()
                .item(() -> read(candidate.file()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(content -> publisher.publish(
                        path,
                        candidate.contentType() == null ? ContentType.of(path) : candidate.contentType(),
                        content))
                .flatMap(publication -> site.changed(publication).replaceWith(site.result(publication.asset())))
                .onFailure()
                .recoverWithItem(failure -> Result.refused(path.value(), site.reason(failure)));
    }

    private static byte[] read(java.nio.file.Path file) {
        try {
            if (Files.size(file) > MAX_ASSET_BYTES) {
                throw new IllegalArgumentException("Larger than 64 MiB.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
