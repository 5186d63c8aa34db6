package dev.terrace.gateway.api.peer;

import dev.terrace.gateway.warming.peer.PeerClient;
import dev.terrace.gateway.warming.peer.PeerExport;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this gateway's memory holds, for other gateways. It gives whole caches away, so it takes the role that may read all of them. */
@Path(PeerClient.PATH + "{cache}")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@RolesAllowed(Role.ADMINISTER)
public class PeerResource {
    private final PeerExport export;

    @Inject
    public PeerResource(PeerExport export) {
        this.export = export;
    }

    /** Keys in memory, hottest first. 404, 429. */
    @GET
    @Path("keys")
    @Operation(hidden = true)
    public Uni<byte[]> keys(@PathParam("cache") String cache, @QueryParam("most") int most) {
        return export.keys(cache, most);
    }

    /** The entries of the keys in the body. 400, 404, 409, 429. */
    @POST
    @Path("entries")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public Uni<byte[]> entries(@PathParam("cache") String cache, @QueryParam("version") long version, byte[] keys) {
        return export.entries(cache, version, keys);
    }
}
