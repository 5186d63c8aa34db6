package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.view.Mark;

/** Hears of places in the write-back journal before the marks that carry them count in this node's view. */
interface Places {
    /** Nobody needs them. */
    Places NONE = new Places() {
        @Override
        public void note(Mark mark) {}

        @Override
        public void missed() {}
    };

    /** A mark that may carry one. */
    void note(Mark mark);

    /** Marks may have been missed. */
    void missed();
}
