package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.demo.Demo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BehindAProxyThereIsNoDemo {
    @TempDir
    private Path data;

    private static int whip(RunningGateway gateway) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/whip/lobby"))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/sdp")
                                    .POST(HttpRequest.BodyPublishers.ofString("v=0\r\nm=audio 9\r\n"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"partyline.public-url=https://partyline.example.org", "partyline.http.trusted-proxies=127.0.0.1"
            })
    void itEndsAndSaysSo(String setting) throws Exception {
        try (RunningGateway gateway =
                RunningGateway.start(data, setting, "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            Demo demo = gateway.bean(Demo.class);
            assertFalse(demo.active());
            assertTrue(demo.why().contains("by a proxy"), demo.why());
            assertEquals(404, whip(gateway));
            assertEquals(404, gateway.get("/join/lobby").statusCode());
            String banner = gateway.bean(StartBanner.class).text();
            assertFalse(banner.contains("join/lobby"), banner);
            assertTrue(banner.contains("no sound and no picture"), banner);
            assertFalse(gateway.get("/").body().contains("sip:3000"));
        }
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080", "http://127.0.0.1:9999/", "http://[::1]:8080"})
    void aPublicUrlOfThisMachineIsNoProxy(String url) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(data, "partyline.public-url=" + url)) {
            assertTrue(gateway.bean(Demo.class).active());
            assertEquals(201, whip(gateway));
            assertFalse(gateway.bean(StartBanner.class).text().contains("no picture"));
        }
    }

    @Test
    void browsersAreToldNothingWhereTheirMediaCanBeReached() {
        try (RunningGateway gateway = RunningGateway.start(
                data,
                "partyline.public-url=https://partyline.example.org",
                "partyline.media.browser-address=0.0.0.0")) {
            assertFalse(gateway.bean(StartBanner.class).text().contains("no picture"));
        }
    }
}
