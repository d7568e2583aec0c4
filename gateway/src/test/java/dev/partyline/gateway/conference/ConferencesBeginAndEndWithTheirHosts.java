package dev.partyline.gateway.conference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.ScriptedTelephony;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelOptions;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.roster.Locks;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Goal;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Knock;
import dev.partyline.sip.LiveCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConferencesBeginAndEndWithTheirHosts {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir
    private Path data;

    private RunningGateway gateway;
    private ConferenceWatch watch;
    private Hosts hosts;
    private Channel board;
    private long nowNanos = 1_000 * SECOND_NANOS;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start(data);
        Routes routes = gateway.bean(Routes.class);
        ChannelStore channels = gateway.bean(ChannelStore.class);
        routes.change(() -> {
            Channel made = channels.create("board", false);
            channels.setPins(made.id(), 0, ChannelPins.UNKNOWN);
            return channels.setOptions(made.id(), 1, new ChannelOptions(null, false, true, true));
        });
        board = routes.table().channel("board").orElseThrow();
        hosts = gateway.bean(Hosts.class);
        // One that the test looks through; the gateway's own has nothing to do but to see the same.
        watch = new ConferenceWatch(
                gateway.telephony(), gateway.bean(Participants.class), routes, hosts, gateway.bean(Locks.class));
        watch.close();
        gateway.bean(ConferenceWatch.class).close();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Outcome enters() {
        InboundCall call =
                new InboundCall(new CallId("c9"), "demo", new CallerText("1"), new CallerText("+4930123456"));
        return gateway.bean(CallHandler.class)
                .enter(call, new Knock(new Goal.Channel(board.room(), "board"), null))
                .outcome();
    }

    private void looksFor(int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            nowNanos += SECOND_NANOS / 2;
            watch.look(nowNanos);
        }
    }

    @Test
    void guestsWaitUntilAHostIsThere() {
        List<LiveCall> calls = gateway.telephony().calls;
        assertEquals(new Outcome.AwaitsHost(new Goal.Admitted(board.room(), "board", false)), enters());
        calls.add(ScriptedTelephony.call("guest", "+491", "board", false, false, -20));
        looksFor(1);
        assertInstanceOf(Outcome.AwaitsHost.class, enters());
        calls.add(ScriptedTelephony.host("host", "board"));
        looksFor(1);
        assertTrue(hosts.hasHost("board"));
        assertInstanceOf(Outcome.In.class, enters());
    }

    @Test
    void itIsOverWhenTheLastHostHasBeenAwayForAWhile() {
        List<LiveCall> calls = gateway.telephony().calls;
        calls.add(ScriptedTelephony.call("guest", "+491", "board", false, false, -20));
        calls.add(ScriptedTelephony.call("elsewhere", "+492", "lobby", false, false, -20));
        looksFor(60);
        assertEquals(List.of(), gateway.telephony().done, "there was no host yet");
        calls.add(ScriptedTelephony.host("host", "board"));
        looksFor(1);
        calls.removeIf(call -> call.host());
        looksFor(15);
        calls.add(ScriptedTelephony.host("host", "board"));
        looksFor(30);
        assertEquals(List.of(), gateway.telephony().done, "the host was back in time");
        calls.removeIf(call -> call.host());
        looksFor(19);
        assertEquals(List.of(), gateway.telephony().done);
        looksFor(1);
        assertEquals(List.of("the host left guest"), gateway.telephony().done);
        looksFor(60);
        assertEquals(List.of("the host left guest"), gateway.telephony().done, "once");
    }

    @Test
    void whoComesAndGoesIsRungForAsTheChannelWants() {
        Routes routes = gateway.bean(Routes.class);
        ChannelStore channels = gateway.bean(ChannelStore.class);
        routes.change(() -> channels.setOptions(board.id(), 2, new ChannelOptions(null, true, false, false)));
        List<LiveCall> calls = gateway.telephony().calls;
        List<String> done = gateway.telephony().done;
        calls.add(ScriptedTelephony.call("first", "+491", "board", false, false, -20));
        looksFor(1);
        assertEquals(List.of(), done, "the first one is alone");
        calls.add(ScriptedTelephony.call("second", "+492", "board", false, false, -20));
        looksFor(2);
        assertEquals(List.of("chime CAME"), done);
        calls.removeLast();
        looksFor(2);
        assertEquals(List.of("chime CAME", "chime LEFT"), done);
        calls.clear();
        looksFor(2);
        assertEquals(2, done.size(), "nobody is there to hear it");
        routes.change(() -> channels.setOptions(board.id(), 3, ChannelOptions.USUAL));
        calls.add(ScriptedTelephony.call("first", "+491", "board", false, false, -20));
        looksFor(1);
        calls.add(ScriptedTelephony.call("second", "+492", "board", false, false, -20));
        looksFor(2);
        assertEquals(2, done.size(), "not wanted any more");
    }

    @Test
    void theLockOfAnEmptyChannelFallsOff() {
        Participants participants = gateway.bean(Participants.class);
        gateway.telephony().calls.add(ScriptedTelephony.host("host", "board"));
        participants.lock("board", true);
        looksFor(1);
        assertTrue(participants.isLocked("board"));
        gateway.telephony().calls.clear();
        looksFor(1);
        gateway.telephony().calls.add(ScriptedTelephony.host("host", "board"));
        looksFor(1);
        assertFalse(participants.isLocked("board"), "a host who comes first next week finds it open");
    }
}
