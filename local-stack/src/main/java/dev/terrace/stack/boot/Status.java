package dev.terrace.stack.boot;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.suite.Description;
import dev.terrace.stack.suite.Home;
import dev.terrace.stack.suite.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code status --root ROOT [--state DIR] [--json]}: what runs. Exit code 0 when all is ready, 1 when something is not, 3 when
 * nothing runs.
 */
final class Status {
    private final Home home;
    private final boolean json;

    /** One service as it is now; pid -1 when it does not live. */
    record Row(String name, String url, long pid, boolean ready) {}

    Status(Options options) {
        home = options.home();
        json = options.flag("json");
    }

    int run() throws IOException {
        Path file = home.run().resolve("suite.properties");
        Optional<Description> found = Files.exists(file) ? Description.of(PropertyFile.read(file)) : Optional.empty();
        if (found.isEmpty()) {
            Path token = new Identity(home.state()).token();
            System.out.println(
                    json ? StatusText.json(List.of(), Map.of(), Map.of(), token.toString()) : "nothing runs");
            return 3;
        }
        Description suite = found.get();
        Map<String, Long> pids = pids(suite);
        List<Row> rows = rows(suite, pids);
        System.out.println(
                json
                        ? StatusText.json(
                                rows, suite.servers(), pids, suite.token().toString())
                        : StatusText.table(
                                rows, suite.servers(), pids, suite.token().toString()));
        return rows.stream().allMatch(Row::ready) ? 0 : 1;
    }

    private static List<Row> rows(Description suite, Map<String, Long> pids) {
        List<Row> rows = new ArrayList<>();
        suite.services().forEach((name, url) -> {
            long pid = pids.getOrDefault(name, -1L);
            rows.add(new Row(name, url, pid, pid > 0 && Readiness.of(url)));
        });
        return rows;
    }

    private Map<String, Long> pids(Description suite) {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("launcher", suite.launcher().pid());
        suite.inLauncher().forEach(name -> pids.put(name, suite.launcher().pid()));
        new PidBook(home.run())
                .living()
                .forEach(line -> pids.put(line.name(), line.mark().pid()));
        return pids;
    }
}
