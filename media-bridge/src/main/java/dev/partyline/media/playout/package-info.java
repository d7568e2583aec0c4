/**
 * From packets as they come to one frame each tick: the adaptive jitter buffer. Packets enter from {@code rtp} and
 * leave to {@code codec}.
 */
@NullMarked
package dev.partyline.media.playout;

import org.jspecify.annotations.NullMarked;
