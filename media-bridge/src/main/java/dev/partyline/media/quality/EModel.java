package dev.partyline.media.quality;

import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

/**
 * The E-model of ITU-T G.107 for narrowband telephony: {@code R = Ro - Is - Id - Ie-eff}. Loss, bursts, codec and delay
 * are what was measured; all else stands at the defaults of its table 2, since nothing is known of the far end's
 * loudness, noise and echo. What does not depend on delay is computed once.
 */
public final class EModel {
    // Table 2.
    private static final double SEND_LOUDNESS = 8;
    private static final double RECEIVE_LOUDNESS = 2;
    private static final double SIDETONE = 15;
    private static final double LISTENER_SIDETONE = 18;
    private static final double D_VALUE = 3;
    private static final double ECHO_LOUDNESS = 65;
    private static final double ECHO_PATH_LOSS = 110;
    private static final double QUANTISING_UNITS = 1;
    private static final double CIRCUIT_NOISE_DBM0P = -70;
    private static final double NOISE_FLOOR_DBMP = -64;
    private static final double ROOM_NOISE_DBA = 35;

    private static final double OVERALL_LOUDNESS = SEND_LOUDNESS + RECEIVE_LOUDNESS;
    private static final double NOISE = noise();
    private static final double SIGNAL_TO_NOISE = 15 - 1.5 * (SEND_LOUDNESS + NOISE);
    // From here on delay is felt (mT, section 7.4).
    private static final double UNFELT_DELAY_MILLIS = 100;
    private static final double LONGEST_DELAY_MILLIS = 10_000;

    private EModel() {}

    /**
     * The transmission rating R.
     *
     * @param delayMillis from mouth to ear, one way
     * @param lossShare of the packets, 0 to 1
     * @param burstRatio mean length of bursts seen over that of random loss, 1 or more (section 7.5)
     * @return about 93.2 at best, 0 at worst
     */
    public static double rating(double delayMillis, Impairment codec, double lossShare, double burstRatio) {
        double delay = Math.clamp(delayMillis, 0, LONGEST_DELAY_MILLIS);
        double rating = SIGNAL_TO_NOISE
                - simultaneous(delay)
                - echoOfTalker(delay)
                - echoOfListener(2 * delay)
                - pureDelay(delay)
                - equipment(codec, lossShare, burstRatio);
        return max(0, rating);
    }

    /** Mean opinion score, estimated for conversation, of a rating (Annex B): 1 to 4.5. */
    public static double meanOpinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        if (rating >= 100) {
            return 4.5;
        }
        // The polynomial dips below 1 for ratings under 6.5.
        return max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }

    /** Section 7.2: all noise, referred to the 0 dBr point. */
    private static double noise() {
        double sender = ROOM_NOISE_DBA
                - SEND_LOUDNESS
                - D_VALUE
                - 100
                + 0.004 * squared(ROOM_NOISE_DBA - OVERALL_LOUDNESS - D_VALUE - 14);
        double effectiveRoom = ROOM_NOISE_DBA + 10 * log10(1 + pow(10, (10 - LISTENER_SIDETONE) / 10));
        double receiver = RECEIVE_LOUDNESS - 121 + effectiveRoom + 0.008 * squared(effectiveRoom - 35);
        double floor = NOISE_FLOOR_DBMP + RECEIVE_LOUDNESS;
        return 10 * log10(power(CIRCUIT_NOISE_DBM0P) + power(sender) + power(receiver) + power(floor));
    }

    /** Section 7.3, Is: what comes with the voice itself. Sidetone alone knows delay, by the echo it is heard with. */
    private static double simultaneous(double delay) {
        double x = OVERALL_LOUDNESS + 0.2 * (64 + NOISE - RECEIVE_LOUDNESS);
        double tooLoud = 20 * (root(1 + pow(x / 8, 8), 8) - x / 8);
        double heardSidetone = -10 * log10(power(-SIDETONE) + exp(-delay / 4) * power(-ECHO_LOUDNESS));
        double sidetone = 12 * root(1 + pow((heardSidetone - 13) / 6, 8), 8)
                - 28 * root(1 + pow((heardSidetone + 1) / 19.4, 35), 35)
                - 13 * root(1 + pow((heardSidetone - 3) / 33, 13), 13)
                + 29;
        double q = 37 - 15 * log10(QUANTISING_UNITS);
        double g = 1.07 + 0.258 * q + 0.0602 * q * q;
        double y = (SIGNAL_TO_NOISE - 100) / 15 + 46 / 8.4 - g / 9;
        double z = 46 / 30.0 - g / 40;
        double quantising = 15 * log10(1 + pow(10, y) + pow(10, z));
        return tooLoud + sidetone + quantising;
    }

    /** Section 7.4, Idte. */
    private static double echoOfTalker(double delay) {
        double echoLoudness =
                ECHO_LOUDNESS - 40 * log10((1 + delay / 10) / (1 + delay / 150)) + 6 * exp(-0.3 * delay * delay);
        double withEcho = 80 + 2.5 * (echoLoudness - 14);
        double without = -1.5 * (NOISE - RECEIVE_LOUDNESS);
        double half = (without - withEcho) / 2;
        return (half + sqrt(half * half + 100) - 1) * (1 - exp(-delay));
    }

    /** Section 7.4, Idle. */
    private static double echoOfListener(double roundTrip) {
        double withEcho = 10.5 * (ECHO_PATH_LOSS + 7) * pow(roundTrip + 1, -0.25);
        double half = (SIGNAL_TO_NOISE - withEcho) / 2;
        return half + sqrt(half * half + 169);
    }

    /** Section 7.4, Idd: too long to talk easily, without any echo. */
    private static double pureDelay(double delay) {
        if (delay <= UNFELT_DELAY_MILLIS) {
            return 0;
        }
        double x = log10(delay / UNFELT_DELAY_MILLIS) / log10(2);
        return 25 * (root(1 + pow(x, 6), 6) - 3 * root(1 + pow(x / 3, 6), 6) + 2);
    }

    /** Section 7.5, Ie-eff. */
    static double equipment(Impairment codec, double lossShare, double burstRatio) {
        double percent = 100 * Math.clamp(lossShare, 0, 1);
        return codec.equipment()
                + (95 - codec.equipment()) * percent / (percent / max(1, burstRatio) + codec.robustness());
    }

    private static double power(double decibels) {
        return pow(10, decibels / 10);
    }

    private static double root(double x, int degree) {
        return pow(x, 1.0 / degree);
    }

    private static double squared(double x) {
        return x * x;
    }
}
