package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A SIP message as text (RFC 3261 section 7); just enough of it for a phone. */
public record SipMessage(String startLine, List<Header> headers, String body) {
    public record Header(String name, String value) {}

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type");

    static SipMessage parse(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("no empty line in: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(new Header(
                    lines[i].substring(0, colon).strip(),
                    lines[i].substring(colon + 1).strip()));
        }
        return new SipMessage(lines[0], List.copyOf(headers), text.substring(end + 4));
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(lower, lower);
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> canonical(header.name()).equals(canonical(name)))
                .map(Header::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public String need(String name) {
        return first(name).orElseThrow(() -> new NoSuchElementException("no " + name + " in " + startLine));
    }

    public boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    public int status() {
        return Integer.parseInt(startLine.substring(8, 11));
    }

    public String method() {
        return isResponse() ? need("CSeq").split(" ", -1)[1] : startLine.substring(0, startLine.indexOf(' '));
    }

    public int sequence() {
        return Integer.parseInt(need("CSeq").split(" ", -1)[0]);
    }

    /** The URI between angle brackets, or the bare one without its parameters. */
    static String uriOf(String nameAddress) {
        int open = nameAddress.indexOf('<');
        return open >= 0
                ? nameAddress.substring(open + 1, nameAddress.indexOf('>', open))
                : nameAddress.split(";", -1)[0].strip();
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
        return text.append(body).toString().getBytes(UTF_8);
    }
}
