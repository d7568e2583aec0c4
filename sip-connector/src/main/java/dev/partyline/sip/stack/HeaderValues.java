package dev.partyline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Headers of a parsed message as plain text, by their full, parsed names: no spelling slips past (RFC 3261 7.3.3). */
final class HeaderValues {
    private HeaderValues() {}

    static List<String> of(SIPMessage message, String name) {
        List<String> values = new ArrayList<>();
        ListIterator<?> names = message.getHeaderNames();
        // The parser keeps the whitespace that may stand before the colon of a header it does not know.
        Set<String> spellings = new LinkedHashSet<>();
        while (names.hasNext()) {
            String spelling = (String) names.next();
            if (spelling.strip().equalsIgnoreCase(name)) {
                spellings.add(spelling);
            }
        }
        for (String spelling : spellings) {
            ListIterator<?> headers = message.getHeaders(spelling);
            while (headers.hasNext()) {
                values.add(value(headers.next().toString()));
            }
        }
        return values;
    }

    static boolean hasUnreadable(SIPMessage message, String name) {
        ListIterator<?> lines = message.getUnrecognizedHeaders();
        while (lines.hasNext()) {
            String line = lines.next().toString();
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    static Map<String, List<String>> all(SIPMessage message) {
        Map<String, List<String>> all = new TreeMap<>();
        ListIterator<?> names = message.getHeaderNames();
        while (names.hasNext()) {
            String name = (String) names.next();
            all.put(name.toLowerCase(Locale.ROOT), of(message, name));
        }
        return all;
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
