package dev.partyline.sip.sdp;

import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code a=crypto} line (RFC 4568 section 9.1): a key and its salt in Base64, under a number that the answer repeats.
 *
 * <pre>1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20 WSH=64</pre>
 *
 * Of suites there are AEAD_AES_128_GCM (RFC 7714 section 14.1) and AES_CM_128_HMAC_SHA1_80; lines with weaker ones, with
 * several keys, or that switch protection off are as good as absent. It never prints itself.
 */
final class Crypto {
    private static final int MAX_LINES = 16;
    private static final int MAX_LENGTH = 256;
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,8}) +([A-Z0-9_]{1,40}) +inline:"
            + "([A-Za-z0-9+/]{1,64}={0,2})(\\|(?:2\\^[1-9][0-9]?|[1-9][0-9]{0,14}))?((?: +[A-Za-z0-9_=-]{1,40})*)");
    /** RFC 4568 section 6.3: what is not known and has no minus may not be ignored. The window's size is only a hint. */
    private static final Pattern HARMLESS = Pattern.compile("(?: +(?:WSH=[0-9]{2,4}|KDR=0|-[A-Za-z0-9_=-]{1,39}))*");

    private final int tag;
    private final SrtpProfile profile;
    private final byte[] master;

    private Crypto(int tag, SrtpProfile profile, byte[] master) {
        this.tag = tag;
        this.profile = profile;
        this.master = master;
    }

    /** One of ours. */
    static Crypto of(int tag, SrtpProfile profile, byte[] master) {
        return new Crypto(tag, profile, master);
    }

    /** The best of those in an m-line that we can use, whatever its place. A number that comes twice names none. */
    static Optional<Crypto> best(MediaDescription media) {
        Set<Integer> seen = new HashSet<>();
        Set<Integer> twice = new HashSet<>();
        List<Crypto> lines = media.attributes().stream()
                .filter(attribute -> attribute.name().equals("crypto"))
                .limit(MAX_LINES)
                .flatMap(
                        attribute -> Optional.ofNullable(parse(attribute.value().strip())).stream())
                .toList();
        lines.forEach(line -> {
            if (!seen.add(line.tag)) {
                twice.add(line.tag);
            }
        });
        return lines.stream().filter(line -> !twice.contains(line.tag)).min(Comparator.comparing(Crypto::profile));
    }

    private static @Nullable Crypto parse(String value) {
        // Java's expressions recurse once for each repetition of a group.
        if (value.length() > MAX_LENGTH) {
            return null;
        }
        Matcher line = LINE.matcher(value);
        if (!line.matches() || !HARMLESS.matcher(line.group(5)).matches()) {
            return null;
        }
        SrtpProfile profile = profileOf(line.group(2));
        if (profile == null) {
            return null;
        }
        try {
            byte[] master = Base64.getDecoder().decode(line.group(3));
            return master.length == profile.keyBytes() + profile.saltBytes()
                    ? new Crypto(Integer.parseInt(line.group(1)), profile, master)
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable SrtpProfile profileOf(String suite) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            if (suite.equals(suite(profile))) {
                return profile;
            }
        }
        return null;
    }

    /** RFC 4568 section 6.2, RFC 7714 section 14.1. */
    private static String suite(SrtpProfile profile) {
        return switch (profile) {
            case AEAD_AES_128_GCM -> "AEAD_AES_128_GCM";
            case AES128_CM_HMAC_SHA1_80 -> "AES_CM_128_HMAC_SHA1_80";
        };
    }

    int tag() {
        return tag;
    }

    SrtpProfile profile() {
        return profile;
    }

    /** Whether this is what the far end said before, so that its packets go on being counted where they were. */
    boolean isRemoteOf(SrtpKeys keys) {
        return keys.profile() == profile && keys.hasRemoteMaster(master);
    }

    /** This as the far end's, with ours. */
    SrtpKeys with(byte[] ours) {
        int key = profile.keyBytes();
        return new SrtpKeys(
                profile,
                Arrays.copyOf(ours, key),
                Arrays.copyOfRange(ours, key, ours.length),
                Arrays.copyOf(master, key),
                Arrays.copyOfRange(master, key, master.length));
    }

    /** As the attribute's value on the wire. */
    String text() {
        return tag + " " + suite(profile) + " inline:" + Base64.getEncoder().encodeToString(master);
    }
}
