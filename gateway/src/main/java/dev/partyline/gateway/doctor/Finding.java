package dev.partyline.gateway.doctor;

/** One thing that the doctor has to say of a call. */
record Finding(Weight weight, String sentence) {
    /** The heaviest first. */
    enum Weight {
        BAD,
        WARN,
        GOOD;

        /** As the stylesheet calls it. */
        public String tone() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
