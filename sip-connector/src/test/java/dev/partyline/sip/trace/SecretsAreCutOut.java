package dev.partyline.sip.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which a secret may stand in a message, with the canary CANARY in its place. */
class SecretsAreCutOut {
    private static final String HEAD = "INVITE sip:3000@pbx SIP/2.0\r\nFrom: <sip:ann@pbx>;tag=1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Digest username=\"ann\", response=\"CANARY\", nonce=\"n\"",
                "authorization : digest username=\"ann\",\r\n response=\"CANARY\"",
                "Proxy-Authorization: Digest username=\"ann\"\r\n\t, cnonce=\"CANARY\"",
                "Authorization: Digest username=\"ann\", response=\"x\", response=\"CANARY\"",
                "Authorization: Bearer CANARY.e30.x",
                "Authorization: Basic CANARY",
                "Contact: <sip:ann:CANARY@pbx>",
            })
    void ofHeaders(String header) {
        String cut = Redaction.of(HEAD + header + "\r\nContent-Length: 0\r\n\r\n");
        assertFalse(cut.contains("CANARY"), cut);
        assertTrue(cut.contains("***") && cut.contains("tag=1") && cut.endsWith("Content-Length: 0\r\n\r\n"), cut);
        assertEquals(header.contains("username"), cut.contains("username=\"ann\""), cut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:CANARY|2^31",
                "a=crypto:1      AES_CM_128_HMAC_SHA1_80                                                     inline:CANARY",
                "a=ice-pwd:CANARY",
                "a=key-mgmt:mikey CANARY",
                "k=clear:CANARY",
                "k=base64:CANARY",
            })
    void ofDescriptions(String line) {
        String cut = Redaction.of(HEAD + "Content-Type: application/sdp\r\n\r\nv=0\r\n" + line + "\r\na=sendrecv\r\n");
        assertFalse(cut.contains("CANARY"), cut);
        assertTrue(cut.endsWith("\r\na=sendrecv\r\n"), cut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/dtmf-relay\r\n\r\nSignal=CANARY\r\n",
                "c: application/dtmf\r\n\r\nCANARY",
                "Content-Type: audio/telephone-event\r\n\r\nCANARY",
                "Content-Type: application/kpml-response+xml\r\n\r\n<digits>CANARY</digits>",
                "Content-Type: multipart/mixed;boundary=x\r\n\r\n--x\r\nContent-Type: application/dtmf\r\n\r\nCANARY\r\n--x--",
            })
    void ofKeysThatWerePressed(String rest) {
        String cut = Redaction.of("INFO sip:pbx SIP/2.0\r\nCSeq: 2 INFO\r\n" + rest);
        assertFalse(cut.contains("CANARY"), cut);
        assertTrue(cut.contains("CSeq: 2 INFO") && cut.contains("***"), cut);
    }

    /** Patterns that go back and forth in a text of somebody else's would stop a call's line. */
    @Test
    void longTextsTakeNoTime() {
        for (String piece :
                new String[] {"Authorization: ", "a=crypto:", "sip:a", "response=\"", "\r\n ", "k=", "username="}) {
            String text = HEAD + piece.repeat(8000 / piece.length());
            String body = HEAD + "Content-Type: application/sdp\r\n\r\n" + piece.repeat(8000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                Redaction.of(text);
                Redaction.of(body);
            });
        }
    }
}
