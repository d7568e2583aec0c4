package dev.partyline.gateway.call;

import dev.partyline.media.Chime;
import dev.partyline.media.MediaStats;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallId;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.SipStats;
import dev.partyline.sip.TrunkStatus;
import dev.partyline.sip.trace.TracedMessage;
import java.util.List;

/** The running bridge, as pages, health and metrics see it. */
public interface Telephony extends AutoCloseable {
    List<LiveCall> liveCalls();

    /** The phones that are in channels; to be asked as often as one likes. */
    List<PresentCall> presentCalls();

    /** The messages of a call, in order, by its Call-ID; empty where none are kept. */
    List<TracedMessage> trace(String sipCallId);

    boolean mute(CallId id, boolean muted);

    boolean lowerHand(CallId id);

    /** Everybody in that room hears it. */
    void chime(RoomId room, Chime chime);

    /** Its conference is over. */
    boolean hostLeft(CallId id);

    boolean remove(CallId id);

    List<TrunkStatus> trunks();

    SipStats sipStats();

    MediaStats mediaStats();

    /** Which libopus is in use. */
    String opus();

    /** Whose AES protects the browsers' media, for the log. */
    String srtp();

    /** At which priority the media loops run. */
    String mediaPriority();

    int sipPort();

    /** No new calls from now on. */
    void drain();

    boolean draining();

    @Override
    void close();
}
