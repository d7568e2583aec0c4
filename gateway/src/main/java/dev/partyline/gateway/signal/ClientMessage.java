package dev.partyline.gateway.signal;

import dev.partyline.media.BrowserMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client may say; docs/signalling.md says what it means. */
sealed interface ClientMessage {
    record Look(String channel, @Nullable String token) implements ClientMessage {}

    record Join(
            String channel,
            @Nullable String name,
            String offer,
            BrowserMode mode,
            boolean muted,
            boolean camera,
            @Nullable String token,
            @Nullable String pin,
            @Nullable String resume)
            implements ClientMessage {}

    record Offer(String offer) implements ClientMessage {}

    /** @param participant null for oneself */
    record Mute(boolean muted, @Nullable String participant) implements ClientMessage {}

    record Camera(boolean on) implements ClientMessage {}

    record Mode(BrowserMode mode) implements ClientMessage {}

    record Pin(List<String> participants) implements ClientMessage {}

    /** @param participant null for oneself; a host takes another's down */
    record Hand(boolean raised, @Nullable String participant) implements ClientMessage {}

    record Lock(boolean locked) implements ClientMessage {}

    record Remove(String participant) implements ClientMessage {}

    record Leave() implements ClientMessage {}

    record Ping() implements ClientMessage {}
}
