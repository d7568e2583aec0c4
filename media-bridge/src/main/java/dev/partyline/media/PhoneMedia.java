package dev.partyline.media;

import dev.partyline.media.prompt.Spoken;
import java.util.List;

/**
 * A phone's media, seen from its call. Every method is a command to the loop that owns the leg: it returns at once,
 * from any thread, and has no effect after {@link #close}.
 */
public interface PhoneMedia extends AutoCloseable {
    /** The even UDP port of RTP; the next one is RTCP's. */
    int rtpPort();

    /** Says where the far end is and what it speaks; again after each new offer and answer. */
    void connect(PhoneStream stream);

    /** Speaks these prompts to this leg alone, instead of what it was being told; an empty list stops it. */
    void say(List<Spoken> prompts);

    /**
     * Lets the leg into this room, be it the one that it was opened for or another: from now on it hears and is heard.
     * Until then it hears prompts and comfort noise. Once.
     */
    void enter(RoomId room);

    /** Until it is let in, the leg hears music in place of comfort noise. */
    void waitWithMusic();

    /** Whether what the leg sends is kept out of the mix. It goes on hearing. */
    void mute(boolean muted);

    /** How loud the leg hears its room: by so many dB more or less than it comes. */
    void volume(int decibels);

    /** Whether keys are looked for in what the leg sends, as tones; events (RFC 4733) are keys wherever they were agreed. */
    void listenForTones(boolean listen);

    /** A snapshot that may be a tick old. */
    PhoneMediaStats stats();

    /** Leaves the room and frees the ports. */
    @Override
    void close();
}
