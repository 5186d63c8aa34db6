package dev.terrace.kit.security;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Knows some kind of token. Sources are asked in turn; the first that answers decides. Never blocks. */
public interface CredentialSource {
    /** The caller that this token stands for; empty when it is not known here or not valid. */
    Uni<Optional<Caller>> find(String token);
}
