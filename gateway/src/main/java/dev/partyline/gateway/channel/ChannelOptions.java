package dev.partyline.gateway.channel;

import org.jspecify.annotations.Nullable;

/**
 * How it goes in a channel.
 *
 * @param mostGuests phones and browsers at once, hosts apart; null for as many as the bridge takes
 * @param chimes whether everybody hears that somebody comes or goes
 * @param waitsForHost whether guests are let in only while a host is there
 * @param endsWithHost whether it is over when the last host has left
 */
public record ChannelOptions(@Nullable Integer mostGuests, boolean chimes, boolean waitsForHost, boolean endsWithHost) {
    public static final ChannelOptions USUAL = new ChannelOptions(null, false, false, false);

    public static final int FEWEST = 2;
    public static final int MOST = 10_000;
}
