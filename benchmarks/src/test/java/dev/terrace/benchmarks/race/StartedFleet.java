package dev.terrace.benchmarks.race;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one fleet of this run to tests that ask for it; it is started for the first and ended after the last. */
final class StartedFleet implements ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(StartedFleet.class);

    private record Held(Fleet fleet) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            fleet.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .getOrComputeIfAbsent("fleet", key -> new Held(Fleet.start()), Held.class)
                .fleet();
    }
}
