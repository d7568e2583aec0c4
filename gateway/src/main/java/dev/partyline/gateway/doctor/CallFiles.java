package dev.partyline.gateway.doctor;

import dev.partyline.gateway.call.CallListener;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.sip.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Calls that are over, the last ones, for {@code partyline.doctor.keep}; gone with the process. */
@Component
final class CallFiles implements CallListener {
    static final int MOST = 2000;

    private final Duration keep;
    private final Deque<CallFile> newestFirst = new ArrayDeque<>();

    CallFiles(GatewayProperties properties) {
        keep = properties.doctorKeep();
    }

    @Override
    public synchronized void ended(CallRecord record) {
        if (keep.isZero()) {
            return;
        }
        newestFirst.addFirst(CallFile.of(record));
        forgetOld(Instant.now());
    }

    private void forgetOld(Instant now) {
        while (newestFirst.size() > MOST
                || (!newestFirst.isEmpty()
                        && Duration.between(newestFirst.getLast().ended(), now).compareTo(keep) > 0)) {
            newestFirst.removeLast();
        }
    }

    synchronized List<CallFile> newestFirst() {
        forgetOld(Instant.now());
        return List.copyOf(newestFirst);
    }

    Optional<CallFile> find(String id) {
        return newestFirst().stream().filter(file -> file.id().equals(id)).findFirst();
    }

    Duration keep() {
        return keep;
    }
}
