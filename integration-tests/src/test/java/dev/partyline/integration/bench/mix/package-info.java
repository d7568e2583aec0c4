/** Phones in rooms: a swarm of them calls the bridge, and other servers, and says what it cost and what was heard. */
@NullMarked
package dev.partyline.integration.bench.mix;

import org.jspecify.annotations.NullMarked;
