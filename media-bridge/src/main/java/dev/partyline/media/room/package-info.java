/**
 * A channel's room and the legs in it: the pipeline of one tick, from each leg's socket to each leg's socket.
 */
@NullMarked
package dev.partyline.media.room;

import org.jspecify.annotations.NullMarked;
