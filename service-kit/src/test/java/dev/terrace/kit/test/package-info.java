/**
 * What every module's tests share: real servers, and the rule that no test is skipped.
 * In: the checkout's built local stack; out: servers that answer, one corner of them for each test JVM.
 * May import: java.*, JUnit, Quarkus' test API and its configuration.
 */
@NullMarked
package dev.terrace.kit.test;

import org.jspecify.annotations.NullMarked;
