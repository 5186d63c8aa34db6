package dev.terrace.cdn.cdn;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What callers name, as URL paths: a URL loses scheme and host, a bare key gets its slash. */
public final class Targets {
    private static final List<String> ASSET_ROOTS = List.of("/assets/", "/static/");

    private Targets() {}

    /** The path of a URL, or of something that is nearly one. */
    public static String path(String named) {
        String text = named.strip();
        int scheme = text.indexOf("://");
        if (scheme > 0) {
            int slash = text.indexOf('/', scheme + 3);
            text = slash < 0 ? "/" : text.substring(slash);
        }
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return decoded(path.startsWith("/") ? path : "/" + path);
    }

    private static String decoded(String path) {
        try {
            String decoded = URI.create(path.replace(" ", "%20")).getPath();
            return decoded == null ? path : decoded;
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** Names under which the shelf may know these paths. */
    public static List<String> assetNames(List<String> paths) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : paths) {
            names.add(path.substring(1));
            ASSET_ROOTS.stream().filter(path::startsWith).forEach(root -> names.add(path.substring(root.length())));
        }
        return new ArrayList<>(names);
    }

    /** The paths named, and where the published versions of those assets are served. */
    public static List<String> withVersions(List<String> paths, List<String> published, List<String> logical) {
        Set<String> all = new LinkedHashSet<>(paths);
        published.forEach(p -> all.add("/assets/" + p));
        logical.forEach(p -> all.add("/assets/" + p));
        return new ArrayList<>(all);
    }
}
