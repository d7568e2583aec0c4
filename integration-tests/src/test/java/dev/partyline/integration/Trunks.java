package dev.partyline.integration;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Pbx;

/** The trunks of a bridge between a PBX and phones that are known by their addresses. */
final class Trunks {
    private Trunks() {}

    static BridgeProcess registeringAndDirect(BridgeProcess bridge, Pbx pbx) {
        return direct(bridge)
                .set("partyline.trunks[1].name", "office-pbx")
                .set(
                        "partyline.trunks[1].registrar",
                        pbx.sip().getAddress().getHostAddress() + ":"
                                + pbx.sip().getPort())
                .set("partyline.trunks[1].username", Pbx.ACCOUNT)
                .set("partyline.trunks[1].expires", "30s")
                .environment("PARTYLINE_TRUNKS_1_PASSWORD", Pbx.PASSWORD);
    }

    static BridgeProcess direct(BridgeProcess bridge) {
        return bridge.set("partyline.trunks[0].name", "direct")
                .set("partyline.trunks[0].addresses", "127.0.0.1,127.0.0.2,127.0.0.3");
    }
}
