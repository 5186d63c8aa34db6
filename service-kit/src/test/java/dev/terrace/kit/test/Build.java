package dev.terrace.kit.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The Maven process that forked this test JVM. */
final class Build {
    private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private Build() {}

    /** The nearest ancestor that is Maven; this JVM itself where there is none (a test run from an editor). */
    static ProcessMark process() {
        Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
        while (ancestor.isPresent()) {
            ProcessHandle process = ancestor.get();
            if (isMaven(process.pid())) {
                return ProcessMark.of(process.pid());
            }
            ancestor = process.parent();
        }
        return ProcessMark.of(ProcessHandle.current().pid());
    }

    private static boolean isMaven(long pid) {
        try {
            Path line = Path.of("/proc", Long.toString(pid), "cmdline");
            return Files.readString(line, StandardCharsets.ISO_8859_1).contains(MAVEN);
        } catch (IOException gone) {
            return false;
        }
    }
}
