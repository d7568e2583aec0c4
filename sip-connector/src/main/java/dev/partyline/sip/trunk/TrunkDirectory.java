package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which trunk a source address belongs to; the smallest block that holds it decides. Any thread may ask at any time.
 */
public final class TrunkDirectory {
    private record Entry(Cidr block, TrunkSettings trunk) {}

    /** The longest prefix first. */
    private final List<Entry> configured;

    private final Map<String, TrunkSettings> byName = new HashMap<>();
    private volatile Map<InetAddress, TrunkSettings> registrars = Map.of();

    /** @throws IllegalArgumentException with a sentence that names the trunk, where settings make no sense */
    public TrunkDirectory(List<TrunkSettings> trunks) {
        List<Entry> entries = new ArrayList<>();
        Map<Cidr, String> owners = new HashMap<>();
        for (TrunkSettings trunk : trunks) {
            if (byName.put(trunk.name(), trunk) != null) {
                throw new IllegalArgumentException("two trunks are named \"" + trunk.name() + "\"");
            }
            for (String text : trunk.addresses()) {
                Cidr block = block(trunk, text);
                String other = owners.putIfAbsent(block, trunk.name());
                if (other == null) {
                    entries.add(new Entry(block, trunk));
                } else if (!other.equals(trunk.name())) {
                    throw new IllegalArgumentException(
                            "trunks \"" + other + "\" and \"" + trunk.name() + "\" both claim " + text);
                }
            }
        }
        entries.sort(Comparator.comparingInt((Entry entry) -> entry.block().prefixLength())
                .reversed());
        configured = List.copyOf(entries);
    }

    /** The trunk whose requests come from there. */
    public Optional<TrunkSettings> trunkOf(InetAddress source) {
        Optional<Entry> entry =
                configured.stream().filter(e -> e.block().contains(source)).findFirst();
        TrunkSettings registering = registrars.get(source);
        boolean named = entry.map(e -> e.block().prefixLength() == source.getAddress().length * 8)
                .orElse(false);
        return registering == null || named ? entry.map(Entry::trunk) : Optional.of(registering);
    }

    /** The addresses of a registering trunk's registrar, instead of those said before. */
    public synchronized void registrarAt(String trunkName, Collection<InetAddress> addresses) {
        TrunkSettings trunk = byName.get(trunkName);
        if (trunk == null) {
            throw new IllegalArgumentException("no trunk is named \"" + trunkName + "\"");
        }
        Map<InetAddress, TrunkSettings> changed = new HashMap<>(registrars);
        changed.values().removeIf(trunk::equals);
        addresses.forEach(address -> changed.putIfAbsent(address, trunk));
        registrars = Map.copyOf(changed);
    }

    private static Cidr block(TrunkSettings trunk, String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trunk \"" + trunk.name() + "\": " + e.getMessage(), e);
        }
    }
}
