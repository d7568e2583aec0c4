package dev.partyline.gateway.roster;

import dev.partyline.gateway.token.Role;
import dev.partyline.media.RoomId;
import dev.partyline.sip.Secret;
import dev.partyline.webrtc.BrowserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a browser is, for as long as it is in a channel.
 *
 * @param via {@code page}, {@code whip} or {@code whep}
 * @param resume by which it is known when it comes back
 * @param passUntil when the token it came with ends; null where it came without
 */
public record BrowserIdentity(
        BrowserId id,
        String name,
        Role role,
        String channel,
        RoomId room,
        String via,
        Instant joined,
        Secret resume,
        @Nullable Instant passUntil) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int MAX_ID = 64;
    private static final String PAGE = "page";

    /** Whether somebody signals for it all the time: else its media alone say that it is there. */
    boolean hasSocket() {
        return via.equals(PAGE);
    }

    /** What somebody calls an id; empty where none can be like that. */
    public static Optional<BrowserId> id(String claimed) {
        return claimed.isBlank() || claimed.length() > MAX_ID ? Optional.empty() : Optional.of(new BrowserId(claimed));
    }

    /** A new id. Everybody in the channel is told it, and it opens nothing. */
    public static BrowserId drawId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return new BrowserId("browser-" + HexFormat.of().formatHex(bytes));
    }
}
