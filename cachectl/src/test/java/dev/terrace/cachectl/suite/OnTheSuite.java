package dev.terrace.cachectl.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Its tests run on the started suite, which they get as a parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StartedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface OnTheSuite {}
