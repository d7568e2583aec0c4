package dev.partyline.webrtc.sfu;

import java.util.List;

/**
 * What a browser is sent: one stream whose owner changes.
 *
 * @param formats it can take, one a codec; none where the slot is switched off
 * @param ssrc ours, as the answer says
 * @param rtxSsrc of retransmissions; of no meaning where no format has any
 * @param audioLevelId of the extension by which levels are told (RFC 6464), or 0
 */
public record Slot(List<Format> formats, int ssrc, int rtxSsrc, int audioLevelId) {
    public Slot {
        formats = List.copyOf(formats);
    }
}
