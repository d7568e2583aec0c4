package dev.partyline.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.ScriptedTelephony;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsAreExaminedOnAPage {
    private static final String HOSTILE = "<script>alert(1)</script>";

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

    private void refused(String id, String dialled) {
        gateway.telephony()
                .traces
                .put(
                        id + "@pbx",
                        new TracedCall("203.0.113.7")
                                .came(
                                        "INVITE sip:" + dialled + "@198.51.100.1 SIP/2.0",
                                        "INVITE",
                                        TracedCall.sdp("203.0.113.7", 4000, "0 8"))
                                .went("SIP/2.0 404 Not found", "INVITE", "")
                                .messages());
        gateway.bean(CallHandler.class)
                .ended(new CallRecord(
                        new InboundCall(new CallId(id), "pbx", new CallerText(dialled), new CallerText(HOSTILE)),
                        null,
                        Instant.now(),
                        null,
                        404,
                        EndReason.NO_MAPPING,
                        "no rule maps the number",
                        id + "@pbx",
                        null));
    }

    @Test
    void refusedCallIsFoundAndExplained() {
        assertTrue(gateway.get("/admin/doctor").body().contains("No call yet"));
        refused("c8", "5551234");
        refused("c9", "777");
        String list = gateway.get("/admin/doctor?find=5551").body();
        assertTrue(list.contains("/admin/doctor/c8") && !list.contains("/admin/doctor/c9"), list);
        assertTrue(gateway.get("/admin/doctor?find=nobody").body().contains("No call like that"));
        String page = gateway.get("/admin/doctor/c8").body();
        assertTrue(page.contains("No rule maps &quot;5551234&quot;"), page);
        assertTrue(page.contains("INVITE sip:5551234@198.51.100.1"), page);
        assertTrue(page.contains("404 Not found to INVITE"), page);
        assertTrue(page.contains("The far end offers PCMU, PCMA"), page);
        assertFalse(page.contains(HOSTILE) || list.contains(HOSTILE));
        String json = gateway.get("/admin/doctor/c8.json").body();
        assertTrue(json.contains("\"endedBy\":\"NO_MAPPING\"") && json.contains("\"weight\":\"BAD\""), json);
        HttpResponse<String> capture = gateway.get("/admin/doctor/c8.pcap");
        assertEquals(200, capture.statusCode());
        assertTrue(capture.body().contains("SIP/2.0 404 Not found"));
        assertTrue(
                capture.headers().firstValue("Content-Disposition").orElse("").contains("call-c8.pcap"));
    }

    @Test
    void callThatIsUpIsExaminedToo() {
        gateway.telephony().calls.add(ScriptedTelephony.call("c7", "+4930123456", "lobby", false, false, -20));
        assertTrue(gateway.get("/admin/calls").body().contains("/admin/doctor/c7"));
        String page = gateway.get("/admin/doctor/c7").body();
        assertTrue(page.contains("on the line") && page.contains("12,000 packets came"), page);
        assertTrue(page.contains("Its messages are not kept any more"), page);
    }

    @Test
    void unknownOneIsSaidToBeGone() {
        assertTrue(gateway.get("/admin/doctor/gone").body().contains("That call is not here"));
        assertEquals(404, gateway.get("/admin/doctor/gone.json").statusCode());
        assertEquals(404, gateway.get("/admin/doctor/gone.pcap").statusCode());
    }
}
