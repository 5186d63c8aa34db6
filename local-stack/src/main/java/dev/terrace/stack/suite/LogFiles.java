package dev.terrace.stack.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a directory's logs bounded: a file above the limit is copied to {@code NAME.1} and emptied. The writers append,
 * so they go on at the new end; lines written between copy and cut are lost.
 *
 * @param directory the directory of {@code *.log} files
 * @param limit bytes a file may have
 */
public record LogFiles(Path directory, long limit) {

    public void bound() throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > limit) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        }
    }
}
