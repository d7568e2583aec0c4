package dev.partyline.sip.sdp;

import dev.partyline.media.srtp.SrtpProfile;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Our side of SRTP by keys in the description (SDES, RFC 4568): whether it may be, whether it must be, and the keys that the
 * next agreement would use, one for each suite.
 */
public final class Encryption {
    /** RTP in the clear, and nothing else. */
    public static final Encryption NONE = new Encryption(false, false, true, "encryption is off", Map.of());

    private final boolean possible;
    private final boolean required;
    private final boolean opportunistic;
    private final String obstacle;
    private final Map<SrtpProfile, byte[]> masters;

    private Encryption(
            boolean possible,
            boolean required,
            boolean opportunistic,
            String obstacle,
            Map<SrtpProfile, byte[]> masters) {
        this.possible = possible;
        this.required = required;
        this.opportunistic = opportunistic;
        this.obstacle = obstacle;
        this.masters = masters;
    }

    /** @param why in a few words for the operator, why no key is taken; RTP in the clear is */
    public static Encryption impossible(String why) {
        return new Encryption(false, false, true, why, Map.of());
    }

    /** @param why in a few words for the operator, why no key is taken although encryption is required: there is no call */
    public static Encryption requiredButImpossible(String why) {
        return new Encryption(false, true, false, why, Map.of());
    }

    /**
     * @param required whether RTP in the clear is refused
     * @param random must not be guessable: it makes the keys
     */
    public static Encryption possible(boolean required, RandomGenerator random) {
        return new Encryption(true, required, !required, "", draw(random));
    }

    private static Map<SrtpProfile, byte[]> draw(RandomGenerator random) {
        Map<SrtpProfile, byte[]> masters = new EnumMap<>(SrtpProfile.class);
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] master = new byte[profile.keyBytes() + profile.saltBytes()];
            random.nextBytes(master);
            masters.put(profile, master);
        }
        return masters;
    }

    /** The same with other keys: those before have been agreed on. */
    public Encryption renewed(RandomGenerator random) {
        return possible ? new Encryption(true, required, opportunistic, obstacle, draw(random)) : this;
    }

    /** The same, our offers from now on in the profile that the far end offered itself. */
    public Encryption speaking(String protocol) {
        return new Encryption(possible, required, !protocol.equals(FarAudio.SECURE), obstacle, masters);
    }

    /** Whether no call can be: what is required can't be had. */
    public boolean isHopeless() {
        return required && !possible;
    }

    boolean isPossible() {
        return possible;
    }

    boolean isRequired() {
        return required;
    }

    /** What an offer of ours says: in the clear with keys beside it is for whoever can (RFC 8643). */
    String protocolOffered() {
        return opportunistic ? FarAudio.PLAIN : FarAudio.SECURE;
    }

    /** Why no key is taken. */
    public String obstacle() {
        return obstacle;
    }

    /** Key and salt of ours for that suite. */
    byte[] master(SrtpProfile profile) {
        byte[] master = masters.get(profile);
        if (master == null) {
            throw new IllegalStateException("no keys where none are possible");
        }
        return master.clone();
    }
}
