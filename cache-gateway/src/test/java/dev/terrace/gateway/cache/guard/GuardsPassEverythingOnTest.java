package dev.terrace.gateway.cache.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.RecordTier;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an adapter can do beyond the least must not end at its guard: there a default would say that it cannot. */
class GuardsPassEverythingOnTest {
    @ParameterizedTest
    @CsvSource({"ORIGIN", "COPY", "RECORD"})
    void noDefaultIsLeftToTheInterface(Guard guard) {
        List<String> left = Arrays.stream(guard.guarded.getMethods())
                .filter(Method::isDefault)
                .filter(method -> declaring(guard.by, method).isInterface())
                .map(Method::toString)
                .toList();
        assertEquals(List.of(), left);
    }

    private static Class<?> declaring(Class<?> by, Method method) {
        try {
            return by.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass();
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Who guards what. */
    enum Guard {
        ORIGIN(Origin.class, GuardedOrigin.class),
        COPY(CacheTier.class, Guarded.class),
        RECORD(RecordTier.class, GuardedRecord.class);

        private final Class<?> guarded;
        private final Class<?> by;

        Guard(Class<?> guarded, Class<?> by) {
            this.guarded = guarded;
            this.by = by;
        }
    }
}
