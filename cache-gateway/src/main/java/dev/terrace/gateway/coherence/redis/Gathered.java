package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Group commit of the log, as databases do it with theirs: one call is on its way at a time, and what is asked for meanwhile goes together in
 * the next. So a batch of writes costs a round trip or two, and one alone waits for nothing. Each caller has the answers of its own marks, in
 * the order of the log. A failure is everyone's, also of those that waited: none waits longer than one call may take.
 */
final class Gathered {
    /** Marks in one call, unless one caller has more; a script holds up the server while it runs. */
    static final int MOST = 1024;

    private final Function<List<Mark>, Uni<List<Appended>>> send;
    private final Queue<Caller> waiting = new ArrayDeque<>();
    private boolean busy;

    private record Caller(List<Mark> marks, UniEmitter<? super List<Appended>> emitter) {}

    /** {@code send} appends in order, all or nothing, and answers as many as were given. */
    Gathered(Function<List<Mark>, Uni<List<Appended>>> send) {
        this.send = send;
    }

    /** As {@link dev.terrace.gateway.cache.view.InvalidationLog#append}. */
    Uni<List<Appended>> append(List<Mark> marks) {
        return Uni.createFrom().emitter(emitter -> {
            List<Caller> group;
            synchronized (this) {
                waiting.add(new Caller(marks, emitter));
                group = busy ? List.of() : next();
            }
            send(group);
        });
    }

    /** Takes who goes next. */
    private List<Caller> next() {
        List<Caller> group = new ArrayList<>();
        int marks = 0;
        for (Caller head = waiting.peek(); head != null; head = waiting.peek()) {
            marks += head.marks.size();
            if (!group.isEmpty() && marks > MOST) {
                break;
            }
            group.add(waiting.remove());
        }
        busy = !group.isEmpty();
        return group;
    }

    private void send(List<Caller> group) {
        if (group.isEmpty()) {
            return;
        }
        List<Mark> marks = new ArrayList<>();
        group.forEach(caller -> marks.addAll(caller.marks));
        send.apply(marks).subscribe().with(appended -> done(group, appended), failure -> failed(group, failure));
    }

    private void done(List<Caller> group, List<Appended> appended) {
        List<Caller> next;
        synchronized (this) {
            next = next();
        }
        send(next);
        int from = 0;
        for (Caller caller : group) {
            int to = from + caller.marks.size();
            caller.emitter.complete(List.copyOf(appended.subList(from, to)));
            from = to;
        }
    }

    private void failed(List<Caller> group, Throwable failure) {
        List<Caller> all = new ArrayList<>(group);
        synchronized (this) {
            all.addAll(waiting);
            waiting.clear();
            busy = false;
        }
        all.forEach(caller -> caller.emitter.fail(failure));
    }
}
