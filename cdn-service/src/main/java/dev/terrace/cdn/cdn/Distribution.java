package dev.terrace.cdn.cdn;

/**
 * Something that caches at the edge for us.
 *
 * @param id our id
 * @param name for people
 * @param provider cloudfront, cloudflare or local
 * @param providerId the provider's id
 * @param domain where it answers
 */
public record Distribution(String id, String name, String provider, String providerId, String domain) {}
