package dev.partyline.webrtc;

import java.util.List;
import java.util.Optional;

/** What a browser's leg tells its owner. Delivered on a media loop or a handshake's thread: a listener never blocks. */
public sealed interface BrowserEvent {
    /** DTLS is done and the leg has entered its room: media flows. */
    record Connected() implements BrowserEvent {}

    /** The connection never came about, or cannot go on: a sentence for the log. The leg is closed. */
    record Failed(String reason) implements BrowserEvent {}

    /** No consent for 30 s (RFC 7675), or the browser said goodbye by DTLS. The leg is closed. */
    record Gone() implements BrowserEvent {}

    /** Who is in which receive slot from now on; as many entries as the offer had slots. */
    record Slots(List<Optional<BrowserId>> voices, List<Optional<BrowserId>> videos) implements BrowserEvent {}
}
