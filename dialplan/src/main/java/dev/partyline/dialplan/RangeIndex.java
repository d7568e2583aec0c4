package dev.partyline.dialplan;

import dev.partyline.dialplan.NumberPattern.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The narrowest range around a number, by one look-up: for each length the number line is painted with the ranges,
 * the widest and youngest first, so that what is seen on top is the rule that decides.
 */
final class RangeIndex {
    /** Ranges hold numbers of one length, with or without plus. */
    private record Shape(boolean international, int length) {
        static Shape of(String number) {
            return new Shape(number.startsWith("+"), number.length());
        }
    }

    private record Stripe(Range range, Rule rule) {}

    private final Map<Shape, NavigableMap<Long, Optional<Rule>>> lines = new HashMap<>();

    /** @param rules the older ones first; those without a range are passed over */
    RangeIndex(List<Rule> rules) {
        List<Stripe> stripes = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.pattern() instanceof Range range) {
                stripes.add(new Stripe(range, rule));
            }
        }
        Collections.reverse(stripes);
        stripes.sort(Comparator.comparingLong((Stripe stripe) -> stripe.range().size())
                .reversed());
        for (Stripe stripe : stripes) {
            paint(
                    lines.computeIfAbsent(Shape.of(stripe.range().from()), _ -> new TreeMap<>()),
                    stripe.range(),
                    stripe.rule());
        }
    }

    @Nullable
    Rule narrowest(DialledNumber number) {
        NavigableMap<Long, Optional<Rule>> line = lines.get(Shape.of(number.value()));
        String digits = Range.digits(number.value());
        if (line == null || !NumberText.isDigits(digits)) {
            return null;
        }
        return seenAt(line, Long.parseLong(digits)).orElse(null);
    }

    private static void paint(NavigableMap<Long, Optional<Rule>> line, Range range, Rule rule) {
        long after = range.last() + 1;
        Optional<Rule> behind = seenAt(line, after);
        line.subMap(range.first(), true, after, true).clear();
        line.put(range.first(), Optional.of(rule));
        line.put(after, behind);
    }

    private static Optional<Rule> seenAt(NavigableMap<Long, Optional<Rule>> line, long number) {
        Map.Entry<Long, Optional<Rule>> entry = line.floorEntry(number);
        return entry == null ? Optional.empty() : entry.getValue();
    }
}
