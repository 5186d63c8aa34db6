package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** {@code optimizations/benchmark/}: says plainly that this version does not measure. */
@Path("/api/admin/caching/optimizations/benchmark")
@RolesAllowed(Role.OPERATE)
public class BenchmarkResource {
    /** Always 422. */
    @POST
    public void run() {
        throw Problem.of(Kind.UNPROCESSABLE, "This version does not run benchmarks of caches; nothing was started.");
    }
}
