package dev.partyline.sip;

import dev.partyline.sip.transport.TlsContexts;
import dev.partyline.sip.trunk.RegistrarAddress;
import dev.partyline.sip.trunk.TrunkDirectory;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Whom a connection of TLS leads to: the trunk that has the address, by its registrar's name or by that address. */
record TrunkTls(TlsSettings settings, TrunkDirectory directory) implements TlsContexts {
    @Override
    public @Nullable SSLContext ours() {
        return settings.ours() == null ? null : settings.ours().get();
    }

    @Override
    public Server server(InetSocketAddress remote) {
        return directory
                .trunkOf(remote.getAddress())
                .map(trunk -> server(trunk, remote))
                .orElseGet(() -> new Server(remote.getAddress().getHostAddress(), settings.towards(null)));
    }

    private Server server(TrunkSettings trunk, InetSocketAddress remote) {
        return trunk.registration() == null
                ? new Server(remote.getAddress().getHostAddress(), settings.towards(trunk.tlsBundle()))
                : registrar(trunk, trunk.registration());
    }

    Server watched(TrunkSettings trunk, TrunkSettings.WatchSettings watch) {
        return new Server(RegistrarAddress.hostOf(watch), settings.towards(trunk.tlsBundle()));
    }

    Server registrar(TrunkSettings trunk, TrunkSettings.RegistrationSettings registration) {
        return new Server(RegistrarAddress.hostOf(registration), settings.towards(trunk.tlsBundle()));
    }
}
