package dev.terrace.cdn.publish;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is published, in PostgreSQL. */
public final class Shelf {
    private static final String COLUMNS =
            "published_path, path, fingerprint, content_type, bytes, cache_control, integrity, encodings, encoded_bytes, published_at";

    private final Pool database;

    public Shelf(Pool database) {
        this.database = database;
    }

    /** Records an asset; what was at its published path is replaced. */
    public Uni<Void> put(PublishedAsset asset) {
        Tuple values = Tuple.tuple()
                .addString(asset.publishedPath())
                .addString(asset.path())
                .addString(asset.fingerprint())
                .addString(asset.contentType())
                .addLong(asset.bytes())
                .addString(asset.cacheControl())
                .addString(asset.integrity())
                .addArrayOfString(asset.encodings().toArray(String[]::new))
                .addArrayOfLong(asset.variants().stream()
                        .map(PublishedAsset.VariantSize::bytes)
                        .toArray(Long[]::new))
                .addOffsetDateTime(asset.publishedAt().atOffset(ZoneOffset.UTC));
        return database.preparedQuery("INSERT INTO cdn.asset (" + COLUMNS + ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)"
                        + " ON CONFLICT (published_path) DO UPDATE SET path = $2, fingerprint = $3, content_type = $4, bytes = $5,"
                        + " cache_control = $6, integrity = $7, encodings = $8, encoded_bytes = $9, published_at = $10")
                .execute(values)
                .replaceWithVoid();
    }

    /** What is published at that path. */
    public Uni<Optional<PublishedAsset>> at(String publishedPath) {
        return first("SELECT " + COLUMNS + " FROM cdn.asset WHERE published_path = $1", Tuple.of(publishedPath));
    }

    /** The newest version of that logical path. */
    public Uni<Optional<PublishedAsset>> newest(String path) {
        return first(
                "SELECT " + COLUMNS + " FROM cdn.asset WHERE path = $1 ORDER BY published_at DESC LIMIT 1",
                Tuple.of(path));
    }

    /** Every published path of these logical or published paths. */
    public Uni<List<String>> versions(List<String> paths) {
        return names(
                "SELECT published_path FROM cdn.asset WHERE path = ANY($1) OR path IN"
                        + " (SELECT path FROM cdn.asset WHERE published_path = ANY($1))",
                Tuple.of(paths.toArray(String[]::new)));
    }

    /** Every logical path, at most so many. */
    public Uni<List<String>> paths(int limit) {
        return names("SELECT DISTINCT path FROM cdn.asset ORDER BY path LIMIT $1", Tuple.of(limit));
    }

    private Uni<List<String>> names(String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values).map(rows -> {
            List<String> names = new ArrayList<>();
            rows.forEach(row -> names.add(row.getString(0)));
            return names;
        });
    }

    private Uni<Optional<PublishedAsset>> first(String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values).map(Shelf::first);
    }

    private static Optional<PublishedAsset> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(asset(row));
        }
        return Optional.empty();
    }

    private static PublishedAsset asset(Row row) {
        String[] encodings = row.getArrayOfStrings("encodings");
        Long[] sizes = row.getArrayOfLongs("encoded_bytes");
        List<PublishedAsset.VariantSize> variants = new ArrayList<>();
        for (int i = 0; i < encodings.length; i++) {
            variants.add(new PublishedAsset.VariantSize(encodings[i], sizes[i]));
        }
        return new PublishedAsset(
                row.getString("published_path"),
                row.getString("path"),
                row.getString("fingerprint"),
                row.getString("content_type"),
                row.getLong("bytes"),
                row.getString("cache_control"),
                row.getString("integrity"),
                variants,
                row.getOffsetDateTime("published_at").toInstant());
    }
}
