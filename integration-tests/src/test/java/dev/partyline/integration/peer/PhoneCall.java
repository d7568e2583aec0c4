package dev.partyline.integration.peer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of a {@link TestPhone}, from its INVITE to its BYE. Driven by the test's thread. */
public final class PhoneCall implements AutoCloseable {
    private static final Duration FINAL_ANSWER = Duration.ofSeconds(20);
    private static final long T1_MILLIS = 500;

    private final TestPhone phone;
    private final InetSocketAddress peer;
    private final List<Codec> codecs;
    private final boolean events;
    private final String callId = UUID.randomUUID() + "@test";
    private final String fromTag = UUID.randomUUID().toString().substring(0, 8);
    private final String requestUri;
    private final RtpEndpoint rtp;
    private final BlockingQueue<SipMessage> responses = new LinkedBlockingQueue<>(100);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String to;
    private volatile String remoteTarget;
    private volatile @Nullable SipMessage invite;
    private volatile @Nullable SipMessage lastAck;
    private volatile @Nullable SipMessage finalAnswer;
    private int sequence;
    private int sdpVersion = 1;
    private String direction = "sendrecv";

    PhoneCall(TestPhone phone, InetSocketAddress peer, String number, List<Codec> codecs, boolean events) {
        this.phone = phone;
        this.peer = peer;
        this.codecs = codecs;
        this.events = events;
        requestUri = "sip:" + number + "@" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
        remoteTarget = requestUri;
        to = "<" + requestUri + ">";
        rtp = new RtpEndpoint(phone.address(), codecs.getFirst());
    }

    String callId() {
        return callId;
    }

    /** The status of the final answer to the INVITE. */
    public int status() {
        SipMessage answer = finalAnswer;
        if (answer == null) {
            throw new IllegalStateException("no final answer yet");
        }
        return answer.status();
    }

    public SipMessage answer() {
        SipMessage answer = finalAnswer;
        if (answer == null) {
            throw new IllegalStateException("no final answer yet");
        }
        return answer;
    }

    /** Where the far end receives this call's audio. */
    public InetSocketAddress farMedia() {
        return SessionDescription.parse(answer().body()).media();
    }

    public PhoneCall say(Sound sound) {
        rtp.say(sound);
        return this;
    }

    public void press(String keys) throws InterruptedException {
        rtp.press(keys);
    }

    /** Presses the keys as tones in its audio, so long each and so long silent after each, in place of what it says. */
    public void pressTones(String keys, int toneMillis, int pauseMillis) throws InterruptedException {
        rtp.say(Sound.once(Sound.keys(keys, toneMillis, pauseMillis)));
        Thread.sleep(100L + (long) keys.length() * (toneMillis + pauseMillis));
    }

    /** Presses the keys by SIP INFO, and waits for each answer. */
    public void pressByInfo(String keys) throws InterruptedException {
        for (int i = 0; i < keys.length(); i++) {
            sequence++;
            SipMessage info = request("INFO", sequence, branch(), "");
            List<SipMessage.Header> headers = new ArrayList<>(info.headers());
            headers.add(new SipMessage.Header("Content-Type", "application/dtmf-relay"));
            info = new SipMessage(info.startLine(), headers, "Signal=" + keys.charAt(i) + "\r\nDuration=160\r\n");
            phone.send(info, peer);
            SipMessage answer = awaitFinal(info);
            if (answer.status() != 200) {
                throw new AssertionError(phone.name() + ": " + answer.startLine() + " to an INFO");
            }
        }
    }

    /** Listens for so long from now. */
    public Recording listen(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
        return heard(duration);
    }

    /** What was heard in the time just passed. */
    public Recording heard(Duration duration) {
        return rtp.ear().last(duration);
    }

    public int packetsHeardSince(long nanos) {
        return rtp.ear().packetsSince(nanos);
    }

    public boolean isEnded() {
        return ended.getCount() == 0;
    }

    public boolean awaitEnd() throws InterruptedException {
        return ended.await(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start() {
        sequence++;
        invite = request("INVITE", sequence, branch(), sdp());
        phone.send(invite, peer);
    }

    /** Waits for the final answer of the first INVITE, and acknowledges it. */
    public PhoneCall awaitFinal() throws InterruptedException {
        SipMessage sent = java.util.Objects.requireNonNull(invite);
        SipMessage answer = awaitFinal(sent);
        finalAnswer = answer;
        if (answer.status() < 300) {
            to = answer.need("To");
            remoteTarget = SipMessage.uriOf(answer.need("Contact"));
            acknowledge(sent.sequence());
            useMedia(answer);
        } else {
            phone.send(failureAck(sent, answer), peer);
            end();
        }
        return this;
    }

    public void cancel() {
        SipMessage sent = java.util.Objects.requireNonNull(invite);
        phone.send(request("CANCEL", sent.sequence(), branchOf(sent), ""), peer);
    }

    /** Puts the far end on hold; this phone goes on sending what it says, as a PBX does with its music. */
    public int hold() throws InterruptedException {
        return reinvite("sendonly");
    }

    public int resume() throws InterruptedException {
        return reinvite("sendrecv");
    }

    public int reinvite(String newDirection) throws InterruptedException {
        direction = newDirection;
        sdpVersion++;
        sequence++;
        SipMessage sent = request("INVITE", sequence, branch(), sdp());
        phone.send(sent, peer);
        SipMessage answer = awaitFinal(sent);
        if (answer.status() < 300) {
            acknowledge(sent.sequence());
            useMedia(answer);
        } else {
            phone.send(failureAck(sent, answer), peer);
        }
        return answer.status();
    }

    public int hangUp() throws InterruptedException {
        sequence++;
        SipMessage bye = request("BYE", sequence, branch(), "");
        phone.send(bye, peer);
        int status = awaitFinal(bye).status();
        end();
        return status;
    }

    void receive(SipMessage message, InetSocketAddress from) {
        if (message.isResponse()) {
            SipMessage ack = lastAck;
            if (ack != null
                    && message.method().equals("INVITE")
                    && message.sequence() == ack.sequence()
                    && message.status() >= 200) {
                phone.send(ack, peer);
            } else {
                responses.offer(message);
            }
            return;
        }
        switch (message.method()) {
            case "BYE" -> {
                respond(message, from, 200, "");
                end();
            }
            case "INVITE", "UPDATE" ->
                respond(message, from, 200, message.body().isBlank() ? "" : sdp());
            case "OPTIONS", "INFO", "NOTIFY" -> respond(message, from, 200, "");
            case "ACK" -> {}
            default -> respond(message, from, 405, "");
        }
    }

    private void respond(SipMessage request, InetSocketAddress to, int status, String body) {
        List<SipMessage.Header> headers = new ArrayList<>();
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            request.all(name).forEach(value -> headers.add(new SipMessage.Header(name, value)));
        }
        headers.add(new SipMessage.Header("Contact", contact()));
        if (!body.isEmpty()) {
            headers.add(new SipMessage.Header("Content-Type", "application/sdp"));
        }
        phone.send(new SipMessage("SIP/2.0 " + status + " Test", headers, body), to);
    }

    /** Retransmits as RFC 3261 section 17.1 says until anything comes back, then waits for the final answer. */
    private SipMessage awaitFinal(SipMessage request) throws InterruptedException {
        long startNanos = System.nanoTime();
        long waitMillis = T1_MILLIS;
        boolean heard = false;
        while (System.nanoTime() - startNanos < FINAL_ANSWER.toNanos()) {
            SipMessage response = responses.poll(heard ? 1000 : waitMillis, TimeUnit.MILLISECONDS);
            if (response == null) {
                if (!heard) {
                    waitMillis = Math.min(2 * waitMillis, 4000);
                    phone.send(request, peer);
                }
            } else if (response.sequence() == request.sequence()
                    && response.method().equals(request.method())) {
                heard = true;
                if (response.status() >= 200) {
                    return response;
                }
            }
        }
        throw new AssertionError(phone.name() + ": no final answer to " + request.startLine() + " in " + FINAL_ANSWER);
    }

    private void useMedia(SipMessage answer) {
        SessionDescription theirs = SessionDescription.parse(answer.body());
        rtp.send(theirs.media(), theirs.codec(), theirs.eventPayloadType());
    }

    private void acknowledge(int inviteSequence) {
        SipMessage ack = request("ACK", inviteSequence, branch(), "");
        lastAck = ack;
        phone.send(ack, peer);
    }

    /** RFC 3261 section 17.1.1.3: the ACK of a refusal is part of the INVITE's transaction. */
    private SipMessage failureAck(SipMessage sent, SipMessage refusal) {
        List<SipMessage.Header> headers = new ArrayList<>(List.of(
                new SipMessage.Header("Via", sent.need("Via")),
                new SipMessage.Header("Max-Forwards", "70"),
                new SipMessage.Header("From", sent.need("From")),
                new SipMessage.Header("To", refusal.need("To")),
                new SipMessage.Header("Call-ID", callId),
                new SipMessage.Header("CSeq", sent.sequence() + " ACK")));
        return new SipMessage(sent.startLine().replaceFirst("^INVITE", "ACK"), headers, "");
    }

    private SipMessage request(String method, int number, String branch, String body) {
        List<SipMessage.Header> headers = new ArrayList<>(List.of(
                new SipMessage.Header("Via", "SIP/2.0/UDP " + phone.hostPort() + ";branch=" + branch + ";rport"),
                new SipMessage.Header("Max-Forwards", "70"),
                new SipMessage.Header(
                        "From",
                        "\"" + phone.name() + "\" <sip:" + phone.name() + "@" + phone.hostPort() + ">;tag=" + fromTag),
                new SipMessage.Header("To", to),
                new SipMessage.Header("Call-ID", callId),
                new SipMessage.Header("CSeq", number + " " + method),
                new SipMessage.Header("Contact", contact()),
                new SipMessage.Header("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE")));
        if (!body.isEmpty()) {
            headers.add(new SipMessage.Header("Content-Type", "application/sdp"));
        }
        return new SipMessage(method + " " + remoteTarget + " SIP/2.0", headers, body);
    }

    private String contact() {
        return "<sip:" + phone.name() + "@" + phone.hostPort() + ">";
    }

    private String sdp() {
        InetSocketAddress media = new InetSocketAddress(phone.address(), rtp.port());
        return SessionDescription.offer(media, codecs, events, direction).text(sdpVersion);
    }

    private static String branch() {
        return "z9hG4bK" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String branchOf(SipMessage request) {
        String via = request.need("Via");
        int start = via.indexOf("branch=") + 7;
        return via.substring(start).split(";", -1)[0];
    }

    private void end() {
        ended.countDown();
        rtp.close();
    }

    @Override
    public void close() {
        end();
    }
}
