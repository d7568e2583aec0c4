package dev.partyline.media.quality;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Who speaks: voices of Flite, made by {@code media-bridge/speech/make}, as a telephone sends them. */
public enum Voice {
    /** A woman. */
    SLT("slt"),
    /** A man. */
    RMS("rms"),
    /** A man from Scotland. */
    AWB("awb"),
    /** A man, of recorded diphones. */
    KAL16("kal16");

    private final String name;

    Voice(String name) {
        this.name = name;
    }

    /** Nine to eleven seconds at 8 kHz, each sample one that G.711 (mu-law) has. */
    public short[] samples() {
        try (InputStream in = Voice.class.getResourceAsStream(name + ".ulaw")) {
            if (in == null) {
                throw new IllegalStateException(name + ".ulaw is missing");
            }
            byte[] coded = in.readAllBytes();
            short[] samples = new short[coded.length];
            G711.decode(Codec.PCMU, ByteBuffer.wrap(coded), 0, coded.length, samples);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
