package dev.terrace.cachectl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Numbers for people; a dash where there is no data. */
public final class Figures {
    private Figures() {}

    /** 0.9312 as {@code 93.1 %}. */
    public static String ratio(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f %%", value.asDouble() * 100) : "-";
    }

    /** With so many decimals. */
    public static String number(JsonNode value, int decimals) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + decimals + "f", value.asDouble()) : "-";
    }

    /** Bytes in the unit that fits. */
    public static String bytes(JsonNode value) {
        if (!value.isNumber() || value.asDouble() < 0) {
            return "-";
        }
        double amount = value.asDouble();
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (amount >= 1024 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
    }

    /** Text, or a dash. */
    public static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }
}
