package dev.partyline.gateway.doctor;

import dev.partyline.gateway.doctor.Finding.Weight;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.trace.TracedMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the figures and messages of a call mean, in words: a pure function of both. */
final class Findings {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final double SOME_LOSS = 0.01;
    private static final double MUCH_LOSS = 0.05;
    private static final long MUCH_JITTER_MICROS = 30_000;
    private static final double POOR_OPINION = 3.1;

    private final CallFile file;
    private final List<TracedMessage> messages;
    private final List<Finding> findings = new ArrayList<>();

    private Findings(CallFile file, List<TracedMessage> messages) {
        this.file = file;
        this.messages = messages;
    }

    /** The worst first. */
    static List<Finding> of(CallFile file, List<TracedMessage> messages) {
        Findings found = new Findings(file, messages);
        found.end();
        found.repetitions();
        if (file.media() != null) {
            found.media(file.media());
        }
        return found.findings.stream()
                .sorted(Comparator.comparing(Finding::weight))
                .toList();
    }

    private void say(Weight weight, String sentence) {
        findings.add(new Finding(weight, sentence));
    }

    private void end() {
        if (file.reason() == null) {
            return;
        }
        switch (file.reason()) {
            case CALLER_HUNG_UP -> say(Weight.GOOD, "The caller hung up.");
            case CALLER_CANCELLED -> say(Weight.GOOD, "The caller gave up before the answer.");
            case REMOVED_BY_ADMIN -> say(Weight.GOOD, "It was removed on a page.");
            case NO_MAPPING ->
                say(
                        Weight.BAD,
                        "No rule maps \"" + file.call().dialled()
                                + "\", which is how the trunk wrote the number. Where it "
                                + "would go is told on the page of numbers; where the trunk puts the number is its "
                                + "number-source.");
            case EMERGENCY_NUMBER ->
                say(
                        Weight.WARN,
                        "The number calls for help, and no rule is for exactly this number: it was refused by "
                                + file.status() + ", so that the PBX takes its next route.");
            case ROUTING_UNAVAILABLE -> say(Weight.BAD, "Nobody could say where the call goes: " + file.detail() + ".");
            case NO_COMMON_CODEC ->
                say(
                        Weight.BAD,
                        "The two ends have no codec in common: " + offered()
                                + " The bridge speaks Opus, G.722, PCMU and " + "PCMA.");
            case NO_COMMON_ENCRYPTION ->
                say(Weight.BAD, "The two ends do not agree on encryption: " + file.detail() + ".");
            case BAD_OFFER -> say(Weight.BAD, "The far end's message could not be used: " + file.detail() + ".");
            case TRUNK_FULL ->
                say(
                        Weight.BAD,
                        "The trunk has as many calls as it may have: see partyline.trunks[n].max-calls of "
                                + file.call().trunk() + ".");
            case BRIDGE_FULL ->
                say(Weight.BAD, "There was no place for one more call: see partyline.limits.calls and .phone-ports.");
            case DRAINING, SHUTDOWN -> say(Weight.WARN, "The bridge was on its way out.");
            case PIN_REFUSED -> say(Weight.WARN, "The caller did not know the PIN, or which conference it is for.");
            case CHANNEL_LOCKED -> say(Weight.WARN, "A host had locked the channel, and the caller is none.");
            case NO_HOST -> say(Weight.WARN, "The caller waited for an hour, and no host came.");
            case HOST_LEFT -> say(Weight.GOOD, "The channel ends with its host, and the host had left.");
            case CHANNEL_FULL ->
                say(Weight.WARN, "There were as many in the channel as may be: its page says how many that is.");
            case NO_ACK ->
                say(
                        Weight.BAD,
                        "No ACK came to our 200. The far end did not get it, or sends its ACK to our Contact ("
                                + contact() + ") and can't reach that: behind a NAT set "
                                + "partyline.sip.advertised-address.");
            case MEDIA_TIMED_OUT ->
                say(Weight.BAD, "No audio came any more, so the bridge hung up: " + lastWords() + ".");
            case SESSION_EXPIRED ->
                say(
                        Weight.BAD,
                        "The session was not confirmed in time (RFC 4028): whoever had to refresh it did not, or its "
                                + "message was lost.");
            case FAULT -> say(Weight.BAD, "A fault of the bridge ended it; the log has more: " + file.detail() + ".");
        }
    }

    private String lastWords() {
        return file.detail().isEmpty() ? "the far end is gone, or its network is" : file.detail();
    }

    private String offered() {
        return description(true)
                .map(audio -> "the far end offers " + String.join(", ", audio.codecs()) + ".")
                .orElse("the far end offers no audio.");
    }

    private String contact() {
        return messages.stream()
                .filter(message -> !message.received())
                .flatMap(message -> message.text().lines())
                .filter(line -> line.regionMatches(true, 0, "Contact:", 0, 8))
                .map(line -> line.substring(8).strip())
                .reduce((first, last) -> last)
                .orElse("unknown");
    }

    /** The last one of theirs, or of ours, that has audio. */
    private Optional<AudioDescription> description(boolean theirs) {
        return messages.stream()
                .filter(message -> message.received() == theirs)
                .flatMap(message -> AudioDescription.of(message.description()).stream())
                .reduce((first, last) -> last);
    }

    private void repetitions() {
        long invites = again(true, "INVITE ");
        if (invites > 1) {
            say(Weight.WARN, "Its INVITE came " + invites + " times: our answers reach it late, or not at all.");
        }
        long oks = again(false, "SIP/2.0 200");
        if (oks > 1) {
            say(Weight.WARN, "Our 200 was sent " + oks + " times before the ACK: one of them gets lost on the way.");
        }
    }

    /** How often the message that came most often came. */
    private long again(boolean received, String start) {
        return messages.stream()
                .filter(message -> message.received() == received
                        && message.text().startsWith(start)
                        && message.header("CSeq", "CSeq").endsWith(" INVITE"))
                .mapToLong(message -> messages.stream()
                        .filter(other ->
                                other.received() == received && other.text().equals(message.text()))
                        .count())
                .max()
                .orElse(0);
    }

    private void media(CallRecord.Media media) {
        heard(media);
        sent(media.stats());
        if (!media.eventsAgreed() && !media.codec().isEmpty()) {
            say(
                    Weight.WARN,
                    "No telephone-event (RFC 4733) was agreed: keys are looked for in the audio and in SIP INFO, as the "
                            + "trunk's dtmf says.");
        }
        if (!media.encryption().isEmpty()) {
            say(Weight.GOOD, "Its audio was encrypted (" + media.encryption() + ").");
        }
    }

    private void heard(CallRecord.Media media) {
        PhoneMediaStats stats = media.stats();
        Duration talked = Objects.requireNonNullElse(file.talked(), Duration.ZERO);
        if (stats.packetsReceived() == 0) {
            if (media.heard() && talked.compareTo(SOON) >= 0) {
                nothingCame(stats);
            }
            return;
        }
        double share = share(stats.packetsLost(), stats.packetsReceived());
        Weight weight = share >= MUCH_LOSS ? Weight.BAD : share >= SOME_LOSS ? Weight.WARN : Weight.GOOD;
        say(
                weight,
                String.format(
                        Locale.ROOT,
                        "Of its audio %,d packets came and %.1f %% were lost, with a jitter of %.1f ms%s.",
                        stats.packetsReceived(),
                        100 * share,
                        stats.jitterMicros() / 1000.0,
                        opinion(stats.quality().heard())));
        if (stats.jitterMicros() > MUCH_JITTER_MICROS) {
            say(Weight.WARN, "Its packets come very unevenly: a busy link, or Wi-Fi.");
        }
        if (share(stats.packetsDropped(), stats.packetsReceived()) >= SOME_LOSS) {
            say(
                    Weight.WARN,
                    stats.packetsDropped()
                            + " of its packets were refused: another payload type than agreed, doubled, or "
                            + "too late.");
        }
    }

    private void nothingCame(PhoneMediaStats stats) {
        if (stats.packetsDropped() > 0) {
            say(
                    Weight.BAD,
                    "All " + stats.packetsDropped()
                            + " packets of its audio were refused: they are not what was agreed, or "
                            + "under another key.");
            return;
        }
        InetSocketAddress receiver =
                description(true).map(AudioDescription::receiver).orElse(null);
        InetAddress signalling = messages.stream()
                .filter(TracedMessage::received)
                .map(message -> message.far().getAddress())
                .findFirst()
                .orElse(null);
        if (receiver == null || signalling == null) {
            say(Weight.BAD, "Not one packet of its audio came.");
        } else if (isPrivate(receiver.getAddress()) && !isPrivate(signalling)) {
            say(
                    Weight.BAD,
                    "Not one packet came from " + text(receiver)
                            + ", where the far end says that its audio is. That is a private "
                            + "address, and the call came from " + signalling.getHostAddress()
                            + ": one-way audio behind a "
                            + "NAT. Let the far end name its public address.");
        } else {
            say(
                    Weight.BAD,
                    "Not one packet came from " + text(receiver)
                            + ", where the far end says that its audio is. It sends from "
                            + "elsewhere, to elsewhere (we named "
                            + description(false)
                                    .map(AudioDescription::receiver)
                                    .map(Findings::text)
                                    .orElse("nothing")
                            + "), or a firewall is between.");
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress();
    }

    private static String text(@Nullable InetSocketAddress address) {
        return address == null ? "an unknown address" : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void sent(PhoneMediaStats stats) {
        PhoneQuality.Direction sent = stats.quality().sent();
        if (Double.isNaN(sent.lossShare())) {
            say(
                    Weight.GOOD,
                    String.format(
                            Locale.ROOT,
                            "We sent %,d packets; the far end sends no reports (RTCP), so nobody here knows how they came.",
                            stats.packetsSent()));
            return;
        }
        Weight weight =
                sent.lossShare() >= MUCH_LOSS ? Weight.BAD : sent.lossShare() >= SOME_LOSS ? Weight.WARN : Weight.GOOD;
        say(
                weight,
                String.format(
                        Locale.ROOT,
                        "We sent %,d packets, and the far end lost %.1f %% of them lately%s.",
                        stats.packetsSent(),
                        100 * sent.lossShare(),
                        opinion(sent)));
    }

    private static String opinion(PhoneQuality.Direction direction) {
        double opinion = direction.meanOpinion();
        if (Double.isNaN(opinion)) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; that sounds like a MOS of %.1f%s",
                opinion,
                opinion < POOR_OPINION ? ", which is poor" : "");
    }

    private static double share(long lost, long received) {
        return lost + received == 0 ? 0 : (double) lost / (lost + received);
    }
}
