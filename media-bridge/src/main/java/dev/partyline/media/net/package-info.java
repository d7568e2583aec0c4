/**
 * The media loops, their clock and their sockets. The only place of this module that reads a clock or a socket;
 * datagrams enter and leave here.
 */
@NullMarked
package dev.partyline.media.net;

import org.jspecify.annotations.NullMarked;
