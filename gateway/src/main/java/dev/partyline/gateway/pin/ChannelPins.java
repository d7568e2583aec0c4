package dev.partyline.gateway.pin;

import dev.partyline.sip.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What opens a channel.
 *
 * @param guest null where guests need none
 * @param host null where nobody is a host by PIN
 */
public record ChannelPins(@Nullable Secret guest, @Nullable Secret host) {
    /** Of a channel that does not exist, or is not made yet: no PIN is right. */
    public static final ChannelPins UNKNOWN = new ChannelPins(null, null);

    public static ChannelPins ofGuests(Secret pin) {
        return new ChannelPins(pin, null);
    }
}
