package dev.terrace.kit.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Roles. Each may also do what those in {@link #includes} may. */
public enum Role {
    VIEWER,
    AUDITOR,
    OPERATOR,
    ADMIN;

    /** Names for {@code @RolesAllowed}. */
    public static final String VIEW = "viewer";

    public static final String AUDIT = "auditor";
    public static final String OPERATE = "operator";
    public static final String ADMINISTER = "admin";

    /** Names this role counts as: admin is all, operator and auditor may also view. */
    public Set<String> includes() {
        return switch (this) {
            case VIEWER -> Set.of(VIEW);
            case AUDITOR -> Set.of(VIEW, AUDIT);
            case OPERATOR -> Set.of(VIEW, OPERATE);
            case ADMIN -> Set.of(VIEW, AUDIT, OPERATE, ADMINISTER);
        };
    }

    /** The role of that wire name. */
    public static Optional<Role> named(String name) {
        for (Role role : values()) {
            if (role.wireName().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** As in JSON and tokens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
