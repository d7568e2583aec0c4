package dev.partyline.media.quality;

/**
 * What a codec takes from quality by itself, and how well it bears loss (ITU-T G.113 Appendix I).
 *
 * @param equipment Ie, what is lost without any packet lost
 * @param robustness Bpl: the percentage of loss, at random, that costs half of what is left
 */
public record Impairment(double equipment, double robustness) {
    /** G.711, and where packets are missing nothing is done about it. */
    public static final Impairment G711 = new Impairment(0, 4.3);

    /** G.711 with concealment in the manner of its Appendix I. */
    public static final Impairment G711_CONCEALED = new Impairment(0, 25.1);
}
