package dev.partyline.integration.bench.kernel;

import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.media.srtp.SrtpSession;
import java.nio.ByteBuffer;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Packets of 92 bytes, a browser's voice; AES-GCM, which browsers take. */
@State(Scope.Benchmark)
public class SrtpKernel {
    private static final int PACKET_BYTES = 92;

    private final SrtpSession here;
    private final SrtpSession there;
    private final SrtpSession stranger;
    private final ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES + SrtpSession.MAX_OVERHEAD_BYTES);
    private final byte[] voice = new byte[PACKET_BYTES - 12];
    private int sequence;

    public SrtpKernel() {
        Random random = new Random(9);
        byte[] ours = bytes(random, SrtpProfile.AEAD_AES_128_GCM.keyBytes());
        byte[] theirs = bytes(random, ours.length);
        byte[] salt = bytes(random, SrtpProfile.AEAD_AES_128_GCM.saltBytes());
        random.nextBytes(voice);
        here = new SrtpSession(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, ours, salt, theirs, salt));
        there = new SrtpSession(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, theirs, salt, ours, salt));
        stranger = new SrtpSession(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, theirs, salt, theirs, salt));
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void nextPacket() {
        sequence++;
        packet.clear();
        packet.putShort((short) 0x806f)
                .putShort((short) sequence)
                .putInt(sequence * 960)
                .putInt(7)
                .put(voice)
                .flip();
    }

    @Benchmark
    @Kernel("SRTP protect")
    public boolean protect() {
        nextPacket();
        return here.protectRtp(packet);
    }

    @Benchmark
    @Kernel("SRTP protect and unprotect")
    public boolean both() {
        nextPacket();
        return here.protectRtp(packet) && there.unprotectRtp(packet) == null;
    }

    @Benchmark
    @Kernel("SRTP refuses a stranger's packet")
    public boolean refuse() {
        nextPacket();
        packet.limit(packet.capacity());
        return stranger.unprotectRtp(packet) == null;
    }
}
