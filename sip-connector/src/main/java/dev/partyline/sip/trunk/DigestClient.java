package dev.partyline.sip.trunk;

import dev.partyline.sip.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers digest challenges of one server (RFC 7616, RFC 8760) for one account. It answers for one realm alone, the
 * configured one or the first that is named, and never twice in a row: a second challenge means a wrong password,
 * unless it says {@code stale}, and then it is answered once more.
 */
public final class DigestClient {
    private final String username;
    private final Secret password;
    private final Supplier<String> cnonces;
    private @Nullable String realm;

    private @Nullable Session session;
    private int answers;

    /** A nonce in use; the cnonce stays with it, because the -sess algorithms hash the first one into their key. */
    private static final class Session {
        final DigestChallenge challenge;
        final String cnonce;
        int requests;

        Session(DigestChallenge challenge, String cnonce) {
            this.challenge = challenge;
            this.cnonce = cnonce;
        }
    }

    /**
     * @param realm the only realm to answer for; null for the first that is named
     * @param cnonces random tokens of letters and digits, a new one at each call
     */
    public DigestClient(String username, Secret password, @Nullable String realm, Supplier<String> cnonces) {
        this.username = username;
        this.password = password;
        this.realm = realm;
        this.cnonces = cnonces;
    }

    /**
     * A new request begins, not the repetition of a challenged one.
     *
     * @return credentials with the nonce that worked last, if there is one
     */
    public Optional<String> begin(String method, String uri) {
        answers = 0;
        return session == null ? Optional.empty() : Optional.of(authorization(session, method, uri));
    }

    /**
     * The value of Authorization or Proxy-Authorization that answers a 401 or 407; empty where there is none to give.
     *
     * @param challenges all values of WWW-Authenticate or Proxy-Authenticate in it
     * @param uri the Request-URI as it is sent
     */
    public Optional<String> challenged(List<String> challenges, String method, String uri) {
        Optional<DigestChallenge> strongest = challenges.stream()
                .limit(16)
                .flatMap(header -> DigestChallenge.parse(header).stream())
                .filter(challenge -> realm == null || challenge.realm().equals(realm))
                .max(Comparator.comparing(DigestChallenge::algorithm));
        if (strongest.isEmpty()) {
            session = null;
            return Optional.empty();
        }
        DigestChallenge challenge = strongest.get();
        if (answers > (challenge.stale() ? 1 : 0)) {
            session = null;
            return Optional.empty();
        }
        answers++;
        realm = challenge.realm();
        session = new Session(challenge, cnonces.get());
        return Optional.of(authorization(session, method, uri));
    }

    private String authorization(Session session, String method, String uri) {
        DigestChallenge challenge = session.challenge;
        DigestAlgorithm algorithm = challenge.algorithm();
        String nonceCount = "%08x".formatted(++session.requests);
        String a1 = algorithm.hex(username + ":" + challenge.realm() + ":" + password.value());
        if (algorithm.isSession()) {
            a1 = algorithm.hex(a1 + ":" + challenge.nonce() + ":" + session.cnonce);
        }
        String a2 = algorithm.hex(method + ":" + uri);
        String response = switch (challenge.qop()) {
            case NONE -> algorithm.hex(a1 + ":" + challenge.nonce() + ":" + a2);
            case AUTH -> algorithm.hex(String.join(":", a1, challenge.nonce(), nonceCount, session.cnonce, "auth", a2));
        };

        StringBuilder header = new StringBuilder("Digest username=").append(quoted(username));
        header.append(", realm=").append(quoted(challenge.realm()));
        header.append(", nonce=").append(quoted(challenge.nonce()));
        header.append(", uri=").append(quoted(uri));
        header.append(", response=").append(quoted(response));
        challenge
                .algorithmName()
                .ifPresent(name -> header.append(", algorithm=").append(name));
        challenge.opaque().ifPresent(opaque -> header.append(", opaque=").append(quoted(opaque)));
        if (challenge.qop() == DigestChallenge.Qop.AUTH) {
            header.append(", qop=auth, nc=").append(nonceCount);
        }
        if (challenge.qop() == DigestChallenge.Qop.AUTH || algorithm.isSession()) {
            header.append(", cnonce=").append(quoted(session.cnonce));
        }
        return header.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
