package dev.terrace.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the checkout under test. */
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("terrace.root", "..")).toAbsolutePath();

    private Checkout() {}

    static String text(String path) {
        return text(ROOT.resolve(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a directory whose names end so, at any depth; none when it is not there. */
    static List<Path> files(String directory, String ending) {
        Path top = ROOT.resolve(directory);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of an XML element that a POM has once or first. */
    static String pom(String path, String element) {
        return first(text(path), "<" + element + ">([^<]+)</" + element + ">");
    }

    /** The first group of a pattern's first match. */
    static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("nothing like " + pattern + " in:\n" + text);
        }
        return matcher.group(1);
    }

    /** The first group of each match. */
    static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .toList();
    }
}
