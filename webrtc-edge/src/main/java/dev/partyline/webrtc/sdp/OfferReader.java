package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an offer says as a whole: its BUNDLE, and the one transport that everything flows over. */
final class OfferReader {
    /** By length of the hash: RFC 8122 section 5, without those that are broken. */
    private static final Map<String, Integer> HASH_BYTES = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31,63}");

    private final SdpText text;
    private final List<OfferedSection> sections = new ArrayList<>();

    private OfferReader(SdpText text) {
        this.text = text;
    }

    static Offer read(String sdp) throws OfferRefusedException {
        return new OfferReader(SdpText.of(sdp)).offer();
    }

    private Offer offer() throws OfferRefusedException {
        Set<String> mids = new HashSet<>();
        for (SdpText.Part part : text.sections()) {
            OfferedSection section = SectionReader.read(part, text.session());
            if (!mids.add(section.mid())) {
                throw new OfferRefusedException("two sections have the mid " + section.mid());
            }
            sections.add(section);
        }
        Set<String> bundle = bundle();
        SdpText.Part transport = null;
        for (int index = 0; index < sections.size(); index++) {
            OfferedSection section = sections.get(index);
            if (!section.usable()) {
                continue;
            }
            SdpText.Part part = text.sections().get(index);
            if (!bundle.contains(section.mid())) {
                throw new OfferRefusedException("section " + section.mid() + " is not in the offer's a=group:BUNDLE");
            }
            if (!part.has("rtcp-mux") && !part.has("rtcp-mux-only")) {
                throw new OfferRefusedException("section " + section.mid() + " has no a=rtcp-mux");
            }
            if (transport == null) {
                transport = part;
            }
        }
        if (transport == null) {
            throw new OfferRefusedException("the offer has no audio or video section");
        }
        checkPayloadTypes();
        checkSetup(transport);
        return new Offer(
                credentials(transport), fingerprint(transport), text.session().has("extmap-allow-mixed"), sections);
    }

    private Set<String> bundle() throws OfferRefusedException {
        Set<String> bundled = null;
        for (String group : text.session().all("group")) {
            String[] words = group.strip().split(" +", -1);
            if (words[0].equals("BUNDLE")) {
                if (bundled != null) {
                    throw new OfferRefusedException("the offer has more than one a=group:BUNDLE");
                }
                bundled = new HashSet<>(List.of(words).subList(1, words.length));
            }
        }
        if (bundled == null) {
            throw new OfferRefusedException("the offer has no a=group:BUNDLE");
        }
        return bundled;
    }

    /** RFC 8843 section 9.1: on one transport, a payload type stands for one codec. */
    private void checkPayloadTypes() throws OfferRefusedException {
        Map<Integer, OfferedCodec> meanings = new HashMap<>();
        for (OfferedSection section : sections) {
            if (!section.usable()) {
                continue;
            }
            for (OfferedCodec codec : section.codecs()) {
                OfferedCodec other = meanings.putIfAbsent(codec.payloadType(), codec);
                if (other != null && !other.is(codec.name(), codec.clockRateHz())) {
                    throw new OfferRefusedException(
                            "payload type " + codec.payloadType() + " stands for two codecs in one BUNDLE");
                }
            }
        }
    }

    /** The bridge waits for the ClientHello (RFC 8842 section 5.2). */
    private void checkSetup(SdpText.Part transport) throws OfferRefusedException {
        String setup = value(transport, "setup", "the offer has no a=setup");
        if (!setup.equals("actpass") && !setup.equals("active")) {
            throw new OfferRefusedException("the offer's a=setup is neither actpass nor active");
        }
    }

    private IceCredentials credentials(SdpText.Part transport) throws OfferRefusedException {
        String ufrag = value(transport, "ice-ufrag", "the offer has no a=ice-ufrag");
        String password = value(transport, "ice-pwd", "the offer has no a=ice-pwd");
        try {
            return new IceCredentials(ufrag, password);
        } catch (IllegalArgumentException e) {
            throw new OfferRefusedException("the offer's a=ice-ufrag or a=ice-pwd is not by RFC 8839");
        }
    }

    private String fingerprint(SdpText.Part transport) throws OfferRefusedException {
        List<String> fingerprints = transport.has("fingerprint")
                ? transport.all("fingerprint")
                : text.session().all("fingerprint");
        for (String fingerprint : fingerprints) {
            String[] words = fingerprint.strip().split(" +", 3);
            String algorithm = words[0].toLowerCase(Locale.ROOT);
            Integer bytes = HASH_BYTES.get(algorithm);
            if (bytes == null) {
                continue;
            }
            if (words.length != 2
                    || words[1].length() != bytes * 3 - 1
                    || !HASH.matcher(words[1]).matches()) {
                throw new OfferRefusedException("the offer's a=fingerprint with " + algorithm + " has not " + bytes
                        + " bytes in hexadecimal with colons");
            }
            return algorithm + " " + words[1].toUpperCase(Locale.ROOT);
        }
        throw new OfferRefusedException("the offer has no a=fingerprint with sha-256, sha-384 or sha-512");
    }

    private String value(SdpText.Part transport, String name, String otherwise) throws OfferRefusedException {
        return transport
                .first(name)
                .or(() -> text.session().first(name))
                .map(String::strip)
                .orElseThrow(() -> new OfferRefusedException(otherwise));
    }
}
