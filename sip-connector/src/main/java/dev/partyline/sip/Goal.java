package dev.partyline.sip;

import dev.partyline.media.RoomId;

/** What a caller wants to enter. */
public sealed interface Goal {
    /** The channel that the number he dialled leads to. */
    record Channel(RoomId room, String name) implements Goal {}

    /**
     * The channel that he has shown to belong to: he may enter, unless it is locked, full or without a host.
     *
     * @param host whether he may do what hosts may
     */
    record Admitted(RoomId room, String name, boolean host) implements Goal {}

    /**
     * The channel whose conference number he typed.
     *
     * @param number 1 to 16 digits; there may be no such conference
     */
    record Conference(String number) implements Goal {}
}
