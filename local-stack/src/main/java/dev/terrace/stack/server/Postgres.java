package dev.terrace.stack.server;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL 18 on loopback only, with password authentication, a role {@code terrace} and a database of that name
 * which it owns. Data are in {@code DATA/postgres}, the password in {@code DATA/postgres.password} (0600).
 */
final class Postgres implements NativeServer.Program {
    private final int port;
    private final Place place;

    Postgres(int port, Place place) {
        this.port = port;
        this.place = place;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare() throws IOException {
        if (!Files.exists(directory().resolve("PG_VERSION"))) {
            new PostgresCluster(program("initdb"), program("postgres"), log()).create(directory(), password());
        }
    }

    @Override
    public Child.Spec spec() throws IOException {
        List<String> command = new ArrayList<>(program("postgres"));
        command.addAll(List.of("-D", directory().toString(), "-p", Integer.toString(port)));
        for (String setting : settings()) {
            command.addAll(List.of("-c", setting));
        }
        // INT is its fast shutdown: TERM would wait for clients to leave.
        return new Child.Spec(name(), command, Map.of(), directory(), log(), "INT");
    }

    /** The eighth line of postmaster.pid says "ready" when it takes connections; pg_ctl looks there as well. */
    @Override
    public boolean answers(long pid) {
        try {
            List<String> lines = Files.readAllLines(directory().resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).startsWith("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Map<String, String> environment() {
        try {
            return Map.of(
                    "TERRACE_POSTGRES_URL",
                    "postgresql://127.0.0.1:" + port + "/terrace",
                    "TERRACE_POSTGRES_USER",
                    "terrace",
                    "TERRACE_POSTGRES_PASSWORD",
                    password());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> settings() {
        String sync = place.durable() ? "on" : "off";
        return List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=32MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_wal_size=256MB",
                "max_logical_replication_workers=0",
                "io_method=sync",
                "jit=off",
                "fsync=" + sync,
                "synchronous_commit=" + sync);
    }

    private List<String> program(String name) throws IOException {
        String path = place.programs().postgres().resolve("bin").resolve(name).toString();
        // PostgreSQL refuses to run as root; in a user name space without a mapping it is nobody there.
        boolean root = System.getProperty("user.name", "").equals("root");
        return root ? List.of("unshare", "-U", path) : List.of(path);
    }

    private String password() throws IOException {
        return Secrets.keep(place.data().resolve("postgres.password"));
    }

    private Path directory() {
        return place.data().resolve("postgres");
    }

    private Path log() {
        return place.logs().resolve("postgres.log");
    }
}
