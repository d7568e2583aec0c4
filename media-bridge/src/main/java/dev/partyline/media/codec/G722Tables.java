package dev.partyline.media.codec;

/** The numbers of ITU-T G.722, tables 14 to 21 and section 6.2, by the names that its blocks have for them. */
final class G722Tables {
    /** Block SCALEL and SCALEH (ILB): 2048 times two to the power of n/32. */
    static final int[] SCALE = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    /** Decision levels of the lower band's six bits (Q6), in 4096ths of the step. */
    static final int[] LOWER_LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Values of the lower band's six bits (QM6), in 32768ths of the step. */
    static final short[] LOWER_SIX = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Values of its upper four bits alone (QM4), from which both ends learn. */
    static final short[] LOWER_FOUR = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** By how much the lower band's scale grows with those four bits (WL by way of RL42). */
    static final short[] LOWER_LOUDER = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    /** Values of the upper band's two bits (QM2). */
    static final short[] UPPER_TWO = {-7408, -1616, 7408, 1616};

    /** By how much the upper band's scale grows with them (WH by way of RH2). */
    static final short[] UPPER_LOUDER = {798, -214, 798, -214};

    /** The upper band's only decision level, in 4096ths of the step. */
    static final int UPPER_LEVEL = 564;

    private G722Tables() {}

    /** The lower band's code for an interval, counted from 1 for the smallest magnitude (table 17). */
    static int lowerCode(int interval, boolean negative) {
        if (negative) {
            return interval < 3 ? 64 - interval : 34 - interval;
        }
        return 62 - interval;
    }
}
