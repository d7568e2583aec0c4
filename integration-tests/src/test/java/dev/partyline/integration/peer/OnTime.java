package dev.partyline.integration.peer;

/** What is judged sample by sample, on a machine that holds the bridge up now and then: a tick that is late is a hole. */
public final class OnTime {
    private static final int MOST_ATTEMPTS = 4;

    private OnTime() {}

    /** Something that may be done once more, wherever it stopped before. */
    public interface Attempt {
        void run() throws Exception;
    }

    /** Does it; and again where it failed while ticks were late, for then it says nothing of the bridge. */
    public static void attempt(BridgeProcess bridge, Attempt attempt) throws Exception {
        for (int attempts = 1; ; attempts++) {
            double lateBefore = bridge.lateTicks();
            try {
                attempt.run();
                return;
            } catch (AssertionError e) {
                double late = bridge.lateTicks() - lateBefore;
                if (late == 0 || attempts == MOST_ATTEMPTS) {
                    throw e;
                }
                System.out.printf("again, for %.0f ticks were late: %s%n", late, e.getMessage());
            }
        }
    }
}
