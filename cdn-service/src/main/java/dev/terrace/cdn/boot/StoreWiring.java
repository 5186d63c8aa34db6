package dev.terrace.cdn.boot;

import dev.terrace.cdn.storage.AssetStore;
import dev.terrace.cdn.storage.directory.DirectoryStore;
import dev.terrace.cdn.storage.s3.S3Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** S3 where a bucket is named, else a directory. */
public class StoreWiring {
    @Produces
    @Singleton
    AssetStore store(CdnConfig config) {
        return config.s3()
                .bucket()
                .filter(b -> !b.isBlank())
                .map(bucket -> (AssetStore) new S3Store(client(config.s3()), bucket))
                .orElseGet(() -> new DirectoryStore(Path.of(config.dataDirectory(), "objects")));
    }

    /** Checksums only where required: other stores that speak S3 do not know the newer ones. */
    private static S3AsyncClient client(CdnConfig.S3 s3) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(s3.region()))
                .credentialsProvider(credentials(s3))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        NettyNioAsyncHttpClient.builder().maxConcurrency(32).connectionTimeout(Duration.ofSeconds(2)));
        s3.endpoint().filter(e -> !e.isBlank()).ifPresent(e -> builder.endpointOverride(URI.create(e))
                .forcePathStyle(true));
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(CdnConfig.S3 s3) {
        return s3.accessKey().isPresent() && s3.secretKey().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        s3.accessKey().orElseThrow(), s3.secretKey().orElseThrow()))
                : DefaultCredentialsProvider.builder().build();
    }
}
