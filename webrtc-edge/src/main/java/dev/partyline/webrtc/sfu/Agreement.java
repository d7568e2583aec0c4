package dev.partyline.webrtc.sfu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What offer and answer have agreed, as far as forwarding cares.
 *
 * @param microphone null where the browser sends no audio
 * @param camera null where it sends no video
 * @param mixed the slot of the mixed stream, null where it takes no audio
 * @param voices at most {@value #MOST_VOICES}
 * @param videos at most {@value #MOST_VIDEOS}
 * @param cname of everything that is sent to it
 */
public record Agreement(
        @Nullable Track microphone,
        @Nullable Track camera,
        @Nullable Slot mixed,
        List<Slot> voices,
        List<Slot> videos,
        String cname) {
    public static final int MOST_VOICES = 4;
    public static final int MOST_VIDEOS = 9;

    public Agreement {
        voices = List.copyOf(voices);
        videos = List.copyOf(videos);
        if (voices.size() > MOST_VOICES || videos.size() > MOST_VIDEOS) {
            throw new IllegalArgumentException("at most four voices and nine videos");
        }
        if (cname.length() > 64) {
            throw new IllegalArgumentException("a cname has at most 64 characters");
        }
    }

    /** Whether it can hear by the mixed stream only. */
    boolean mixedAudioOnly() {
        return mixed != null && voices.isEmpty();
    }
}
