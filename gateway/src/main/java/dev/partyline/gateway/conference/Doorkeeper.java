package dev.partyline.gateway.conference;

import dev.partyline.gateway.roster.Participants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says who has to stay outside though he knows the PIN. Hosts never have to. */
@Component
public final class Doorkeeper {
    /** Of the telephony, which asks this one: so they come later. */
    private final ObjectProvider<Participants> participants;

    private final Hosts hosts;

    Doorkeeper(ObjectProvider<Participants> participants, Hosts hosts) {
        this.participants = participants;
        this.hosts = hosts;
    }

    public enum Answer {
        COME_IN,
        LOCKED,
        AWAITS_HOST,
        /** Those who come at the same moment, as all do who waited for a host, may be let in to the last place together. */
        FULL
    }

    public Answer mayEnter(Conference conference, boolean host) {
        if (host) {
            return Answer.COME_IN;
        }
        Participants there = participants.getObject();
        if (there.isLocked(conference.channel())) {
            return Answer.LOCKED;
        }
        if (conference.options().waitsForHost() && !hosts.hasHost(conference.channel())) {
            return Answer.AWAITS_HOST;
        }
        Integer most = conference.options().mostGuests();
        return most != null && there.presence(conference.channel()).guests() >= most ? Answer.FULL : Answer.COME_IN;
    }
}
