package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneMediaStats;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.TrunkStatus;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesAreWhole {
    private static final String HOSTILE = "<script>alert(1)</script>'\"&${7*7}";

    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data, "partyline.admin.password=" + RunningGateway.PASSWORD);
        gateway.logIn();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void quiet() {
        gateway.telephony().calls.clear();
        gateway.telephony().trunks.clear();
        gateway.telephony().done.clear();
    }

    @Test
    void theStartPageNamesTheNumbersOfTheDemo() {
        String page = gateway.get("/").body();
        assertTrue(page.contains("sip:3000@127.0.0.1:5060"), page);
        assertTrue(page.contains("PIN 2468"), page);
        assertFalse(page.contains("No microphone"), page);
    }

    @Test
    void callerTextIsShownAsTextAndNotRun() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", HOSTILE, "lobby", false, false, -20));
        gateway.telephony().trunks.add(new TrunkStatus("pbx", TrunkStatus.State.FAILED, Instant.now(), HOSTILE, 0));
        for (String path : new String[] {"/admin/calls", "/admin/calls/list", "/admin/trunks"}) {
            String page = gateway.get(path).body();
            assertFalse(page.contains("<script>alert"), path);
            assertTrue(page.contains("&lt;script&gt;alert(1)"), path);
            assertTrue(page.contains("${7*7}"), path);
        }
    }

    /** A trunk that is registered and brings nobody through is as good as none. */
    @Test
    void trunksLastGoodCallIsToldOnItsPageAndAsAFigure() {
        gateway.telephony()
                .trunks
                .add(new TrunkStatus("office-pbx", TrunkStatus.State.REGISTERED, Instant.now(), "", 0));
        assertTrue(gateway.get("/admin/trunks").body().contains("No good call since the start"));
        CallHandler handler = gateway.bean(CallHandler.class);
        handler.ended(ended(0));
        assertTrue(gateway.get("/admin/trunks").body().contains("No good call since the start"));
        handler.ended(ended(500));
        assertTrue(gateway.get("/admin/trunks").body().contains("The last good call ended less than a minute ago"));
    }

    private static CallRecord ended(long packetsReceived) {
        LiveCall call = ScriptedTelephony.call("c1", "+4930123456", "lobby", false, false, -20);
        PhoneMediaStats stats = new PhoneMediaStats(
                1,
                false,
                packetsReceived,
                0,
                0,
                0,
                0,
                40,
                -40,
                0,
                500,
                call.media().quality());
        return new CallRecord(
                call.call(),
                "lobby",
                Instant.now().minusSeconds(10),
                Duration.ofSeconds(10),
                200,
                EndReason.CALLER_HUNG_UP,
                "",
                "id@pbx",
                new CallRecord.Media("PCMU", "", true, true, stats));
    }

    @Test
    void noPageCarriesInlineScriptOrStyle() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c1", "+4930123456", "lobby", false, false, -20));
        for (String path : new String[] {
            "/",
            "/login",
            "/admin/calls",
            "/admin/numbers",
            "/admin/numbers/new",
            "/admin/channels",
            "/admin/trunks",
            "/admin/doctor",
            "/admin/doctor/c1",
            "/admin/doctor/gone",
            "/admin/password"
        }) {
            HttpResponse<String> answer = gateway.get(path);
            assertEquals(200, answer.statusCode(), path);
            String page = answer.body();
            // Without it, browsers lay out as they did in 1998.
            assertTrue(page.startsWith("<!DOCTYPE html>"), path);
            assertFalse(page.matches("(?s).*(<style|\\sstyle=|\\son[a-z]+=|javascript:|<script>).*"), path);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
        }
    }

    @Test
    void aCallIsMutedAndRemovedFromThePage() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c7", "+4930123456", "lobby", false, false, -20));
        gateway.post("/admin/calls", "/admin/calls/c7/mute", Map.of("muted", "true"));
        gateway.post("/admin/calls", "/admin/calls/c7/remove", Map.of());
        assertEquals(java.util.List.of("mute c7", "remove c7"), gateway.telephony().done);
        assertTrue(gateway.get("/admin/calls").body().contains("The phone was told"));
    }

    @Test
    void whoMutedHimselfStaysSo() {
        gateway.telephony().calls.add(ScriptedTelephony.mutedItself("c7", "lobby"));
        gateway.post("/admin/calls", "/admin/calls/c7/mute", Map.of("muted", "false"));
        assertEquals(java.util.List.of(), gateway.telephony().done);
        assertTrue(gateway.get("/admin/calls").body().contains("is heard again by *6"));
    }

    @Test
    void aCallThatEndedMeanwhileIsSaidToHaveEnded() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c7", "+4930123456", "lobby", false, false, -20));
        gateway.post("/admin/calls", "/admin/calls/gone/mute", Map.of("muted", "true"));
        assertTrue(gateway.get("/admin/calls").body().contains("had ended already"));
    }

    @Test
    void theJoinPageOpensForChannelsAloneAndMayUseTheMicrophone() {
        HttpResponse<String> page = gateway.get("/join/lobby");
        assertEquals(200, page.statusCode());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("media-src 'self' blob: mediastream:"), policy);
        assertTrue(policy.contains("connect-src 'self' ws://127.0.0.1:" + gateway.port() + ";"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(page.headers()
                .firstValue("Permissions-Policy")
                .orElseThrow()
                .contains("microphone=(self), camera=(self)"));
        for (String path : new String[] {"/join/nowhere", "/join/room-5000", "/join/%3Cscript%3E"}) {
            HttpResponse<String> none = gateway.get(path);
            assertEquals(404, none.statusCode(), path);
            assertTrue(none.body().contains("There is no such channel"), path);
        }
        assertTrue(gateway.get("/").body().contains("/join/lobby"));
    }

    @Test
    void aLinkForHostsIsMadeOnTheChannelsPage() {
        gateway.post("/admin/channels", "/admin/channels", Map.of("name", "weekly"));
        String list = gateway.get("/admin/channels").body();
        java.util.regex.Matcher edit =
                java.util.regex.Pattern.compile("/admin/channels/[0-9a-f-]{36}").matcher(list);
        assertTrue(edit.find(), list);
        assertTrue(gateway.get(edit.group()).body().contains("/join/weekly\""));
        gateway.post(edit.group(), edit.group() + "/host-link", Map.of());
        java.util.regex.Matcher token = java.util.regex.Pattern.compile("/join/weekly#token=([A-Za-z0-9._-]+)")
                .matcher(gateway.get(edit.group()).body());
        assertTrue(token.find());
        dev.partyline.gateway.token.TokenVerdict verdict =
                gateway.bean(dev.partyline.gateway.token.Tokens.class).judge(token.group(1), "weekly", Instant.now());
        assertTrue(verdict.toString().contains("HOST"), verdict::toString);
        // It is shown once.
        assertFalse(gateway.get(edit.group()).body().contains("#token="));
    }

    @Test
    void anUnknownPageIsSaidToBeUnknown() {
        HttpResponse<String> answer = gateway.get("/admin/nothing");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("There is no such page"), answer.body());
    }

    @Test
    void metricsStandOnTheManagementPortAlone() {
        String metrics =
                gateway.getAt(gateway.managementPort(), "/actuator/prometheus").body();
        assertTrue(metrics.contains("partyline_ports_free 4998.0"), metrics);
        assertTrue(metrics.contains("partyline_sip_refusals_total{reason=\"NO_MAPPING\"} 3.0"), metrics);
        for (String line : List.of(
                "partyline_tick_lateness_seconds_total{le=\"0.005\"} 999.0",
                "partyline_tick_lateness_seconds_total{le=\"+Inf\"} 1000.0",
                "partyline_rtp_unsent_total 2.0",
                "partyline_rtcp_received_total 6.0",
                "partyline_rtcp_sent_total 7.0",
                "partyline_legs_broken_total 8.0",
                "partyline_loop_commands_refused_total 9.0")) {
            assertTrue(metrics.contains(line), metrics);
        }
        assertTrue(metrics.contains("partyline_rtp_drops_total{reason=\"LATE\"} 4.0"), metrics);
        assertTrue(metrics.contains("partyline_edge_drops_total{reason=\"stun\"} 6.0"), metrics);
        assertTrue(metrics.contains("partyline_browser_refusals_total{reason=\"pin-wrong\"} 0.0"), metrics);
        assertTrue(metrics.contains("partyline_signalling_sockets 0.0"), metrics);
        gateway.telephony().calls.add(ScriptedTelephony.call("c7", "4321", "lobby", false, false, -20));
        String calls =
                gateway.getAt(gateway.managementPort(), "/actuator/calls").body();
        for (String figure : List.of(
                "\"live\":", "\"trunk\":\"office-pbx\"", "\"lossShare\":0.0026", "\"mos\":4.31", "\"mos\":3.84")) {
            assertTrue(calls.contains(figure), calls);
        }
        assertEquals(404, gateway.get("/actuator/calls").statusCode());
        assertTrue(gateway.getAt(gateway.managementPort(), "/actuator/health")
                .body()
                .contains("UP"));
        assertTrue(gateway.getAt(gateway.managementPort(), "/actuator/env").statusCode() >= 300);
        assertEquals(404, gateway.get("/actuator/prometheus").statusCode());
    }

    @Test
    void livenessFollowsTheLoopsAndNothingElse() {
        assertEquals(200, gateway.get("/livez").statusCode());
        gateway.telephony().sinceLastTickNanos = 1_500_000_000L;
        assertEquals(503, gateway.get("/livez").statusCode());
        gateway.telephony().sinceLastTickNanos = 1_000_000;
        assertEquals("{\"status\":\"UP\"}", gateway.get("/readyz").body());
    }
}
