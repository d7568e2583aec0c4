package dev.partyline.media.srtp;

import java.nio.ByteBuffer;
import org.jitsi.utils.ByteArrayBuffer;

/** A buffer's bytes as jitsi-srtp wants to see them; reused for each packet. It never moves them to another array. */
final class PacketView implements ByteArrayBuffer {
    private byte[] bytes = {};
    private int offset;
    private int length;

    void over(ByteBuffer packet) {
        bytes = packet.array();
        offset = packet.arrayOffset() + packet.position();
        length = packet.remaining();
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] out) {
        System.arraycopy(bytes, offset + from, out, 0, count);
    }

    /** Whoever protects a packet has looked for room before. */
    @Override
    public void grow(int more) {
        if (offset + length + more > bytes.length) {
            throw new IndexOutOfBoundsException("no room for " + more + " bytes more");
        }
    }

    @Override
    public void append(byte[] tail, int count) {
        System.arraycopy(tail, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int fewer) {
        length -= fewer;
    }
}
