package dev.partyline.dialplan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules, and the decision of the most specific one that matches: the one that matches the fewest numbers of the
 * dialled length; then an exact number before a range before a prefix; then the older rule. A number that calls for help is
 * taken by a rule for exactly this number, or by none. Immutable, so a change
 * is a new dialplan.
 */
public final class Dialplan {
    private final List<Rule> rules;
    private final Map<String, Rule> exact = new HashMap<>();
    private final Map<String, Rule> prefixes = new HashMap<>();
    private final RangeIndex ranges;

    /** @param rules the older ones first */
    public Dialplan(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : this.rules) {
            switch (rule.pattern()) {
                case NumberPattern.Exact(String from) -> exact.putIfAbsent(from, rule);
                case NumberPattern.Prefix(String from) -> prefixes.putIfAbsent(from, rule);
                case NumberPattern.Range _ -> {}
            }
        }
        ranges = new RangeIndex(this.rules);
    }

    public List<Rule> rules() {
        return rules;
    }

    public Decision decide(DialledNumber number) {
        if (number.emergency()) {
            return emergency(number);
        }
        Stream.Builder<Rule> candidates = Stream.builder();
        add(candidates, exact.get(number.value()));
        add(candidates, ranges.narrowest(number));
        add(candidates, longestPrefix(number.value()));
        // The sort order of kinds is that of ties, and min keeps the first of equals.
        return candidates
                .build()
                .min(Comparator.comparingDouble(rule -> rule.pattern().breadth(number)))
                .map(rule -> rule.target().decide(rule.id(), number))
                .orElseGet(Decision.NoMapping::new);
    }

    /** Whoever calls for help shall not end in a conference, because a range or a prefix is wide. */
    private Decision emergency(DialledNumber number) {
        Rule rule = exact.get(number.value());
        return rule == null ? new Decision.Emergency() : rule.target().decide(rule.id(), number);
    }

    private @Nullable Rule longestPrefix(String number) {
        for (int length = number.length(); length > 0; length--) {
            Rule rule = prefixes.get(number.substring(0, length));
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    private static void add(Stream.Builder<Rule> candidates, @Nullable Rule rule) {
        if (rule != null) {
            candidates.add(rule);
        }
    }
}
