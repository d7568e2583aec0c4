/**
 * Trunks: which calls belong to which, how they register (RFC 3261 section 10) and answer a digest challenge
 * (RFC 7616, RFC 8760).
 */
@NullMarked
package dev.partyline.sip.trunk;

import org.jspecify.annotations.NullMarked;
