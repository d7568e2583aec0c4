package dev.partyline.dialplan;

/** What became of a number as a trunk wrote it. */
public sealed interface NumberReading permits DialledNumber, UnreadableNumber {}
