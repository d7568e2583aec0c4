/**
 * The peers of the bridge and what listens to them. Nothing here shares code with the bridge: what one side gets wrong,
 * the other must not get wrong in the same way.
 */
@NullMarked
package dev.partyline.integration.peer;

import org.jspecify.annotations.NullMarked;
