/**
 * Targets for a fuzzer: bytes of a stranger, given to what reads them first. {@code ./partyline fuzz} has Jazzer search
 * for inputs that break them; the tests give them the seeds, and mutations that are the same in each run.
 */
@NullMarked
package dev.partyline.integration.fuzz;

import org.jspecify.annotations.NullMarked;
