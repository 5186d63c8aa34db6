package dev.terrace.kit.test;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;

/**
 * The corner's variables as a config source that behaves as the environment does ({@code TERRACE_LOG_REDIS_URL} is
 * found as {@code terrace.log-redis.url}). Empty until {@link LocalStack} has been asked for in this JVM.
 */
public final class StackEnvironment extends EnvConfigSource {
    private static final long serialVersionUID = 1L;
    private static final int ABOVE_APPLICATION_PROPERTIES = 299;

    public StackEnvironment() {
        super(Corner.known().map(Corner::environment).orElse(Map.of()), ABOVE_APPLICATION_PROPERTIES);
    }

    @Override
    public String getName() {
        return "local stack of the tests";
    }
}
