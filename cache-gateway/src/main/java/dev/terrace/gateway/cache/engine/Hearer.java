package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.view.Mark;

/** What an open cache does when a mark of its has been published in the view: forget loads in flight, remove from memory. */
interface Hearer {
    /** A mark that made something invalid. */
    void heard(Mark mark);

    /** Marks may have been missed: nothing that is in flight may be joined. */
    void missed();

    /** The log is back, and what waited for it has been appended. */
    void back();
}
