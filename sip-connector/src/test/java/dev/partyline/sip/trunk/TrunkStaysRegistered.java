package dev.partyline.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.Secret;
import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.TrunkStatus.State;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.trunk.Registration.Response;
import dev.partyline.sip.trunk.Registration.Send;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkStaysRegistered {
    private static final RegistrationSettings SETTINGS = new RegistrationSettings(
            "pbx.example", Protocol.UDP, "bridge", null, new Secret("s3cret"), null, Duration.ofMinutes(5));

    private final Registration registration = new Registration(SETTINGS, "sip:pbx.example", new Random(1));
    private long now = TimeUnit.DAYS.toNanos(3);
    private int nonces;

    private static Response response(int status) {
        return new Response(
                status, List.of(), List.of(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static Response granted(int seconds) {
        return new Response(
                200, List.of(), List.of(), OptionalInt.of(seconds), OptionalInt.empty(), OptionalInt.empty());
    }

    private Response challenge(int status) {
        List<String> values =
                List.of("Digest realm=\"pbx\", nonce=\"n%d\", qop=\"auth\", algorithm=MD5".formatted(++nonces));
        return new Response(
                status,
                status == 401 ? values : List.of(),
                status == 407 ? values : List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private Send answered(Response response) {
        return registration.answered(response, now).orElseThrow();
    }

    private void rests(Response response) {
        assertEquals(Optional.empty(), registration.answered(response, now));
    }

    private Send atDeadline() {
        assertEquals(Optional.empty(), registration.deadlineReached(registration.deadlineNanos() - 1));
        now = registration.deadlineNanos();
        return registration.deadlineReached(now).orElseThrow();
    }

    private double secondsToDeadline() {
        return (registration.deadlineNanos() - now) / 1e9;
    }

    private void register(int seconds) {
        registration.start(now);
        answered(challenge(401));
        rests(granted(seconds));
    }

    @Test
    void challengedAnsweredRegistered() {
        assertEquals(new Send(300, List.of()), registration.start(now).orElseThrow());
        assertEquals(State.REGISTERING, registration.status());
        assertEquals(Optional.empty(), registration.start(now));
        Send second = answered(challenge(401));
        assertEquals(300, second.expiresSeconds());
        assertEquals("Authorization", second.credentials().getFirst().headerName());
        assertTrue(second.credentials().getFirst().value().contains("uri=\"sip:pbx.example\""));
        assertFalse(second.toString().contains("response"));
        rests(granted(300));
        assertEquals(State.REGISTERED, registration.status());
        assertEquals("", registration.detail());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 300, 3600})
    void itIsRefreshedWellBeforeItEnds(int seconds) {
        register(seconds);

        assertTrue(
                secondsToDeadline() >= seconds * 0.699 && secondsToDeadline() <= seconds * 0.851,
                "after " + secondsToDeadline());
        Send refresh = atDeadline();
        assertTrue(refresh.credentials().getFirst().value().contains("nc=00000002"));
        rests(granted(seconds));
        assertEquals(State.REGISTERED, registration.status());
    }

    @Test
    void withoutAnExpiryInTheAnswerItIsTheOneAskedFor() {
        registration.start(now);
        rests(response(200));

        assertTrue(secondsToDeadline() > 200 && secondsToDeadline() < 260);
    }

    @Test
    void anAbsurdExpiryIsCutToADay() {
        register(Integer.MAX_VALUE);

        assertTrue(secondsToDeadline() <= 24 * 3600);
    }

    @Test
    void aRegistrarThatGrantsNothingIsAFailure() {
        register(0);

        assertEquals(State.FAILED, registration.status());
        assertEquals("the registrar granted no time", registration.detail());
    }

    @Test
    void aNewNonceAtTheRefreshIsAnswered() {
        register(300);
        atDeadline();
        assertTrue(answered(challenge(401)).credentials().getFirst().value().contains("nonce=\"n2\""));
        rests(granted(300));
        assertEquals(State.REGISTERED, registration.status());
    }

    @Test
    void aProxyAndTheRegistrarMayBothAsk() {
        registration.start(now);
        assertEquals(1, answered(challenge(407)).credentials().size());
        Send both = answered(challenge(401));

        assertEquals(
                List.of("Proxy-Authorization", "Authorization"),
                both.credentials().stream()
                        .map(Registration.Credentials::headerName)
                        .toList());
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndAgain() {
        registration.start(now);
        answered(challenge(401));
        rests(challenge(401));

        assertEquals(State.FAILED, registration.status());
        assertEquals("401, the account or password is wrong", registration.detail());
        assertTrue(secondsToDeadline() >= 300 && secondsToDeadline() <= 600);
        assertEquals(List.of(), atDeadline().credentials());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aRefusalWaitsLong(int status) {
        registration.start(now);
        rests(response(status));

        assertEquals("answered " + status, registration.detail());
        assertTrue(secondsToDeadline() >= 300 && secondsToDeadline() <= 600);
    }

    @Test
    void failuresWaitLongerAndLongerUpToTwoMinutes() {
        registration.start(now);
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            registration.failed("no answer", now);
            assertEquals(State.FAILED, registration.status());
            waits.add(secondsToDeadline());
            atDeadline();
        }

        for (int i = 0; i < waits.size(); i++) {
            double most = Math.min(120, 2 * Math.pow(2, i));
            assertTrue(waits.get(i) >= most / 2 && waits.get(i) <= most, i + ": " + waits);
        }
        rests(granted(300));
        atDeadline();
        registration.failed("no answer", now);
        assertTrue(secondsToDeadline() <= 2);
    }

    @Test
    void twoBridgesDontComeBackInTheSameMoment() {
        Registration other = new Registration(SETTINGS, "sip:pbx.example", new Random(2));
        registration.start(now);
        other.start(now);
        registration.failed("no answer", now);
        other.failed("no answer", now);

        assertFalse(registration.deadlineNanos() == other.deadlineNanos());
    }

    @Test
    void aRegistrarThatIsBusySaysForHowLong() {
        registration.start(now);
        rests(new Response(503, List.of(), List.of(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(77)));

        assertEquals(77, secondsToDeadline());
    }

    @Test
    void aRegisterThatIsNeverReportedFails() {
        registration.start(now);
        now = registration.deadlineNanos();

        assertEquals(Optional.empty(), registration.deadlineReached(now));
        assertEquals(State.FAILED, registration.status());
        assertEquals("no answer", registration.detail());
        assertTrue(atDeadline().expiresSeconds() > 0);
    }

    @Test
    void tooBriefAnIntervalIsAskedForLongerOnce() {
        Response tooBrief =
                new Response(423, List.of(), List.of(), OptionalInt.empty(), OptionalInt.of(900), OptionalInt.empty());
        registration.start(now);
        assertEquals(900, answered(tooBrief).expiresSeconds());
        assertEquals(900, answered(challenge(401)).expiresSeconds());
        rests(granted(900));
        assertEquals(900, atDeadline().expiresSeconds());
        rests(tooBrief);
        assertEquals("answered 423", registration.detail());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 24 * 3600 + 1, Integer.MAX_VALUE})
    void anAbsurdMinimumIsAFailure(int minimum) {
        registration.start(now);
        rests(new Response(
                423, List.of(), List.of(), OptionalInt.empty(), OptionalInt.of(minimum), OptionalInt.empty()));

        assertEquals(State.FAILED, registration.status());
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "10, 10", "60, 60", "86400, 86400", "86401, 86400"})
    void theLifeAskedForIsWithinReason(long wanted, int asked) {
        RegistrationSettings settings = new RegistrationSettings(
                "pbx", Protocol.UDP, "bridge", "auth", new Secret("s"), "pbx", Duration.ofSeconds(wanted));

        assertEquals(
                asked,
                new Registration(settings, "sip:pbx", new Random(1))
                        .start(now)
                        .orElseThrow()
                        .expiresSeconds());
    }

    @Test
    void theAccountOfTheDigestMayHaveItsOwnName() {
        RegistrationSettings settings = new RegistrationSettings(
                "pbx", Protocol.UDP, "bridge", "auth-name", new Secret("s"), null, Duration.ofHours(1));
        Registration named = new Registration(settings, "sip:pbx", new Random(1));
        named.start(now);

        Send answer = named.answered(challenge(401), now).orElseThrow();
        assertTrue(answer.credentials().getFirst().value().startsWith("Digest username=\"auth-name\","));
    }

    @Test
    void theRegistrationIsTakenAway() {
        register(300);
        Send gone = registration.unregister(now).orElseThrow();
        assertEquals(0, gone.expiresSeconds());
        assertEquals(0, answered(challenge(401)).expiresSeconds());
        rests(response(200));

        assertTrue(registration.isGone());
        assertEquals(Registration.NEVER, registration.deadlineNanos());
        assertEquals(300, registration.start(now).orElseThrow().expiresSeconds());
    }

    @Test
    void whatIsNotRegisteredNeedsNoTakingAway() {
        assertEquals(Optional.empty(), registration.unregister(now));
        assertTrue(registration.isGone());
        registration.start(now);
        registration.failed("no route", now);
        assertEquals(Optional.empty(), registration.unregister(now));
        assertTrue(registration.isGone());
    }

    @Test
    void anAnswerNobodyWaitsForChangesNothing() {
        rests(granted(300));
        register(300);
        rests(challenge(401));
        rests(response(403));
        registration.failed("no answer", now);

        assertEquals(State.REGISTERED, registration.status());
    }
}
