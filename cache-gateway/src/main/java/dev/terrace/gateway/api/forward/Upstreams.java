package dev.terrace.gateway.api.forward;

import java.util.List;
import java.util.Optional;

/**
 * The services behind the gateway.
 *
 * @param all each of them
 * @param assets the one that delivers {@code /assets} and {@code /img}
 */
public record Upstreams(List<Upstream> all, Upstream assets) {
    /** The service that owns that path of the admin API. */
    Optional<Upstream> owner(String path) {
        return all.stream().filter(u -> u.owns(path)).findFirst();
    }
}
