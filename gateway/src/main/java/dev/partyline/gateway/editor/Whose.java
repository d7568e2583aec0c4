package dev.partyline.gateway.editor;

import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.sip.Secret;
import org.jspecify.annotations.Nullable;

/** Whose PIN of a channel a form is about. */
enum Whose {
    GUESTS,
    HOSTS;

    Whose other() {
        return this == GUESTS ? HOSTS : GUESTS;
    }

    @Nullable
    Secret of(ChannelPins pins) {
        return this == GUESTS ? pins.guest() : pins.host();
    }

    ChannelPins set(ChannelPins pins, @Nullable Secret pin) {
        return this == GUESTS ? new ChannelPins(pin, pins.host()) : new ChannelPins(pins.guest(), pin);
    }

    String changed() {
        return this == GUESTS
                ? "The PIN is changed, for every call that comes from now on."
                : "Whoever gives this PIN from now on is a host.";
    }

    String removed() {
        return this == GUESTS
                ? "The channel is open: whoever dials its number is let in."
                : "Nobody is a host by PIN any more; links for hosts still work.";
    }
}
