package dev.terrace.benchmarks.process;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.stream.IntStream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the threads of another JVM of this user have allocated, to the byte: the JVM counts it for each thread, what is left of the thread's
 * present buffer included ({@link ThreadMXBean#getThreadAllocatedBytes(long[])}). It is asked over JMX, for which its management agent is
 * started there when none runs; that costs a few threads, so processor time is to be measured before.
 */
public final class Allocation implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private Allocation(JMXConnector connector, ThreadMXBean threads) {
        this.connector = connector;
        this.threads = threads;
    }

    /** Attaches to a JVM; an {@link IllegalStateException} when it does not let one. */
    @SuppressWarnings("BanJNDI") // the address is that of a JVM of this user on this machine
    public static Allocation of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                JMXConnector connector =
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                return new Allocation(
                        connector,
                        ManagementFactory.newPlatformMXBeanProxy(
                                connector.getMBeanServerConnection(),
                                ManagementFactory.THREAD_MXBEAN_NAME,
                                ThreadMXBean.class));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("Process " + pid + " lets nobody attach.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that the living threads whose names begin so have allocated since they started. */
    public long bytes(String prefix) {
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        return IntStream.range(0, ids.length)
                // One that has ended since has neither.
                .filter(i -> infos[i] != null && infos[i].getThreadName().startsWith(prefix))
                .mapToLong(i -> Math.max(0, allocated[i]))
                .sum();
    }

    /** Bytes that all threads have allocated, also those that have ended. */
    public long bytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
