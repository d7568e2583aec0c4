package dev.partyline.webrtc.sfu;

import java.util.List;

/**
 * What a browser sends: its microphone or its camera.
 *
 * @param formats it may send, one a codec
 * @param audioLevelId of the extension by which it tells its level (RFC 6464), or 0
 */
public record Track(List<Format> formats, int audioLevelId) {
    public Track {
        formats = List.copyOf(formats);
    }
}
