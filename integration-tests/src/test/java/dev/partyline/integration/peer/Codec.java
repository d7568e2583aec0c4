package dev.partyline.integration.peer;

/** G.711 by the formulas of ITU-T G.711 (segment and step), not by the tables that the bridge may use. */
public enum Codec {
    PCMU(0) {
        @Override
        byte encode(short sample) {
            int magnitude = Math.min(Math.abs((int) sample), 32635) + 132;
            int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
            int code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F);
            return (byte) ~(code | (sample < 0 ? 0x80 : 0));
        }

        @Override
        short decode(byte code) {
            int bits = ~code & 0xFF;
            int magnitude = ((((bits & 0x0F) << 3) + 132) << ((bits >> 4) & 7)) - 132;
            return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
        }
    },
    PCMA(8) {
        @Override
        byte encode(short sample) {
            int magnitude = Math.min(sample < 0 ? ~sample : sample, 32767) >> 3;
            int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 4);
            int step = (magnitude >> Math.max(1, segment)) & 0x0F;
            return (byte) (((segment << 4) | step | (sample < 0 ? 0 : 0x80)) ^ 0x55);
        }

        @Override
        short decode(byte code) {
            int bits = (code ^ 0x55) & 0xFF;
            int segment = (bits >> 4) & 7;
            int step = bits & 0x0F;
            int magnitude = segment == 0 ? (step << 4) + 8 : ((step << 4) + 264) << (segment - 1);
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }
    };

    final int payloadType;

    Codec(int payloadType) {
        this.payloadType = payloadType;
    }

    abstract byte encode(short sample);

    abstract short decode(byte code);
}
