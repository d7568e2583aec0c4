package dev.partyline.webrtc;

/** A browser's identity, given by whoever lets it in; opaque here, and the same when it comes back. */
public record BrowserId(String value) {
    public BrowserId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a browser's id has 1 to 64 characters");
        }
    }
}
