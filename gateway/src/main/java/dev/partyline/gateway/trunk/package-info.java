/**
 * Trunks, as the operator sees them: state in words.
 */
@NullMarked
package dev.partyline.gateway.trunk;

import org.jspecify.annotations.NullMarked;
