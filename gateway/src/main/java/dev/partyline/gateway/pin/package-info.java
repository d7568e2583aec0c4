/**
 * PINs: what guessing costs, by phone and by browser alike.
 */
@NullMarked
package dev.partyline.gateway.pin;

import org.jspecify.annotations.NullMarked;
