package dev.terrace.cachectl.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the suite is and how to be let in.
 *
 * @param url the gateway, without a slash at the end
 * @param token bearer token
 */
public record Access(String url, String token) {
    /** From {@code TERRACE_URL}, and {@code TERRACE_TOKEN} or the token's file in the present directory's {@code .terrace}. */
    public static Access of(Map<String, String> environment) {
        String url = environment.getOrDefault(
                "TERRACE_URL", "http://127.0.0.1:" + environment.getOrDefault("TERRACE_GATEWAY_PORT", "8080"));
        String token = environment.get("TERRACE_TOKEN");
        Path file = Path.of(environment.getOrDefault("TERRACE_ADMIN_TOKEN_FILE", ".terrace/admin.token"));
        return new Access(url.replaceAll("/+$", ""), token == null ? read(file) : token);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new SuiteException(
                    Exit.UNREACHABLE,
                    "No token: set TERRACE_TOKEN, or start the suite with ./terrace up (looked in " + file + ").");
        }
    }
}
