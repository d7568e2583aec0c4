package dev.partyline.dialplan;

/** One line of a dialplan: numbers like these go to a channel of this name. */
public record Rule(long id, NumberPattern pattern, ChannelTemplate channel) {}
