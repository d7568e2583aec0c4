package dev.partyline.media.prompt;

/** What the bridge can say. One WAV file each in the resources of this package, 8 kHz mono 16 bit. */
public enum Prompt {
    WELCOME("welcome"),
    ENTER_PIN("enter-pin"),
    PIN_WRONG("pin-wrong"),
    PIN_REFUSED("pin-refused"),
    FIRST_IN_CHANNEL("first-in-channel"),
    MUTED("muted"),
    UNMUTED("unmuted"),
    REMOVED("removed"),
    CLOSING("closing");

    private final String fileName;

    Prompt(String fileName) {
        this.fileName = fileName + ".wav";
    }

    public String fileName() {
        return fileName;
    }
}
