package dev.terrace.cdn.asset;

import java.util.Map;
import java.util.Set;

/** Media types by extension, and which of them are worth compressing. */
public final class ContentType {
    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("otf", "font/otf"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"));

    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/json",
            "application/manifest+json",
            "application/xml",
            "application/wasm",
            "application/javascript",
            "image/svg+xml",
            "image/x-icon",
            "font/ttf",
            "font/otf");

    private ContentType() {}

    /** The type of a path; {@code application/octet-stream} when its extension says nothing. */
    public static String of(AssetPath path) {
        return BY_EXTENSION.getOrDefault(path.extension(), UNKNOWN);
    }

    /** Whether compression may pay: text, and binary formats that are not compressed already. */
    public static boolean compressible(String type) {
        String bare = bare(type);
        return bare.startsWith("text/") || COMPRESSIBLE.contains(bare);
    }

    /** Whether it is an entry page, which keeps its name and a short life. */
    public static boolean page(String type) {
        return bare(type).equals("text/html");
    }

    private static String bare(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(java.util.Locale.ROOT);
    }
}
