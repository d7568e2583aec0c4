package dev.partyline.gateway.call;

import dev.partyline.sip.CallRecord;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line for each call, when it has ended. */
@Component
final class CallLog implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger("partyline.calls");

    @Override
    public void ended(CallRecord record) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", line(record));
        }
    }

    static String line(CallRecord record) {
        String channel = record.channelName();
        Duration talked = record.talked();
        return "call %s trunk=%s caller=%s dialled=%s channel=%s seconds=%s status=%d reason=%s%s"
                .formatted(
                        record.call().id(),
                        record.call().trunk(),
                        MaskedNumber.of(record.call().caller().value()),
                        quoted(record.call().dialled().value()),
                        channel == null ? "-" : channel,
                        talked == null ? "-" : Long.toString(talked.toSeconds()),
                        record.sipStatus(),
                        record.reason(),
                        record.detail().isEmpty() ? "" : " (" + record.detail() + ")");
    }

    /** Dialled text is the caller's: in quotes where it could pass for something else in this line. */
    private static String quoted(String dialled) {
        return dialled.matches("[0-9+*#]{1,64}")
                ? dialled
                : '"' + dialled.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
