package dev.partyline.media.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is heard where more phones sound at once than anybody could tell apart: the {@value #MOST} that are most audible.
 * Who begins to speak comes first, so no word's beginning is cut; who is heard keeps his place before one who is not
 * much louder, so nobody comes and goes in the middle of a word. The choice holds from the next tick on, for what it
 * is made of is known only when every leg has been listened to.
 */
final class Crowd {
    /** As many as a mix names (RFC 3550 section 5.1), and one who is not told of himself. */
    static final int MOST = Contributors.MOST + 1;

    private final @Nullable Audibility[] heard = new Audibility[MOST];
    private final int[] ranks = new int[MOST];
    private int count;
    private boolean crowded;

    /** @param audible how many of them have something for the room to hear */
    void choose(List<PhoneLeg> legs, int audible) {
        if (audible <= MOST && !crowded) {
            return;
        }
        crowded = audible > MOST;
        count = 0;
        for (int i = legs.size() - 1; i >= 0; i--) {
            Audibility leg = legs.get(i).audibility();
            if (leg.open()) {
                rank(leg);
                leg.notChosen(crowded);
            }
        }
        for (int i = 0; i < count; i++) {
            Audibility chosen = heard[i];
            if (chosen != null) {
                chosen.chosen();
            }
            heard[i] = null;
        }
    }

    private void rank(Audibility leg) {
        int rank = leg.rank();
        int place = Math.min(count, MOST - 1);
        if (count < MOST) {
            count++;
        } else if (ranks[MOST - 1] >= rank) {
            return;
        }
        while (place > 0 && ranks[place - 1] < rank) {
            heard[place] = heard[place - 1];
            ranks[place] = ranks[place - 1];
            place--;
        }
        heard[place] = leg;
        ranks[place] = rank;
    }
}
