package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.gateway.admission.Admission;
import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Goal;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Question;
import dev.partyline.sip.Question.Answer;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NumbersLeadToChannels {
    private static final String PAGE = "/admin/numbers/new";

    @TempDir
    private Path data;

    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start(data, "partyline.admin.password=" + RunningGateway.PASSWORD);
        gateway.logIn();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static InboundCall call(String trunk, String dialled) {
        return new InboundCall(new CallId("c1"), trunk, new CallerText(dialled), new CallerText("+4930123456"));
    }

    private Routing route(String dialled) {
        return gateway.bean(CallHandler.class).route(call("demo", dialled));
    }

    private Routing.ToChannel channel(String dialled) {
        return assertInstanceOf(Routing.ToChannel.class, route(dialled));
    }

    private HttpResponse<String> add(String kind, String from, String to, String channel) {
        return gateway.post(PAGE, PAGE, Map.of("kind", kind, "from", from, "to", to, "channel", channel));
    }

    @Test
    void theDemoIsServedUntilAStoredRuleSaysOtherwise() {
        assertEquals("lobby", channel("3000").channelName());
        assertEquals(Routing.Asks.NOTHING, channel("3000").asks());
        assertEquals(Routing.Asks.PIN, channel("3001").asks());
        assertInstanceOf(Routing.ToAttendant.class, route("3002"));
        assertEquals("room-4711", channel("4711").channelName());
        assertInstanceOf(Routing.NoMapping.class, route("5000"));
        assertInstanceOf(
                Routing.NoMapping.class, gateway.bean(CallHandler.class).route(call("stranger", "3000")));
        add("EXACT", "3000", "", "mine");
        assertEquals("mine", channel("3000").channelName());
        assertEquals(Routing.Asks.PIN, channel("3000").asks());
    }

    @Test
    void callsForHelpAreNotCaughtByARange() {
        add("RANGE", "100", "999", "all-{number}");
        assertEquals("all-115", channel("115").channelName());
        assertInstanceOf(Routing.Emergency.class, route("112"));
        assertInstanceOf(Routing.Emergency.class, route("911"));
        assertTrue(gateway.get("/admin/numbers?try=112").body().contains("112 calls for help"));
        add("EXACT", "112", "", "rehearsal");
        assertEquals("rehearsal", channel("112").channelName());
    }

    /** Knocks, and once more where he has shown what he knows. */
    private Outcome knock(Goal goal, @Nullable String pin) {
        CallHandler handler = gateway.bean(CallHandler.class);
        Knock knock = new Knock(goal, pin == null ? null : new Secret(pin));
        return switch (handler.enter(call("demo", "3001"), knock).outcome()) {
            case Outcome.Known(Goal.Admitted admitted) ->
                handler.enter(call("demo", "3001"), new Knock(admitted, null)).outcome();
            case Outcome other -> other;
        };
    }

    @Test
    void theBoardroomOpensToItsPinsAlone() {
        Goal boardroom = new Goal.Channel(channel("3001").room(), "boardroom");
        assertInstanceOf(Outcome.Wrong.class, knock(boardroom, "2469"));
        assertInstanceOf(Outcome.OutOfReach.class, knock(boardroom, null));
        assertFalse(assertInstanceOf(Outcome.In.class, knock(boardroom, "2468")).host());
        assertTrue(assertInstanceOf(Outcome.In.class, knock(boardroom, "1357")).host());
        Goal lobby = new Goal.Channel(channel("3000").room(), "lobby");
        assertFalse(assertInstanceOf(Outcome.In.class, knock(lobby, null)).host());
    }

    @Test
    void theAttendantLeadsToChannelsByTheirConferenceNumber() {
        Goal boardroom = new Goal.Conference("301");
        assertEquals(
                "boardroom",
                assertInstanceOf(Outcome.In.class, knock(boardroom, "2468")).channelName());
        assertInstanceOf(Outcome.Wrong.class, knock(boardroom, "2469"));
        assertInstanceOf(Outcome.Wrong.class, knock(new Goal.Conference("999"), "2468"));
        add("EXACT", "7000", "", "team");
        Channel team = gateway.bean(Routes.class).table().channel("team").orElseThrow();
        String pin = Objects.requireNonNull(team.pins().guest()).value();
        Goal conference = new Goal.Conference(team.conferenceNumber());
        assertEquals(
                team.room(),
                assertInstanceOf(Outcome.In.class, knock(conference, pin)).room());
        // Open, it is so to whoever dials its own number, and to nobody who dials the attendant's.
        String path = "/admin/channels/" + team.id();
        gateway.post(path, path + "/no-pin", Map.of("version", "0", "whose", "GUESTS"));
        assertInstanceOf(Outcome.OutOfReach.class, knock(conference, null));
        assertInstanceOf(Outcome.Wrong.class, knock(conference, ""));
        assertInstanceOf(Outcome.Wrong.class, knock(conference, pin));
    }

    @Test
    void aRuleLeadsToTheAttendant() {
        Map<String, String> rule = Map.of("kind", "EXACT", "from", "7100", "target", "ATTENDANT", "channel", "");
        assertEquals(302, gateway.post(PAGE, PAGE, rule).statusCode());
        assertInstanceOf(Routing.ToAttendant.class, route("7100"));
        assertTrue(gateway.get("/admin/numbers").body().contains("the attendant"));
        assertTrue(gateway.get("/admin/numbers?try=7100").body().contains("7100 goes to the attendant"));
        assertTrue(gateway.get("/admin/numbers/1").body().matches("(?s).*value=\"ATTENDANT\" selected.*"));
    }

    @Test
    void whoIsNoHostStaysOutsideALockedOrFullChannel() throws InterruptedException {
        gateway.post("/admin/channels", "/admin/channels", Map.of("name", "weekly"));
        String path = "/admin/channels/" + weekly().id();
        gateway.post(path, path + "/pin", Map.of("version", "0", "whose", "HOSTS", "pin", "135790"));
        gateway.post(path, path + "/options", Map.of("version", "1", "most", "2", "chimes", "true"));
        Goal goal = new Goal.Channel(weekly().room(), "weekly");
        String guestPin = Objects.requireNonNull(weekly().pins().guest()).value();
        assertEquals(new Outcome.In(weekly().room(), "weekly", false), knock(goal, guestPin));
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+491", "weekly", false, false, -20));
        gateway.telephony().calls.add(ScriptedTelephony.call("c2", "+492", "weekly", false, false, -20));
        assertInstanceOf(Outcome.Full.class, knock(goal, guestPin));
        assertTrue(assertInstanceOf(Outcome.In.class, knock(goal, "135790")).host());

        gateway.post(path, path + "/options", Map.of("version", "2", "most", ""));
        CallHandler handler = gateway.bean(CallHandler.class);
        InboundCall call = call("demo", "7000");
        assertEquals(new Answer.Here(2, 0), handler.answer(call, weekly().room(), false, Question.WHO_IS_HERE));
        assertEquals(new Answer.NotAllowed(), handler.answer(call, weekly().room(), false, Question.TOGGLE_LOCK));
        assertEquals(new Answer.Lock(true), handler.answer(call, weekly().room(), true, Question.TOGGLE_LOCK));
        assertInstanceOf(Outcome.Locked.class, knock(goal, guestPin));
        assertEquals("locked", admit("weekly", guestPin));
        assertTrue(assertInstanceOf(Outcome.In.class, knock(goal, "135790")).host());
        assertEquals("host", admit("weekly", "135790"));
        // The last one has left: whoever comes next finds it open, be it a host or not.
        gateway.telephony().calls.clear();
        for (int i = 0; gateway.bean(Participants.class).isLocked("weekly") && i < 300; i++) {
            Thread.sleep(100);
        }
        assertInstanceOf(Outcome.In.class, knock(goal, guestPin));
        gateway.post(path, path + "/options", Map.of("version", "3", "most", "1"));
        assertTrue(gateway.get(path).body().contains("Most guests are 2 to 10000"));
    }

    /** What becomes of a browser: its role, or why not. */
    private String admit(String channel, String pin) {
        try {
            return switch (gateway.bean(Admission.class).admit(channel, null, pin, SourceBlocks.of("203.0.113.9"))) {
                case Admission.Outcome.In in -> in.role().text();
                case Admission.Outcome.Out(Refusal refusal) -> refusal.reason().text();
            };
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRuleIsInForceForTheNextCallAndAfterARestart() {
        add("RANGE", "7000", "7099", "team-{number}");
        Routing.ToChannel team = channel("7042");
        assertEquals("team-7042", team.channelName());
        Channel made = gateway.bean(Routes.class).table().channel("team-7042").orElseThrow();
        Secret pin = made.pins().guest();
        assertTrue(pin != null && (pin.value() + made.conferenceNumber()).matches("[0-9]{9}"), made.toString());
        gateway.close();
        gateway = RunningGateway.start(data);
        assertEquals(team, channel("7042"));
    }

    @Test
    void aMistakeIsShownBesideItsFieldAndNothingTypedIsLost() {
        String page = add("RANGE", "7000", "69", "team").body();
        assertTrue(page.contains("Both ends of a range have the same number of digits."), page);
        assertTrue(page.contains("value=\"7000\"") && page.contains("value=\"69\"") && page.contains("value=\"team\""));
        String hostile =
                add("EXACT", "\"><script>alert(1)</script>", "", "team").body();
        assertFalse(hostile.contains("<script>alert"), hostile);
        assertTrue(add("EXACT", "7000", "", "Bad Name").body().contains("lower-case letters"));
        assertInstanceOf(Routing.NoMapping.class, route("7000"));
    }

    @Test
    void aNumberNobodyHasIsAWarningAndNoRefusal() {
        assertEquals(302, add("EXACT", "+1 555 123 4567", "", "team").statusCode());
        assertTrue(gateway.get("/admin/numbers").body().contains("no number +15551234567"));
    }

    @Test
    void theSameNumbersTwiceAreRefused() {
        add("EXACT", "7000", "", "team");
        assertTrue(add("EXACT", "7000", "", "other").body().contains("Another rule has these numbers already"));
    }

    @Test
    void twoOperatorsDoNotUndoEachOtherUnseen() {
        add("EXACT", "7000", "", "first");
        String page = "/admin/numbers/1";
        Map<String, String> mine = Map.of("kind", "EXACT", "from", "7000", "channel", "mine", "version", "0");
        Map<String, String> theirs = Map.of("kind", "EXACT", "from", "7000", "channel", "theirs", "version", "0");
        gateway.post(page, page, theirs);
        String answer = gateway.post(page, page, mine).body();
        assertTrue(answer.contains("Somebody changed this rule meanwhile") && answer.contains("theirs"), answer);
        assertTrue(answer.contains("value=\"mine\""), answer);
        assertEquals("theirs", channel("7000").channelName());
        gateway.post(page, page + "/delete", Map.of("version", "0"));
        assertEquals("theirs", channel("7000").channelName());
        gateway.post(page, page + "/delete", Map.of("version", "1"));
        assertInstanceOf(Routing.NoMapping.class, route("7000"));
    }

    @Test
    void aChannelsPinIsChangedDrawnAndRemoved() {
        gateway.post("/admin/channels", "/admin/channels", Map.of("name", "weekly"));
        String path = "/admin/channels/" + weekly().id();
        assertTrue(gateway.post(path, path + "/pin", Map.of("version", "0", "whose", "GUESTS", "pin", "12345"))
                .body()
                .contains("6 to 12 digits"));
        gateway.post(path, path + "/pin", Map.of("version", "0", "whose", "GUESTS", "pin", "987654"));
        assertEquals(new Secret("987654"), weekly().pins().guest());
        assertTrue(gateway.post(path, path + "/pin", Map.of("version", "1", "whose", "HOSTS", "pin", "987654"))
                .body()
                .contains("need PINs that differ"));
        gateway.post(path, path + "/random-pin", Map.of("version", "0", "whose", "GUESTS"));
        assertEquals(new Secret("987654"), weekly().pins().guest());
        gateway.post(path, path + "/no-pin", Map.of("version", "1", "whose", "GUESTS"));
        assertEquals(null, weekly().pins().guest());
        add("EXACT", "7000", "", "weekly");
        assertEquals(Routing.Asks.NOTHING, channel("7000").asks());
        gateway.post(path, path + "/delete", Map.of("version", "2"));
        assertTrue(gateway.get(path).body().contains("still leads to weekly"));
        gateway.post("/admin/numbers", "/admin/numbers/1/delete", Map.of("version", "0"));
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+491", "weekly", false, false, -20));
        gateway.post(path, path + "/delete", Map.of("version", "2"));
        assertTrue(gateway.get(path).body().contains("Somebody is in weekly now"));
        gateway.telephony().calls.clear();
        gateway.post(path, path + "/delete", Map.of("version", "2"));
        assertTrue(gateway.bean(Routes.class).table().channel("weekly").isEmpty());
    }

    private Channel weekly() {
        return gateway.bean(Routes.class).table().channel("weekly").orElseThrow();
    }

    @Test
    void aNumberCanBeTriedWithoutACall() {
        assertTrue(gateway.get("/admin/numbers?try=4001")
                .body()
                .contains("4001 goes to room-4001, by a rule of the demo."));
        assertTrue(gateway.get("/admin/numbers?try=99").body().contains("No rule matches 99"));
        assertTrue(gateway.get("/admin/numbers?try=%3Cb%3E").body().contains("That is no number"));
    }

    @Test
    void callsAreRoutedAndPagesSaySoWhileTheDatabaseIsDown() throws InterruptedException {
        add("EXACT", "7000", "", "team");
        add("RANGE", "7100", "7199", "team-{number}");
        gateway.bean(HikariDataSource.class).close();
        assertInstanceOf(Routing.Unavailable.class, route("7142"));
        Instant now = Instant.now();
        Pass pass = new Pass("u1", null, List.of("team-7142"), Role.GUEST, now.plusSeconds(600));
        assertEquals(
                Refusal.Reason.BUSY,
                assertInstanceOf(
                                Admission.Outcome.Out.class,
                                gateway.bean(Admission.class)
                                        .admit(
                                                "team-7142",
                                                gateway.bean(Tokens.class).sign(pass, now),
                                                null,
                                                SourceBlocks.of("192.0.2.1")))
                        .refusal()
                        .reason());
        assertEquals("team", channel("7000").channelName());
        assertEquals(200, gateway.get("/livez").statusCode());
        assertEquals(200, gateway.get("/readyz").statusCode());
        HttpResponse<String> answer = add("EXACT", "7001", "", "team");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("The database does not answer"), answer.body());
        assertInstanceOf(Routing.NoMapping.class, route("7001"));
    }

    @Test
    void withATrunkTheDemoIsGone() {
        gateway.close();
        gateway = RunningGateway.start(
                data,
                "partyline.admin.password=" + RunningGateway.PASSWORD,
                "partyline.trunks[0].name=pbx",
                "partyline.trunks[0].addresses=127.0.0.2");
        assertInstanceOf(Routing.NoMapping.class, route("3000"));
        assertInstanceOf(
                Routing.NoMapping.class, gateway.bean(CallHandler.class).route(call("pbx", "3000")));
        assertFalse(gateway.get("/").body().contains("sip:3000"));
        gateway.logIn();
        assertTrue(gateway.get("/admin/calls").body().contains("The demo is off"));
    }
}
