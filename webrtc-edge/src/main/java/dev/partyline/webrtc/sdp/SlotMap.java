package dev.partyline.webrtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a browser's sections are for, by their order alone; numbers are indices into {@link Offer#sections}. A section
 * that sends and receives counts as both.
 *
 * @param microphone the first audio section that sends
 * @param camera the first video section that sends
 * @param mixedBus the first audio section that receives
 * @param voices the other audio sections that receive
 * @param videos the video sections that receive
 */
public record SlotMap(
        OptionalInt microphone, OptionalInt camera, OptionalInt mixedBus, List<Integer> voices, List<Integer> videos) {
    public SlotMap {
        voices = List.copyOf(voices);
        videos = List.copyOf(videos);
    }

    public static SlotMap of(Offer offer) {
        List<Integer> audioIn = new ArrayList<>();
        List<Integer> audioOut = new ArrayList<>();
        List<Integer> videoIn = new ArrayList<>();
        List<Integer> videoOut = new ArrayList<>();
        for (int index = 0; index < offer.sections().size(); index++) {
            OfferedSection section = offer.sections().get(index);
            if (!section.usable()) {
                continue;
            }
            boolean audio = section.kind() == MediaKind.AUDIO;
            if (section.direction().sends()) {
                (audio ? audioOut : videoOut).add(index);
            }
            if (section.direction().receives()) {
                (audio ? audioIn : videoIn).add(index);
            }
        }
        return new SlotMap(
                first(audioOut),
                first(videoOut),
                first(audioIn),
                audioIn.isEmpty() ? List.of() : audioIn.subList(1, audioIn.size()),
                videoIn);
    }

    /** A browser with one place for sound can only be given the mix. */
    public boolean suggestsMixed() {
        return mixedBus.isPresent() && voices.isEmpty();
    }

    private static OptionalInt first(List<Integer> indices) {
        return indices.isEmpty() ? OptionalInt.empty() : OptionalInt.of(indices.getFirst());
    }
}
