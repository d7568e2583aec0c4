/**
 * Channels: what callers meet in, with its name, conference number and PIN.
 */
@NullMarked
package dev.partyline.gateway.channel;

import org.jspecify.annotations.NullMarked;
