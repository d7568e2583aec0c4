package dev.partyline.media.quality;

import dev.partyline.media.SeededNetwork;

/** The networks that speech is sent over, and how well it is to be understood behind them. */
public enum NetworkCase {
    CLEAN("clean", 0, 1, 0, 0.998),
    FIVE("5 % loss", 0.05, 1, 0, 0.985),
    TWENTY("20 % loss", 0.2, 1, 0, 0.91),
    BURSTS("10 % loss in bursts of three", 0.1, 3, 0, 0.94),
    JITTER("jitter of 40 ms", 0, 1, 40, 0.99),
    JITTER_AND_LOSS("jitter of 80 ms, 3 % loss", 0.03, 1, 80, 0.98),
    /** Without a goal of its own: the worst that is looked at. */
    WORST("jitter of 100 ms, 10 % loss", 0.1, 1, 100, 0);

    private final String words;
    private final double loss;
    private final int burst;
    private final int jitterMillis;
    private final double goal;

    NetworkCase(String words, double loss, int burst, int jitterMillis, double goal) {
        this.words = words;
        this.loss = loss;
        this.burst = burst;
        this.jitterMillis = jitterMillis;
        this.goal = goal;
    }

    /** The least STOI. */
    public double goal() {
        return goal;
    }

    public boolean jitters() {
        return jitterMillis > 0;
    }

    public SeededNetwork network(long seed) {
        return new SeededNetwork(seed).loss(loss).burst(burst).jitterMillis(jitterMillis);
    }

    @Override
    public String toString() {
        return words;
    }
}
