package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;
import java.util.List;

/**
 * All marks that are not retired, as a log keeps them.
 *
 * @param at last position when reading began: every mark up to there is among them or retired
 * @param marks in ascending order of offset
 */
public record Snapshot(Position at, List<Logged> marks) {}
