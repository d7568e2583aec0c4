/**
 * G.711 (and its Appendix I), G.722 and Opus (RFC 6716) between payload bytes and samples. Payloads enter from
 * {@code playout} and leave as samples to {@code mix}, and back.
 */
@NullMarked
package dev.partyline.media.codec;

import org.jspecify.annotations.NullMarked;
