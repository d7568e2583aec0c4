package dev.partyline.integration.bench.soak;

import dev.partyline.integration.bench.soak.Footprint.Figure;
import java.io.PrintStream;

/** What the bridge held before and after, line by line. */
final class SoakTable {
    private static final String LINE = "%-30s %12s %12s %12s %10s  %s%n";

    private SoakTable() {}

    /** @return whether all is back */
    static boolean print(PrintStream out, Footprint before, Footprint most, Footprint after) {
        out.printf(LINE, "", "before", "most seen", "after", "allowed", "");
        boolean all = true;
        for (Figure figure : Figure.values()) {
            boolean back = figure.isBack(before.of(figure), after.of(figure));
            all &= back;
            out.printf(
                    LINE,
                    figure.text(),
                    number(before.of(figure)),
                    number(most.of(figure)),
                    number(after.of(figure)),
                    "+-" + number(figure.allowed()),
                    back ? "back" : "NOT BACK");
        }
        return all;
    }

    static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }
}
