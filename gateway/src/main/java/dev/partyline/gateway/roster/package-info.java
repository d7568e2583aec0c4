/**
 * The roster: phones and browsers of a channel as one list with one mute state.
 */
@NullMarked
package dev.partyline.gateway.roster;

import org.jspecify.annotations.NullMarked;
