package dev.partyline.gateway.roster;

import dev.partyline.webrtc.BrowserEvent;
import java.util.Map;

/** Whoever signals for a browser, told of what concerns it. Never blocks. */
public interface Audience {
    /** The whole of it. All who are in a channel are given the same object. */
    void roster(Roster roster);

    /** Those who speak, with their dBov. */
    void levels(Map<String, Integer> levels);

    void slots(BrowserEvent.Slots slots);

    /** Muted or unmuted by somebody else. */
    void muted(boolean muted, String by);

    /** Nothing is sent or received until it offers anew. */
    void mediaFailed(String reason);

    /** Somebody else signals for it from now on; nothing more is told. */
    void superseded();

    /** No longer in the channel; this is the last that is told. */
    void ended(Ending ending);

    /** How a browser's time in a channel ended. */
    sealed interface Ending {
        record Left() implements Ending {}

        /** Did not come back in time. */
        record StayedAway() implements Ending {}

        record Removed(String by) implements Ending {}

        /** The conference ends with its host. */
        record HostLeft() implements Ending {}

        record Shutdown() implements Ending {}
    }
}
