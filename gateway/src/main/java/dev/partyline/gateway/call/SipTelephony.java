package dev.partyline.gateway.call;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.media.Chime;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaStats;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.SipConnector;
import dev.partyline.sip.SipSettings;
import dev.partyline.sip.SipStats;
import dev.partyline.sip.TlsSettings;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkStatus;
import dev.partyline.sip.trace.TracedMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The phones: the SIP connector over a media bridge that somebody else closes. */
final class SipTelephony implements Telephony {
    private final MediaBridge media;
    private final SipConnector sip;
    private volatile boolean draining;

    private SipTelephony(MediaBridge media, SipConnector sip) {
        this.media = media;
        this.sip = sip;
    }

    static SipTelephony start(
            GatewayProperties properties,
            TlsSettings tls,
            MediaBridge media,
            List<TrunkSettings> trunks,
            CallHandler handler) {
        GatewayProperties.Sip sip = properties.sip();
        try {
            SipConnector connector = SipConnector.start(
                    new SipSettings(
                            sip.bindAddress(),
                            sip.port(),
                            sip.advertisedAddress(),
                            properties.maxCalls(),
                            properties.drainLimit(),
                            tls,
                            properties.doctorKeep()),
                    trunks,
                    media,
                    handler,
                    InstantSource.system());
            return new SipTelephony(media, connector);
        } catch (IOException e) {
            throw new WrongSettingException(
                    "partyline.sip.port",
                    e.getMessage()
                            + "; write free ports here and, for TLS, into partyline.sip.tls.port, or an address of "
                            + "this machine into partyline.sip.bind-address");
        }
    }

    @Override
    public List<LiveCall> liveCalls() {
        return sip.liveCalls();
    }

    @Override
    public List<PresentCall> presentCalls() {
        return sip.presentCalls();
    }

    @Override
    public List<TracedMessage> trace(String sipCallId) {
        return sip.trace(sipCallId);
    }

    @Override
    public boolean mute(CallId id, boolean muted) {
        return sip.mute(id, muted);
    }

    @Override
    public boolean lowerHand(CallId id) {
        return sip.lowerHand(id);
    }

    @Override
    public void chime(RoomId room, Chime chime) {
        media.chime(room, chime);
    }

    @Override
    public boolean hostLeft(CallId id) {
        return sip.hostLeft(id);
    }

    @Override
    public boolean remove(CallId id) {
        return sip.remove(id);
    }

    @Override
    public List<TrunkStatus> trunks() {
        return sip.trunks();
    }

    @Override
    public SipStats sipStats() {
        return sip.stats();
    }

    @Override
    public MediaStats mediaStats() {
        return media.stats();
    }

    @Override
    public String opus() {
        return media.opus();
    }

    @Override
    public String srtp() {
        return media.srtp();
    }

    @Override
    public String mediaPriority() {
        return media.priority();
    }

    @Override
    public int sipPort() {
        return sip.port();
    }

    @Override
    public void drain() {
        draining = true;
        sip.drain();
    }

    @Override
    public boolean draining() {
        return draining;
    }

    @Override
    public void close() {
        sip.close();
    }
}
