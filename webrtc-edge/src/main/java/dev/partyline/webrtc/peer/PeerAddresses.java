package dev.partyline.webrtc.peer;

import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.ice.IceLite;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Under which ufrags and addresses a browser is known to its loop: no more and no longer than its agent knows them. */
final class PeerAddresses {
    private final EdgeLoop edge;
    private final BrowserPeer peer;
    private final IceLite ice;
    private final List<InetSocketAddress> known = new ArrayList<>();
    private String ufrag;
    private @Nullable String formerUfrag;

    PeerAddresses(EdgeLoop edge, BrowserPeer peer, IceLite ice, IceCredentials own) {
        this.edge = edge;
        this.peer = peer;
        this.ice = ice;
        ufrag = own.ufrag();
        edge.know(ufrag, peer);
    }

    /** A check from this address was answered; true where media may come from it. */
    boolean note(InetSocketAddress from) {
        if (!ice.isValidated(from)) {
            return false;
        }
        forgetSilent();
        if (!known.contains(from)) {
            known.add(from);
        }
        edge.validated(from, peer);
        return true;
    }

    private void forgetSilent() {
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!ice.isValidated(known.get(i))) {
                edge.forget(known.remove(i), peer);
            }
        }
    }

    /** Two ufrags live, until the agent forgets the former one. */
    void restarted(IceCredentials own) {
        if (formerUfrag != null) {
            edge.forget(formerUfrag);
        }
        formerUfrag = ufrag;
        ufrag = own.ufrag();
        edge.know(ufrag, peer);
    }

    void tick() {
        String former = formerUfrag;
        if (former != null && !ice.knows(former)) {
            edge.forget(former);
            formerUfrag = null;
        }
        if (known.size() > ice.validated()) {
            forgetSilent();
        }
    }

    void forgetAll() {
        known.forEach(address -> edge.forget(address, peer));
        known.clear();
        edge.forget(ufrag);
        if (formerUfrag != null) {
            edge.forget(formerUfrag);
        }
    }
}
