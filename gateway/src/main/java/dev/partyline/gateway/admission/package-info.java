/**
 * Admission: which channels open, and who is let into them as what.
 */
@NullMarked
package dev.partyline.gateway.admission;

import org.jspecify.annotations.NullMarked;
