package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;

/**
 * A person at a Firefox without a screen, driven by WebDriver BiDi straight: no other program is needed for it. An
 * AudioContext stands still in it where the machine has no sound card, so its voice is the fake microphone's, and its ear
 * records each received track and decodes the recordings, which needs no card.
 */
public final class Firefox implements Participant, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final Json JSON = new Json();
    private static final List<String> PREFERENCES = List.of(
            "user_pref(\"media.navigator.permission.disabled\", true);",
            "user_pref(\"media.navigator.streams.fake\", true);",
            // Granted, not only unasked: without it the page joins without devices, and ICE takes the default route
            // alone.
            "user_pref(\"permissions.default.microphone\", 1);",
            "user_pref(\"permissions.default.camera\", 1);",
            "user_pref(\"media.autoplay.default\", 0);",
            "user_pref(\"media.autoplay.blocking_policy\", 0);",
            "user_pref(\"media.peerconnection.ice.loopback\", true);",
            "user_pref(\"media.peerconnection.ice.obfuscate_host_addresses\", false);",
            "user_pref(\"media.gmp-manager.updateEnabled\", false);",
            "user_pref(\"app.update.enabled\", false);",
            "user_pref(\"datareporting.policy.dataSubmissionEnabled\", false);",
            "user_pref(\"browser.shell.checkDefaultBrowser\", false);",
            "user_pref(\"network.captive-portal-service.enabled\", false);",
            "user_pref(\"network.connectivity-service.enabled\", false);");

    private final String name;
    private final int hertz;
    private final BridgeProcess bridge;
    private final Process process;
    private final WebSocket socket;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<String, Object>>> asked = new ConcurrentHashMap<>();
    private final String context;

    /** @param hertz what its microphone says, without end */
    public Firefox(String name, int hertz, BridgeProcess bridge, Path profile) throws Exception {
        this.name = name;
        this.hertz = hertz;
        this.bridge = bridge;
        Files.createDirectories(profile);
        List<String> preferences = new ArrayList<>(PREFERENCES);
        preferences.add("user_pref(\"media.navigator.audio.fake_frequency\", " + hertz + ");");
        Files.write(profile.resolve("user.js"), preferences);
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/firefox-esr",
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        "0",
                        "about:blank")
                .redirectErrorStream(true);
        builder.environment().put("HOME", profile.toString());
        process = builder.start();
        CompletableFuture<String> listening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("firefox-log").start(() -> read(listening));
        String url = listening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url + "/session"), new Answers())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ask("session.new", Map.of("capabilities", Map.of()));
        context = String.valueOf(
                ask("browsingContext.create", Map.of("type", "tab")).get("context"));
    }

    private void read(CompletableFuture<String> listening) {
        try (BufferedReader in = process.inputReader(UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(matcher.group(1));
                }
            }
        } catch (IOException ended) {
            // Its output closes with it.
        }
        listening.completeExceptionally(new AssertionError("Firefox ended"));
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                Map<String, Object> answer = JSON.toType(text.toString(), Json.MAP_TYPE);
                text.setLength(0);
                if (answer.get("id") instanceof Number id) {
                    CompletableFuture<Map<String, Object>> question = asked.remove(id.longValue());
                    if (question != null) {
                        question.complete(answer);
                    }
                }
            }
            from.request(1);
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> ask(String method, Map<String, Object> parameters) {
        long id = lastId.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(JSON.toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        try {
            Map<String, Object> whole = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!"success".equals(whole.get("type"))) {
                throw new AssertionError(method + ": " + whole);
            }
            return (Map<String, Object>) Objects.requireNonNull(whole.get("result"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method, e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(method, e);
        }
    }

    /** What an expression, awaited where it is a promise, gives as text. */
    @SuppressWarnings("unchecked")
    public String evaluate(String expression) {
        Map<String, Object> result = ask(
                "script.evaluate",
                Map.of("expression", expression, "target", Map.of("context", context), "awaitPromise", true));
        if (!"success".equals(result.get("type"))) {
            throw new AssertionError(name + ": " + result);
        }
        return String.valueOf(((Map<String, Object>) Objects.requireNonNull(result.get("result"))).get("value"));
    }

    public Firefox join(String channel) throws InterruptedException {
        ask(
                "browsingContext.navigate",
                Map.of(
                        "context",
                        context,
                        "url",
                        bridge.url("/join/" + channel + "?autojoin&name=" + name),
                        "wait",
                        "complete"));
        Await.until(
                name + ": media flows",
                PATIENCE,
                () -> evaluate("String(window.partyline?.connection?.connectionState)")
                        .equals("connected"));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double hertz() {
        return hertz;
    }

    /** As for {@link Chromium}, and the recorder is an Opus encoder more. */
    @Override
    public double toleranceDb() {
        return 1.5;
    }

    /** All received tracks, from now on for so long. */
    @Override
    public Recording heard(Duration duration) {
        return record("getReceivers()", duration);
    }

    /** Its own microphone, from now on for so long. */
    public Recording said(Duration duration) {
        return record("getSenders()", duration);
    }

    private Recording record(String ends, Duration duration) {
        String samples = evaluate("""
                (async () => {
                  const seconds = __SECONDS__;
                  const tracks = window.partyline.connection.__ENDS__.map(({ track }) => track).filter((track) => track?.kind === 'audio');
                  const decoder = new OfflineAudioContext(1, 1, 48000);
                  const take = async (track) => {
                    const recorder = new MediaRecorder(new MediaStream([track]), { audioBitsPerSecond: 128000 });
                    const parts = [];
                    recorder.ondataavailable = ({ data }) => parts.push(data);
                    const over = new Promise((done) => (recorder.onstop = done));
                    recorder.start();
                    await new Promise((done) => setTimeout(done, 1000 * seconds + 300));
                    recorder.stop();
                    await over;
                    return (await decoder.decodeAudioData(await new Blob(parts).arrayBuffer())).getChannelData(0);
                  };
                  const sum = new Float32Array(seconds * 48000);
                  for (const one of await Promise.all(tracks.map(take))) {
                    // The last of each: an encoder's beginning is not what it was given.
                    one.subarray(-sum.length).forEach((sample, i) => (sum[i] += sample));
                  }
                  const bytes = new Uint8Array(Int16Array.from(sum, (sample) => Math.round(32767 * Math.max(-1, Math.min(1, sample)))).buffer);
                  let text = '';
                  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
                  return btoa(text);
                })()""".replace("__SECONDS__", Double.toString(duration.toMillis() / 1000.0))
                .replace("__ENDS__", ends));
        return new Recording(Chromium.samples(samples), 48_000);
    }

    /** Pictures of others that are decoded by now. */
    public int framesSeen() {
        return Integer.parseInt(evaluate("""
                (async () => {
                  let frames = 0;
                  (await window.partyline.connection.getStats()).forEach((entry) => {
                    if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames += entry.framesDecoded ?? 0;
                  });
                  return String(frames);
                })()"""));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
