package dev.terrace.stack.server;

import dev.terrace.stack.host.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * An S3 endpoint in this JVM over the file system ({@code DATA/s3}), with one bucket and signatures checked. Its
 * credentials are random and in {@code DATA/s3.access} and {@code DATA/s3.secret} (0600).
 */
final class S3 implements Server {
    static final String BUCKET = "terrace-assets";
    private final int port;
    private final Place place;
    private @Nullable S3Proxy proxy;

    S3(int port, Place place) {
        this.port = port;
        this.place = place;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        Path directory = place.data().resolve("s3");
        Files.createDirectories(directory);
        BlobStore store = new FilesystemNio2BlobStore(directory.toString());
        if (!store.containerExists(BUCKET)) {
            store.createContainer(BUCKET);
        }
        S3Proxy fresh = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, access(), secret())
                .jettyMaxThreads(16)
                .build();
        try {
            fresh.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("S3 did not start on port " + port + ": " + e.getMessage(), e);
        }
        proxy = fresh;
    }

    @Override
    public void stop() {
        S3Proxy running = proxy;
        if (running != null) {
            try {
                running.stop();
            } catch (Exception e) {
                throw new IllegalStateException("S3 did not stop", e);
            } finally {
                proxy = null;
            }
        }
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TERRACE_S3_ENDPOINT", "http://127.0.0.1:" + port);
        environment.put("TERRACE_S3_REGION", "us-east-1");
        environment.put("TERRACE_S3_BUCKET", BUCKET);
        try {
            environment.put("TERRACE_S3_ACCESS_KEY", access());
            environment.put("TERRACE_S3_SECRET_KEY", secret());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return environment;
    }

    private String access() throws IOException {
        return Secrets.keep(place.data().resolve("s3.access"));
    }

    private String secret() throws IOException {
        return Secrets.keep(place.data().resolve("s3.secret"));
    }
}
