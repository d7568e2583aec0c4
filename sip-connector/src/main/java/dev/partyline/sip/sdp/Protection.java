package dev.partyline.sip.sdp;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one stream is protected: the keys of both, and the lines of ours that say so.
 *
 * @param keys null for RTP in the clear
 * @param lines of {@code a=crypto}
 */
record Protection(@Nullable SrtpKeys keys, List<Crypto> lines) {
    static final Protection NONE = new Protection(null, List.of());

    Protection {
        lines = List.copyOf(lines);
    }

    /**
     * Our answer to a line of theirs. Who repeats his key gets ours repeated: both go on counting where they were; another
     * key gets another.
     */
    static Protection answering(Crypto theirs, Encryption ours, @Nullable PhoneStream previous) {
        SrtpKeys before = previous == null ? null : previous.srtp();
        byte[] master =
                before != null && theirs.isRemoteOf(before) ? before.localMaster() : ours.master(theirs.profile());
        return new Protection(theirs.with(master), List.of(Crypto.of(theirs.tag(), theirs.profile(), master)));
    }

    /** The lines of an offer: what is in use already, or one for each suite, the better one first. */
    static List<Crypto> offered(Encryption ours, @Nullable PhoneStream previous) {
        SrtpKeys before = previous == null ? null : previous.srtp();
        if (!ours.isPossible()) {
            return List.of();
        }
        List<Crypto> lines = new ArrayList<>();
        if (before != null) {
            lines.add(Crypto.of(1, before.profile(), before.localMaster()));
        } else {
            for (SrtpProfile profile : SrtpProfile.values()) {
                lines.add(Crypto.of(lines.size() + 1, profile, ours.master(profile)));
            }
        }
        return lines;
    }

    /** What was agreed by their line in answer to one of {@link #offered}; null where it answers none of them. */
    static @Nullable Protection agreed(Crypto theirs, Encryption ours, @Nullable PhoneStream previous) {
        SrtpKeys before = previous == null ? null : previous.srtp();
        for (Crypto line : offered(ours, previous)) {
            if (line.tag() == theirs.tag() && line.profile() == theirs.profile()) {
                byte[] master = before != null ? before.localMaster() : ours.master(line.profile());
                return new Protection(theirs.with(master), List.of());
            }
        }
        return null;
    }
}
