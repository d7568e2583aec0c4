package dev.partyline.sip;

import org.jspecify.annotations.Nullable;

/**
 * A caller asks to be let in.
 *
 * @param pin as he typed it; null where he was asked for none, or has none
 */
public record Knock(Goal goal, @Nullable Secret pin) {}
