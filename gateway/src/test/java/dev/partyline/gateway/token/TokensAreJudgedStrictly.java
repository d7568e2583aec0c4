package dev.partyline.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensAreJudgedStrictly {
    private static final byte[] KEY =
            "a key of tests that is long enough for all of SHA-512, 64 bytes.".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final String GOOD =
            "'sub':'u1','name':'Ada','channels':['lobby','boardroom'],'role':'host','exp':" + in(3_600);

    private final Tokens tokens = new Tokens(new SecretKeySpec(KEY, "HmacSHA256"));

    private static long in(long seconds) {
        return NOW.getEpochSecond() + seconds;
    }

    private static String signed(JWSAlgorithm algorithm, byte[] key, String claims) {
        try {
            JWSObject jws = new JWSObject(new JWSHeader(algorithm), new Payload("{" + claims.replace('\'', '"') + "}"));
            jws.sign(new MACSigner(key));
            return jws.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private TokenVerdict judge(String claims) {
        return tokens.judge(signed(JWSAlgorithm.HS256, KEY, claims), "lobby", NOW);
    }

    @Test
    void whatWeSignWeTake() {
        Pass pass = new Pass("u1", "Ada", List.of("lobby"), Role.HOST, NOW.plus(Duration.ofDays(1)));
        assertEquals(new TokenVerdict.Good(pass), tokens.judge(tokens.sign(pass, NOW), "lobby", NOW));
    }

    @Test
    void whatAnotherSignsRightWeTakeToo() {
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD));
        assertInstanceOf(TokenVerdict.OtherChannel.class, judge(GOOD.replace("lobby", "lounge")));
    }

    @Test
    void whatIsForSomebodyElseIsNotForUs() {
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD + ",'aud':'partyline'"));
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD + ",'aud':['billing','partyline']"));
        for (String other : List.of("'billing'", "['billing']", "[]", "''", "7", "'PARTYLINE'")) {
            assertInstanceOf(TokenVerdict.Invalid.class, judge(GOOD + ",'aud':" + other), other);
        }
    }

    @Test
    void clocksMayBeThirtySecondsApart() {
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD.replace("" + in(3_600), "" + in(-29))));
        assertInstanceOf(TokenVerdict.Expired.class, judge(GOOD.replace("" + in(3_600), "" + in(-31))));
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD + ",'nbf':" + in(29)));
        assertInstanceOf(TokenVerdict.Invalid.class, judge(GOOD + ",'nbf':" + in(31)));
    }

    @Test
    void nobodySignsForLongerThanThirtyDays() {
        long month = Duration.ofDays(30).toSeconds();
        assertInstanceOf(TokenVerdict.Good.class, judge(GOOD.replace("" + in(3_600), "" + in(month))));
        assertInstanceOf(TokenVerdict.Invalid.class, judge(GOOD.replace("" + in(3_600), "" + in(month + 60))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sub':'u1','channels':['lobby'],'role':'host'",
                "'sub':'u1','channels':['lobby'],'role':'host','exp':'soon'",
                "'channels':['lobby'],'role':'host','exp':1800003600",
                "'sub':'','channels':['lobby'],'role':'host','exp':1800003600",
                "'sub':'u1','role':'host','exp':1800003600",
                "'sub':'u1','channels':'lobby','role':'host','exp':1800003600",
                "'sub':'u1','channels':[],'role':'host','exp':1800003600",
                "'sub':'u1','channels':['*'],'role':'host','exp':1800003600",
                "'sub':'u1','channels':['lobby','../x'],'role':'host','exp':1800003600",
                "'sub':'u1','channels':['lobby',7],'role':'host','exp':1800003600",
                "'sub':'u1','channels':['lobby'],'exp':1800003600",
                "'sub':'u1','channels':['lobby'],'role':'HOST','exp':1800003600",
                "'sub':'u1','channels':['lobby'],'role':'owner','exp':1800003600",
                "'sub':'u1','channels':['lobby'],'role':['host'],'exp':1800003600",
                "'sub':'u1','name':7,'channels':['lobby'],'role':'host','exp':1800003600",
            })
    void aClaimThatIsMissingOrOfAnotherKindIsNoClaim(String claims) {
        assertInstanceOf(TokenVerdict.Invalid.class, judge(claims), claims);
    }

    @Test
    void otherAlgorithmsKeysAndShapesAreInvalid() {
        String good = signed(JWSAlgorithm.HS256, KEY, GOOD);
        String[] parts = good.split("\\.", -1);
        byte[] other = KEY.clone();
        other[0]++;
        for (String bad : List.of(
                signed(JWSAlgorithm.HS256, other, GOOD),
                signed(JWSAlgorithm.HS512, KEY, GOOD),
                header("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                header("{\"alg\":\"None\"}") + "." + parts[1] + ".",
                header("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2],
                header("{\"alg\":\"HS256\",\"jku\":\"https://evil.example\"}") + "." + parts[1] + "." + parts[2],
                header("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                parts[0] + ".." + parts[2],
                good + "x".repeat(5_000),
                good + ".x",
                "",
                "...",
                " ")) {
            assertInstanceOf(TokenVerdict.Invalid.class, tokens.judge(bad, "lobby", NOW), bad);
        }
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }
}
