package dev.partyline.sip;

/** Session descriptions as a phone writes them. */
final class Sdp {
    private Sdp() {}

    static String offer(int port) {
        return of("127.0.0.1", port, "0 8 101", "sendrecv", 1);
    }

    static String of(String address, int port, String formats, String direction, int version) {
        return "v=0\r\no=ann 1 " + version + " IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio "
                + port + " RTP/AVP " + formats + "\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                + "a=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }
}
