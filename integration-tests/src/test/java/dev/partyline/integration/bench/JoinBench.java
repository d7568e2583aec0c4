package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Folder;
import java.util.Arrays;
import java.util.Objects;

/**
 * From the click on "Join" in a Chromium until its connection is up and its first audio packet has come.
 *
 * <p>Argument: how often; by default 20.
 */
final class JoinBench {
    private static final int BASE_PORT = 19_480;

    private JoinBench() {}

    static void main(String[] args) throws InterruptedException {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        long[] millis = new long[times];
        try (Folder data = Folder.temporary("partyline-bench");
                BridgeProcess bridge = new BridgeProcess(BASE_PORT, data.path()).start();
                Chromium browser = new Chromium("anna", 500, bridge)) {
            for (int i = 0; i < times; i++) {
                browser.open("/join/room-" + (4000 + i));
                browser.await("it can be joined", "return !document.querySelector('#preview').hidden");
                Thread.sleep(1_000);
                millis[i] = ((Number) Objects.requireNonNull(browser.runAsync(UNTIL_MEDIA))).longValue();
                System.out.printf("%3d: %5d ms%n", i + 1, millis[i]);
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "click to media: median %d ms, worst %d ms of %d%n", millis[times / 2], millis[times - 1], times);
    }

    private static final String UNTIL_MEDIA = """
            const done = arguments[arguments.length - 1];
            const start = performance.now();
            document.querySelector('#name').value = 'Anna';
            document.querySelector('#join').click();
            const look = async () => {
              const connection = window.partyline?.connection;
              if (connection?.connectionState === 'connected') {
                for (const stat of (await connection.getStats()).values()) {
                  if (stat.type === 'inbound-rtp' && stat.kind === 'audio' && stat.packetsReceived > 0) {
                    done(Math.round(performance.now() - start));
                    return;
                  }
                }
              }
              setTimeout(look, 5);
            };
            look();
            """;
}
