package dev.partyline.integration.bench.soak;

import dev.partyline.integration.bench.mix.SwarmCalls;
import dev.partyline.integration.bench.mix.SwarmPhone;
import dev.partyline.integration.bench.mix.TalkerSound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Phones that come and go: as many as is wanted at the moment, each for some seconds, every third one talking; three of
 * four hang up, the fourth is never heard of again.
 */
final class SoakPhones implements AutoCloseable {
    private static final int FIRST_ROOM = 4_000;
    private static final int ROOMS = 12;
    private static final long SHORTEST_NANOS = 2_000_000_000L;
    private static final long LONGEST_NANOS = 20_000_000_000L;
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.6.2");

    private final SplittableRandom random;
    private final SwarmCalls calls;
    private final String prefix;
    private final List<Call> up = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private int made;
    private int hungUp;
    private int vanished;
    private int deaf;

    private static final class Call {
        final String id;
        final SwarmPhone phone;
        final long untilNanos;
        final boolean vanishes;
        long packets;

        Call(String id, SwarmPhone phone, long untilNanos, boolean vanishes) {
            this.id = id;
            this.phone = phone;
            this.untilNanos = untilNanos;
            this.vanishes = vanishes;
        }
    }

    /** @param prefix of the calls' names: no name may come twice */
    SoakPhones(InetSocketAddress sip, String prefix, long seed) throws IOException {
        this.prefix = prefix;
        random = new SplittableRandom(seed);
        calls = new SwarmCalls(HERE, sip);
    }

    /** Sends a packet of each, takes what has come, and lets calls end and begin; once every 20 ms. */
    void tick(int wanted, long nowNanos) throws IOException {
        for (Iterator<Call> each = up.iterator(); each.hasNext(); ) {
            Call call = each.next();
            call.phone.send(nowNanos);
            call.packets += call.phone.drain(in);
            if (nowNanos - call.untilNanos >= 0) {
                each.remove();
                deaf += call.packets == 0 ? 1 : 0;
                end(call);
            }
        }
        if (up.size() < wanted) {
            begin(nowNanos);
        }
    }

    private void begin(long nowNanos) throws IOException {
        String id = prefix + made;
        TalkerSound sound = made % 3 == 0 ? new TalkerSound(random.nextInt(200)) : null;
        SwarmPhone phone = new SwarmPhone(sound, random.nextInt(TalkerSound.PACKETS_A_PERIOD), HERE, random);
        try {
            phone.connect(calls.call(Integer.toString(FIRST_ROOM + random.nextInt(ROOMS)), id, phone.port()));
        } catch (IOException e) {
            phone.close();
            throw e;
        }
        made++;
        up.add(new Call(id, phone, nowNanos + random.nextLong(SHORTEST_NANOS, LONGEST_NANOS), random.nextInt(4) == 0));
    }

    private void end(Call call) throws IOException {
        if (call.vanishes) {
            vanished++;
            calls.forget(call.id);
        } else {
            hungUp++;
            calls.hangUp(call.id);
        }
        call.phone.close();
    }

    int up() {
        return up.size();
    }

    /** Those that were sent nothing in all their time. */
    int deaf() {
        return deaf;
    }

    /** How many came, and how they went. */
    String told() {
        return "%d calls, of which %d hung up, %d vanished and %d heard nothing"
                .formatted(made, hungUp, vanished, deaf);
    }

    /** Everybody goes. */
    void leave() throws IOException {
        for (Call call : up) {
            end(call);
        }
        up.clear();
    }

    @Override
    public void close() throws IOException {
        for (Call call : up) {
            call.phone.close();
        }
        calls.close();
    }
}
