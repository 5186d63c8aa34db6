package dev.terrace.events;

/** What {@code terrace.optimizer.recommendation.v1} carries. */
public sealed interface RecommendationEvent extends TerraceEvent permits Recommended {
    @Override
    default Topic topic() {
        return Topic.RECOMMENDATION;
    }
}
