package dev.partyline.sip.stack;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;

/** Puts our own header lines and bodies into the stack's messages. */
final class HeaderLines {
    private static final HeaderFactoryImpl FACTORY = new HeaderFactoryImpl();

    /** The factory makes one element at a time of these. */
    private static final Set<String> LISTS = Set.of("Accept", "Allow", "Supported", "Unsupported", "Require");

    private HeaderLines() {}

    static void add(SIPMessage message, HeaderField field) throws ParseException {
        if (LISTS.contains(field.name())) {
            for (String value : field.value().split(",", -1)) {
                message.addHeader(FACTORY.createHeader(field.name(), value.strip()));
            }
        } else {
            message.addHeader(FACTORY.createHeader(field.name(), field.value()));
        }
    }

    static void body(SIPMessage message, String sdp) throws ParseException {
        message.setContent(sdp.getBytes(StandardCharsets.UTF_8), new ContentType("application", "sdp"));
    }
}
