package dev.terrace.gateway.api.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.values.KeyStatus;
import dev.terrace.gateway.values.Vault;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys of encrypted caches: which there are, and their rotation. Never key material. */
@Path("/api/admin/caching/encryption/keys")
@Tag(name = "encryption")
public class EncryptionResource {
    private final Vault vault;
    private final Callers callers;
    private final Audit audit;

    @Inject
    public EncryptionResource(Vault vault, Callers callers, Audit audit) {
        this.vault = vault;
        this.callers = callers;
        this.audit = audit;
    }

    /**
     * What to rotate.
     *
     * @param newDataKeyFor a cache that is to get a new data key as well, null for none
     */
    public record RotateRequest(
            @JsonProperty("new_data_key_for") @Nullable String newDataKeyFor) {}

    /**
     * What came of it.
     *
     * @param kekId what wraps from now on
     * @param rewrapped data keys that were wrapped anew
     * @param locked data keys that no key of this node unwraps
     * @param newVersion of the cache's data keys, null when none was asked for
     */
    public record RotateAnswer(
            String kekId,
            int rewrapped,
            int locked,
            @Nullable Integer newVersion) {}

    /** The state on the node that answers, limited to the caches of the caller. */
    @GET
    @RolesAllowed(Role.VIEW)
    public KeyStatus status() {
        Caller caller = callers.present();
        KeyStatus all = vault.status();
        return new KeyStatus(
                all.enabled(),
                all.source(),
                all.kekId(),
                all.previousKekIds(),
                all.dataKeys().stream()
                        .filter(key -> caller.mayUse(key.cacheName()))
                        .toList(),
                all.message());
    }

    /** Wraps every data key with the first key-encryption key; no entry is touched. 409 without one. */
    @POST
    @Path("rotate")
    @RolesAllowed(Role.ADMINISTER)
    public Uni<RotateAnswer> rotate(@Nullable RotateRequest body) {
        String cache = body == null ? null : body.newDataKeyFor();
        Caller caller = cache == null ? callers.present() : callers.using(cache);
        return vault.rotate()
                .chain(done -> (cache == null ? Uni.createFrom().<@Nullable Integer>nullItem() : vault.renew(cache))
                        .map(version -> new RotateAnswer(done.kekId(), done.rewrapped(), done.locked(), version)))
                .invoke(answer -> audited(caller, cache, answer));
    }

    private void audited(Caller caller, @Nullable String cache, RotateAnswer answer) {
        Map<String, Object> after = new HashMap<>();
        after.put("kek_id", answer.kekId());
        after.put("rewrapped", answer.rewrapped());
        after.put("locked", answer.locked());
        if (cache != null && answer.newVersion() != null) {
            after.put("cache", cache);
            after.put("new_version", answer.newVersion());
        }
        audit.record(new Audit.Deed(caller.subject(), "encryption.rotate", "encryption/keys", Map.of(), after, null));
    }
}
