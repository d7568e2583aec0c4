package dev.partyline.integration.bench.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark measures, in the words of the table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Kernel {
    String value();

    /** Operations for a caller and second where the path is walked as usual: 50 packets, 50 ticks. */
    double aCallerAndSecond() default 50;
}
