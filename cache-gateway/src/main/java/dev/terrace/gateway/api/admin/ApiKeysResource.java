package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.ApiKey;
import dev.terrace.gateway.access.ApiKeyCredentials;
import dev.terrace.gateway.access.ApiKeys;
import dev.terrace.gateway.access.Audit;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API keys. The secret is in the answer that makes it and nowhere else. */
@Path(ApiKeysResource.PATH)
@Tag(name = "api_keys")
@RolesAllowed(Role.ADMINISTER)
public class ApiKeysResource {
    static final String PATH = "/api/admin/caching/api_keys";

    private final ApiKeys keys;
    private final ApiKeyCredentials credentials;
    private final KeyRequest.Rules rules;
    private final Callers callers;
    private final Audit audit;

    @Inject
    public ApiKeysResource(
            ApiKeys keys, ApiKeyCredentials credentials, KeyRequest.Rules rules, Callers callers, Audit audit) {
        this.keys = keys;
        this.credentials = credentials;
        this.rules = rules;
        this.callers = callers;
        this.audit = audit;
    }

    /** A key with its secret. */
    public record WithSecret(
            @com.fasterxml.jackson.annotation.JsonUnwrapped ApiKey key, String secret) {}

    @GET
    public Uni<Page<ApiKey>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        return keys.page(Cursors.number(cursor, 0), most + 1)
                .map(found -> Page.cut(found, most, k -> Long.toString(k.id())));
    }

    /** A new key; 409 when the name is taken. */
    @POST
    public Uni<Response> create(@Nullable KeyRequest request) {
        ApiKeys.Wanted wanted = rules.checked(Bodies.needed(request), callers.present());
        return keys.create(wanted, callers.present().subject())
                .invoke(made -> audited("api_key.create", null, made.key()))
                .map(made -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, PATH + "/" + made.key().id() + "/")
                        .entity(new WithSecret(made.key(), made.secret()))
                        .build());
    }

    @GET
    @Path("{id}")
    public Uni<ApiKey> get(@PathParam("id") long id) {
        return keys.get(id);
    }

    /** Other rights; the secret stays. */
    @PUT
    @Path("{id}")
    public Uni<ApiKey> change(@PathParam("id") long id, @Nullable KeyRequest request) {
        ApiKeys.Wanted wanted = rules.checked(Bodies.needed(request), callers.present());
        return keys.get(id).flatMap(before -> keys.change(id, wanted).invoke(after -> {
            credentials.forget();
            audited("api_key.update", before, after);
        }));
    }

    /** Another secret; the old one ends. */
    @POST
    @Path("{id}/rotate")
    public Uni<WithSecret> rotate(@PathParam("id") long id) {
        return keys.rotate(id).map(made -> {
            credentials.forget();
            audited("api_key.rotate", null, made.key());
            return new WithSecret(made.key(), made.secret());
        });
    }

    /** The key ends at once here, within five seconds on other nodes. */
    @DELETE
    @Path("{id}")
    public Uni<Response> delete(@PathParam("id") long id) {
        return keys.delete(id).map(gone -> {
            credentials.forget();
            audited("api_key.delete", gone, null);
            return Response.noContent().build();
        });
    }

    private void audited(String action, @Nullable ApiKey before, @Nullable ApiKey after) {
        ApiKey either = after == null ? before : after;
        String resource = "api_key/" + (either == null ? "" : either.name());
        audit.record(
                new Audit.Deed(callers.present().subject(), action, resource, fields(before), fields(after), null));
    }

    private static Map<String, Object> fields(@Nullable ApiKey key) {
        Map<String, Object> fields = new HashMap<>();
        if (key != null) {
            fields.put("id", key.id());
            fields.put("name", key.name());
            fields.put("role", key.role());
            fields.put("caches", key.caches());
            fields.put("expires_at", String.valueOf(key.expiresAt()));
        }
        return fields;
    }
}
