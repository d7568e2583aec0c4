package dev.partyline.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Where a server is (RFC 3263 section 4.2): what the SRV records of a domain say (RFC 2782), the most preferred first, and where
 * there are none, its addresses at the usual port. Among records of one priority chance decides by weight, once for all: a
 * question that is asked again, as after a challenge, leads to the same server.
 */
public final class ServerLookUp {
    /** Whichever name servers the system asks. */
    public static final String SYSTEM = "dns:";

    private static final int MOST_RECORDS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern RECORD =
            Pattern.compile("([0-9]{1,5}) ([0-9]{1,5}) ([0-9]{1,5}) ([A-Za-z0-9._-]{1,253})");

    private final String dns;
    private final long seed;

    private record Target(int priority, double chance, int port, String host) {}

    /**
     * @param dns the server to ask, such as {@code dns://127.0.0.1:5353}; {@link #SYSTEM} for the system's
     * @param seed decides among records of one priority
     */
    public ServerLookUp(String dns, long seed) {
        this.dns = dns;
        this.seed = seed;
    }

    /**
     * May take some seconds.
     *
     * @param host a name or an address, without brackets
     * @param port what somebody named; -1 lets the domain choose
     */
    public List<InetSocketAddress> find(String host, int port, Protocol protocol)
            throws IOException, InterruptedException {
        List<InetSocketAddress> found = new ArrayList<>();
        if (port < 0 && !isAddress(host)) {
            for (Target target : targets(service(protocol) + host)) {
                found.addAll(addresses(target));
            }
        }
        if (found.isEmpty()) {
            int usual = port < 0 ? protocol.defaultPort() : port;
            HostNames.lookUp(host).forEach(address -> found.add(new InetSocketAddress(address, usual)));
        }
        return List.copyOf(found);
    }

    /** None where one server's name is wrong: the others are there for that. */
    private static List<InetSocketAddress> addresses(Target target) throws InterruptedException {
        try {
            return HostNames.lookUp(target.host()).stream()
                    .map(address -> new InetSocketAddress(address, target.port()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 3263 section 4.1. */
    private static String service(Protocol protocol) {
        return switch (protocol) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
        };
    }

    private List<Target> targets(String name) throws InterruptedException {
        try {
            return Deadline.call("resolve-srv", LIMIT, () -> asked(name));
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /**
     * By the JDK's own client. Of JNDI this is the DNS provider alone, which reads strings and deserialises nothing, and the name is
     * a service's before a host of the settings: no text of a stranger's, and no URL. The interface wants a Hashtable.
     */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private List<Target> asked(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, dns);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext context = new InitialDirContext(environment);
        try {
            Attribute records =
                    context.getAttributes(name, new String[] {"SRV"}).get("SRV");
            List<Target> targets = new ArrayList<>();
            NamingEnumeration<?> values = records == null ? null : records.getAll();
            while (values != null && values.hasMore() && targets.size() < MOST_RECORDS) {
                Matcher record = RECORD.matcher(String.valueOf(values.next()));
                // A target of one dot: the service is decidedly not there.
                if (record.matches() && !record.group(4).equals(".")) {
                    targets.add(target(record));
                }
            }
            targets.sort(Comparator.comparingInt(Target::priority).thenComparingDouble(Target::chance));
            return targets;
        } finally {
            context.close();
        }
    }

    /** The smallest of chances that are spread by weight comes as often as RFC 2782 wants (Efraimidis and Spirakis 2006). */
    private Target target(Matcher record) {
        int weight = Integer.parseInt(record.group(2));
        int port = Integer.parseInt(record.group(3));
        String host = record.group(4).replaceAll("\\.$", "").toLowerCase(Locale.ROOT);
        double uniform = new SplittableRandom(seed ^ (host + port).hashCode() * 0x9e3779b97f4a7c15L).nextDouble();
        double chance = weight == 0 ? Double.MAX_VALUE : -Math.log(1 - uniform) / weight;
        return new Target(Integer.parseInt(record.group(1)), chance, port, host);
    }
}
