/** How speech sounds at the other end of a conference, over bad networks: real calls, measured by media.quality. */
@NullMarked
package dev.partyline.integration.bench.sound;

import org.jspecify.annotations.NullMarked;
