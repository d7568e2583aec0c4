package dev.partyline.integration.bench.sound;

import dev.partyline.integration.bench.mix.AsteriskServer;
import dev.partyline.integration.bench.mix.BridgeServer;
import dev.partyline.integration.bench.mix.Server;
import dev.partyline.integration.peer.AsteriskConference;
import dev.partyline.media.quality.NetworkCase;
import dev.partyline.media.quality.SpeechQuality;
import dev.partyline.media.quality.Voice;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Speech by real calls through a running bridge and, where its image is there, Asterisk's ConfBridge with its jitter
 * buffer: each network and each voice in a room of its own, all at once.
 *
 * <p>Arguments: how often, each time with other losses.
 */
public final class SoundBench {
    private static final InetAddress PHONES = InetAddress.ofLiteral("127.0.3.9");
    private static final long POLL_NANOS = 1_000_000;
    private static final long DIAL_NANOS = 10_000_000_000L;

    private SoundBench() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        measure("Partyline", () -> new BridgeServer(PHONES), rounds);
        if (AsteriskConference.isThere()) {
            measure("Asterisk ConfBridge", () -> AsteriskServer.buffered(PHONES), rounds);
        } else {
            System.out.println("Asterisk is left out: Docker does not run, or its image is not there");
        }
    }

    private interface Starter {
        Server start() throws IOException, InterruptedException;
    }

    private static void measure(String name, Starter starter, int rounds) throws IOException, InterruptedException {
        Map<NetworkCase, SpeechQuality.Mean> means = new EnumMap<>(NetworkCase.class);
        for (int round = 0; round < rounds; round++) {
            try (Server server = starter.start()) {
                round(server, round, means);
            }
        }
        System.out.printf("%s, %d voices, %d times%n", name, Voice.values().length, rounds);
        means.forEach((network, mean) ->
                System.out.printf("  %-28s goal %.3f  %s%n", network, network.goal(), mean.quality()));
    }

    private static void round(Server server, int round, Map<NetworkCase, SpeechQuality.Mean> means) throws IOException {
        List<SpeechCall> calls = new ArrayList<>();
        Random random = new Random(round);
        long startNanos = System.nanoTime() + DIAL_NANOS;
        try {
            for (NetworkCase network : NetworkCase.values()) {
                for (Voice voice : Voice.values()) {
                    int room = calls.size();
                    // Spread over the 20 ms, as callers are.
                    long phase = room * SpeechCall.TICK_NANOS / 32;
                    long seed = 1000L * round + room;
                    calls.add(new SpeechCall(network, voice, seed, startNanos + phase, PHONES, random));
                    calls.getLast().dial(server, room, "sound" + round + "-" + room);
                }
            }
            talk(calls);
            for (SpeechCall call : calls) {
                means.computeIfAbsent(call.network, any -> new SpeechQuality.Mean())
                        .add(call.quality());
            }
        } finally {
            for (SpeechCall call : calls) {
                call.close();
            }
        }
    }

    private static void talk(List<SpeechCall> calls) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2048);
        List<SpeechCall> open = new ArrayList<>(calls);
        while (!open.isEmpty()) {
            for (int i = open.size() - 1; i >= 0; i--) {
                if (!open.get(i).progress(System.nanoTime(), in)) {
                    open.remove(i);
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
