package dev.partyline.sip.trunk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Digest} challenge as WWW-Authenticate or Proxy-Authenticate carries it (RFC 7616 section 3.3):
 *
 * <pre>Digest realm="pbx", nonce="abc", algorithm=SHA-256, qop="auth,auth-int", opaque="x", stale=true</pre>
 */
record DigestChallenge(
        String realm,
        String nonce,
        Optional<String> opaque,
        Optional<String> algorithmName,
        DigestAlgorithm algorithm,
        Qop qop,
        boolean stale) {

    enum Qop {
        /** RFC 2069: no qop at all. */
        NONE,
        AUTH
    }

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_PARAMETERS = 32;

    /** Empty for whatever we can't answer: another scheme, an unknown algorithm, auth-int alone, a broken header. */
    static Optional<DigestChallenge> parse(String header) {
        String text = header.strip();
        if (text.length() > MAX_LENGTH || !text.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        return parameters(text.substring(7)).flatMap(DigestChallenge::of);
    }

    private static Optional<DigestChallenge> of(Map<String, String> parameters) {
        Optional<String> name = Optional.ofNullable(parameters.get("algorithm"));
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(name.orElse("MD5"));
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qop = parameters.get("qop");
        boolean offersAuth = qop != null && containsToken(qop, "auth");
        if (realm == null || nonce == null || algorithm.isEmpty() || (qop != null && !offersAuth)) {
            return Optional.empty();
        }
        return Optional.of(new DigestChallenge(
                realm,
                nonce,
                Optional.ofNullable(parameters.get("opaque")),
                name,
                algorithm.get(),
                offersAuth ? Qop.AUTH : Qop.NONE,
                "true".equalsIgnoreCase(parameters.get("stale"))));
    }

    private static boolean containsToken(String list, String token) {
        for (String item : list.split(",", MAX_PARAMETERS)) {
            if (item.strip().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** Names in lower case, values without their quotes; empty for a broken list or one that names a thing twice. */
    private static Optional<Map<String, String>> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            at = skipSpace(text, at);
            int equals = text.indexOf('=', at);
            if (equals < 0 || parameters.size() == MAX_PARAMETERS) {
                return Optional.empty();
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
                return Optional.empty();
            }
            StringBuilder value = new StringBuilder();
            at = value(text, skipSpace(text, equals + 1), value);
            if (at < 0 || parameters.put(name, value.toString()) != null) {
                return Optional.empty();
            }
            at = skipSpace(text, at);
            if (at == text.length()) {
                return Optional.of(parameters);
            }
            if (text.charAt(at) != ',') {
                return Optional.empty();
            }
            at++;
        }
    }

    /** Reads a token or a quoted string; returns where it ends, or -1. */
    private static int value(String text, int from, StringBuilder value) {
        boolean quoted = from < text.length() && text.charAt(from) == '"';
        for (int at = quoted ? from + 1 : from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ') {
                return -1;
            }
            if (quoted && c == '"') {
                return at + 1;
            }
            if (!quoted && (c == ',' || c == ' ')) {
                return value.isEmpty() ? -1 : at;
            }
            if (quoted && c == '\\') {
                at++;
                if (at == text.length() || text.charAt(at) < ' ') {
                    return -1;
                }
                c = text.charAt(at);
            }
            value.append(c);
        }
        return quoted || value.isEmpty() ? -1 : text.length();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
