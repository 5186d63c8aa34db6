package dev.terrace.gateway.cache.hot;

import java.util.function.Consumer;

/**
 * Tells all nodes, this one included, which keys are hot. Not promised: that news arrive, once, or in order; whoever tells, tells again while
 * it is so. Nothing here fails or blocks.
 */
public interface HotChannel {
    /** Tells it, if the others can be reached now. */
    void tell(HotNews news);

    /** Who is to hear. Called once; it must not block. */
    void listen(Consumer<HotNews> listener);

    /** Tells and hears no more. */
    void close();
}
