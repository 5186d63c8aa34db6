package dev.terrace.gateway.catalog;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version that a configuration had; the last one of a deleted configuration is marked. Rows are only added. */
@Entity
@Table(name = "cache_configuration_history")
class VersionRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    @Column(name = "configuration_id")
    public long configurationId;

    @Column
    public String name;

    @Column
    public long version;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> settings;

    @Column
    public boolean deleted;

    @Column
    public String actor;

    @Column
    public Instant at;

    static VersionRow of(ConfigurationRow row, String actor, Instant at) {
        VersionRow version = new VersionRow();
        version.configurationId = java.util.Objects.requireNonNull(row.id);
        version.name = row.name;
        version.version = row.version;
        version.settings = row.settings;
        version.actor = actor;
        version.at = at;
        return version;
    }
}
