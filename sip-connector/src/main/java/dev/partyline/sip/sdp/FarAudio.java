package dev.partyline.sip.sdp;

import dev.partyline.media.MediaDirection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one of the far end's audio m-lines says, read for our use. */
final class FarAudio {
    static final String PLAIN = "RTP/AVP";
    static final String SECURE = "RTP/SAVP";

    private static final int OUR_PACKET_MILLIS = 20;
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern RTCP = Pattern.compile("([0-9]{1,5})(?: (IN IP[46] [^ ]+))?");

    private final SessionDescription session;
    private final MediaDescription media;
    private final FarCodecs codecs;

    FarAudio(SessionDescription session, MediaDescription media) {
        this.session = session;
        this.media = media;
        codecs = new FarCodecs(media);
    }

    /** RTP audio that the far end wants, in the clear or under keys that stand in the description. */
    boolean isWanted() {
        return media.media().equals("audio") && (media.protocol().equals(PLAIN) || isSecure()) && media.port() > 0;
    }

    /** Whether it is encrypted or nothing; in the clear there may be keys, too, for whoever can use them (RFC 8643). */
    boolean isSecure() {
        return media.protocol().equals(SECURE);
    }

    String protocol() {
        return media.protocol();
    }

    /** The best key that it names. */
    Optional<Crypto> crypto() {
        return Crypto.best(media);
    }

    /** What it speaks that we speak too. */
    FarCodecs codecs() {
        return codecs;
    }

    /** Where the far end receives; null where that is nowhere a phone can be. */
    @Nullable
    InetAddress address() {
        Connection connection = media.connection() != null ? media.connection() : session.connection();
        InetAddress address = connection == null ? null : connection.address();
        return address == null || address.isMulticastAddress() || isBroadcast(address) ? null : address;
    }

    private static boolean isBroadcast(InetAddress address) {
        return address.getHostAddress().equals("255.255.255.255");
    }

    /** Hold in the manner of RFC 2543: nothing shall be sent. */
    boolean isHeldByAddress() {
        InetAddress address = address();
        return address != null && address.isAnyLocalAddress();
    }

    /** The far end's direction attribute. */
    StreamDirection direction() {
        StreamDirection own = media.direction();
        if (own != null) {
            return own;
        }
        StreamDirection sessions = session.direction();
        return sessions != null ? sessions : StreamDirection.SENDRECV;
    }

    /** What media does: {@code sendonly} is a hold, and what a PBX plays then is not for the conference. */
    MediaDirection mediaDirection() {
        if (isHeldByAddress()) {
            return MediaDirection.INACTIVE;
        }
        return switch (direction()) {
            case SENDRECV -> MediaDirection.SENDRECV;
            case RECVONLY -> MediaDirection.SENDONLY;
            case SENDONLY, INACTIVE -> MediaDirection.INACTIVE;
        };
    }

    /** The direction that we write into an answer (RFC 3264 section 6.1). */
    StreamDirection answeredDirection() {
        boolean weReceive = direction() == StreamDirection.SENDRECV || direction() == StreamDirection.SENDONLY;
        boolean weSend = direction() == StreamDirection.SENDRECV || direction() == StreamDirection.RECVONLY;
        if (weSend && !isHeldByAddress()) {
            return weReceive ? StreamDirection.SENDRECV : StreamDirection.SENDONLY;
        }
        return weReceive ? StreamDirection.RECVONLY : StreamDirection.INACTIVE;
    }

    /** What the far end wants in each packet: {@code ptime}, kept below {@code maxptime}, in whole 10 ms from 10 to 60. */
    int packetMillis() {
        int wanted = millis("ptime", OUR_PACKET_MILLIS);
        int most = millis("maxptime", 60);
        int millis = Math.min(Math.max(Math.min(wanted, most), 10), 60);
        return millis - millis % 10;
    }

    private int millis(String attribute, int otherwise) {
        return media.attribute(attribute)
                .map(String::strip)
                .filter(value -> SMALL_NUMBER.matcher(value).matches())
                .map(Integer::parseInt)
                .filter(value -> value > 0)
                .orElse(otherwise);
    }

    InetSocketAddress rtp(InetAddress address) {
        return new InetSocketAddress(address, media.port());
    }

    /** RFC 3605, on the address of RTP alone: RTCP for somebody else would be a way to make us send to him. */
    InetSocketAddress rtcp(InetAddress address) {
        int next = Math.min(media.port() + 1, 65535);
        var rtcp = RTCP.matcher(media.attribute("rtcp").orElse("").strip());
        if (!rtcp.matches()) {
            return new InetSocketAddress(address, next);
        }
        int port = Integer.parseInt(rtcp.group(1));
        boolean usable = port >= 1 && port <= 65535 && (rtcp.group(2) == null || names(rtcp.group(2), address));
        return new InetSocketAddress(address, usable ? port : next);
    }

    private static boolean names(String connection, InetAddress address) {
        try {
            return address.equals(Connection.parse(connection).address());
        } catch (SdpException e) {
            return false;
        }
    }
}
