package dev.partyline.webrtc.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile and broken checks: no answer, no address. */
final class StrangersGetNoByte {
    private final OneBrowser browser = new OneBrowser();
    private final IceLite agent = browser.agent;

    private void refused(CheckRefusal reason, byte[] datagram) {
        long before = browser.refusals.value(reason);
        assertEquals(0, browser.send(datagram, OneBrowser.HOME).remaining());
        assertEquals(before + 1, browser.refusals.value(reason));
        assertFalse(agent.isValidated(OneBrowser.HOME));
        assertNull(agent.selected());
    }

    private byte[] check() {
        return browser.client.check(true);
    }

    @Test
    void lengthsThatDoNotFit() {
        byte[] check = check();
        refused(CheckRefusal.MALFORMED, Arrays.copyOf(check, check.length - 1));
        refused(CheckRefusal.MALFORMED, Arrays.copyOf(check, check.length - 4));
        refused(CheckRefusal.MALFORMED, Arrays.copyOf(check, check.length + 4));
        refused(CheckRefusal.MALFORMED, Arrays.copyOf(check, 19));
        refused(CheckRefusal.MALFORMED, new byte[0]);
        refused(CheckRefusal.MALFORMED, new byte[1_400]);
        for (int length : new int[] {0, 3, 65_535}) {
            byte[] attribute = check();
            ByteBuffer.wrap(attribute).putShort(22, (short) length);
            refused(CheckRefusal.MALFORMED, attribute);
        }
    }

    @Test
    void otherKindsOfMessages() {
        for (int type : new int[] {0x0011, 0x0101, 0x0111, 0x0003, 0x0002}) {
            byte[] other = check();
            ByteBuffer.wrap(other).putShort(0, (short) type);
            refused(CheckRefusal.MALFORMED, other);
        }
    }

    @Test
    void integrityMissingWrongTruncatedOrTooLate() {
        IceClient client = browser.client;
        refused(
                CheckRefusal.WRONG_INTEGRITY,
                client.begin().priority().fingerprint().bytes());
        refused(
                CheckRefusal.WRONG_INTEGRITY,
                client.begin().attribute(0x0008, new byte[20]).bytes());
        refused(
                CheckRefusal.MALFORMED,
                client.begin().attribute(0x0008, new byte[16]).bytes());
        refused(
                CheckRefusal.MALFORMED,
                client.begin().priority().fingerprint().integrity().bytes());
        IceCredentials stranger = new IceCredentials(browser.credentials.ufrag(), "0123456789012345678901");
        refused(CheckRefusal.WRONG_INTEGRITY, new IceClient("abcd", stranger, new Random(2)).check(true));
    }

    @Test
    void usernamesOfNobody() {
        IceClient client = browser.client;
        String ufrag = browser.credentials.ufrag();
        refused(
                CheckRefusal.UNKNOWN_USERNAME,
                client.beginWithoutUsername().integrity().bytes());
        for (String name : new String[] {ufrag, ufrag + ":", "abcd:" + ufrag, "x" + ufrag + ":a", ufrag + "x:a", ":"}) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            refused(
                    CheckRefusal.UNKNOWN_USERNAME,
                    client.beginWithoutUsername()
                            .attribute(0x0006, bytes)
                            .integrity()
                            .bytes());
        }
        refused(
                CheckRefusal.MALFORMED,
                client.begin().attribute(0x0006, new byte[] {'a'}).integrity().bytes());
        IceCredentials other = IceCredentials.create(new SecureRandom());
        refused(CheckRefusal.UNKNOWN_USERNAME, new IceClient("abcd", other, new Random(3)).check(true));
    }

    @Test
    void aWrongFingerprint() {
        byte[] check = check();
        check[check.length - 1] ^= 1;
        refused(CheckRefusal.WRONG_FINGERPRINT, check);
    }

    @Test
    void whatFollowsIntegrityIsIgnored() {
        assertTrue(browser.passes(false, OneBrowser.at(1)));
        byte[] late = browser.client
                .begin()
                .priority()
                .integrity()
                .attribute(0x0025)
                .attribute(0x0002)
                .bytes();
        assertTrue(browser.send(late, OneBrowser.at(2)).hasRemaining());
        assertEquals(OneBrowser.at(1), agent.selected());
    }

    @Test
    void anUnknownAttributeIsToldToFriendsAlone() {
        byte[] request = browser.client
                .begin()
                .attribute(0x0042, new byte[8])
                .integrity()
                .fingerprint()
                .bytes();
        ByteBuffer response = browser.send(request, OneBrowser.HOME);
        assertTrue(response.remaining() <= request.length);
        assertEquals(420, browser.client.response(response).orElseThrow().errorCode());
        assertFalse(agent.isValidated(OneBrowser.HOME));
        refused(
                CheckRefusal.WRONG_INTEGRITY,
                browser.client
                        .begin()
                        .attribute(0x0042)
                        .attribute(0x0008, new byte[20])
                        .bytes());
    }

    @Test
    void aConflictOfRolesIsToldTenTimesASecond() {
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            byte[] request = browser.client
                    .begin()
                    .priority()
                    .controlled()
                    .integrity()
                    .fingerprint()
                    .bytes();
            ByteBuffer response = browser.send(request, OneBrowser.HOME);
            if (response.hasRemaining()) {
                assertTrue(response.remaining() <= request.length);
                assertEquals(
                        487, browser.client.response(response).orElseThrow().errorCode());
                answered++;
            }
            browser.pass(0.01);
        }
        assertEquals(10, answered);
        assertFalse(agent.isValidated(OneBrowser.HOME));
    }

    @Test
    void aHundredThousandMutationsGetNothingThatWasNotSigned() {
        Random random = new Random(7);
        int answered = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] message = check();
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                int at = random.nextInt(message.length);
                switch (random.nextInt(3)) {
                    case 0 -> message[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> message[at] = (byte) random.nextInt();
                    default -> message = Arrays.copyOf(message, Math.max(1, at));
                }
            }
            answered += browser.send(message, OneBrowser.at(1 + round % 60_000)).hasRemaining() ? 1 : 0;
            browser.nowNanos += 1_000;
        }
        // A byte may have been replaced by itself; nothing else passes an HMAC.
        assertTrue(answered < 200, answered + " answered");
    }

    /** The codec behind the HMAC: what its own peer could send. */
    @Test
    void signedNonsenseBreaksNothing() {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            IceClient.Message message = browser.client.begin();
            for (int attribute = random.nextInt(5); attribute > 0; attribute--) {
                byte[] value = new byte[random.nextInt(24)];
                random.nextBytes(value);
                message.attribute(random.nextBoolean() ? random.nextInt(0x30) : 0x8020 + random.nextInt(16), value);
            }
            browser.send(message.integrity().fingerprint().bytes(), OneBrowser.at(1 + round));
            browser.pass(0.2);
        }
        browser.pass(31);
        assertTrue(browser.passes(true, OneBrowser.HOME));
    }

    @Test
    void theUfragIsReadWithoutTrust() {
        assertEquals(browser.credentials.ufrag(), IceLite.ownUfragOf(ByteBuffer.wrap(check())));
        assertNull(IceLite.ownUfragOf(
                ByteBuffer.wrap(browser.client.beginWithoutUsername().bytes())));
        assertNull(IceLite.ownUfragOf(ByteBuffer.wrap(new byte[30])));
        assertTrue(IceLite.looksLikeStun(ByteBuffer.wrap(check())));
        assertFalse(IceLite.looksLikeStun(ByteBuffer.wrap(new byte[30])));
        assertFalse(IceLite.looksLikeStun(ByteBuffer.wrap(new byte[3])));
    }

    /** RFC 5769 section 2.1: the sample request, its integrity and its fingerprint. */
    @Test
    void theSampleRequestOfTheRfcPasses() {
        byte[] sample = HexFormat.of()
                .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                        + "802200105354554e207465737420636c69656e74"
                        + "002400046e0001ff80290008932ff9b151263b36"
                        + "000600096576746a3a6836765920202000080014"
                        + "9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                        + "80280004e57a3bcf");
        IceCredentials own = new IceCredentials("evtj", "VOkJxbRl1RmTxUk/WvJxBt");
        CheckRefusals refusals = new CheckRefusals();
        IceLite peer = new IceLite(own, (address, nowNanos) -> true, refusals, 0);
        ByteBuffer out = ByteBuffer.allocate(IceLite.MAX_RESPONSE_BYTES);
        // It comes from a controlled agent, so that a lite one sees a conflict: behind the HMAC.
        assertTrue(peer.received(ByteBuffer.wrap(sample), OneBrowser.HOME, 0, out) > 0);
        assertEquals(1, refusals.value(CheckRefusal.ROLE_CONFLICT));
        sample[55] ^= 1;
        assertEquals(0, peer.received(ByteBuffer.wrap(sample), OneBrowser.HOME, 0, out.clear()));
        assertEquals(1, refusals.value(CheckRefusal.WRONG_FINGERPRINT));
    }
}
