/**
 * WHIP (RFC 9725) and WHEP: one HTTP request in, one leg that sends or receives out.
 */
@NullMarked
package dev.partyline.gateway.whip;

import org.jspecify.annotations.NullMarked;
