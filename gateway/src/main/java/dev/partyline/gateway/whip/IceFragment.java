package dev.partyline.gateway.whip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SDP fragment of ICE (RFC 8840 section 9): credentials and candidates.
 *
 * @param ufrag null where it is not said
 * @param candidates the lines' values, {@code candidate:…}
 */
record IceFragment(@Nullable String ufrag, @Nullable String password, List<String> candidates) {
    private static final int MAX_CANDIDATES = 30;
    private static final int MAX_LINE = 1_024;
    /** RFC 8839 section 5.4. */
    private static final String ICE_CHARACTERS = "[A-Za-z0-9+/]";

    /** Null where it is none. */
    static @Nullable IceFragment parse(String text) {
        String ufrag = null;
        String password = null;
        List<String> candidates = new ArrayList<>();
        for (String line : text.split("\\r?\\n", -1)) {
            if (line.length() > MAX_LINE || !(line.isEmpty() || line.matches("[a-z]=.*"))) {
                return null;
            }
            if (line.startsWith("a=ice-ufrag:")) {
                ufrag = line.substring("a=ice-ufrag:".length());
            } else if (line.startsWith("a=ice-pwd:")) {
                password = line.substring("a=ice-pwd:".length());
            } else if (line.startsWith("a=candidate:")) {
                candidates.add(line.substring("a=".length()));
            }
        }
        boolean right = (ufrag == null || ufrag.matches(ICE_CHARACTERS + "{4,256}"))
                && (password == null || password.matches(ICE_CHARACTERS + "{22,256}"))
                && candidates.size() <= MAX_CANDIDATES;
        return right ? new IceFragment(ufrag, password, List.copyOf(candidates)) : null;
    }

    /** This offer with these credentials: what a browser would offer for the same restart. */
    static String restarted(String offer, String ufrag, String password) {
        return offer.replaceAll("(?m)^a=ice-ufrag:.*?(\\r?)$", "a=ice-ufrag:" + ufrag + "$1")
                .replaceAll("(?m)^a=ice-pwd:.*?(\\r?)$", "a=ice-pwd:" + password + "$1");
    }

    /** Whether these are the credentials of this description. */
    static boolean isOf(String offer, String ufrag) {
        return offer.lines().anyMatch(line -> line.equals("a=ice-ufrag:" + ufrag));
    }

    /** What of an answer says where and with what credentials to connect. */
    static String ofAnswer(String answer) {
        StringBuilder fragment = new StringBuilder();
        boolean media = false;
        boolean credentials = false;
        for (String line : answer.lines().toList()) {
            boolean secondMedia = line.startsWith("m=") && media;
            if (secondMedia) {
                // Everything goes by one bundle, so the first section says it all.
                break;
            }
            media |= line.startsWith("m=");
            credentials |= line.startsWith("a=ice-pwd:");
            if (line.startsWith("m=")
                    || line.startsWith("a=mid:")
                    || line.startsWith("a=ice-")
                    || line.startsWith("a=candidate:")
                    || line.equals("a=end-of-candidates")) {
                fragment.append(line).append("\r\n");
            }
        }
        return credentials ? fragment.toString() : "";
    }
}
