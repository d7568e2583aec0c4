/**
 * Routing: the dialplan in force as one immutable snapshot, swapped whole after each change.
 */
@NullMarked
package dev.partyline.gateway.routing;

import org.jspecify.annotations.NullMarked;
