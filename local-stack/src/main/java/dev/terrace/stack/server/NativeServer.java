package dev.terrace.stack.server;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.supervise.Kept;
import dev.terrace.stack.supervise.Plan;
import java.io.IOException;
import java.util.Map;

/** A server that is a program of its own, kept running. */
final class NativeServer implements Server {
    private final Program plan;
    private final Kept kept;

    /** A program that is a server: it knows where clients find it. */
    interface Program extends Plan {
        Map<String, String> environment();
    }

    NativeServer(Program plan, PidBook book) {
        this.plan = plan;
        this.kept = new Kept(plan, book);
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public int port() {
        return plan.port();
    }

    @Override
    public void start() throws IOException {
        kept.start();
    }

    @Override
    public void stop() {
        kept.stop();
    }

    @Override
    public long pid() {
        return kept.pid();
    }

    @Override
    public Map<String, String> environment() {
        return plan.environment();
    }
}
