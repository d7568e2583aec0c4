/**
 * Samples to samples: levels, gain, the bus that is summed once, mix-minus and the limiter. Enters from
 * {@code codec}, leaves to {@code codec}.
 */
@NullMarked
package dev.partyline.media.mix;

import org.jspecify.annotations.NullMarked;
