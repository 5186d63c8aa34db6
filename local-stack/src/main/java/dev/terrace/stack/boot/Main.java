package dev.terrace.stack.boot;

import dev.terrace.stack.host.Refusal;
import java.util.Arrays;
import java.util.List;

/** {@code ./terrace} calls it with a command: up, status, servers, kafka, namespace. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = 1;
        try {
            code = run(Arrays.asList(arguments));
        } catch (Refusal refusal) {
            System.err.println("terrace: " + refusal.getMessage());
        } catch (Throwable broken) {
            broken.printStackTrace();
        }
        // Not a return: Kafka's threads would keep a broken JVM alive. Not halt: what was started must be ended.
        Runtime.getRuntime().exit(code);
    }

    private static int run(List<String> arguments) throws Exception {
        Options options = Options.parse(arguments);
        return switch (options.command()) {
            case "up" -> new Up(options).run();
            case "status" -> new Status(options).run();
            case "servers" -> new SharedServers(options).run();
            case "kafka" -> new OneBroker(options).run();
            case "namespace" -> new NamespaceCommand(options).run();
            default -> throw new Refusal("unknown command " + options.command());
        };
    }
}
