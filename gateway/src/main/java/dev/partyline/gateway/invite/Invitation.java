package dev.partyline.gateway.invite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How others come into a channel.
 *
 * @param link the page that joins
 * @param pin null where none is asked, or where it is not for whoever reads this
 */
public record Invitation(
        String link, List<DialIn> numbers, @Nullable String pin) {
    /**
     * @param display the number for people
     * @param tel a link that dials it, and the PIN after a pause where there is one here
     */
    public record DialIn(String display, String tel) {}
}
