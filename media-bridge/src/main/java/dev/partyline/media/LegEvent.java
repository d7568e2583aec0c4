package dev.partyline.media;

import dev.partyline.media.prompt.Spoken;
import java.util.List;

/** What a leg tells its owner. Delivered on the media loop: a listener only puts it into a mailbox. */
public sealed interface LegEvent {
    /** A key was pressed: {@code 0-9 * # A-D}; once a key press and way. */
    record Digit(char digit, DigitWay way) implements LegEvent {}

    /** These prompts, given to {@link PhoneMedia#say}, have been said to their end. */
    record PromptsEnded(List<Spoken> prompts) implements LegEvent {}

    /** Neither RTP nor RTCP came for as long as {@link MediaSettings} allows (longer while the stream is on hold). */
    record MediaTimedOut() implements LegEvent {}
}
