/**
 * How JSON is read and written: snake_case, strict.
 * In: nothing; out: the ObjectMapper customizer.
 * May import: Jackson, Quarkus.
 */
@NullMarked
package dev.terrace.kit.json;

import org.jspecify.annotations.NullMarked;
