package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A description cut into its lines (RFC 8866 section 5), within bounds: what it says about the session, and its media
 * sections.
 */
record SdpText(Part session, List<Part> sections) {
    static final int MOST_SECTIONS = 32;
    private static final int MOST_CHARACTERS = 65_536;
    private static final int MOST_LINES = 4_000;
    private static final int LONGEST_LINE = 2_048;

    /** Of {@code a=name:value}, the value empty for a flag. */
    record Attribute(String name, String value) {}

    /** @param media the value of m=; empty for the session */
    record Part(String media, List<Attribute> attributes) {
        boolean has(String name) {
            return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
        }

        List<String> all(String name) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .map(Attribute::value)
                    .toList();
        }

        Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }
    }

    static SdpText of(String sdp) throws OfferRefusedException {
        if (sdp.length() > MOST_CHARACTERS) {
            throw new OfferRefusedException("the offer is longer than 65,536 characters");
        }
        String[] lines = sdp.split("\r?\n", MOST_LINES + 1);
        if (lines.length > MOST_LINES) {
            throw new OfferRefusedException("the offer has more than 4,000 lines");
        }
        if (!lines[0].equals("v=0")) {
            throw new OfferRefusedException("the offer does not begin with v=0");
        }
        Part session = new Part("", new ArrayList<>());
        List<Part> sections = new ArrayList<>();
        Part part = session;
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1];
            if (line.isEmpty() && number == lines.length) {
                break;
            }
            check(line, number);
            String value = line.substring(2);
            if (line.charAt(0) == 'm') {
                if (sections.size() == MOST_SECTIONS) {
                    throw new OfferRefusedException("the offer has more than 32 sections");
                }
                part = new Part(value, new ArrayList<>());
                sections.add(part);
            } else if (line.charAt(0) == 'a') {
                int colon = value.indexOf(':');
                part.attributes.add(
                        colon < 0
                                ? new Attribute(value, "")
                                : new Attribute(value.substring(0, colon), value.substring(colon + 1)));
            }
        }
        return new SdpText(session, sections);
    }

    private static void check(String line, int number) throws OfferRefusedException {
        if (line.length() > LONGEST_LINE) {
            throw new OfferRefusedException("line " + number + " of the offer is longer than 2,048 characters");
        }
        if (line.length() < 2 || line.charAt(0) < 'a' || line.charAt(0) > 'z' || line.charAt(1) != '=') {
            throw new OfferRefusedException("line " + number + " of the offer is not a letter, = and a value");
        }
        if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new OfferRefusedException("line " + number + " of the offer has a control character");
        }
    }
}
