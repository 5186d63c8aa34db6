package dev.terrace.stack.deploy;

import dev.terrace.stack.suite.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the code reads and is told, found in its sources. */
final class Code {
    private static final String KIT = "service-kit";
    private static final Map<String, Map<String, List<Setting>>> READ = new ConcurrentHashMap<>();

    private Code() {}

    /** The services' names, as the launcher starts them. */
    static List<String> services() {
        return Arrays.stream(Role.values()).map(Role::service).toList();
    }

    static Role role(String service) {
        return Arrays.stream(Role.values())
                .filter(role -> role.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    /** What a service reads, by variable: in its own sources and in what all services share. */
    static Map<String, List<Setting>> reads(String service) {
        return READ.computeIfAbsent(service, name -> {
            Map<String, List<Setting>> settings = new TreeMap<>();
            for (Setting setting : settings(name)) {
                settings.computeIfAbsent(setting.variable(), v -> new ArrayList<>())
                        .add(setting);
            }
            return settings;
        });
    }

    /** The variables by which the launcher tells services where servers, secrets and each other are. */
    static Set<String> told() {
        String base = "local-stack/src/main/java/dev/terrace/stack/";
        List<Path> sources = new ArrayList<>(Checkout.files(base + "server", ".java"));
        // A test's corner of shared servers has more variables than a suite of its own.
        sources.removeIf(file -> file.endsWith("Namespace.java"));
        sources.add(Checkout.ROOT.resolve(base + "suite/Services.java"));
        sources.add(Checkout.ROOT.resolve(base + "boot/Identity.java"));
        Set<String> told = new TreeSet<>();
        sources.forEach(file -> told.addAll(Checkout.all(Checkout.text(file), "\"(TERRACE_[A-Z0-9_]*[A-Z0-9])\"")));
        Arrays.stream(Role.values()).map(Role::urlVariable).forEach(told::add);
        return told;
    }

    /** What must be set where services and servers do not share a machine. */
    static Set<String> needs(String service) {
        Set<String> told = told();
        Set<String> needs = new TreeSet<>();
        reads(service).forEach((variable, settings) -> {
            boolean wanted = settings.stream().anyMatch(s -> s.required() || s.holdsOnlyLocally());
            boolean givenLocally = told.contains(variable) && settings.stream().noneMatch(Setting::hasDefault);
            if (wanted || givenLocally) {
                needs.add(variable);
            }
        });
        return needs;
    }

    /** The default of a setting that has one. */
    static String value(String service, String variable) {
        return reads(service).getOrDefault(variable, List.of()).stream()
                .map(Setting::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " gives " + variable + " no default"));
    }

    private static List<Setting> settings(String service) {
        List<Setting> settings = new ArrayList<>();
        for (String module : List.of(service, KIT)) {
            List<Path> sources = new ArrayList<>(Checkout.files(module + "/src/main/java", ".java"));
            sources.removeIf(file ->
                    !file.toString().contains("/boot/") && !Checkout.text(file).contains("@ConfigMapping"));
            settings.addAll(Mappings.in(sources));
            for (Path file : Checkout.files(module + "/src/main/resources", ".properties")) {
                settings.addAll(Placeholders.in(Checkout.text(file)));
            }
        }
        return settings;
    }
}
