package dev.terrace.stack.boot;

import dev.terrace.stack.host.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One launcher a checkout. The kernel lets the lock go when its process ends, however it ends. */
record SuiteLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    static SuiteLock take(Path run) throws IOException {
        Files.createDirectories(run);
        FileChannel channel =
                FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Refusal("the suite of this checkout runs or starts already: ./terrace status, ./terrace down");
        }
        return new SuiteLock(channel, lock);
    }

    /** Fails when the lock was lost. */
    void hold() {
        if (!lock.isValid()) {
            throw new Refusal("the lock in .terrace/run was lost");
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
