package dev.partyline.sip.sdp;

import dev.partyline.sip.sdp.MediaDescription.Attribute;
import dev.partyline.sip.sdp.SessionDescription.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one description, line by line:
 *
 * <pre>
 * v=0                                  then session lines: o= s= c= t= a= ...
 * m=audio 49170 RTP/AVP 0 8 101        then this stream's lines: c= a= ...
 * m=video 0 RTP/AVP 31                 and so on
 * </pre>
 */
final class SdpReader {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_LINES = 500;
    private static final int MAX_MEDIA = 8;
    private static final int MAX_FORMATS = 32;

    /** RFC 8866 section 9: token. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.0-9A-Z^_`a-z{|}~]{1,64}");

    private static final Pattern PROTOCOL = Pattern.compile(TOKEN + "(?:/" + TOKEN + "){0,4}");
    private static final Pattern PORT = Pattern.compile("([0-9]{1,5})(?:/[0-9]{1,3})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    private @Nullable Origin origin;
    private String timing = "0 0";
    private @Nullable Connection connection;
    private @Nullable StreamDirection direction;
    private final List<MediaDescription> media = new ArrayList<>();
    private @Nullable OpenMedia open;

    /** An m-line whose attributes still come. */
    private record OpenMedia(
            String media, int port, String protocol, List<String> formats, List<Attribute> attributes) {}

    private @Nullable Connection openConnection;

    SessionDescription read(String text) throws SdpException {
        if (text.length() > MAX_LENGTH) {
            throw new SdpException("too long");
        }
        int lines = 0;
        int at = 0;
        while (at < text.length()) {
            if (++lines > MAX_LINES) {
                throw new SdpException("too many lines");
            }
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            if (line.endsWith("\r")) {
                line = line.substring(0, line.length() - 1);
            }
            if (line.isEmpty() && text.substring(at).isBlank()) {
                break;
            }
            readLine(lines, line);
        }
        closeMedia();
        if (origin == null) {
            throw new SdpException("no origin");
        }
        return new SessionDescription(origin, timing, connection, direction, media);
    }

    private void readLine(int number, String line) throws SdpException {
        if (line.length() < 2 || line.charAt(1) != '=' || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new SdpException("line");
        }
        String value = line.substring(2);
        char type = line.charAt(0);
        if (number == 1 && (type != 'v' || !value.equals("0"))) {
            throw new SdpException("version");
        }
        switch (type) {
            case 'o' -> origin = origin(value);
            case 't' -> timing = timing(value);
            case 'c' -> connection(Connection.parse(value));
            case 'a' -> attribute(value);
            case 'm' -> {
                closeMedia();
                if (media.size() == MAX_MEDIA) {
                    throw new SdpException("too many streams");
                }
                open = media(value);
            }
            default -> {}
        }
    }

    private Origin origin(String value) throws SdpException {
        String[] fields = value.split(" ", -1);
        if (origin != null
                || open != null
                || fields.length != 6
                || !NUMBER.matcher(fields[1]).matches()
                || !NUMBER.matcher(fields[2]).matches()) {
            throw new SdpException("origin");
        }
        return new Origin(fields[1], fields[2]);
    }

    private static String timing(String value) throws SdpException {
        String[] fields = value.strip().split(" ", 3);
        if (fields.length != 2
                || !NUMBER.matcher(fields[0]).matches()
                || !NUMBER.matcher(fields[1]).matches()) {
            throw new SdpException("timing");
        }
        return fields[0] + " " + fields[1];
    }

    private void connection(Connection read) {
        // A stream may have several c-lines for layered multicast; the first is the one to send to.
        if (open == null) {
            connection = connection == null ? read : connection;
        } else {
            openConnection = openConnection == null ? read : openConnection;
        }
    }

    private void attribute(String value) throws SdpException {
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        if (!TOKEN.matcher(name).matches()) {
            throw new SdpException("attribute");
        }
        if (open != null) {
            open.attributes().add(new Attribute(name, colon < 0 ? "" : value.substring(colon + 1)));
        } else if (direction == null) {
            direction = StreamDirection.ofAttribute(name);
        }
    }

    private static OpenMedia media(String value) throws SdpException {
        String[] fields = value.strip().split(" +", MAX_FORMATS + 4);
        if (fields.length < 4 || fields.length > MAX_FORMATS + 3) {
            throw new SdpException("stream");
        }
        var port = PORT.matcher(fields[1]);
        if (!TOKEN.matcher(fields[0]).matches()
                || !port.matches()
                || Integer.parseInt(port.group(1)) > 65535
                || !PROTOCOL.matcher(fields[2]).matches()) {
            throw new SdpException("stream");
        }
        List<String> formats = List.of(fields).subList(3, fields.length);
        for (String format : formats) {
            if (!TOKEN.matcher(format).matches()) {
                throw new SdpException("format");
            }
        }
        return new OpenMedia(fields[0], Integer.parseInt(port.group(1)), fields[2], formats, new ArrayList<>());
    }

    private void closeMedia() {
        if (open != null) {
            media.add(new MediaDescription(
                    open.media(), open.port(), open.protocol(), open.formats(), openConnection, open.attributes()));
        }
        open = null;
        openConnection = null;
    }
}
