package dev.partyline.gateway.whip;

import dev.partyline.gateway.roster.Audience;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.Roster;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.OfferRefusedException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One leg that came by HTTP: nobody signals for it between two requests, so it ends with its media. */
final class WhipSession implements Audience {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAG_BYTES = 8;

    private final BrowserLeg leg;
    private final Consumer<WhipSession> lost;
    private String offer;
    private String entityTag = drawTag();

    WhipSession(BrowserLeg leg, String offer, Consumer<WhipSession> lost) {
        this.leg = leg;
        this.offer = offer;
        this.lost = lost;
    }

    BrowserLeg leg() {
        return leg;
    }

    /** Names the ICE session of now (RFC 9725 section 4.3.1). */
    synchronized String entityTag() {
        return entityTag;
    }

    synchronized boolean isOf(String ufrag) {
        return IceFragment.isOf(offer, ufrag);
    }

    /**
     * @return the fragment to answer with; null where the media have gone
     */
    synchronized @Nullable String restart(String ufrag, String password) throws OfferRefusedException {
        String restarted = IceFragment.restarted(offer, ufrag, password);
        String answer = leg.renegotiate(restarted);
        if (answer == null) {
            return null;
        }
        offer = restarted;
        entityTag = drawTag();
        return IceFragment.ofAnswer(answer);
    }

    private static String drawTag() {
        byte[] bytes = new byte[TAG_BYTES];
        RANDOM.nextBytes(bytes);
        return '"' + HexFormat.of().formatHex(bytes) + '"';
    }

    @Override
    public void roster(Roster roster) {}

    @Override
    public void levels(Map<String, Integer> levels) {}

    @Override
    public void slots(BrowserEvent.Slots slots) {}

    @Override
    public void muted(boolean muted, String by) {}

    @Override
    public void mediaFailed(String reason) {
        lost.accept(this);
    }

    @Override
    public void superseded() {}

    @Override
    public void ended(Ending ending) {}
}
