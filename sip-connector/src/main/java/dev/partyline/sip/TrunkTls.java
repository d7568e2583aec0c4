package dev.partyline.sip;

import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.transport.TlsContexts;
import dev.partyline.sip.trunk.RegistrarAddress;
import dev.partyline.sip.trunk.TrunkDirectory;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Whom a connection of TLS leads to: the registrar of the trunk that has the address, by its name. */
record TrunkTls(TlsSettings settings, TrunkDirectory directory) implements TlsContexts {
    @Override
    public @Nullable SSLContext ours() {
        return settings.ours() == null ? null : settings.ours().get();
    }

    @Override
    public Server server(InetSocketAddress remote) {
        RegistrationSettings registration = directory
                .trunkOf(remote.getAddress())
                .map(TrunkSettings::registration)
                .orElse(null);
        return registration == null
                ? new Server(remote.getAddress().getHostAddress(), settings.towards(null))
                : new Server(RegistrarAddress.hostOf(registration), settings.towards(registration.tlsBundle()));
    }
}
