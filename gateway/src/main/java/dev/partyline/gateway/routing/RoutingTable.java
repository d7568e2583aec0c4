package dev.partyline.gateway.routing;

import dev.partyline.dialplan.Dialplan;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.number.NumberRule;
import dev.partyline.media.RoomId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the database said last, whole and immutable. */
public final class RoutingTable {
    private final List<NumberRule> rules;
    private final List<Channel> channels;
    private final Dialplan dialplan;
    private final Map<String, Channel> byName;
    private final Map<RoomId, Channel> byRoom;
    private final Map<String, Channel> byConferenceNumber;

    public RoutingTable(List<NumberRule> rules, List<Channel> channels) {
        this.rules = List.copyOf(rules);
        this.channels = List.copyOf(channels);
        dialplan = new Dialplan(rules.stream().map(NumberRule::rule).toList());
        byName = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        byConferenceNumber =
                channels.stream().collect(Collectors.toUnmodifiableMap(Channel::conferenceNumber, Function.identity()));
        byRoom = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::room, Function.identity()));
    }

    /** This table and one channel more. */
    RoutingTable with(Channel channel) {
        List<Channel> more = new ArrayList<>(channels);
        more.add(channel);
        more.sort(Comparator.comparing(Channel::name));
        return new RoutingTable(rules, more);
    }

    public List<NumberRule> rules() {
        return rules;
    }

    public List<Channel> channels() {
        return channels;
    }

    public Dialplan dialplan() {
        return dialplan;
    }

    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Channel> channel(RoomId room) {
        return Optional.ofNullable(byRoom.get(room));
    }

    public Optional<Channel> byConferenceNumber(String number) {
        return Optional.ofNullable(byConferenceNumber.get(number));
    }

    public @Nullable NumberRule rule(long id) {
        return rules.stream().filter(rule -> rule.id() == id).findFirst().orElse(null);
    }

    long automaticChannels() {
        return channels.stream().filter(Channel::automatic).count();
    }
}
