package dev.partyline.gateway.roster;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.roster.Audience.Ending;
import dev.partyline.gateway.token.Role;
import dev.partyline.sip.CallId;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Phones and browsers of a channel by the ids of its roster: to count, to mute, to remove. */
@Component
public final class Participants {
    static final String PHONE = "phone-";

    private final Telephony telephony;
    private final Browsers browsers;
    private final Locks locks;

    Participants(Telephony telephony, Browsers browsers, Locks locks) {
        this.telephony = telephony;
        this.browsers = browsers;
        this.locks = locks;
    }

    public enum Outcome {
        DONE,
        /** There is none of this id in the channel. */
        NOBODY,
        /** It muted itself, and opens its microphone itself. */
        ITS_OWN_AFFAIR
    }

    public int count(String channel) {
        return presence(channel).all();
    }

    public Presence presence(String channel) {
        return presence().getOrDefault(channel, Presence.NOBODY);
    }

    /** Every channel that somebody is in. */
    public Map<String, Presence> presence() {
        Map<String, Presence> byChannel = new HashMap<>();
        for (PresentCall call : telephony.presentCalls()) {
            byChannel.compute(call.channelName(), (_, before) -> known(before).phone(call.host()));
        }
        for (BrowserLeg leg : browsers.all()) {
            boolean host = leg.identity().role() == Role.HOST;
            byChannel.compute(
                    leg.identity().channel(), (_, before) -> known(before).browser(host));
        }
        return byChannel;
    }

    private static Presence known(@Nullable Presence presence) {
        return presence == null ? Presence.NOBODY : presence;
    }

    /** The conference is over: everybody in it is told so and sent home, and whoever waits for a host as well. */
    public void end(String channel) {
        for (LiveCall call : telephony.liveCalls()) {
            if (call.channelName().equals(channel) && call.phase() != LiveCall.Phase.AT_THE_DOOR) {
                telephony.hostLeft(call.call().id());
            }
        }
        for (BrowserLeg leg : browsers.all()) {
            if (leg.identity().channel().equals(channel)) {
                browsers.end(leg, new Ending.HostLeft());
            }
        }
    }

    /** Whether a host has locked it. */
    public boolean isLocked(String channel) {
        return locks.has(channel);
    }

    /** Keeps all but hosts out from now on, or lets them in again; returns which. */
    public boolean lock(String channel, boolean locked) {
        locks.set(channel, locked);
        return locked;
    }

    /** Takes a raised hand down. */
    public Outcome lowerHand(String channel, String id) {
        Optional<LiveCall> phone = phone(channel, id);
        boolean done = phone.isPresent()
                ? telephony.lowerHand(phone.get().call().id())
                : browser(channel, id).map(leg -> leg.raiseHand(false)).orElse(false);
        return done ? Outcome.DONE : Outcome.NOBODY;
    }

    public Outcome mute(String channel, String id, boolean muted, String by) {
        Optional<LiveCall> phone = phone(channel, id);
        if (phone.isPresent()) {
            return mutePhone(phone.get(), muted);
        }
        return browser(channel, id)
                .map(leg -> leg.muteBy(muted, by) ? Outcome.DONE : Outcome.ITS_OWN_AFFAIR)
                .orElse(Outcome.NOBODY);
    }

    /** A call by its own id, in whatever channel and on its way into one. */
    public Outcome mute(CallId id, boolean muted) {
        return telephony.liveCalls().stream()
                .filter(call -> call.call().id().equals(id))
                .findFirst()
                .map(call -> mutePhone(call, muted))
                .orElse(Outcome.NOBODY);
    }

    private Outcome mutePhone(LiveCall call, boolean muted) {
        if (!muted && call.mutedItself()) {
            return Outcome.ITS_OWN_AFFAIR;
        }
        return telephony.mute(call.call().id(), muted) ? Outcome.DONE : Outcome.NOBODY;
    }

    public Outcome remove(String channel, String id, String by) {
        Optional<LiveCall> phone = phone(channel, id);
        boolean done = phone.isPresent()
                ? telephony.remove(phone.get().call().id())
                : browser(channel, id)
                        .map(leg -> browsers.end(leg, new Ending.Removed(by)))
                        .orElse(false);
        return done ? Outcome.DONE : Outcome.NOBODY;
    }

    private Optional<LiveCall> phone(String channel, String id) {
        return telephony.liveCalls().stream()
                .filter(call -> isIn(call, channel) && phoneId(call).equals(id))
                .findFirst();
    }

    private Optional<BrowserLeg> browser(String channel, String id) {
        return BrowserIdentity.id(id)
                .flatMap(browsers::find)
                .filter(leg -> leg.identity().channel().equals(channel));
    }

    static boolean isIn(LiveCall call, String channel) {
        return call.phase() == LiveCall.Phase.IN_CHANNEL && call.channelName().equals(channel);
    }

    static String phoneId(LiveCall call) {
        return PHONE + call.call().id().value();
    }
}
