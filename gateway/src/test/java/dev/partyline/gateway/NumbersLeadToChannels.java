package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.gateway.admission.Admission;
import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        assertFalse(channel("3000").asksPin());
        assertTrue(channel("3001").asksPin());
        assertEquals("room-4711", channel("4711").channelName());
        assertInstanceOf(Routing.NoMapping.class, route("5000"));
        assertInstanceOf(
                Routing.NoMapping.class, gateway.bean(CallHandler.class).route(call("stranger", "3000")));
        add("EXACT", "3000", "", "mine");
        assertEquals("mine", channel("3000").channelName());
        assertTrue(channel("3000").asksPin());
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

    @Test
    void theBoardroomOpensToItsPinAlone() {
        CallHandler handler = gateway.bean(CallHandler.class);
        Routing.ToChannel boardroom = channel("3001");
        assertEquals(
                PinVerdict.Outcome.WRONG,
                handler.tryPin(call("demo", "3001"), boardroom.room(), new Secret("2469"))
                        .outcome());
        assertEquals(
                PinVerdict.Outcome.RIGHT,
                handler.tryPin(call("demo", "3001"), boardroom.room(), new Secret("2468"))
                        .outcome());
    }

    @Test
    void aRuleIsInForceForTheNextCallAndAfterARestart() {
        add("RANGE", "7000", "7099", "team-{number}");
        Routing.ToChannel team = channel("7042");
        assertEquals("team-7042", team.channelName());
        Channel made = gateway.bean(Routes.class).table().channel("team-7042").orElseThrow();
        Secret pin = made.pin();
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
        assertTrue(gateway.post(path, path + "/pin", Map.of("version", "0", "pin", "12345"))
                .body()
                .contains("6 to 12 digits"));
        gateway.post(path, path + "/pin", Map.of("version", "0", "pin", "987654"));
        assertEquals(new Secret("987654"), weekly().pin());
        gateway.post(path, path + "/random-pin", Map.of("version", "0"));
        assertEquals(new Secret("987654"), weekly().pin());
        gateway.post(path, path + "/open", Map.of("version", "1"));
        assertEquals(null, weekly().pin());
        add("EXACT", "7000", "", "weekly");
        assertFalse(channel("7000").asksPin());
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
