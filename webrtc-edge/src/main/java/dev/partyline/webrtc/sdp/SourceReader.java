package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The streams a section announces by a=ssrc, paired with their retransmissions (RFC 5576, RFC 4588 section 8.5). */
final class SourceReader {
    private static final int MOST_SSRCS = 32;

    private SourceReader() {}

    static List<SourceStream> sources(SdpText.Part part, String mid) throws OfferRefusedException {
        Set<Long> ssrcs = new LinkedHashSet<>();
        for (String value : part.all("ssrc")) {
            ssrcs.add(ssrc(value.strip().split(" ", 2)[0], mid));
            bound(ssrcs.size(), mid);
        }
        Map<Long, Long> retransmissions = new LinkedHashMap<>();
        for (String value : part.all("ssrc-group")) {
            String[] words = value.strip().split(" +", -1);
            if (words[0].equals("FID") && words.length == 3) {
                retransmissions.put(ssrc(words[1], mid), ssrc(words[2], mid));
                bound(retransmissions.size(), mid);
            }
        }
        List<SourceStream> sources = new ArrayList<>();
        for (long ssrc : ssrcs) {
            if (!retransmissions.containsValue(ssrc)) {
                Long rtx = retransmissions.get(ssrc);
                sources.add(new SourceStream(
                        (int) ssrc, rtx == null ? OptionalInt.empty() : OptionalInt.of(rtx.intValue())));
            }
        }
        return sources;
    }

    private static long ssrc(String text, String mid) throws OfferRefusedException {
        long ssrc = Numbers.unsigned(text);
        if (ssrc == Numbers.NONE) {
            throw new OfferRefusedException("an SSRC of section " + mid + " is not a number of 32 bits");
        }
        return ssrc;
    }

    private static void bound(int count, String mid) throws OfferRefusedException {
        if (count > MOST_SSRCS) {
            throw new OfferRefusedException("section " + mid + " names more than 32 SSRCs");
        }
    }
}
