package dev.partyline.gateway.roster;

import dev.partyline.sip.Secret;
import dev.partyline.webrtc.BrowserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** By which a browser that was lost proves who it is: its id and 128 random bits. */
public final class ResumeSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private ResumeSecret() {}

    public static Secret draw(BrowserId id) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(id.value() + "." + HexFormat.of().formatHex(bytes));
    }

    /** The browser whose secret this is. */
    public static Optional<BrowserLeg> owner(String claimed, Browsers browsers) {
        int dot = claimed.lastIndexOf('.');
        return BrowserIdentity.id(dot < 0 ? "" : claimed.substring(0, dot))
                .flatMap(browsers::find)
                .filter(leg ->
                        MessageDigest.isEqual(bytes(leg.identity().resume().value()), bytes(claimed)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
