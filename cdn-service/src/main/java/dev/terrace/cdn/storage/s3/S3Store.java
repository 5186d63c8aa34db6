package dev.terrace.cdn.storage.s3;

import dev.terrace.cdn.storage.AssetStore;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects of one bucket. */
public final class S3Store implements AssetStore {
    private final S3AsyncClient s3;
    private final String bucket;

    public S3Store(S3AsyncClient s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Uni<Void> put(String name, byte[] content, String contentType) {
        return Uni.createFrom()
                .completionStage(() -> s3.putObject(
                        r -> r.bucket(bucket).key(name).contentType(contentType), AsyncRequestBody.fromBytes(content)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<byte[]>> get(String name) {
        return Uni.createFrom()
                .completionStage(
                        () -> s3.getObject(r -> r.bucket(bucket).key(name), AsyncResponseTransformer.toBytes()))
                .map(bytes -> Optional.of(bytes.asByteArrayUnsafe()))
                .onFailure(S3Store::missing)
                .recoverWithItem(Optional.empty());
    }

    private static boolean missing(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof NoSuchKeyException;
    }

    @Override
    public Uni<String> probe() {
        return Uni.createFrom()
                .completionStage(() -> s3.headBucket(r -> r.bucket(bucket)))
                .map(answer -> "bucket " + bucket);
    }
}
