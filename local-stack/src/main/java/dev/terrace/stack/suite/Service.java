package dev.terrace.stack.suite;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.supervise.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service process.
 *
 * @param name the service's name, with {@code -2} and so on from the second gateway on
 * @param role which service it is
 * @param port its listener on 127.0.0.1
 * @param environment what it is told
 * @param home where it lives
 * @param classArchive its program's archive, null when it has none
 */
record Service(
        String name,
        Role role,
        int port,
        Map<String, String> environment,
        Home home,
        @Nullable ClassArchive classArchive)
        implements Plan {

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(home.data().resolve(name));
    }

    @Override
    public Child.Spec spec() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.addAll(role.flags());
        if (classArchive != null) {
            command.addAll(classArchive.flags(name));
        }
        command.add("-jar");
        command.add(
                home.app().resolve(role.service()).resolve("quarkus-run.jar").toString());
        return new Child.Spec(
                name, command, environment, home.root(), home.logs().resolve(name + ".log"), "TERM");
    }

    @Override
    public boolean answers(long pid) {
        return Readiness.of(url());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }
}
