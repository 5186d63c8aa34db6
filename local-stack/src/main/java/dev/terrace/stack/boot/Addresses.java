package dev.terrace.stack.boot;

/** Addresses as {@code host:port}, out of whatever form a variable has. */
final class Addresses {
    private Addresses() {}

    /** Without scheme, credentials, path and query; of a list the first. */
    static String of(String url) {
        return url.replaceFirst("^[a-zA-Z0-9+.-]+://", "")
                .replaceFirst("[/?].*$", "")
                .replaceFirst("[,\\s].*$", "")
                .replaceFirst("^.*@", "");
    }
}
