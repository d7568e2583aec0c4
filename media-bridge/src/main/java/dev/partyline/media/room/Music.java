package dev.partyline.media.room;

/** Plays samples round and round, a frame at a time. */
final class Music implements SharedAudio.Source {
    private final short[] samples;
    private int position;

    Music(short[] samples) {
        this.samples = samples;
    }

    @Override
    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = samples[position];
            position = position + 1 == samples.length ? 0 : position + 1;
        }
    }

    void fromTheStart() {
        position = 0;
    }
}
