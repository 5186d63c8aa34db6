package dev.terrace.cdn.edge;

import java.util.List;

/**
 * A simulated location.
 *
 * @param code as in {@code ?location=}
 * @param city for people
 * @param country ISO 3166 code
 * @param lat degrees north
 * @param lon degrees east
 */
public record EdgeLocation(String code, String city, String country, double lat, double lon) {
    /** Those there are; the first answers when a request names none. */
    public static final List<EdgeLocation> ALL = List.of(
            new EdgeLocation("fra", "Frankfurt", "DE", 50.11, 8.68),
            new EdgeLocation("iad", "Ashburn", "US", 39.04, -77.49),
            new EdgeLocation("nrt", "Tokyo", "JP", 35.68, 139.77),
            new EdgeLocation("gru", "Sao Paulo", "BR", -23.55, -46.63));
}
