package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Asterisk;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.Pbx;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An Asterisk that calls the account 4711 and puts the dialled number, as Germans write it, into To or into
 * P-Called-Party-ID (RFC 7315 section 4.2). The rule is for the number as the world writes it; the account's own
 * number leads elsewhere, so that who looks into the Request-URI ends there.
 */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
@SuppressWarnings("NullAway.Init")
class NumberStandsWhereTheTrunkPutsIt {
    private static final int BASE = 25800;
    private static final String NATIONAL = "0301234567";
    private static final String RULE = "+49301234567";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static Asterisk asterisk;

    @BeforeAll
    static void twoTrunksOfOnePbx() throws InterruptedException {
        Tools.needImage(Asterisk.image());
        bridge = new BridgeProcess(BASE, data);
        trunk(0, "by-to", Asterisk.ADDRESS, "to");
        trunk(1, "by-header", Asterisk.SECOND_ADDRESS, "header:P-Called-Party-ID");
        bridge.start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map(RULE, "berlin")
                .map("4711", "elsewhere");
        asterisk = new Asterisk(15190, "md5", bridge.sip()).start();
    }

    private static void trunk(int n, String name, String address, String source) {
        bridge.set("partyline.trunks[" + n + "].name", name)
                .set("partyline.trunks[" + n + "].addresses", address)
                .set("partyline.trunks[" + n + "].number-source", source)
                .set("partyline.trunks[" + n + "].number-format", "national-with-trunk-zero")
                .set("partyline.trunks[" + n + "].region", "DE");
    }

    @AfterAll
    static void everythingStops() {
        if (bridge != null) {
            bridge.close();
        }
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @Test
    void bothWaysLeadToTheSameChannel() throws InterruptedException {
        try (TestPhone anna = new TestPhone("anna", Pbx.ULAW_PHONE, Codec.PCMU);
                TestPhone ben = new TestPhone("ben", Pbx.ULAW_PHONE, Codec.PCMU)) {
            PhoneCall annas = anna.call(asterisk.sip(), "to" + NATIONAL);
            PhoneCall bens = ben.call(asterisk.sip(), "header" + NATIONAL);
            assertEquals(List.of(200, 200), List.of(annas.status(), bens.status()), bridge.log());
            List<Participant> both = List.of(Participant.of("anna", 500, annas), Participant.of("ben", 700, bens));
            Hearing.expect("one number, two trunks", both, both);
            String page = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                    .get("/admin/calls")
                    .body();
            assertTrue(page.contains("by by-to") && page.contains("by by-header"), page);
            assertTrue(page.contains(">berlin<") && !page.contains(">elsewhere<"), page);
            assertEquals(200, annas.hangUp());
            assertEquals(200, bens.hangUp());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "to, by-to, 0307654321",
        "header, by-header, 0307654321",
        "to, by-to, 00491234567",
        "header, by-header, 00491234567"
    })
    void anotherNumberIsRefused(String way, String trunk, String dialled) throws InterruptedException {
        try (TestPhone anna = new TestPhone("anna", Pbx.ULAW_PHONE, Codec.PCMU)) {
            assertEquals(404, anna.call(asterisk.sip(), way + dialled).status(), bridge.log());
        }
        Await.until(
                "that number was looked for and has no rule",
                () -> bridge.log()
                        .lines()
                        .anyMatch(line -> line.contains("trunk=" + trunk)
                                && line.contains("dialled=" + dialled)
                                && line.contains("NO_MAPPING")));
    }
}
