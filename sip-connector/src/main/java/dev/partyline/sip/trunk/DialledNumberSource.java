package dev.partyline.sip.trunk;

import dev.partyline.sip.CallerText;
import dev.partyline.sip.TrunkSettings.NumberSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the dialled number of an INVITE where its trunk's settings say that it stands. */
public final class DialledNumberSource {
    private DialledNumberSource() {}

    /**
     * @param requestUri as it stands in the start line
     * @param to the value of To
     * @param header the values of a header by its name; asked for a configured name alone
     * @return the number as it was written; empty where there is none there, or the header stands there twice
     */
    public static Optional<CallerText> read(
            NumberSource source, String requestUri, String to, Function<String, List<String>> header) {
        Optional<String> number = switch (source) {
            case NumberSource.RequestUri _ -> AddressText.number(requestUri);
            case NumberSource.ToHeader _ -> AddressText.number(to);
            case NumberSource.NamedHeader(String name) -> onlyOne(header.apply(name));
        };
        return number.map(CallerText::new);
    }

    private static Optional<String> onlyOne(List<String> values) {
        return values.size() == 1 ? AddressText.number(values.getFirst()) : Optional.empty();
    }
}
