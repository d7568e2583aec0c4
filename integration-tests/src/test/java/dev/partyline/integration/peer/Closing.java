package dev.partyline.integration.peer;

import org.jspecify.annotations.Nullable;

/** The end of a test class: what was opened is closed, whatever became of the rest. */
public final class Closing {
    private Closing() {}

    /** @param opened in the order of closing; null for what was never opened */
    public static void all(@Nullable AutoCloseable... opened) {
        for (AutoCloseable one : opened) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                System.out.println("closing: " + e);
            }
        }
    }
}
