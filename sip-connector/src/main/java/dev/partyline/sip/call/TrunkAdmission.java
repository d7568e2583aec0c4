package dev.partyline.sip.call;

import dev.partyline.sip.CallerText;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.trunk.CallerNumber;
import dev.partyline.sip.trunk.DialledNumberSource;
import dev.partyline.sip.trunk.TrunkDirectory;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says which trunk an INVITE came by, what it dialled and who calls. */
public final class TrunkAdmission {
    /** @param ofTrunk whether an address belongs to the same trunk */
    record Admitted(TrunkSettings trunk, CallerText dialled, CallerText caller, Predicate<InetAddress> ofTrunk) {}

    private final TrunkDirectory directory;

    public TrunkAdmission(TrunkDirectory directory) {
        this.directory = directory;
    }

    /** Null where the INVITE came from no trunk. A number that can't be read is empty, and no rule maps that. */
    @Nullable
    Admitted admit(IncomingRequest invite) {
        Optional<TrunkSettings> found =
                directory.trunkOf(invite.source().address().getAddress());
        if (found.isEmpty()) {
            return null;
        }
        TrunkSettings trunk = found.get();
        CallerText dialled = DialledNumberSource.read(
                        trunk.numberSource(), invite.uri(), text(invite.header("To")), invite::headers)
                .orElse(new CallerText(""));
        CallerText caller = CallerNumber.read(
                trunk.trustsIdentity() ? invite.headers("P-Asserted-Identity") : List.of(),
                text(invite.header("From")),
                privacy(invite));
        return new Admitted(
                trunk,
                dialled,
                caller,
                address -> directory
                        .trunkOf(address)
                        .filter(other -> other.name().equals(trunk.name()))
                        .isPresent());
    }

    /** Whoever asks for it in a way that nobody understands has it. */
    private static List<String> privacy(IncomingRequest invite) {
        return invite.hasUnreadable("Privacy") ? List.of("id") : invite.headers("Privacy");
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}
