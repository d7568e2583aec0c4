package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.Guesser;
import dev.partyline.gateway.pin.PinBudget;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.source.SourceLimits;
import dev.partyline.sip.Secret;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

final class WhatWaitsIsBounded {
    private static final SourceBlocks STRANGER = SourceBlocks.of("198.51.100.7");
    private static final String LOOK = "{\"type\":\"look\",\"channel\":\"lobby\"}";

    private final SourceLimits sources = new SourceLimits(500, List.of(), 512L * 1024 * 1024);
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final CountDownLatch reads = new CountDownLatch(1);
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @TempDir
    private Path data;

    /** A socket whose client takes nothing until it is told to. */
    private final WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WebSocketSession.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "sendMessage" -> {
                    reads.await();
                    sent.add(((TextMessage) arguments[0]).getPayload());
                    yield null;
                }
                case "close" -> {
                    closed.complete((CloseStatus) arguments[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void aSocketHasTwoMessagesOfTheLongestWaitingAndNoMore() {
        Backlog backlog = new Backlog(sources, STRANGER);
        assertTrue(backlog.add(64 * 1024));
        assertTrue(backlog.add(64 * 1024));
        assertFalse(backlog.add(1));
        backlog.remove(64 * 1024);
        assertTrue(backlog.add(64 * 1024));
    }

    @Test
    void manySocketsOfOneAddressHaveAQuarterOfWhatMayWait() {
        int full = 0;
        while (new Backlog(sources, STRANGER).add(Backlog.MOST)) {
            full++;
        }
        assertEquals(32, full, "four mebicharacters of sixteen");
        assertTrue(new Backlog(sources, SourceBlocks.of("203.0.113.1")).add(Backlog.MOST));
    }

    @Test
    void aMessageIsWholeWithItsLastPart() {
        Backlog backlog = new Backlog(sources, STRANGER);
        Assembly assembly = new Assembly(backlog);
        assertTrue(assembly.add("{'type':") && assembly.add("'ping'}"));
        assertEquals("{'type':'ping'}", assembly.take());
        assertTrue(backlog.add(Backlog.MOST), "nothing of it waits any more");
        assertTrue(assembly.add("more") && assembly.add("than may wait"));
        assertNull(assembly.take());
        backlog.remove(Backlog.MOST);
        assertTrue(assembly.add("next"));
        assertEquals("next", assembly.take());
    }

    @Test
    void aMessageThatNeverEndsIsNoLongerThanAnother() {
        Assembly assembly = new Assembly(new Backlog(sources, STRANGER));
        int parts = 0;
        while (assembly.add("x".repeat(1024))) {
            parts++;
        }
        assertEquals(64, parts);
        assertFalse(assembly.add("x"));
    }

    @Test
    void whatWasTooFastIsForgivenWithTime() throws Exception {
        reads.countDown();
        try (RunningGateway gateway = RunningGateway.start(data)) {
            long nowNanos = System.nanoTime();
            Conversation conversation = conversation(gateway, nowNanos);
            for (int i = 0; i < 6; i++) {
                for (int look = 0; look < 150; look++) {
                    conversation.heard(LOOK, true, nowNanos);
                }
                int answers = 100 * (i + 1);
                await(() -> sent.stream()
                                .filter(message -> message.contains("\"type\":\"channel\""))
                                .count()
                        == answers);
                nowNanos += Duration.ofSeconds(60).toNanos();
            }
            assertFalse(closed.isDone(), "three hundred were dropped, and never a hundred within a minute");
            for (int look = 0; look < 350; look++) {
                conversation.heard(LOOK, true, nowNanos);
            }
            assertEquals(1008, closed.get(30, TimeUnit.SECONDS).getCode());
        }
    }

    @Test
    void whoFallsSilentIsAwayWhetherHisSocketCanBeClosedOrNot() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(data)) {
            Conversation conversation = conversation(gateway, System.nanoTime());
            conversation.heard("{\"type\":\"join\",\"channel\":\"lobby\",\"offer\":\"v=0\"}", true, System.nanoTime());
            Entrance entrance = gateway.bean(Entrance.class);
            await(() -> entrance.browsers().all().stream().anyMatch(leg -> leg.audience() != null));
            conversation.fellSilent();
            await(() -> entrance.browsers().all().getFirst().entry(null).away());
            assertFalse(closed.isDone(), "its client takes nothing");
            reads.countDown();
        }
    }

    @Test
    void aSecondJoinDoesNotWaitBehindTheFirst() throws Exception {
        reads.countDown();
        try (RunningGateway gateway = RunningGateway.start(data)) {
            // Each wrong one makes the next answer slower.
            for (int i = 0; i < 4; i++) {
                gateway.bean(PinBudget.class)
                        .assess(
                                Guesser.browser(STRANGER),
                                Demo.room("boardroom").value(),
                                Demo.pinsOf("boardroom"),
                                new Secret("0000"),
                                System.nanoTime());
            }
            Conversation conversation = conversation(gateway, System.nanoTime());
            String join = "{\"type\":\"join\",\"channel\":\"boardroom\",\"offer\":\"v=0\",\"pin\":\"1111\"}";
            conversation.heard(join, true, System.nanoTime());
            conversation.heard(join, true, System.nanoTime());
            await(() -> sent.size() == 2);
            assertTrue(sent.getFirst().contains("\"busy\""), sent::toString);
            assertTrue(sent.getLast().contains("\"pin-wrong\""), sent::toString);
            conversation.heard(join, true, System.nanoTime());
            await(() -> sent.size() == 3);
            assertTrue(sent.getLast().contains("\"pin-wrong\""), "one after the other is as ever");
        }
    }

    private Conversation conversation(RunningGateway gateway, long nowNanos) {
        return new Conversation(
                new Visitor(STRANGER, "http://127.0.0.1"),
                new Outbox(socket, new AtomicLong()),
                gateway.bean(Entrance.class),
                nowNanos);
    }

    private static void await(java.util.function.BooleanSupplier there) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!there.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNanos < 0, "it never came about");
            Thread.sleep(10);
        }
    }
}
