package dev.partyline.webrtc.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** A connection's little life, in virtual time. */
final class ABrowserIsFoundAndLost {
    private final OneBrowser browser = new OneBrowser();
    private final IceLite agent = browser.agent;

    @Test
    void itLearnsItsOwnAddress() throws Exception {
        assertEquals(
                OneBrowser.HOME,
                browser.check(false, OneBrowser.HOME).orElseThrow().mapped().orElseThrow());
        InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 1);
        assertEquals(six, browser.check(false, six).orElseThrow().mapped().orElseThrow());
    }

    @Test
    void theFirstAddressIsSentToUntilOneIsNominated() {
        assertNull(agent.selected());
        assertFalse(agent.isValidated(OneBrowser.at(1)));
        assertTrue(browser.passes(false, OneBrowser.at(1)));
        assertTrue(browser.passes(false, OneBrowser.at(2)));
        assertEquals(OneBrowser.at(1), agent.selected());
        assertTrue(browser.passes(true, OneBrowser.at(2)));
        assertEquals(OneBrowser.at(2), agent.selected());
        assertTrue(browser.passes(false, OneBrowser.at(1)));
        assertEquals(OneBrowser.at(2), agent.selected());
        assertTrue(agent.isValidated(OneBrowser.at(1)));
        assertFalse(agent.isValidated(OneBrowser.at(3)));
    }

    @Test
    void consentIsOfTheSelectedAddressAlone() {
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        browser.pass(29.9);
        assertTrue(browser.passes(false, OneBrowser.at(2)));
        assertFalse(agent.consentExpired(browser.nowNanos));
        assertEquals(30_000_000_000L, agent.deadlineNanos());
        browser.pass(0.1);
        assertTrue(agent.consentExpired(browser.nowNanos));
    }

    @Test
    void wrongChecksAreNoConsent() {
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        browser.pass(20);
        byte[] wrong = browser.client.check(true);
        wrong[wrong.length - 20] ^= 1;
        assertEquals(0, browser.send(wrong, OneBrowser.at(1)).remaining());
        browser.pass(10);
        assertTrue(agent.consentExpired(browser.nowNanos));
    }

    @Test
    void whoNeverComesIsGivenUp() {
        browser.pass(29.9);
        assertFalse(agent.consentExpired(browser.nowNanos));
        browser.pass(0.1);
        assertTrue(agent.consentExpired(browser.nowNanos));
    }

    @Test
    void anAddressChangesByNomination() {
        for (int second = 0; second < 100; second++) {
            assertTrue(browser.passes(true, OneBrowser.at(second < 50 ? 1 : 2)));
            assertFalse(agent.consentExpired(browser.nowNanos));
            browser.pass(1);
        }
        assertEquals(OneBrowser.at(2), agent.selected());
        assertFalse(agent.isValidated(OneBrowser.at(1)), "silent for 50 s");
    }

    @Test
    void aRestartKeepsTheOldCredentialsUntilTheNewAreUsed() {
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        IceCredentials renewed = IceCredentials.create(new SecureRandom());
        agent.restart(renewed, browser.nowNanos);
        assertTrue(agent.knows(browser.credentials.ufrag()));
        assertTrue(agent.knows(renewed.ufrag()));
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        browser.pass(5);
        browser.client.restart(renewed);
        assertTrue(browser.passes(false, OneBrowser.at(2)));
        assertEquals(OneBrowser.at(2), agent.selected());
        assertTrue(agent.isValidated(OneBrowser.at(1)), "media on its way is still heard");
        assertFalse(agent.knows(browser.credentials.ufrag()));
        browser.client.restart(browser.credentials);
        assertFalse(browser.passes(true, OneBrowser.at(1)));
        assertEquals(1, browser.refusals.value(CheckRefusal.UNKNOWN_USERNAME));
    }

    @Test
    void aRestartThatNeverComesAboutEndsTheOldCredentials() {
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        agent.restart(IceCredentials.create(new SecureRandom()), browser.nowNanos);
        browser.pass(29);
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        browser.pass(1);
        assertFalse(browser.passes(true, OneBrowser.at(1)));
    }

    @Test
    void threeHundredPortsAreSixteenAddresses() {
        int passed = 0;
        for (int port = 1; port <= 300; port++) {
            passed += browser.passes(false, OneBrowser.at(port)) ? 1 : 0;
            browser.pass(0.01);
        }
        assertEquals(16, passed);
        assertEquals(284, browser.refusals.value(CheckRefusal.TOO_MANY_ADDRESSES));
        assertEquals(OneBrowser.at(1), agent.selected());
        browser.pass(31);
        assertTrue(browser.passes(true, OneBrowser.at(300)), "the silent ones made room");
        assertEquals(OneBrowser.at(300), agent.selected());
    }

    @Test
    void checksFasterThanAnyBrowsersAreNotAnswered() {
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            passed += browser.passes(false, OneBrowser.HOME) ? 1 : 0;
            browser.pass(0.001);
        }
        assertTrue(passed > 50 && passed < 120, passed + " of 1,000 in a second");
        assertTrue(browser.passes(false, OneBrowser.at(2)));
    }

    @Test
    void checksFromManyAddressesAreBoundedTogether() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += browser.passes(false, OneBrowser.at(1 + i % 16)) ? 1 : 0;
            browser.pass(0.0005);
        }
        assertEquals(200 + 5 * 100, passed, 5);
        assertEquals(10_000 - passed, browser.refusals.value(CheckRefusal.TOO_FAST));
    }

    @Test
    void strangersSpendNothingOfIt() {
        assertTrue(browser.passes(true, OneBrowser.HOME));
        for (int i = 0; i < 10_000; i++) {
            byte[] wrong = browser.client.check(true);
            wrong[wrong.length - 20] ^= 1;
            assertEquals(0, browser.send(wrong, OneBrowser.HOME).remaining());
        }
        assertTrue(browser.passes(true, OneBrowser.HOME));
    }

    @Test
    void anAddressThatIsAnothersIsNotTaken() {
        assertTrue(browser.passes(true, OneBrowser.at(1)));
        browser.others.add(OneBrowser.at(2));
        assertFalse(browser.passes(true, OneBrowser.at(2)));
        assertFalse(agent.isValidated(OneBrowser.at(2)));
        assertEquals(OneBrowser.at(1), agent.selected());
        assertEquals(1, browser.refusals.value(CheckRefusal.ADDRESS_TAKEN));
        // What it once had may have become another's; then it renews no consent.
        browser.pass(20);
        browser.others.add(OneBrowser.at(1));
        assertFalse(browser.passes(true, OneBrowser.at(1)));
        assertTrue(agent.holds(OneBrowser.at(1), browser.nowNanos));
        browser.pass(10);
        assertFalse(agent.holds(OneBrowser.at(1), browser.nowNanos));
        assertTrue(agent.consentExpired(browser.nowNanos));
        browser.others.clear();
        assertTrue(browser.passes(true, OneBrowser.at(2)));
    }
}
