package dev.terrace.kit.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place that reads the machine's clock. */
public class Clock {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
