package dev.partyline.gateway.signal;

import dev.partyline.gateway.admission.Admission;
import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.admission.Refusal.Reason;
import dev.partyline.gateway.roster.Audience;
import dev.partyline.gateway.roster.BrowserIdentity;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.Mailbox;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.roster.Roster;
import dev.partyline.gateway.source.TokenBucket;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.OfferRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/** One socket's talk: what is asked is done in order, on a virtual thread of its own; what is told goes to the outbox. */
final class Conversation implements Audience {
    static final CloseStatus PROTOCOL = CloseStatus.POLICY_VIOLATION;
    static final CloseStatus RESTART = new CloseStatus(1012, "the bridge restarts");
    private static final CloseStatus SILENT = new CloseStatus(4000, "silent");
    private static final CloseStatus REMOVED = new CloseStatus(4001, "removed");
    private static final CloseStatus OVER = new CloseStatus(4002, "the host has left");
    private static final CloseStatus ELSEWHERE = PROTOCOL.withReason("joined from another window");
    private static final double MESSAGES_A_SECOND = 50;
    private static final int MESSAGE_BURST = 100;
    /** Messages over the rate that are borne before the socket is closed, and how fast they are forgiven. */
    private static final int MAX_DROPPED = 100;

    private static final double FORGIVEN_A_SECOND = 1;
    private static final long BUSY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_WAITING = 200;
    /** What a message costs besides its text, in characters. */
    private static final int MESSAGE_COST = 256;

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Visitor visitor;
    private final Outbox outbox;
    private final Entrance entrance;
    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter();
    private final Mailbox asked = new Mailbox("signalling", MAX_WAITING);
    private final Backlog backlog;
    private final Assembly assembly;
    private final TokenBucket rate;
    private final TokenBucket borne;
    private long nextBusyNanos;
    private final AtomicBoolean joining = new AtomicBoolean();
    private volatile long heardNanos;
    private volatile boolean closed;
    private volatile @Nullable BrowserLeg leg;

    Conversation(Visitor visitor, Outbox outbox, Entrance entrance, long nowNanos) {
        this.visitor = visitor;
        this.outbox = outbox;
        this.entrance = entrance;
        backlog = new Backlog(entrance.sources(), visitor.source());
        assembly = new Assembly(backlog);
        rate = new TokenBucket(MESSAGES_A_SECOND, MESSAGE_BURST, nowNanos);
        borne = new TokenBucket(FORGIVEN_A_SECOND, MAX_DROPPED, nowNanos);
        nextBusyNanos = nowNanos;
        heardNanos = nowNanos;
    }

    /** A part of a text message came, or the whole. One at a time, and it never waits. */
    void heard(String part, boolean last, long nowNanos) {
        if (closed) {
            return;
        }
        if (!assembly.add(part)) {
            close(CloseStatus.TOO_BIG_TO_PROCESS);
        } else if (last) {
            heardNanos = nowNanos;
            String text = assembly.take();
            if (text == null || !rate.take(nowNanos)) {
                drop(nowNanos);
            } else {
                heard(text, nowNanos);
            }
        }
    }

    private void heard(String text, long nowNanos) {
        ClientMessage message;
        try {
            message = reader.read(text);
        } catch (BadMessageException e) {
            close(PROTOCOL.withReason("" + e.getMessage()));
            return;
        }
        if (message instanceof ClientMessage.Ping) {
            say(new ServerMessage.Pong());
        } else if (message instanceof ClientMessage.Join && !joining.compareAndSet(false, true)) {
            // One that waits for its PIN to be judged is enough.
            refuse(Refusal.of(Reason.BUSY, MOMENT));
        } else if (!post(message, text.length() + MESSAGE_COST)) {
            answered(message);
            drop(nowNanos);
        }
    }

    private boolean post(ClientMessage message, int cost) {
        if (!backlog.add(cost)) {
            return false;
        }
        boolean posted = asked.post(() -> {
            try {
                answerOrClose(message);
            } finally {
                backlog.remove(cost);
            }
        });
        if (!posted) {
            backlog.remove(cost);
        }
        return posted;
    }

    /** Before its answer can be read: whoever has read it may ask again. */
    private void answered(ClientMessage message) {
        if (message instanceof ClientMessage.Join) {
            joining.set(false);
        }
    }

    private void answerOrClose(ClientMessage message) throws InterruptedException {
        boolean answered = false;
        try {
            answer(message);
            answered = true;
        } finally {
            if (!answered) {
                // Nobody waits for an answer that never comes.
                close(CloseStatus.SERVER_ERROR);
            }
        }
    }

    private void drop(long nowNanos) {
        if (!borne.take(nowNanos)) {
            close(PROTOCOL.withReason("too many messages"));
        } else if (nowNanos - nextBusyNanos >= 0) {
            nextBusyNanos = nowNanos + BUSY_AGAIN_NANOS;
            refuse(Refusal.of(Reason.BUSY));
        }
    }

    long heardNanos() {
        return heardNanos;
    }

    void close(CloseStatus status) {
        closed = true;
        outbox.closeAfter(status);
    }

    /** Nothing came for too long: it is lost, whether its client can be told so or not. */
    void fellSilent() {
        close(SILENT);
        lost();
    }

    /** The socket is closed, by whomever. */
    void lost() {
        closed = true;
        assembly.end();
        // After whatever is being done now, such as a join.
        if (!asked.post(this::detach)) {
            detach();
        }
    }

    private void detach() {
        BrowserLeg mine = leg;
        leg = null;
        if (mine != null) {
            mine.detach(this, heardNanos);
        }
    }

    private void answer(ClientMessage message) throws InterruptedException {
        if (closed && !(message instanceof ClientMessage.Leave)) {
            return;
        }
        switch (message) {
            case ClientMessage.Look look -> look(look);
            case ClientMessage.Join join -> join(join);
            case ClientMessage.Ping _ -> say(new ServerMessage.Pong());
            case ClientMessage.Leave _ -> leave();
            case ClientMessage.Offer _,
                    ClientMessage.Mute _,
                    ClientMessage.Camera _,
                    ClientMessage.Mode _,
                    ClientMessage.Pin _,
                    ClientMessage.Hand _,
                    ClientMessage.Lock _,
                    ClientMessage.Remove _ -> {
                BrowserLeg mine = leg;
                if (mine == null) {
                    refuse(Refusal.of(Reason.NOT_JOINED));
                } else {
                    inside(mine, message);
                }
            }
        }
    }

    private void look(ClientMessage.Look look) {
        switch (entrance.look(look.channel(), look.token())) {
            case Admission.Look.Closed(Refusal refusal) -> refuse(refusal);
            case Admission.Look.Open(boolean pinNeeded, boolean hostPin, boolean awaitsHost, var role) -> {
                // How many are behind a PIN is for those alone who could go in.
                @Nullable
                Integer there = pinNeeded ? null : entrance.participants().count(look.channel());
                say(new ServerMessage.Channel(look.channel(), pinNeeded, hostPin, awaitsHost, role, there));
            }
        }
    }

    private void join(ClientMessage.Join join) throws InterruptedException {
        Entrance.Outcome outcome = entrance.join(join, visitor, leg);
        answered(join);
        switch (outcome) {
            case Entrance.Outcome.Refused(Refusal refusal) -> refuse(refusal);
            case Entrance.Outcome.Joined(BrowserLeg joined, BrowserLeg.Connection connection, var answer) -> {
                say(answer);
                leg = joined;
                if (!joined.attach(this, connection)) {
                    leg = null;
                    mediaFailed("it was over while it joined");
                } else if (!closed && !joined.hasMedia()) {
                    mediaFailed("lost while it joined");
                }
                if (closed) {
                    // The socket went meanwhile, and whoever told so may have found nobody to detach.
                    detach();
                }
            }
        }
    }

    @Override
    public void superseded() {
        leg = null;
        close(ELSEWHERE);
    }

    private void leave() {
        BrowserLeg mine = leg;
        leg = null;
        if (mine != null) {
            entrance.browsers().end(mine, new Ending.Left());
        }
        close(CloseStatus.NORMAL);
    }

    private void inside(BrowserLeg mine, ClientMessage message) {
        switch (message) {
            case ClientMessage.Offer(String offer) -> offer(mine, offer);
            case ClientMessage.Mute(boolean muted, String participant) -> {
                if (participant == null || isMe(mine, participant)) {
                    mine.mute(muted);
                } else if (mayActOn(mine)) {
                    tellOutcome(entrance.participants()
                            .mute(
                                    mine.identity().channel(),
                                    participant,
                                    muted,
                                    mine.identity().name()));
                }
            }
            case ClientMessage.Remove(String participant) -> {
                if (mayActOn(mine)) {
                    tellOutcome(entrance.participants()
                            .remove(
                                    mine.identity().channel(),
                                    participant,
                                    mine.identity().name()));
                }
            }
            case ClientMessage.Hand(boolean raised, String participant) -> {
                if (participant == null || isMe(mine, participant)) {
                    mine.raiseHand(raised);
                } else if (mayActOn(mine) && !raised) {
                    tellOutcome(
                            entrance.participants().lowerHand(mine.identity().channel(), participant));
                }
            }
            case ClientMessage.Lock(boolean locked) -> {
                if (mayActOn(mine)) {
                    entrance.participants().lock(mine.identity().channel(), locked);
                }
            }
            case ClientMessage.Camera(boolean on) -> mine.camera(on);
            case ClientMessage.Mode(BrowserMode mode) -> {
                mine.mode(mode);
                say(new ServerMessage.Mode(mine.mode()));
            }
            case ClientMessage.Pin(List<String> participants) ->
                mine.pin(participants.stream()
                        .map(BrowserIdentity::id)
                        .flatMap(Optional::stream)
                        .toList());
            case ClientMessage.Look _, ClientMessage.Join _, ClientMessage.Leave _, ClientMessage.Ping _ ->
                throw new IllegalStateException("done before");
        }
    }

    private void offer(BrowserLeg mine, String offer) {
        if (!mine.mayOfferAgain(System.nanoTime())) {
            refuse(Refusal.of(Reason.BUSY, MOMENT));
            return;
        }
        try {
            String answer = mine.renegotiate(offer);
            if (answer == null) {
                refuse(Refusal.of(Reason.MEDIA_FAILED));
            } else {
                say(new ServerMessage.Answer(answer));
            }
        } catch (OfferRefusedException e) {
            refuse(Refusal.of(Reason.OFFER, "" + e.getMessage()));
        }
    }

    private boolean mayActOn(BrowserLeg mine) {
        boolean host = switch (mine.identity().role()) {
            case HOST -> true;
            case GUEST -> false;
        };
        if (!host) {
            refuse(Refusal.of(Reason.NOT_HOST));
        }
        return host;
    }

    private static boolean isMe(BrowserLeg mine, String participant) {
        return mine.identity().id().value().equals(participant);
    }

    private void tellOutcome(Participants.Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case NOBODY -> refuse(Refusal.of(Reason.NO_PARTICIPANT));
            case ITS_OWN_AFFAIR -> refuse(Refusal.of(Reason.NOT_HOST, "Only they can switch their microphone on."));
        }
    }

    private void refuse(Refusal refusal) {
        entrance.refusals().count(refusal.reason());
        say(new ServerMessage.Refused(refusal));
    }

    private void say(ServerMessage message) {
        outbox.send(writer.write(message));
    }

    @Override
    public void roster(Roster roster) {
        BrowserLeg mine = leg;
        if (mine != null) {
            say(new ServerMessage.Roster(roster, mine.identity().id().value()));
        }
    }

    @Override
    public void levels(Map<String, Integer> levels) {
        say(new ServerMessage.Levels(levels));
    }

    @Override
    public void slots(BrowserEvent.Slots slots) {
        say(new ServerMessage.Slots(slots));
    }

    @Override
    public void muted(boolean muted, String by) {
        say(new ServerMessage.Muted(muted, by));
    }

    @Override
    public void mediaFailed(String reason) {
        refuse(Refusal.of(Reason.MEDIA_FAILED));
    }

    @Override
    public void ended(Ending ending) {
        leg = null;
        switch (ending) {
            case Ending.Left _ -> {}
            // It is told that it has not joined, whatever it asks for next.
            case Ending.StayedAway _ -> {}
            case Ending.Removed(String by) -> {
                say(new ServerMessage.Removed(by));
                close(REMOVED);
            }
            case Ending.HostLeft _ -> {
                say(new ServerMessage.Over());
                close(OVER);
            }
            case Ending.Shutdown _ -> close(RESTART);
        }
    }
}
