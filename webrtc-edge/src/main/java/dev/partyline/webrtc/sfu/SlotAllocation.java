package dev.partyline.webrtc.sfu;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which slot of one subscriber. Voices go to those who speak, the louder first, then to those who spoke last;
 * videos to who is pinned, then to the voices' owners, then likewise. Whoever has a slot keeps it while he belongs to
 * the chosen ones: a speaker in a slot must be louder by {@value #INCUMBENT_DB} dB to be put out of it, and somebody
 * silent there have spoken longer ago by two seconds. Where somebody has both, voice and video have the same number: they share a stream in the answer, and are played in step.
 *
 * @param <P> whoever takes part
 */
// Who it is, not what he is like.
@SuppressWarnings("ReferenceEquality")
final class SlotAllocation<P extends Participant> {
    private static final int INCUMBENT_DB = 10;
    private static final long INCUMBENT_NANOS = 2_000_000_000L;

    private final @Nullable Object[] voices;
    private final @Nullable Object[] videos;
    private final @Nullable Object[] former;
    private final @Nullable Object[] chosenVoices;
    private final @Nullable Object[] chosenVideos;
    private int chosen;

    SlotAllocation(int voiceSlots, int videoSlots) {
        voices = new @Nullable Object[voiceSlots];
        videos = new @Nullable Object[videoSlots];
        former = new @Nullable Object[voiceSlots + videoSlots];
        chosenVoices = new @Nullable Object[voiceSlots];
        chosenVideos = new @Nullable Object[videoSlots];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    P voice(int slot) {
        return (P) voices[slot];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    P video(int slot) {
        return (P) videos[slot];
    }

    int voiceSlots() {
        return voices.length;
    }

    int videoSlots() {
        return videos.length;
    }

    /**
     * Allocates anew.
     *
     * @param everyone in the order of joining
     * @param self whose slots these are
     * @param pinned whose video comes first, in this order
     * @param withVoices false where the voices are to be empty
     * @param mostVideos so many videos are to be filled at most
     * @return whether anything changed
     */
    boolean allocate(List<P> everyone, P self, List<P> pinned, boolean withVoices, int mostVideos) {
        System.arraycopy(voices, 0, former, 0, voices.length);
        System.arraycopy(videos, 0, former, voices.length, videos.length);
        int voicesWanted = withVoices ? chooseVoices(everyone, self) : 0;
        placeVoices(voicesWanted);
        int videosWanted = chooseVideos(everyone, self, pinned, Math.min(mostVideos, videos.length));
        placeVideos(videosWanted);
        return !Arrays.equals(former, 0, voices.length, voices, 0, voices.length)
                || !Arrays.equals(former, voices.length, former.length, videos, 0, videos.length);
    }

    private int chooseVoices(List<P> everyone, P self) {
        chosen = 0;
        for (int i = 0; i < everyone.size(); i++) {
            P one = everyone.get(i);
            if (one != self && one.hasVoice()) {
                insertByRank(chosenVoices, one, voices, 0, chosenVoices.length);
            }
        }
        return chosen;
    }

    /** Puts somebody among the best, behind {@code from} who are not to be moved; of one too many the last falls out. */
    private void insertByRank(@Nullable Object[] best, P one, @Nullable Object[] incumbents, int from, int most) {
        int place = chosen;
        while (place > from && before(one, best[place - 1], incumbents)) {
            place--;
        }
        if (place >= most) {
            return;
        }
        chosen = Math.min(chosen + 1, most);
        System.arraycopy(best, place, best, place + 1, chosen - place - 1);
        best[place] = one;
    }

    private boolean before(P one, @Nullable Object placed, @Nullable Object[] incumbents) {
        Participant other = (Participant) placed;
        if (other == null || one.speaking() != other.speaking()) {
            return one.speaking();
        }
        if (one.speaking()) {
            return rankDbov(one, incumbents) > rankDbov(other, incumbents);
        }
        return rankNanos(one, incumbents) > rankNanos(other, incumbents);
    }

    private static int rankDbov(Participant one, @Nullable Object[] incumbents) {
        return one.levelDbov() + (indexOf(incumbents, incumbents.length, one) >= 0 ? INCUMBENT_DB : 0);
    }

    private static long rankNanos(Participant one, @Nullable Object[] incumbents) {
        return one.lastSpokeNanos() + (indexOf(incumbents, incumbents.length, one) >= 0 ? INCUMBENT_NANOS : 0);
    }

    private void placeVoices(int wanted) {
        for (int slot = 0; slot < voices.length; slot++) {
            if (voices[slot] != null && indexOf(chosenVoices, wanted, voices[slot]) < 0) {
                voices[slot] = null;
            }
        }
        for (int i = 0; i < wanted; i++) {
            Object one = chosenVoices[i];
            if (indexOf(voices, voices.length, one) < 0) {
                voices[freeVoiceFor(one)] = one;
            }
        }
    }

    /** Where his video is already, else where no video has to give way, else any. */
    private int freeVoiceFor(@Nullable Object one) {
        int free = -1;
        boolean givesWay = true;
        for (int slot = 0; slot < voices.length; slot++) {
            if (voices[slot] != null) {
                continue;
            }
            Object video = slot < videos.length ? videos[slot] : null;
            if (video == one) {
                return slot;
            }
            if (free < 0 || (givesWay && video == null)) {
                free = slot;
                givesWay = video != null;
            }
        }
        return free;
    }

    private int chooseVideos(List<P> everyone, P self, List<P> pinned, int most) {
        chosen = 0;
        for (int i = 0; i < pinned.size(); i++) {
            append(pinned.get(i), self, most);
        }
        for (Object voice : voices) {
            if (voice != null) {
                append((Participant) voice, self, most);
            }
        }
        int fixed = chosen;
        for (int i = 0; i < everyone.size(); i++) {
            P one = everyone.get(i);
            if (one != self && one.hasVideo() && indexOf(chosenVideos, fixed, one) < 0) {
                insertByRank(chosenVideos, one, videos, fixed, most);
            }
        }
        return chosen;
    }

    private void append(Participant one, P self, int most) {
        if (chosen < most && one != self && one.hasVideo() && indexOf(chosenVideos, chosen, one) < 0) {
            chosenVideos[chosen++] = one;
        }
    }

    private void placeVideos(int wanted) {
        for (int slot = 0; slot < videos.length; slot++) {
            Object owner = slot < voices.length ? voices[slot] : null;
            boolean paired = owner != null && indexOf(chosenVideos, wanted, owner) >= 0;
            if (paired) {
                videos[slot] = owner;
            } else if (videos[slot] != null
                    && (indexOf(chosenVideos, wanted, videos[slot]) < 0 || pairedElsewhere(videos[slot], slot))) {
                videos[slot] = null;
            }
        }
        for (int i = 0; i < wanted; i++) {
            Object one = chosenVideos[i];
            if (indexOf(videos, videos.length, one) < 0) {
                videos[freeVideo()] = one;
            }
        }
    }

    /** Whether his voice is in another slot that has a video beside it: his video belongs there. */
    private boolean pairedElsewhere(@Nullable Object one, int slot) {
        int voice = indexOf(voices, voices.length, one);
        return voice >= 0 && voice != slot && voice < videos.length;
    }

    /** Best one that no voice will ever want, then one whose voice is nobody's, then any. */
    private int freeVideo() {
        int free = -1;
        for (int slot = videos.length - 1; slot >= 0; slot--) {
            if (videos[slot] != null) {
                continue;
            }
            boolean alone = slot >= voices.length;
            boolean betterThanFree = free < 0 || alone || (free < voices.length && voices[slot] == null);
            if (betterThanFree) {
                free = slot;
            }
        }
        return free;
    }

    private static int indexOf(@Nullable Object[] among, int count, @Nullable Object one) {
        for (int i = 0; i < count; i++) {
            if (among[i] == one) {
                return i;
            }
        }
        return -1;
    }
}
