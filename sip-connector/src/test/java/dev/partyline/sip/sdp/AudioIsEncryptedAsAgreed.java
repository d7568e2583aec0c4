package dev.partyline.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.sip.sdp.OfferAnswer.Agreed;
import dev.partyline.sip.sdp.OfferAnswer.Answered;
import dev.partyline.sip.sdp.OfferAnswer.Refused;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in descriptions (RFC 4568), in offers and answers of either side. */
class AudioIsEncryptedAsAgreed {
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";
    private static final String CM = "AES_CM_128_HMAC_SHA1_80";
    private static final String GCM = "AEAD_AES_128_GCM";
    private static final String CM_KEY = key(1, 30);
    private static final String OTHER_CM_KEY = key(2, 30);
    private static final String GCM_KEY = key(3, 28);

    private static String key(int seed, int bytes) {
        byte[] key = new byte[bytes];
        new Random(seed).nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static LocalAudio local(Encryption encryption) {
        return new LocalAudio(InetAddress.ofLiteral("198.51.100.1"), 20000, 7, 1, encryption);
    }

    private static LocalAudio prefers() {
        return local(Encryption.possible(false, new Random(11)));
    }

    private static LocalAudio requires() {
        return local(Encryption.possible(true, new Random(12)));
    }

    private static String offer(String protocol, String... cryptos) {
        StringBuilder text = new StringBuilder(HEAD + "m=audio 4000 " + protocol + " 0\r\n");
        for (String crypto : cryptos) {
            text.append("a=crypto:").append(crypto).append("\r\n");
        }
        return text.toString();
    }

    private static Answered answered(String offer, LocalAudio local, @Nullable PhoneStream previous) {
        return assertInstanceOf(Answered.class, OfferAnswer.answer(offer, local, previous));
    }

    private static Refused refused(String offer, LocalAudio local) {
        return assertInstanceOf(Refused.class, OfferAnswer.answer(offer, local, null));
    }

    private static List<String> lines(String sdp, String start) {
        return sdp.lines().filter(line -> line.startsWith(start)).toList();
    }

    private static SrtpKeys keys(PhoneStream stream) {
        return Objects.requireNonNull(stream.srtp());
    }

    private static byte[] master(String line) {
        return Base64.getDecoder().decode(line.substring(line.indexOf("inline:") + 7));
    }

    @Test
    void answerHasItsNumberItsSuiteAndAKeyOfOurs() {
        Answered answered = answered(offer("RTP/SAVP", "5 " + CM + " inline:" + CM_KEY), prefers(), null);
        assertEquals(List.of("m=audio 20000 RTP/SAVP 0"), lines(answered.sdp(), "m="));
        String line = lines(answered.sdp(), "a=crypto:").getFirst();
        assertTrue(line.startsWith("a=crypto:5 " + CM + " inline:"), line);
        SrtpKeys keys = keys(answered.stream());
        assertEquals(SrtpProfile.AES128_CM_HMAC_SHA1_80, keys.profile());
        assertTrue(keys.hasRemoteMaster(Base64.getDecoder().decode(CM_KEY)));
        assertArrayEquals(master(line), keys.localMaster());
        assertFalse(answered.toString().contains(CM_KEY));
    }

    @Test
    void betterSuiteIsTakenWhereverItStands() {
        Answered answered = answered(
                offer(
                        "RTP/SAVP",
                        "1 AES_CM_128_HMAC_SHA1_32 inline:" + CM_KEY,
                        "2 " + CM + " inline:" + CM_KEY + "|2^31",
                        "3 " + GCM + " inline:" + GCM_KEY),
                prefers(),
                null);
        assertEquals(SrtpProfile.AEAD_AES_128_GCM, keys(answered.stream()).profile());
        assertTrue(lines(answered.sdp(), "a=crypto:").getFirst().startsWith("a=crypto:3 " + GCM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_CM_128_HMAC_SHA1_32 inline:K",
                "1 F8_128_HMAC_SHA1_80 inline:K",
                "1 AES_256_CM_HMAC_SHA1_80 inline:K",
                "0 AES_CM_128_HMAC_SHA1_80 inline:K",
                "01 AES_CM_128_HMAC_SHA1_80 inline:K",
                "9999999999 AES_CM_128_HMAC_SHA1_80 inline:K",
                "1 AES_CM_128_HMAC_SHA1_80 K",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K UNENCRYPTED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K UNENCRYPTED_SRTCP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K UNAUTHENTICATED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K FEC_ORDER=FEC_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K|2^20|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K;inline:K",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KAAAA",
                "1 AES_CM_128_HMAC_SHA1_80 inline:",
                "1 AES_CM_128_HMAC_SHA1_80 inline:????????????????????????????????????????",
                "1 AEAD_AES_128_GCM inline:K",
                "",
                "1",
            })
    void linesThatCannotBeUsedAreAsGoodAsAbsent(String crypto) {
        String line = crypto.replace(":K", ":" + CM_KEY);
        Refused refused = refused(offer("RTP/SAVP", line), prefers());
        assertEquals(Refused.Reason.NO_COMMON_ENCRYPTION, refused.reason());
        assertFalse(refused.detail().contains(CM_KEY));
        Answered beside = answered(offer("RTP/SAVP", line, "7 " + CM + " inline:" + OTHER_CM_KEY), prefers(), null);
        assertTrue(keys(beside.stream()).hasRemoteMaster(Base64.getDecoder().decode(OTHER_CM_KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" WSH=64", " KDR=0", " -anything=x WSH=128", "|2^48", "|1048576 WSH=64"})
    void whatOnlyHintsIsPassedOver(String parameters) {
        keys(answered(offer("RTP/SAVP", "1 " + CM + " inline:" + CM_KEY + parameters), prefers(), null).stream());
    }

    @Test
    void lineWithoutEndIsPassedOver() {
        String endless = "1 " + CM + " inline:" + CM_KEY + " a".repeat(20_000);
        assertEquals(
                Refused.Reason.NO_COMMON_ENCRYPTION,
                refused(offer("RTP/SAVP", endless), prefers()).reason());
    }

    @Test
    void callThatWasEncryptedStaysSo() {
        Answered before = answered(offer("RTP/SAVP", "1 " + CM + " inline:" + CM_KEY), prefers(), null);
        Refused clear =
                assertInstanceOf(Refused.class, OfferAnswer.answer(offer("RTP/AVP"), prefers(), before.stream()));
        assertEquals(Refused.Reason.NO_COMMON_ENCRYPTION, clear.reason());
        LocalAudio secure = prefers();
        secure = secure.encrypted(secure.encryption().speaking("RTP/SAVP"));
        for (PhoneStream previous : new PhoneStream[] {null, before.stream()}) {
            Refused downgraded =
                    assertInstanceOf(Refused.class, OfferAnswer.accept(offer("RTP/AVP"), secure, previous));
            assertEquals(Refused.Reason.NO_COMMON_ENCRYPTION, downgraded.reason());
        }
    }

    @Test
    void numberThatComesTwiceNamesNone() {
        assertEquals(
                Refused.Reason.NO_COMMON_ENCRYPTION,
                refused(
                                offer(
                                        "RTP/SAVP",
                                        "1 " + CM + " inline:" + CM_KEY,
                                        "1 " + CM + " inline:" + OTHER_CM_KEY),
                                prefers())
                        .reason());
    }

    @Test
    void encryptedStreamIsTakenBeforeOneInTheClear() {
        String both = HEAD + "m=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/SAVP 0\r\na=crypto:1 " + CM + " inline:"
                + CM_KEY + "\r\n";
        Answered answered = answered(both, prefers(), null);
        assertEquals(List.of("m=audio 0 RTP/AVP 0", "m=audio 20000 RTP/SAVP 0"), lines(answered.sdp(), "m="));
        assertEquals(4002, answered.stream().remoteRtp().getPort());
        Answered plain = answered(both, local(Encryption.NONE), null);
        assertEquals(List.of("m=audio 20000 RTP/AVP 0", "m=audio 0 RTP/SAVP 0"), lines(plain.sdp(), "m="));
        assertNull(plain.stream().srtp());
    }

    /** RFC 8643. */
    @Test
    void keysBesideAudioInTheClearAreUsed() {
        Answered answered = answered(offer("RTP/AVP", "1 " + CM + " inline:" + CM_KEY), prefers(), null);
        assertEquals(List.of("m=audio 20000 RTP/AVP 0"), lines(answered.sdp(), "m="));
        assertEquals(1, lines(answered.sdp(), "a=crypto:").size());
        keys(answered.stream());
    }

    @Test
    void whoOnlyPrefersTakesAudioInTheClearAndWhoRequiresDoesNot() {
        assertNull(answered(offer("RTP/AVP"), prefers(), null).stream().srtp());
        assertEquals(
                Refused.Reason.NO_COMMON_ENCRYPTION,
                refused(offer("RTP/AVP"), requires()).reason());
        assertEquals(
                Refused.Reason.NO_COMMON_ENCRYPTION,
                refused(offer("RTP/AVP"), local(Encryption.requiredButImpossible("no TLS")))
                        .reason());
    }

    @Test
    void keysThatMayNotBeTakenAreNotAndTheOperatorReadsWhy() {
        Refused refused = refused(
                offer("RTP/SAVP", "1 " + CM + " inline:" + CM_KEY), local(Encryption.impossible("call over TLS")));
        assertEquals("call over TLS", refused.detail());
        Answered plain = answered(
                offer("RTP/AVP", "1 " + CM + " inline:" + CM_KEY), local(Encryption.impossible("call over TLS")), null);
        assertNull(plain.stream().srtp());
        assertEquals(List.of(), lines(plain.sdp(), "a=crypto:"));
    }

    @Test
    void sameKeyOfTheirsKeepsOursAndAnotherGetsAnother() {
        String offer = offer("RTP/SAVP", "1 " + CM + " inline:" + CM_KEY);
        LocalAudio first = prefers();
        Answered before = answered(offer, first, null);
        LocalAudio then = first.encrypted(first.encryption().renewed(new Random(5)));
        Answered again = answered(offer, then, before.stream());
        assertEquals(before.sdp(), again.sdp());
        Answered changed = answered(offer("RTP/SAVP", "1 " + CM + " inline:" + OTHER_CM_KEY), then, again.stream());
        assertNotEquals(lines(before.sdp(), "a=crypto:"), lines(changed.sdp(), "a=crypto:"));
    }

    @Test
    void ourOfferHasAKeyForEachSuiteAndTheAnswerChooses() {
        LocalAudio local = requires();
        String offer = OfferAnswer.offer(local, null);
        assertTrue(lines(offer, "m=").getFirst().startsWith("m=audio 20000 RTP/SAVP "), offer);
        List<String> cryptos = lines(offer, "a=crypto:");
        assertTrue(cryptos.get(0).startsWith("a=crypto:1 " + GCM + " inline:"));
        assertTrue(cryptos.get(1).startsWith("a=crypto:2 " + CM + " inline:"));
        Agreed agreed = assertInstanceOf(
                Agreed.class, OfferAnswer.accept(offer("RTP/SAVP", "2 " + CM + " inline:" + CM_KEY), local, null));
        assertArrayEquals(master(cryptos.get(1)), keys(agreed.stream()).localMaster());
        String next = OfferAnswer.offer(local.encrypted(local.encryption().renewed(new Random(5))), agreed.stream());
        assertEquals(
                List.of(cryptos.get(1).replace("crypto:2", "crypto:1")), lines(next, "a=crypto:"), "the key in use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 " + CM, "3 " + CM, "2 " + GCM})
    void answerThatFitsNoneOfOurLinesIsNone(String line) {
        String key = line.endsWith(GCM) ? GCM_KEY : CM_KEY;
        Refused refused = assertInstanceOf(
                Refused.class, OfferAnswer.accept(offer("RTP/SAVP", line + " inline:" + key), requires(), null));
        assertEquals(Refused.Reason.NO_COMMON_ENCRYPTION, refused.reason());
    }

    @Test
    void whereEncryptionIsPreferredOurOfferIsForEverybody() {
        LocalAudio local = prefers();
        String offer = OfferAnswer.offer(local, null);
        assertTrue(lines(offer, "m=").getFirst().startsWith("m=audio 20000 RTP/AVP "), offer);
        assertEquals(2, lines(offer, "a=crypto:").size());
        assertNull(assertInstanceOf(Agreed.class, OfferAnswer.accept(offer("RTP/AVP"), local, null)).stream()
                .srtp());
        keys(
                assertInstanceOf(
                        Agreed.class,
                        OfferAnswer.accept(offer("RTP/AVP", "1 " + GCM + " inline:" + GCM_KEY), local, null))
                        .stream());
        LocalAudio secure = local.encrypted(local.encryption().speaking("RTP/SAVP"));
        assertTrue(lines(OfferAnswer.offer(secure, null), "m=").getFirst().startsWith("m=audio 20000 RTP/SAVP "));
    }

    @Test
    void withoutEncryptionNoOfferOfOursSpeaksOfIt() {
        String offer = OfferAnswer.offer(local(Encryption.NONE), null);
        assertEquals(List.of(), lines(offer, "a=crypto:"));
        assertTrue(lines(offer, "m=").getFirst().startsWith("m=audio 20000 RTP/AVP "));
    }
}
