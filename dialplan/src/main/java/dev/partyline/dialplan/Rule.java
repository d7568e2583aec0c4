package dev.partyline.dialplan;

/** One line of a dialplan: numbers like these lead there. */
public record Rule(long id, NumberPattern pattern, Target target) {}
