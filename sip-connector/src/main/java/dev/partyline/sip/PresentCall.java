package dev.partyline.sip;

/** A phone that is in a channel now: what can be asked often of hundreds, where {@link LiveCall} would cost too much. */
public record PresentCall(String channelName, boolean host) {}
