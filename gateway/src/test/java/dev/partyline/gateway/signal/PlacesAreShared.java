package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.routing.Routes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacesAreShared {
    @TempDir
    private Path data;

    @Test
    void theLastPlaceIsTheLastAndNoAddressTakesEverySocket() {
        try (RunningGateway gateway = RunningGateway.start(data, "partyline.limits.browsers=1");
                PageSocket first = PageSocket.open(gateway.port())) {
            first.join("lobby", "Ada", "").next("joined");
            try (PageSocket second = PageSocket.open(gateway.port())) {
                second.join("lobby", "Bea", "");
                var refused = second.next("refused");
                assertEquals("full", refused.get("reason").stringValue());
                assertEquals(30_000, refused.get("retryAfterMillis").intValue());
                try (PageSocket third = PageSocket.open(gateway.port())) {
                    assertEquals(1013, third.closeCode(), "of three sockets two are for one address");
                }
                first.say("{'type':'leave'}");
                assertEquals(1000, first.closeCode());
                second.join("lobby", "Bea", "").next("joined");
            }
        }
    }

    /** Where there is a proxy there is no demo, and so no lobby. */
    @Test
    void noAddressTakesEveryPlaceWhetherItsMediaConnectOrNot() {
        try (RunningGateway gateway =
                RunningGateway.start(data, "partyline.limits.browsers=2", "partyline.http.trusted-proxies=127.0.0.1")) {
            anOpenChannel(gateway, "weekly");
            try (PageSocket first = PageSocket.open(gateway.port(), "X-Forwarded-For", "198.51.100.7");
                    PageSocket second = PageSocket.open(gateway.port(), "X-Forwarded-For", "198.51.100.7");
                    PageSocket other = PageSocket.open(gateway.port(), "X-Forwarded-For", "203.0.113.9")) {
                first.join("weekly", "Ada", "").next("joined");
                assertEquals("full", second.join("weekly", "Ada", "").refused());
                other.join("weekly", "Bea", "").next("joined");
                first.say("{'type':'leave'}");
                assertEquals(1000, first.closeCode());
                second.join("weekly", "Ada", "").next("joined");
            }
        }
    }

    private static void anOpenChannel(RunningGateway gateway, String name) {
        ChannelStore channels = gateway.bean(ChannelStore.class);
        gateway.bean(Routes.class).change(() -> {
            Channel made = channels.create(name, false);
            return channels.setPins(made.id(), made.version(), ChannelPins.UNKNOWN);
        });
    }

    @Test
    void oneBrokenLegEndsNoRoster() {
        try (RunningGateway gateway = RunningGateway.start(data);
                PageSocket broken = PageSocket.open(gateway.port());
                PageSocket page = PageSocket.open(gateway.port())) {
            String id = broken.join("lobby", "Ada", "")
                    .next("joined")
                    .get("participant")
                    .stringValue();
            broken.next("roster");
            gateway.edge().leg(id).broken = true;
            page.join("room-4711", "Bea", "").next("joined");
            page.next("roster");
            gateway.edge().leg(id).broken = false;
            page.say("{'type':'camera','on':true}")
                    .next("roster", r -> r.toString().contains("\"camera\":true"));
        }
    }
}
