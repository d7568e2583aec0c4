/**
 * Benches: load clients of the project's own around a bridge process, and what they print. Run by
 * {@code ./partyline bench}; no test asserts their figures.
 */
@NullMarked
package dev.partyline.integration.bench;

import org.jspecify.annotations.NullMarked;
