package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.ScriptedTelephony;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class BrowsersJoinChannels {
    private static final AtomicInteger NEXT_ROOM = new AtomicInteger(4100);

    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    /** Each test's own. */
    private final String room = "room-" + NEXT_ROOM.getAndIncrement();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void everyPhoneHangsUp() {
        gateway.telephony().calls.clear();
        gateway.telephony().done.clear();
    }

    private PageSocket open() {
        return PageSocket.open(gateway.port());
    }

    private String token(String channel, Role role, Duration life) {
        Instant now = Instant.now();
        return gateway.bean(Tokens.class).sign(new Pass("u1", "Ada", List.of(channel), role, now.plus(life)), now);
    }

    private static String id(JsonNode joined) {
        return joined.get("participant").stringValue();
    }

    @Test
    void aChannelIsLookedAtThenJoinedAndItsInvitationTold() {
        try (PageSocket page = open()) {
            page.say("{'type':'look','channel':'lobby','later':{'fields':1}}");
            JsonNode channel = page.next("channel");
            assertFalse(channel.get("pinNeeded").booleanValue());
            assertEquals("guest", channel.get("role").stringValue());
            assertEquals(0, channel.get("participants").intValue());
            page.join("lobby", "Bea", ",'muted':true,'camera':true");
            JsonNode joined = page.next("joined");
            assertEquals("answer to v=0", joined.get("answer").stringValue());
            assertEquals("forwarded", joined.get("mode").stringValue());
            assertTrue(joined.get("muted").booleanValue());
            assertEquals(
                    "http://127.0.0.1:" + gateway.port() + "/join/lobby",
                    joined.get("invitation").get("link").stringValue());
            JsonNode number = joined.get("invitation").get("numbers").get(0);
            assertEquals("3000", number.get("display").stringValue());
            assertEquals("tel:3000", number.get("tel").stringValue());
            assertFalse(joined.get("invitation").has("pin"));
            JsonNode me = page.next("roster").get("participants").get(0);
            assertEquals("Bea", me.get("name").stringValue());
            assertTrue(me.get("you").booleanValue() && me.get("muted").booleanValue());
            assertTrue(me.get("camera").booleanValue() && !me.get("away").booleanValue());
            assertTrue(me.get("csrc").longValue() > Integer.MAX_VALUE, "has no sign");
            assertTrue(gateway.edge().leg(id(joined)).done.contains("mute"));
        }
    }

    @Test
    void onlyChannelsThatExistOrThatARuleMakesOpen() {
        try (PageSocket page = open()) {
            for (String name : List.of("nowhere", "room-5000", "room-40000", "room-", "Lobby", "../lobby", "")) {
                assertEquals(
                        "no-channel",
                        page.say("{'type':'look','channel':'" + name + "'}").refused(),
                        name);
                assertEquals("no-channel", page.join(name, "Eve", "").refused(), name);
            }
            page.join("room-4711", "Bea", "").next("joined");
        }
    }

    @Test
    void phonesStandInTheRosterWithTheirNumbersHidden() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+493012345634", room, false, true, -20));
        gateway.telephony().calls.add(ScriptedTelephony.call("c2", "110", room, false, false, -20));
        gateway.telephony().calls.add(ScriptedTelephony.call("c3", "+4930999", "boardroom", false, false, -20));
        try (PageSocket page = open()) {
            page.join(room, "Bea", "").next("joined");
            JsonNode list = page.next("roster").get("participants");
            assertEquals(3, list.size());
            assertEquals("Telephone +49 ••• 34", list.get(0).get("name").stringValue());
            assertEquals("phone", list.get(0).get("kind").stringValue());
            assertTrue(list.get(0).get("held").booleanValue());
            assertEquals("Phone", list.get(1).get("name").stringValue());
            gateway.telephony().calls.clear();
            gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+493012345634", room, true, false, -20));
            JsonNode later = page.next("roster", r -> r.get("participants").size() == 2);
            assertTrue(later.get("participants").get(0).get("muted").booleanValue());
        }
    }

    @Test
    void neitherGuestsNorHostsAreToldAPhonesNumber() {
        for (String caller : List.of("+493012345634", "030987654321", "4321", "+4366412", "anna@192.0.2.7")) {
            gateway.telephony()
                    .calls
                    .add(ScriptedTelephony.call(
                            "c" + gateway.telephony().calls.size(), caller, room, false, false, -20));
        }
        try (PageSocket host = open();
                PageSocket guest = open()) {
            guest.join(room, "Bea", "").next("joined");
            host.join(room, "x", ",'token':'" + token(room, Role.HOST, Duration.ofHours(1)) + "'")
                    .next("joined");
            host.say("{'type':'mute','muted':true,'participant':'phone-c0'}")
                    .say("{'type':'remove','participant':'phone-c1'}")
                    .say("{'type':'remove','participant':'phone-c1'}");
            assertEquals("no-participant", host.refused());
            guest.say("{'type':'remove','participant':'phone-c0'}");
            assertEquals("not-host", guest.refused());
            for (PageSocket page : List.of(host, guest)) {
                page.next("roster", r -> r.get("participants").size() == 6);
                String all = String.join("\n", page.heard());
                assertTrue(all.contains("+49 ••• 34") && all.contains("\"Phone\""), all);
                for (String secret : List.of("3012345", "0309876", "4321\"", "436641", "anna", "192.0.2")) {
                    assertFalse(all.contains(secret), all);
                }
            }
        }
    }

    @Test
    void whoSpeaksIsToldAndSilenceAfterIt() {
        try (PageSocket page = open()) {
            String me = id(page.join(room, "Bea", "").next("joined"));
            gateway.edge().leg(me).speaking = true;
            assertEquals(-23, page.next("levels").get("levels").get(me).intValue());
            gateway.edge().leg(me).speaking = false;
            page.next("levels", levels -> levels.get("levels").isEmpty());
        }
    }

    @Test
    void aBoardroomOpensToItsPinOrToAToken() {
        try (PageSocket page = open()) {
            page.say("{'type':'look','channel':'boardroom'}");
            JsonNode door = page.next("channel");
            assertTrue(door.get("pinNeeded").booleanValue());
            assertFalse(door.has("participants"), "who is behind a PIN is for those alone who know it");
            assertEquals("pin-needed", page.join("boardroom", "Bea", "").refused());
            assertEquals(
                    "pin-wrong", page.join("boardroom", "Bea", ",'pin':'1111'").refused());
            JsonNode joined = page.join("boardroom", "Bea", ",'pin':' 2468 '").next("joined");
            assertEquals("2468", joined.get("invitation").get("pin").stringValue());
            assertEquals(
                    "tel:3001,,2468%23",
                    joined.get("invitation").get("numbers").get(0).get("tel").stringValue());
        }
        try (PageSocket page = open()) {
            String token = token("boardroom", Role.HOST, Duration.ofHours(1));
            page.say("{'type':'look','channel':'boardroom','token':'" + token + "'}");
            JsonNode door = page.next("channel");
            assertFalse(door.get("pinNeeded").booleanValue());
            assertTrue(door.get("participants").isInt());
            JsonNode joined = page.join("boardroom", "Mallory", ",'token':'" + token + "'")
                    .next("joined");
            assertEquals("host", joined.get("role").stringValue());
            page.next(
                    "roster",
                    roster -> roster.toString().contains("Ada")
                            && !roster.toString().contains("Mallory"));
        }
    }

    @Test
    void tokensForElsewhereOfYesterdayAndOfNobodyAreRefused() {
        try (PageSocket page = open()) {
            String elsewhere = token("boardroom", Role.HOST, Duration.ofHours(1));
            assertEquals(
                    "token-other-channel",
                    page.join(room, "Eve", ",'token':'" + elsewhere + "'").refused());
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            String old = gateway.bean(Tokens.class)
                    .sign(
                            new Pass("u1", null, List.of(room), Role.HOST, yesterday.plus(Duration.ofHours(1))),
                            yesterday);
            assertEquals(
                    "token-expired",
                    page.join(room, "Eve", ",'token':'" + old + "'").refused());
            assertEquals(
                    "token-invalid", page.join(room, "Eve", ",'token':'a.b.c'").refused());
        }
    }

    @Test
    void pinsAreGuessedAsSlowlyAsByPhoneAndThenNotAtAll() {
        try (PageSocket page = open()) {
            // Each wrong one doubles the wait, so the budget is spent by the channel's other guessers.
            for (int i = 0; i < 2; i++) {
                JsonNode wrong =
                        page.join("boardroom", "Eve", ",'pin':'000" + i + "'").next("refused");
                assertEquals("pin-wrong", wrong.get("reason").stringValue());
                assertEquals(
                        "That is not the PIN of this channel.",
                        wrong.get("message").stringValue());
            }
            page.join("boardroom", "Eve", ",'pin':'2468'").next("joined");
        }
    }

    @Test
    void aHostMutesAndRemovesAndAGuestDoesNot() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+493012345634", room, false, false, -20));
        gateway.telephony().calls.add(ScriptedTelephony.call("c9", "+493012345635", "boardroom", false, false, -20));
        try (PageSocket host = open();
                PageSocket guest = open()) {
            host.join(room, "x", ",'token':'" + token(room, Role.HOST, Duration.ofHours(1)) + "'")
                    .next("joined");
            String id = id(guest.join(room, "Bea", "").next("joined"));
            assertEquals(
                    "not-host",
                    guest.say("{'type':'remove','participant':'phone-c1'}").refused());
            assertEquals(
                    "not-host",
                    guest.say("{'type':'mute','muted':true,'participant':'phone-c1'}")
                            .refused());
            host.say("{'type':'mute','muted':true,'participant':'" + id + "'}");
            JsonNode muted = guest.next("muted");
            assertTrue(muted.get("muted").booleanValue());
            assertEquals("Ada", muted.get("by").stringValue());
            assertTrue(gateway.edge().leg(id).done.contains("mute"));
            // Each step is seen before the next: a roster of before looks like the one of after the next.
            host.next("roster", r -> r.toString().contains("\"muted\":true"));
            guest.say("{'type':'mute','muted':false}");
            host.next("roster", r -> !r.toString().contains("\"muted\":true"));
            // Who muted himself opens his microphone himself.
            guest.say("{'type':'mute','muted':true}");
            host.next("roster", r -> r.toString().contains("\"muted\":true"));
            assertEquals(
                    "not-host",
                    host.say("{'type':'mute','muted':false,'participant':'" + id + "'}")
                            .refused());
            host.say("{'type':'mute','muted':true,'participant':'phone-c1'}");
            assertEquals(
                    "no-participant",
                    host.say("{'type':'remove','participant':'phone-c9'}").refused());
            host.say("{'type':'remove','participant':'phone-c1'}");
            host.say("{'type':'remove','participant':'" + id + "'}");
            assertEquals("Ada", guest.next("removed").get("by").stringValue());
            assertEquals(4001, guest.closeCode());
            host.next("roster", r -> r.get("participants").size() == 1);
            assertEquals(List.of("mute c1", "remove c1"), gateway.telephony().done);
        }
    }
}
