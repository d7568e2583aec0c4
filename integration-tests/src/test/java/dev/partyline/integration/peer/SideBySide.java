package dev.partyline.integration.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class that waits most of its time and leaves the processors to others: two more run beside it, each with a bridge of
 * its own. Whatever needs a browser, or the whole machine, runs alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("side-by-side")
public @interface SideBySide {}
