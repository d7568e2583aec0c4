/**
 * How good a call sounds, by estimate: which packets were missed and in what bursts, and what the E-model makes of loss
 * and delay (ITU-T G.107, G.113). A packet's number comes in; a mean opinion score goes out.
 */
@NullMarked
package dev.partyline.media.quality;

import org.jspecify.annotations.NullMarked;
