/**
 * Selective forwarding: who is sent to whom, and as which stream (RFC 3550, 4585, 4588, 6184, 6464, 7667 section 3.7, 7741).
 * Packets enter authenticated from {@code peer} and leave to {@code peer}, rewritten, one by one for each receiver.
 */
@NullMarked
package dev.partyline.webrtc.sfu;

import org.jspecify.annotations.NullMarked;
