package dev.partyline.webrtc.ice;

import dev.partyline.media.Budget;
import dev.partyline.webrtc.ice.ValidatedAddresses.Entry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * One browser's lite agent (RFC 8445 section 2.5): it answers the checks of whoever knows its password and believes
 * their addresses; to everybody else it is silent. One thread's.
 */
public final class IceLite {
    /** RFC 7675 section 5.1. */
    public static final long CONSENT_NANOS = 30_000_000_000L;

    /** Room that {@link #received} needs for its response. */
    public static final int MAX_RESPONSE_BYTES = 128;

    private static final long ERROR_INTERVAL_NANOS = 100_000_000L;
    // Browsers send one every 20 to 50 ms, whatever number of pairs they have.
    private static final int CHECKS_A_SECOND = 100;

    private final BindingRequestScan scan = new BindingRequestScan();
    private final StunCodec codec = new StunCodec();
    private final ValidatedAddresses addresses = new ValidatedAddresses();
    // Of whoever knows the password, and of no one else: strangers spend nothing of it.
    private final Budget checks = new Budget(CHECKS_A_SECOND, 2 * CHECKS_A_SECOND);
    private final AddressClaim claim;
    private final CheckRefusals refusals;

    private IceGeneration current;
    private @Nullable IceGeneration previous;
    private long previousEndsNanos;

    private @Nullable Entry selected;

    /** Of the selected address's last check; before the first, of the beginning. */
    private long consentNanos;

    private long nextErrorNanos;

    public IceLite(IceCredentials own, AddressClaim claim, CheckRefusals refusals, long nowNanos) {
        this.claim = claim;
        this.refusals = refusals;
        current = new IceGeneration(own);
        consentNanos = nowNanos;
        nextErrorNanos = nowNanos;
    }

    /** The first check costs half a second where the codec was never used: done once, before there is a browser. */
    public static void warmUp() {
        IceCredentials own = IceCredentials.create(new SecureRandom());
        IceLite agent = new IceLite(own, (address, nowNanos) -> true, new CheckRefusals(), 0);
        try {
            ByteBuffer check = ByteBuffer.wrap(agent.codec.check(agent.current));
            InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
            if (agent.received(check, from, 0, ByteBuffer.allocate(MAX_RESPONSE_BYTES)) == 0) {
                throw new IllegalStateException("an ICE check of our own was refused");
            }
        } catch (StunException e) {
            throw new IllegalStateException("an ICE check could not be written", e);
        }
    }

    /**
     * An ICE restart (RFC 8445 section 9): the old credentials hold until the new ones are used, 30 s at most; all
     * addresses stay validated.
     */
    public void restart(IceCredentials own, long nowNanos) {
        previous = current;
        previousEndsNanos = nowNanos + CONSENT_NANOS;
        current = new IceGeneration(own);
    }

    public boolean knows(String ownUfrag) {
        return current.ufrag().equals(ownUfrag)
                || (previous != null && previous.ufrag().equals(ownUfrag));
    }

    /**
     * A datagram that looks like STUN.
     *
     * @param stun array-backed, position to limit; left as it is
     * @param response has {@link #MAX_RESPONSE_BYTES} remaining; what is to be sent to {@code from} is put into it
     * @return the response's length; 0 for none
     */
    public int received(ByteBuffer stun, InetSocketAddress from, long nowNanos, ByteBuffer response) {
        expire(nowNanos);
        if (!scan.scan(stun)) {
            return refuse(CheckRefusal.MALFORMED);
        }
        Entry known = addresses.find(from);
        if (!checks.isLeft(nowNanos) || (known != null && !known.checks().isLeft(nowNanos))) {
            return refuse(CheckRefusal.TOO_FAST);
        }
        IceGeneration generation = generationOf(stun);
        if (generation == null) {
            return refuse(CheckRefusal.UNKNOWN_USERNAME);
        }
        if (!IceGeneration.fingerprintHolds(stun, scan)) {
            return refuse(CheckRefusal.WRONG_FINGERPRINT);
        }
        if (!generation.signed(stun, scan)) {
            return refuse(CheckRefusal.WRONG_INTEGRITY);
        }
        checks.spend(1, nowNanos);
        if (known != null) {
            known.checks().spend(1, nowNanos);
        }
        Request request = StunCodec.decode(stun, scan);
        if (request == null) {
            return refuse(CheckRefusal.MALFORMED);
        }
        return authenticated(request, generation, known, from, nowNanos, response);
    }

    private int authenticated(
            Request request,
            IceGeneration generation,
            @Nullable Entry known,
            InetSocketAddress from,
            long nowNanos,
            ByteBuffer response) {
        if (scan.unknownCount > 0) {
            refuse(CheckRefusal.UNKNOWN_ATTRIBUTE);
            return error(request, 420, generation, nowNanos, response);
        }
        if (request.containsAttribute(Attribute.ICE_CONTROLLED)) {
            // A lite agent is always the controlled one (RFC 8445 section 6.1.1).
            refuse(CheckRefusal.ROLE_CONFLICT);
            return error(request, 487, generation, nowNanos, response);
        }
        if (known == null && addresses.full()) {
            return refuse(CheckRefusal.TOO_MANY_ADDRESSES);
        }
        if (!claim.mayTake(from, nowNanos)) {
            return refuse(CheckRefusal.ADDRESS_TAKEN);
        }
        byte[] success = codec.success(request, from, generation);
        response.put(success);
        Entry entry = known == null ? addresses.add(from, nowNanos) : known;
        entry.checked(nowNanos);
        select(entry, generation, request.containsAttribute(Attribute.USE_CANDIDATE), nowNanos);
        return success.length;
    }

    private void select(Entry entry, IceGeneration generation, boolean nominates, long nowNanos) {
        if (generation == current && previous != null) {
            // The restart has come about. Its first address is sent to at once: the old path may be why there is one.
            previous = null;
            selected = entry;
        } else if (selected == null || nominates) {
            selected = entry;
        }
        if (selected == entry) {
            consentNanos = nowNanos;
        }
    }

    private int error(Request request, int code, IceGeneration generation, long nowNanos, ByteBuffer response) {
        if (nowNanos - nextErrorNanos < 0) {
            return 0;
        }
        nextErrorNanos = nowNanos + ERROR_INTERVAL_NANOS;
        byte[] error = codec.error(request, code, scan.unknown, scan.unknownCount, generation);
        response.put(error);
        return error.length;
    }

    private @Nullable IceGeneration generationOf(ByteBuffer stun) {
        if (current.isNamedBy(stun, scan)) {
            return current;
        }
        return previous != null && previous.isNamedBy(stun, scan) ? previous : null;
    }

    private void expire(long nowNanos) {
        if (previous != null && nowNanos - previousEndsNanos >= 0) {
            previous = null;
        }
        addresses.forget(CONSENT_NANOS, nowNanos, selected);
    }

    private int refuse(CheckRefusal reason) {
        refusals.count(reason);
        return 0;
    }

    /** Whether media and DTLS may come from there. */
    public boolean isValidated(InetSocketAddress from) {
        return addresses.find(from) != null;
    }

    /** Whether it is its own by a check of the last 30 s: so long nobody else may have it. */
    public boolean holds(InetSocketAddress address, long nowNanos) {
        Entry entry = addresses.find(address);
        return entry != null && !entry.silentFor(CONSENT_NANOS, nowNanos);
    }

    /** From how many addresses media may come. */
    public int validated() {
        return addresses.count();
    }

    /** Where to send: the address nominated last, else the first that was validated; null before that. */
    public @Nullable InetSocketAddress selected() {
        return selected == null ? null : selected.address;
    }

    /** Whether the selected address has been without a check for too long, or none ever came. Media does not count. */
    public boolean consentExpired(long nowNanos) {
        expire(nowNanos);
        return nowNanos - consentNanos >= CONSENT_NANOS;
    }

    /** When {@link #consentExpired} is to be asked next. */
    public long deadlineNanos() {
        return consentNanos + CONSENT_NANOS;
    }

    /** The first half of USERNAME, on trust: it leads to the agent that can check it. Null where there is none. */
    public static @Nullable String ownUfragOf(ByteBuffer stun) {
        BindingRequestScan scan = new BindingRequestScan();
        if (!scan.scan(stun) || scan.usernameOffset == BindingRequestScan.ABSENT) {
            return null;
        }
        int start = stun.arrayOffset() + stun.position() + scan.usernameOffset;
        for (int i = 0; i < scan.usernameBytes; i++) {
            if (stun.array()[start + i] == ':') {
                return i == 0 ? null : new String(stun.array(), start, i, StandardCharsets.US_ASCII);
            }
        }
        return null;
    }

    /** RFC 7983 section 7, and the magic cookie. */
    public static boolean looksLikeStun(ByteBuffer datagram) {
        return BindingRequestScan.hasStunHeader(datagram);
    }
}
