package dev.partyline.integration.peer.rtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client needs of an answer.
 *
 * @param sections each section's first line and attributes, in order
 */
public record RtcAnswer(
        String ufrag, String password, String fingerprint, InetSocketAddress candidate, List<String> sections) {
    private static final Pattern CANDIDATE = Pattern.compile("a=candidate:\\S+ 1 (?i:udp) \\d+ (\\S+) (\\d+) typ host");

    public static RtcAnswer parse(String sdp) {
        Matcher candidate = find(CANDIDATE, sdp);
        List<String> sections =
                Pattern.compile("(?m)^(?=m=)").splitAsStream(sdp).skip(1).toList();
        return new RtcAnswer(
                find(Pattern.compile("a=ice-ufrag:(\\S+)"), sdp).group(1),
                find(Pattern.compile("a=ice-pwd:(\\S+)"), sdp).group(1),
                find(Pattern.compile("a=fingerprint:(\\S+ \\S+)"), sdp).group(1),
                new InetSocketAddress(InetAddress.ofLiteral(candidate.group(1)), Integer.parseInt(candidate.group(2))),
                sections);
    }

    private static Matcher find(Pattern pattern, String sdp) {
        Matcher matcher = pattern.matcher(sdp);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in the answer:\n" + sdp);
        }
        return matcher;
    }
}
