package dev.partyline.media;

/** The identity of a channel's room, given by whoever owns the channels; opaque here. */
public record RoomId(String value) {
    public RoomId {
        if (value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("a room id has 1 to 128 characters");
        }
    }
}
