package dev.partyline.gateway.source;

import dev.partyline.gateway.settings.AddressBlock;
import dev.partyline.gateway.settings.GatewayProperties;
import java.net.InetAddress;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What one visitor's block and the network around it may take: sockets, places in channels and memory for what waits at
 * once, and joins a second. This machine and trusted proxies, behind which anybody may be, have places as long as there
 * are any.
 */
@Component
public final class SourceLimits {
    /** So that those who are lost, those who look and those who come back have sockets too. */
    private static final int SOCKETS_A_BROWSER = 3;

    private static final int MAX_SOCKETS_OF_ONE = 1_000;
    /** What Tomcat keeps of a socket that says nothing, rounded up. */
    private static final int SOCKET_BYTES = 128 * 1024;

    /** A character takes two bytes at most. */
    static final int MAX_WAITING = 16 * 1024 * 1024;

    static final int JOIN_BURST = 200;
    static final double JOINS_A_SECOND = 10;
    static final int RENEWAL_BURST = 500;
    static final double RENEWALS_A_SECOND = 20;

    private final List<AddressBlock> trusted;
    private final Shares sockets;
    private final Shares places;
    private final Shares waiting = new Shares(MAX_WAITING / 4, MAX_WAITING / 2, MAX_WAITING);
    private final Rates joins = new Rates(JOINS_A_SECOND, JOIN_BURST);
    private final Rates renewals = new Rates(RENEWALS_A_SECOND, RENEWAL_BURST);

    @Autowired
    SourceLimits(GatewayProperties properties) {
        this(
                properties.maxBrowsers(),
                properties.http().trustedProxies(),
                Runtime.getRuntime().maxMemory());
    }

    public SourceLimits(int maxBrowsers, List<AddressBlock> trusted, long heapBytes) {
        this.trusted = List.copyOf(trusted);
        // Half of the heap for sockets that are merely open; the rest is for what goes on.
        int most = (int) Math.min((long) maxBrowsers * SOCKETS_A_BROWSER, Math.max(1, heapBytes / 2 / SOCKET_BYTES));
        sockets = new Shares(Math.min(MAX_SOCKETS_OF_ONE, most - most / 3), most - most / 4, most);
        places = new Shares(maxBrowsers - maxBrowsers / 2, maxBrowsers - maxBrowsers / 4, maxBrowsers);
    }

    /** Whether a socket more is allowed; each one allowed is given back by {@link #closeSocket}. */
    public boolean openSocket(SourceBlocks source) {
        return sockets.take(source, 1, false);
    }

    public void closeSocket(SourceBlocks source) {
        sockets.giveBack(source, 1);
    }

    /** Whether one more may be in a channel, its media there or not; given back by {@link #leave}. */
    public boolean enter(SourceBlocks source) {
        return places.take(source, 1, isWhole(source));
    }

    public void leave(SourceBlocks source) {
        places.giveBack(source, 1);
    }

    /** Whether so many characters more may wait to be answered; given back by {@link #release}. */
    public boolean hold(SourceBlocks source, int characters) {
        return waiting.take(source, characters, isWhole(source));
    }

    public void release(SourceBlocks source, int characters) {
        waiting.giveBack(source, characters);
    }

    public boolean join(SourceBlocks source, long nowNanos) {
        return joins.take(source, nowNanos);
    }

    /** Whether somebody who is in a channel already may have new media. */
    public boolean renew(SourceBlocks source, long nowNanos) {
        return renewals.take(source, nowNanos);
    }

    private boolean isWhole(SourceBlocks source) {
        InetAddress address = source.address();
        return address != null
                && (address.isLoopbackAddress() || trusted.stream().anyMatch(block -> block.contains(address)));
    }
}
