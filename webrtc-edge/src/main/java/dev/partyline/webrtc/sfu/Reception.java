package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.SourceReports;
import java.util.ArrayList;
import java.util.List;

/** What is known of one stream that a browser sends, and in whose slots it is. */
final class Reception {
    private final ReceiveStream stream;
    private final int clockRate;
    private final SourceReports reports = new SourceReports();
    private final List<SlotStream> slots = new ArrayList<>();

    Reception(int clockRate) {
        this.clockRate = clockRate;
        stream = new ReceiveStream(clockRate);
    }

    ReceiveStream stream() {
        return stream;
    }

    SourceReports reports() {
        return reports;
    }

    int clockRate() {
        return clockRate;
    }

    /** Whether anything was ever taken: only then does it have an SSRC. */
    boolean heard() {
        return stream.packetsReceived() > 0;
    }

    /** At most as many as there are subscribers. */
    List<SlotStream> slots() {
        return slots;
    }

    /** The source began anew: whoever receives it has to be joined again. */
    void restart() {
        reports.forget();
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).pause();
        }
    }
}
