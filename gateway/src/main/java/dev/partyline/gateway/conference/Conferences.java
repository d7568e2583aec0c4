package dev.partyline.gateway.conference;

import dev.partyline.gateway.channel.ChannelOptions;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.media.RoomId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which conferences there are now. */
@Component
public final class Conferences {
    private final Routes routes;
    private final Demo demo;

    Conferences(Routes routes, Demo demo) {
        this.routes = routes;
        this.demo = demo;
    }

    public Optional<Conference> in(RoomId room) {
        return routes.table()
                .channel(room)
                .map(Conference::of)
                .or(() -> demo.channelOf(room).map(Conferences::ofDemo));
    }

    /** A stored channel of the same number or name is what its owner says it is. */
    Optional<Conference> byNumber(String conferenceNumber) {
        return routes.table()
                .byConferenceNumber(conferenceNumber)
                .map(Conference::of)
                .or(() -> demo.channelByNumber(conferenceNumber)
                        .filter(name -> routes.table().channel(name).isEmpty())
                        .map(Conferences::ofDemo));
    }

    private static Conference ofDemo(String channel) {
        return new Conference(Demo.room(channel), channel, Demo.pinsOf(channel), ChannelOptions.USUAL);
    }
}
