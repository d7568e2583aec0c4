/**
 * The inner parts of the media path, each by itself under JMH: what one costs, what it allocates, and what that is for a
 * caller. A kernel is a small class with a {@code @Benchmark} that says by {@link Kernel} what it is.
 */
@NullMarked
package dev.partyline.integration.bench.kernel;

import org.jspecify.annotations.NullMarked;
