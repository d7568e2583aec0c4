/**
 * The media bridge as the legs' connectors see it: open a leg, tell it where the far end is, let it into a room.
 * Media enters and leaves in {@code net}; between the two it is touched by one loop's thread alone.
 */
@NullMarked
package dev.partyline.media;

import org.jspecify.annotations.NullMarked;
