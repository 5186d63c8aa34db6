package dev.terrace.gateway.writeback.local;

import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.writeback.JournalContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Partitions are given by hand here. */
class LocalJournalTest extends JournalContract {
    private final JournalStore store = new JournalStore(PARTITIONS);
    private final List<LocalJournal> all = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();

    @Override
    protected Journal connect(String node) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        threads.add(thread);
        LocalJournal journal = new LocalJournal(store, node, thread);
        all.add(journal);
        return journal;
    }

    @Override
    protected void share(List<Journal> living) {
        for (int partition = 0; partition < PARTITIONS && !living.isEmpty(); partition++) {
            store.give(partition, (LocalJournal) living.get(partition % living.size()));
        }
    }

    @Override
    protected void away() {
        all.forEach(journal -> journal.cut(true));
    }

    @Override
    protected void back() {
        all.forEach(journal -> journal.cut(false));
    }

    @Override
    protected void stopped() {
        threads.forEach(ExecutorService::shutdown);
    }
}
