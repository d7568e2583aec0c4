/**
 * Calls: where one goes, what its PIN attempts cost, what is logged of it, and the page of live ones.
 */
@NullMarked
package dev.partyline.gateway.call;

import org.jspecify.annotations.NullMarked;
