package dev.partyline.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.Secret;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesAreAnswered {
    private static final String URI = "/dir/index.html";
    private static final String RFC_7616_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String RFC_7616 = """
            Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, \
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", \
            opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"""";

    private static DigestClient mufasa(@Nullable String realm, String... cnonces) {
        Queue<String> queue = new ArrayDeque<>(List.of(cnonces));
        return new DigestClient("Mufasa", new Secret("Circle of Life"), realm, queue::remove);
    }

    private static String field(Optional<String> header, String name) {
        String text = header.orElseThrow();
        int at = text.indexOf(" " + name + "=") + name.length() + 2;
        return text.substring(at).split(",", 2)[0].replace("\"", "");
    }

    /** RFC 7616 section 3.9.1; the -sess values were reckoned by another implementation of the same formulas. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            MD5,          8ca523f5e9506fed4657c9700eebdbec
            MD5-sess,     e783283f46242139c486a698fec7211d
            SHA-256,      753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1
            SHA-256-sess, 2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7
            """)
    void theVectorsOfRfc7616(String algorithm, String response) {
        Optional<String> header =
                mufasa(null, RFC_7616_CNONCE).challenged(List.of(RFC_7616.formatted(algorithm)), "GET", URI);

        assertEquals(
                "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                        + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\","
                        + " response=\"" + response + "\", algorithm=" + algorithm
                        + ", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", qop=auth, nc=00000001,"
                        + " cnonce=\"" + RFC_7616_CNONCE + "\"",
                header.orElseThrow());
    }

    @Test
    void theVectorOfRfc2617() {
        DigestClient client = new DigestClient("Mufasa", new Secret("Circle Of Life"), null, () -> "0a4f113b");
        Optional<String> header = client.challenged(
                List.of("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""),
                "GET",
                URI);

        assertEquals("6629fae49393a05397450978507c4ef1", field(header, "response"));
        assertFalse(header.orElseThrow().contains("algorithm"));
    }

    @Test
    void aServerWithoutQopIsAnsweredInTheOldWay() {
        DigestClient client = new DigestClient("Mufasa", new Secret("Circle Of Life"), null, () -> "0a4f113b");
        Optional<String> header = client.challenged(
                List.of("Digest realm=\"testrealm@host.com\",nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""),
                "GET",
                URI);

        assertEquals("670fd8c2df070c60b045671b8b24ff02", field(header, "response"));
        assertFalse(header.orElseThrow().contains("nc="));
        assertFalse(header.orElseThrow().contains("cnonce="));
    }

    @Test
    void theStrongestAlgorithmIsTaken() {
        Optional<String> header = mufasa(null, RFC_7616_CNONCE)
                .challenged(
                        List.of(
                                RFC_7616.formatted("MD5"),
                                RFC_7616.formatted("SHA-999"),
                                "Basic realm=\"x\"",
                                RFC_7616.formatted("SHA-256")),
                        "GET",
                        URI);

        assertEquals("SHA-256", field(header, "algorithm"));
    }

    @Test
    void theNextRequestCountsOnWithTheSameNonce() {
        DigestClient client = mufasa(null, "one", "two");
        assertEquals(Optional.empty(), client.begin("REGISTER", "sip:a"));
        assertEquals("00000001", field(client.challenged(List.of(RFC_7616.formatted("MD5")), "GET", URI), "nc"));
        Optional<String> next = client.begin("GET", URI);
        assertEquals("00000002", field(next, "nc"));
        assertEquals("one", field(next, "cnonce"));
        Optional<String> fresh = client.challenged(List.of(RFC_7616.formatted("MD5")), "GET", URI);
        assertEquals("00000001", field(fresh, "nc"));
        assertEquals("two", field(fresh, "cnonce"));
    }

    @Test
    void aWrongPasswordIsTriedOnce() {
        DigestClient client = mufasa(null, "one", "two", "three");
        List<String> challenge = List.of(RFC_7616.formatted("MD5"));

        assertTrue(client.challenged(challenge, "GET", URI).isPresent());
        assertEquals(Optional.empty(), client.challenged(challenge, "GET", URI));
        assertEquals(Optional.empty(), client.begin("GET", URI));
        assertTrue(client.challenged(challenge, "GET", URI).isPresent());
    }

    @Test
    void aStaleNonceIsReplacedOnceAndNotForEver() {
        DigestClient client = mufasa(null, "one", "two", "three");
        List<String> stale = List.of(RFC_7616.formatted("MD5") + ", stale=TRUE");

        assertTrue(client.challenged(List.of(RFC_7616.formatted("MD5")), "GET", URI)
                .isPresent());
        assertTrue(client.challenged(stale, "GET", URI).isPresent());
        assertEquals(Optional.empty(), client.challenged(stale, "GET", URI));
    }

    @Test
    void anotherRealmGetsNoAnswer() {
        assertEquals(Optional.empty(), mufasa("pbx", "one").challenged(List.of(RFC_7616.formatted("MD5")), "GET", URI));
        DigestClient client = mufasa(null, "one", "two");
        client.challenged(List.of(RFC_7616.formatted("MD5")), "GET", URI);
        client.begin("GET", URI);
        assertEquals(
                Optional.empty(),
                client.challenged(List.of("Digest realm=\"evil\", nonce=\"x\", qop=\"auth\""), "GET", URI));
    }

    @Test
    void quotesAndBackslashesAreKeptApart() {
        DigestClient client = new DigestClient("a\"b\\c", new Secret("s"), null, () -> "cn");
        Optional<String> header = client.challenged(
                List.of("digest  realm=\"say \\\"hi\\\" \\\\ x\" ,nonce = \"a,b=c\"\t, opaque=\"\""),
                "REGISTER",
                "sip:a");

        assertTrue(header.orElseThrow()
                .startsWith("Digest username=\"a\\\"b\\\\c\", realm=\"say \\\"hi\\\" \\\\ x\", nonce=\"a,b=c\","));
        assertTrue(header.orElseThrow().contains("opaque=\"\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Digestrealm=\"x\", nonce=\"y\"",
                "Basic realm=\"x\"",
                "Digest realm=\"x\"",
                "Digest nonce=\"y\"",
                "Digest realm=\"x, nonce=\"y\"",
                "Digest realm=\"x\", nonce=\"y",
                "Digest realm=\"x\", nonce=\"y\\",
                "Digest realm=\"x\", nonce=\"y\", nonce=\"z\"",
                "Digest realm=\"x\", nonce=\"y\",",
                "Digest realm=\"x\", nonce=\"y\" qop=auth",
                "Digest realm=\"x\", nonce=",
                "Digest realm=\"x\", nonce=\"y\r\nVia: z\"",
                "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"",
                "Digest realm=\"x\", nonce=\"y\", qop=\"\"",
                "Digest realm=\"x\", nonce=\"y\", algorithm=MD4",
                "Digest re lm=\"x\", nonce=\"y\""
            })
    void aChallengeThatMakesNoSenseGetsNoAnswer(String challenge) {
        assertEquals(Optional.empty(), mufasa(null, "one").challenged(List.of(challenge), "GET", URI));
    }

    @Test
    void aChallengeWithoutEndGetsNoAnswer() {
        String many = "Digest realm=\"x\", nonce=\"y\", a=b";
        StringBuilder endless = new StringBuilder("Digest realm=\"x\", nonce=\"y\"");
        for (char a = 'a'; a <= 'z'; a++) {
            endless.append(", ").append(a).append("=1, ").append(a).append("x=1");
        }

        assertTrue(mufasa(null, "one").challenged(List.of(many), "GET", URI).isPresent());
        assertEquals(Optional.empty(), mufasa(null, "one").challenged(List.of(endless.toString()), "GET", URI));
        assertEquals(
                Optional.empty(),
                mufasa(null, "one")
                        .challenged(List.of("Digest realm=\"x\", nonce=\"" + "y".repeat(5000) + "\""), "GET", URI));
    }

    @Test
    void anyBytesAreAnsweredOrNotButNeverThrown() {
        Random random = new Random(5);
        String whole = RFC_7616.formatted("SHA-256");
        for (int i = 0; i < 30_000; i++) {
            StringBuilder mutated = new StringBuilder(whole);
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                mutated.setCharAt(random.nextInt(mutated.length()), "\\\",= aZ9\0é".charAt(random.nextInt(10)));
            }
            mutated.setLength(random.nextInt(mutated.length() + 1));
            DigestClient client = mufasa(null, "one");
            Optional<String> header =
                    assertDoesNotThrow(() -> client.challenged(List.of(mutated.toString()), "GET", URI));
            header.ifPresent(text -> assertFalse(text.chars().anyMatch(c -> c < ' '), text));
        }
    }
}
