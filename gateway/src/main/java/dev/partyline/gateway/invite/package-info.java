/**
 * Invitations: the link, the numbers and the PIN that lead into a channel.
 */
@NullMarked
package dev.partyline.gateway.invite;

import org.jspecify.annotations.NullMarked;
