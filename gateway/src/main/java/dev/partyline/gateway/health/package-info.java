/**
 * Health: whether the loops tick and whether calls are taken; and the way out by draining.
 */
@NullMarked
package dev.partyline.gateway.health;

import org.jspecify.annotations.NullMarked;
